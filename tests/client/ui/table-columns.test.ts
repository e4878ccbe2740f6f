import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleRows } from '#client/ui/table-columns.ts';

it('draws every row that is in view, and few besides', () => {
  const cases = fc.record({
    top: fc.nat(100_000),
    view: fc.integer({ min: 0, max: 2000 }),
    height: fc.integer({ min: 20, max: 48 }),
    count: fc.nat(5000),
  });
  fc.assert(
    fc.property(cases, ({ top, view, height, count }) => {
      const { first, end } = visibleRows(top, view, height, count);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(Math.max(first, count));
      for (let row = Math.floor(top / height); row * height < top + view && row < count; row++) {
        expect(row >= first && row < end).toBe(true);
      }
      expect(end - first).toBeLessThanOrEqual(view / height + 26);
    }),
  );
});
