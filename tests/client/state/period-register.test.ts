import { expect, test } from 'vitest';
import { membersIn, withoutMembers } from '#client/state/period-register.ts';
import { routeStrokes } from '#client/map/layers/route-layer-data.ts';
import { sampleRegister } from '#tests/client/map/sample-register.ts';

const register = sampleRegister();
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
/** The same register with a day on which a member ends or begins. */
const withDays = (change: { validFromOn?: string; validUntilOn?: string }) => ({
  ...register,
  sites: register.sites.map((site) => (site.id === 'gate-nam-can' ? { ...site, ...change } : site)),
});

test('a map of a period has the members in force on some day of it', () => {
  const retired = withDays({ validUntilOn: '2026-06-15' });
  expect(idsOf(membersIn(retired, '2025-12-15..2026-06-14').sites)).toContain('gate-nam-can');
  expect(idsOf(membersIn(retired, '2026-06-14..2026-11-20').sites)).toContain('gate-nam-can');
  expect(idsOf(membersIn(retired, '2026-06-15..2026-11-20').sites)).not.toContain('gate-nam-can');
  const added = withDays({ validFromOn: '2026-06-15' });
  expect(idsOf(membersIn(added, 'half-2025-12-15').sites)).not.toContain('gate-nam-can');
  expect(idsOf(membersIn(added, 'half-2026-06-15').sites)).toContain('gate-nam-can');
  // What no day bounds is always there; units and communes keep their names.
  expect(membersIn(retired, '2026-06-15..2026-11-20').sites).toHaveLength(register.sites.length - 1);
  expect(membersIn(retired, null)).toBe(retired);
});

test('of a register that is not known nothing is drawn', () => {
  const pieces = [{ fromM: 0, toM: 1000, fresh: 0, freshHigh: 0, schematic: false }] as never;
  expect(routeStrokes(withoutMembers(register).routes, [{ routeId: 'QL7', pieces }])).toEqual([]);
  expect(routeStrokes(register.routes, [{ routeId: 'QL7', pieces }])).toHaveLength(1);
});
