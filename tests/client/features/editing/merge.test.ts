import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, firstChoices, isDecided, merged, type Side } from '#client/features/editing/merge.ts';
import { MeasureInput } from '#geo/domain/measure.ts';
import { MEASURE_GROUPS } from '#client/features/records/record-fields.ts';

interface Entry {
  a: number;
  b: number;
  c: { x: number; y?: number };
}
const GROUPS = { pair: ['a', 'b'], c: ['c'] } as const;
const BASE: Entry = { a: 1, b: 2, c: { x: 1, y: 2 } };

describe('two versions of one record', () => {
  test('differ by field, and it is known who changed what', () => {
    const found = differences(GROUPS, BASE, { ...BASE, a: 9 }, { ...BASE, c: { x: 7 } });
    expect(found).toEqual([
      { field: 'pair', changedBy: 'mine' },
      { field: 'c', changedBy: 'theirs' },
    ]);
    expect(merged(GROUPS, { ...BASE, a: 9 }, { ...BASE, c: { x: 7 } }, firstChoices(found))).toEqual({
      a: 9,
      b: 2,
      c: { x: 7 },
    });
  });
  test('a field that both changed is left to the person', () => {
    const found = differences(GROUPS, BASE, { ...BASE, a: 9 }, { ...BASE, b: 8 });
    expect(found).toEqual([{ field: 'pair', changedBy: 'both' }]);
    expect(firstChoices(found)).toEqual({});
    expect(isDecided(found, {})).toBe(false);
    expect(isDecided(found, { pair: 'theirs' })).toBe(true);
    // What goes together is taken together.
    expect(merged(GROUPS, { ...BASE, a: 9 }, { ...BASE, b: 8 }, { pair: 'mine' })).toEqual({ ...BASE, a: 9 });
  });
  test('the order of keys and what is left out make no difference', () => {
    expect(differences(GROUPS, BASE, { ...BASE, c: { x: 1 } }, { ...BASE, c: { y: undefined, x: 1 } })).toEqual([]);
  });
  test('what only one side changed is never lost, whichever it was', () => {
    const value = fc.integer({ min: 0, max: 2 });
    const entry = fc.record({ a: value, b: value, c: fc.record({ x: value }) });
    fc.assert(
      fc.property(entry, entry, entry, (base, mine, theirs) => {
        const found = differences(GROUPS, base, mine, theirs);
        const choices: Partial<Record<'pair' | 'c', Side>> = firstChoices(found);
        const result = merged(GROUPS, mine, theirs, choices);
        for (const { field, changedBy } of found) {
          const keys = GROUPS[field] as readonly (keyof typeof base)[];
          const from = changedBy === 'mine' ? mine : theirs;
          for (const key of keys) expect(result[key]).toEqual(from[key]);
        }
        if (found.length === 0) expect(result).toEqual(mine);
      }),
    );
  });
});

test('every field of a measure can be decided about, once', () => {
  const keys = Object.values(MEASURE_GROUPS).flat();
  expect([...keys].sort()).toEqual(Object.keys(MeasureInput.shape).sort());
});
