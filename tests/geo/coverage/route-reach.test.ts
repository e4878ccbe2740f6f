import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groundShapeOf, type GroundShape } from '#geo/coverage/ground-shape.ts';
import { normalizeIntervals, sizeOfIntervals, toPairs, unionIntervals } from '#geo/coverage/intervals.ts';
import { routeSpaceOf, shapeOnRoute, shapesOnRoute, type RouteSpace } from '#geo/coverage/route-space.ts';
import { capsuleOnSegment } from '#geo/geometry/capsule.ts';
import { at, sampleRoute } from '../indicators/sample.ts';

const REACH_M = 500;
const point = fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 6000 }));
/** Steps of all lengths, back and forth: lines that cross themselves, stand still, run level. */
const line = fc
  .tuple(
    point,
    fc.array(
      fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }), fc.constantFrom(1, 10, 60)),
      {
        minLength: 1,
        maxLength: 40,
      },
    ),
  )
  .map(([[x, y], steps]) =>
    steps.reduce<[number, number][]>(
      (points, [dx, dy, times]) => {
        const [px, py] = points[points.length - 1];
        return [...points, [px + dx * times, py + dy * times]];
      },
      [[x, y]],
    ),
  );
const route = fc
  .tuple(line, fc.array(fc.constantFrom(20, 20, 20, 1300), { minLength: 41, maxLength: 41 }))
  .map(([points, accuracy]) => {
    const sample = sampleRoute('R', points);
    return routeSpaceOf({ ...sample, accuracyM: points.map((_, i) => accuracy[i]) }, REACH_M);
  });
const shape = fc
  .tuple(line, fc.constantFrom(0, 0, 130, 700, 2600))
  .map(([points, uncertaintyM]) =>
    groundShapeOf(
      { kind: 'track', geometry: { type: 'LineString', coordinates: points.map(([x, y]) => at(x, y)) }, uncertaintyM },
      { routes: new Map(), sites: new Map() },
    )!,
  );

/** Every segment with every segment. */
function bruteForce({ xy, driftM, route: { measuresM } }: RouteSpace, shapes: GroundShape[], sign: 1 | -1) {
  const pairs: number[] = [];
  const t = new Float64Array(2);
  for (let i = 0; i < driftM.length; i++) {
    if (driftM[i] > 0 && sign < 0) continue;
    const step = measuresM[i + 1] - measuresM[i];
    for (const { segments, uncertaintyM } of shapes) {
      uncertaintyM.forEach((u, s) => {
        const [ax, ay, bx, by] = segments.subarray(4 * s, 4 * s + 4);
        const [px, py, qx, qy] = xy.subarray(2 * i, 2 * i + 4);
        const r = REACH_M + sign * u + driftM[i];
        if (r <= 0 || !capsuleOnSegment(px, py, qx, qy, ax, ay, bx, by, r, t)) return;
        pairs.push(measuresM[i] + t[0] * step, measuresM[i] + t[1] * step);
      });
    }
  }
  return normalizeIntervals(pairs);
}

/** Equal but for stretches shorter than a micrometre, where rounding decides whether neighbours touch. */
function expectSame(a: Float64Array, b: Float64Array) {
  const size = sizeOfIntervals(unionIntervals(a, b));
  expect(Math.abs(size - sizeOfIntervals(a))).toBeLessThan(1e-6);
  expect(Math.abs(size - sizeOfIntervals(b))).toBeLessThan(1e-6);
}

describe('reach on a route', () => {
  it('is what every pair of segments gives, one shape or many, pass after pass', () => {
    fc.assert(
      fc.property(route, fc.array(shape, { minLength: 1, maxLength: 5 }), (space, shapes) => {
        for (const some of [shapes, shapes.slice(0, 1), shapes]) {
          const { certain, possible } = shapesOnRoute(space, some);
          expectSame(possible, bruteForce(space, some, 1));
          expectSame(certain, bruteForce(space, some, -1));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never exceeds the route, is the union of what each reaches, and never falls by one more', () => {
    fc.assert(
      fc.property(route, fc.array(shape, { minLength: 1, maxLength: 5 }), (space, shapes) => {
        const each = shapes.map((one) => shapeOnRoute(space, one).certain);
        const all = shapesOnRoute(space, shapes).certain;
        expectSame(all, each.reduce(unionIntervals));
        expect(sizeOfIntervals(all)).toBeLessThanOrEqual(space.lengthM * (1 + 1e-12));
        const fewer = sizeOfIntervals(shapesOnRoute(space, shapes.slice(1)).certain);
        expect(sizeOfIntervals(all)).toBeGreaterThanOrEqual(fewer - 1e-9);
        for (const [from, to] of toPairs(all)) expect(from).toBeLessThan(to);
      }),
      { numRuns: 100 },
    );
  });
});
