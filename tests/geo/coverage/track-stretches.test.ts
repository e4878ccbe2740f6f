import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTrackReach, isWithin } from '#geo/coverage/track-stretches.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { fromPlane } from '#geo/geometry/projection.ts';

const [X, Y] = [540_000, 2_090_000];
const at = (x: number, y: number): LngLat => fromPlane(X + x, Y + y);
/** 20 km due east; drawn schematically beyond 15 km. */
const route = {
  id: 'R',
  coordinates: [at(0, 0), at(15_000, 0), at(20_000, 0)],
  measuresM: [0, 15_000, 20_000],
  accuracyM: [5, 5, 5],
  insideM: [],
} as unknown as Route;
const routes = new Map([['R', route]]);
const reachOf = (...lines: LngLat[][]) =>
  createTrackReach({ type: 'MultiLineString', coordinates: lines }, routes, 500);
const stretch = (fromM: number, toM: number) => ({ routeId: 'R', fromM, toM });

test('a stretch beside the track is borne out, one elsewhere is not', () => {
  const reach = reachOf([at(2000, 100), at(8000, 100)]);
  expect(reach.bearsOut(stretch(2000, 8000))).toBe(true);
  expect(reach.bearsOut(stretch(3000, 4000))).toBe(true);
  expect(reach.bearsOut(stretch(10_000, 12_000))).toBe(false);
  expect(reach.bearsOut(stretch(2000, 12_000))).toBe(false);
  expect(reach.bearsOut({ routeId: 'unknown', fromM: 2000, toM: 8000 })).toBe(false);
});

test('a silence on the way is no doubt while half of the stretch is near; another road is', () => {
  const silent = reachOf([at(2000, 0), at(5000, 0)], [at(7000, 0), at(9000, 0)]);
  expect(silent.bearsOut(stretch(2000, 9000))).toBe(true);
  const around = reachOf([at(2000, 0), at(2500, 1500), at(8500, 1500), at(9000, 0)]);
  expect(around.bearsOut(stretch(2000, 9000))).toBe(false);
});

test('what is cut is near, disjoint and of at least 100 m, and is borne out', () => {
  const reach = reachOf([at(2000, 0), at(5000, 0)], [at(9000, 499), at(9001, 499)]);
  // The reach, 25 m for the thinning, and of the far piece what the reach leaves at 499 m beside.
  const aside = Math.sqrt(525 ** 2 - 499 ** 2);
  const ends = reach.cut(stretch(0, 20_000)).flatMap(({ fromM, toM }) => [fromM, toM]);
  const expected = [1475, 5525, 9000 - aside, 9001 + aside];
  expect(ends).toHaveLength(4);
  for (const [i, end] of ends.entries()) expect(Math.abs(end - expected[i])).toBeLessThan(1);
  expect(reach.cut(stretch(5450, 5520))).toEqual([]);
});

test('pieces of a cut lie within it and are borne out, whatever the track', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 20_000 }), y: fc.integer({ min: -900, max: 900 }) });
  fc.assert(
    fc.property(
      fc.array(fc.array(point, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 19_000 }),
      fc.integer({ min: 200, max: 1000 }),
      (lines, fromM, lengthM) => {
        const reach = reachOf(...lines.map((line) => line.map(({ x, y }) => at(x, y))));
        const whole = stretch(fromM, fromM + lengthM);
        for (const piece of reach.cut(whole)) {
          expect(isWithin(piece, [whole])).toBe(true);
          expect(piece.toM - piece.fromM).toBeGreaterThanOrEqual(100);
          expect(reach.bearsOut(piece)).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});
