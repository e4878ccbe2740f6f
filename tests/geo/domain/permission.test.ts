import { expect, test } from 'vitest';
import { isAllowed, PERMISSIONS, permissionsOf, type Permission } from '#geo/domain/permission.ts';

/** Written out by hand: a change of who may do what must be made twice. */
const ENTRY_ONLY: Permission[] = [
  'measure.create',
  'measure.edit',
  'measure.delete',
  'measure.merge',
  'incident.create',
  'incident.edit',
  'incident.delete',
  'import.create',
  'import.confirm',
  'track.create',
  'batch.undo',
  'demo.remove',
];
const VERIFIER_ONLY: Permission[] = ['measure.verify', 'place.read-exact', 'audit.read'];
const ADMIN_ONLY: Permission[] = ['register.edit'];

test('nobody both enters and verifies', () => {
  for (const permission of PERMISSIONS) {
    expect([permission, isAllowed('entry', permission)]).toEqual([
      permission,
      ![...VERIFIER_ONLY, ...ADMIN_ONLY].includes(permission),
    ]);
    expect([permission, isAllowed('verifier', permission)]).toEqual([
      permission,
      ![...ENTRY_ONLY, ...ADMIN_ONLY].includes(permission),
    ]);
  }
  expect(permissionsOf('verifier')).not.toContain('measure.create');
});

test('the administrator keeps the register and enters, verifies and sees nothing more than others', () => {
  const both = PERMISSIONS.filter((permission) => isAllowed('entry', permission) && isAllowed('verifier', permission));
  // Giving a report and setting a finding aside speak for an agency.
  const speaking: Permission[] = ['report.create', 'report.delete', 'quality.dismiss'];
  const shared = both.filter((permission) => !speaking.includes(permission));
  expect(permissionsOf('admin').sort()).toEqual([...shared, ...ADMIN_ONLY, 'audit.read'].sort());
});

test('what is not in the table is denied', () => {
  expect(isAllowed('entry', 'measure.destroy' as Permission)).toBe(false);
});
