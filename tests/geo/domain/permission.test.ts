import { expect, test } from 'vitest';
import { isAllowed, PERMISSIONS, permissionsOf, type Permission } from '#geo/domain/permission.ts';

/** Written out by hand: a change of who may do what must be made twice. */
const ENTRY_ONLY: Permission[] = [
  'measure.create',
  'measure.edit',
  'measure.delete',
  'incident.create',
  'incident.edit',
  'incident.delete',
  'import.create',
  'import.confirm',
  'demo.remove',
];
const VERIFIER_ONLY: Permission[] = ['measure.verify', 'place.read-exact', 'audit.read'];

test('nobody both enters and verifies', () => {
  for (const permission of PERMISSIONS) {
    expect([permission, isAllowed('entry', permission)]).toEqual([permission, !VERIFIER_ONLY.includes(permission)]);
    expect([permission, isAllowed('verifier', permission)]).toEqual([permission, !ENTRY_ONLY.includes(permission)]);
  }
  expect(permissionsOf('verifier')).not.toContain('measure.create');
});

test('what is not in the table is denied', () => {
  expect(isAllowed('entry', 'measure.destroy' as Permission)).toBe(false);
});
