import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LngLat } from '#geo/domain/geometry.ts';
import { fromPlane } from '#geo/geometry/projection.ts';
import { lineDifference } from '#geo/network/line-difference.ts';
import '#tests/support/property-seed.ts';

const line = (...places: [number, number][]): LngLat[] => places.map(([x, y]) => fromPlane(500_000 + x, 2_100_000 + y));

it('parallel lines lie apart by what they are apart; a bend counts by its height', () => {
  const straight = line([0, 0], [10_000, 0]);
  const beside = lineDifference(straight, line([0, 40], [10_000, 40]));
  expect(beside.meanDistanceM).toBeCloseTo(40, 3);
  expect(beside.hausdorffM).toBeCloseTo(40, 3);
  // A triangle 1 km high over the middle: each side is on average 500 m off, the middle 1 km.
  const bent = lineDifference(straight, line([0, 0], [5000, 1000], [10_000, 0]));
  expect(bent.hausdorffM).toBeCloseTo(1000, 3);
  expect(bent.meanDistanceM).toBeGreaterThan(480);
  expect(bent.meanDistanceM).toBeLessThan(502);
});

it('a line that ends early is as far off as its end; far lines are measured too', () => {
  expect(lineDifference(line([0, 0], [10_000, 0]), line([0, 0], [4000, 0])).hausdorffM).toBeCloseTo(6000, 3);
  expect(lineDifference(line([0, 0], [100, 0]), line([0, 50_000], [100, 50_000])).hausdorffM).toBeCloseTo(50_000, 2);
});

it('is nothing of a line and itself, the same both ways and against the direction', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }));
  const drawn = fc.uniqueArray(place, { minLength: 2, maxLength: 8, selector: String }).map((p) => line(...p));
  fc.assert(
    fc.property(drawn, drawn, (a, b) => {
      const there = lineDifference(a, b);
      const back = lineDifference([...b].reverse(), [...a].reverse());
      expect(lineDifference(a, a).hausdorffM).toBeLessThan(1e-6);
      expect(back.hausdorffM).toBeCloseTo(there.hausdorffM, 6);
      expect(back.meanDistanceM).toBeCloseTo(there.meanDistanceM, 6);
      expect(there.meanDistanceM).toBeLessThanOrEqual(there.hausdorffM + 1e-9);
    }),
    { numRuns: 60 },
  );
});
