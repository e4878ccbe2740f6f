import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointSegmentDistance } from '#geo/geometry/distance.ts';
import { simplifyLine } from '#geo/geometry/simplify-line.ts';
import '#tests/support/property-seed.ts';

test('keeps the ends and what sticks out, and nothing else of a straight line', () => {
  expect(simplifyLine(Float64Array.of(0, 0, 1, 0.1, 2, -0.1, 3, 0), 0.2)).toEqual([0, 3]);
  expect(simplifyLine(Float64Array.of(0, 0, 1, 5, 2, 0, 3, 0), 0.2)).toEqual([0, 1, 2, 3]);
  expect(simplifyLine(Float64Array.of(0, 0, 10, 0, 5, 0), 1)).toEqual([0, 1, 2]);
  expect(simplifyLine(Float64Array.of(7, 7), 1)).toEqual([0]);
  expect(simplifyLine(new Float64Array(0), 1)).toEqual([]);
});

test('leaves no vertex further than the tolerance from the line that remains', () => {
  const lines = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })), {
    minLength: 2,
    maxLength: 80,
  });
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 60 }), (points, tolerance) => {
      const xy = Float64Array.from(points.flat());
      const kept = simplifyLine(xy, tolerance);
      for (let k = 0; k + 1 < kept.length; k++) {
        const [a, b] = [points[kept[k]], points[kept[k + 1]]];
        for (let i = kept[k]; i <= kept[k + 1]; i++) {
          const [x, y] = points[i];
          expect(pointSegmentDistance(x, y, a[0], a[1], b[0], b[1])).toBeLessThanOrEqual(tolerance + 1e-9);
        }
      }
    }),
    { numRuns: 100 },
  );
});
