import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { distanceM } from '#geo/geometry/ellipsoid.ts';
import { kmOfM, pointAtM } from '#geo/network/linear-referencing.ts';
import { rereference } from '#geo/network/rereference.ts';
import {
  composeLine,
  groundM,
  insideOf,
  piecesOfDrawing,
  recalibratePosts,
  routeOnLine,
  sizeOf,
  type LinePiece,
} from '#geo/network/route-line.ts';
import { anyRoute, endOf, type SampleRoute } from './route-sample.ts';

const asRoute = (route: SampleRoute) => route as Route;
/** The route as it is after a drawing, without its province. */
const drawnAs = (route: SampleRoute, coordinates: readonly LngLat[], accuracyM: number | readonly number[] = 30) => {
  const pieces = piecesOfDrawing(asRoute(route), coordinates, accuracyM);
  const line = composeLine(asRoute(route), pieces);
  const now: SampleRoute = { ...route, ...line, kmPosts: recalibratePosts(asRoute(route), line) };
  return { pieces, line, now };
};
/** A road of which some vertices in a row, never an end, were drawn elsewhere. */
const anyRedrawn = fc
  .record({
    route: anyRoute,
    first: fc.nat(),
    count: fc.integer({ min: 1, max: 3 }),
    off: fc.double({ min: 0.001, max: 0.01, noNaN: true }),
  })
  .map(({ route, first, count, off }) => {
    const inner = route.coordinates.length - 2;
    const from = 1 + (first % inner);
    const to = Math.min(inner, from + count - 1);
    const coordinates = route.coordinates.map(([lng, lat], i): LngLat => [lng, i >= from && i <= to ? lat + off : lat]);
    return { route, coordinates, from, to };
  });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a line put together', () => {
  test('of all that there was is the line that there was, to the millimetre', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        const { pieces, line, now } = drawnAs(route, route.coordinates);
        expect(pieces).toEqual([{ kind: 'kept', fromM: 0, toM: endOf(route) }]);
        expect(line.coordinates).toEqual(route.coordinates);
        line.measuresM.forEach((m, i) => expect(m).toBeCloseTo(route.measuresM[i], 2));
        expect(line.accuracyM).toEqual(route.accuracyM);
        for (const post of route.kmPosts) {
          const same = now.kmPosts.find(({ km }) => km === post.km);
          expect(same?.atM).toBeCloseTo(post.atM, 2);
        }
      }),
    );
  });

  test('drawn from the other end is turned round', () => {
    fc.assert(
      fc.property(anyRedrawn, ({ route, coordinates }) => {
        const [there, back] = [drawnAs(route, coordinates), drawnAs(route, [...coordinates].reverse())];
        expect(back.line).toEqual(there.line);
      }),
    );
  });

  test('keeps metres, places and accuracy of what was left alone; only what is new is measured', () => {
    fc.assert(
      fc.property(anyRedrawn, share, ({ route, coordinates, from, to }, at) => {
        const { pieces, line } = drawnAs(route, coordinates, 77);
        expect(pieces.filter(({ kind }) => kind === 'new')).toHaveLength(1);
        expect(line.coordinates).toEqual(coordinates);
        // Before the new piece nothing changes; behind it all metres move by the same amount.
        const moved = endOf(line) - endOf(route);
        coordinates.forEach((_, i) => {
          if (i < from) expect(line.measuresM[i]).toBeCloseTo(route.measuresM[i], 2);
          if (i > to) expect(line.measuresM[i]).toBeCloseTo(route.measuresM[i] + moved, 2);
          if (i >= from && i <= to) expect(line.accuracyM[i]).toBe(77);
        });
        for (let i = 1; i < line.measuresM.length; i++) {
          expect(line.measuresM[i]).toBeGreaterThan(line.measuresM[i - 1]);
        }
        // A kept place lies where it lay.
        const before = at * route.measuresM[from - 1];
        expect(groundM(asRoute(route), line, before)).toBeCloseTo(before, 2);
        const behind = route.measuresM[to + 1] + at * (endOf(route) - route.measuresM[to + 1]);
        const there = groundM(asRoute(route), line, behind);
        expect(distanceM(pointAtM(line, there), pointAtM(route, behind))).toBeLessThan(0.05);
      }),
    );
  });

  test('a gap between pieces is a straight segment, vertices in the same place are one', () => {
    const route = asRoute({
      coordinates: [
        [105, 19],
        [105.1, 19],
        [105.2, 19],
      ],
      measuresM: [0, 11_000, 22_000],
      accuracyM: [10, 20, 30],
      kmPosts: [],
      kmIsOfficial: false,
    });
    const pieces: LinePiece[] = [
      { kind: 'kept', fromM: 0, toM: 5500 },
      { kind: 'kept', fromM: 16_500, toM: 22_000 },
    ];
    const { measuresM, coordinates, accuracyM } = composeLine(route, pieces);
    expect(coordinates).toHaveLength(4);
    expect(measuresM[1]).toBe(5500);
    expect(measuresM[2] - 5500).toBeCloseTo(distanceM(coordinates[1], coordinates[2]), 2);
    // A cut has the worse accuracy of the segment it lies on.
    expect(accuracyM).toEqual([10, 20, 30, 30]);
    const doubled = composeLine(route, [
      { kind: 'kept', fromM: 0, toM: 11_000 },
      {
        kind: 'new',
        coordinates: [
          [105.1, 19],
          [105.15, 19.01],
        ] as LngLat[],
        accuracyM: [99, 5],
      },
    ]);
    expect(doubled.coordinates).toHaveLength(3);
    expect(doubled.accuracyM).toEqual([10, 99, 5]);
  });
});

describe('posts on a new line', () => {
  test('rise or fall as before, and the kilometre of a kept place stays', () => {
    fc.assert(
      fc.property(anyRedrawn, share, ({ route, coordinates, from, to }, at) => {
        fc.pre(route.kmPosts.length >= 2);
        const { line, now } = drawnAs(route, coordinates);
        const rising = Math.sign(kmOfM(route, endOf(route)) - kmOfM(route, 0));
        for (let i = 1; i < now.kmPosts.length; i++) {
          expect(now.kmPosts[i].atM).toBeGreaterThan(now.kmPosts[i - 1].atM);
          expect(Math.sign(now.kmPosts[i].km - now.kmPosts[i - 1].km)).toBe(rising);
        }
        for (const m of [
          at * route.measuresM[from - 1],
          route.measuresM[to + 1] + at * (endOf(route) - route.measuresM[to + 1]),
        ]) {
          const there = groundM(asRoute(route), line, m);
          // Kilometres of the posts that were added are whole metres at worst.
          expect(Math.abs(kmOfM(now, there) - kmOfM(route, m))).toBeLessThan(0.0015);
          expect(Math.abs(rereference(route, now, m) - there)).toBeLessThan(2);
        }
      }),
    );
  });

  test('a record goes to the new version and back within two metres, wherever it is', () => {
    fc.assert(
      fc.property(anyRedrawn, share, ({ route, coordinates }, at) => {
        fc.pre(route.kmPosts.length >= 2);
        const { now } = drawnAs(route, coordinates);
        const m = at * endOf(route);
        expect(Math.abs(rereference(now, route, rereference(route, now, m)) - m)).toBeLessThan(2);
      }),
    );
  });
});

describe('ends', () => {
  const straight: SampleRoute = {
    coordinates: [
      [105, 19],
      [105.2, 19],
      [105.4, 19],
      [105.6, 19],
    ],
    measuresM: [0, 20_000, 40_000, 60_000],
    accuracyM: [25, 25, 25, 25],
    kmPosts: [
      { km: 10, atM: 0 },
      { km: 70, atM: 60_000 },
    ],
    kmIsOfficial: false,
  };
  const [a, b, c, d] = straight.coordinates;

  test('a line that is cut short ends at the kilometre it has there; nothing shifts', () => {
    expect(drawnAs(straight, [a, b, c]).now.kmPosts).toEqual([
      { km: 10, atM: 0 },
      { km: 50, atM: 40_000 },
    ]);
    expect(drawnAs(straight, [b, c, d]).now.kmPosts).toEqual([
      { km: 30, atM: 0 },
      { km: 70, atM: 40_000 },
    ]);
  });

  test('a line that goes on counts on from its end, and before its beginning backwards', () => {
    const longer = drawnAs(straight, [a, b, c, d, [105.7, 19]]).now;
    expect(longer.kmPosts).toEqual(straight.kmPosts);
    expect(kmOfM(longer, endOf(longer))).toBeCloseTo(70 + (endOf(longer) - 60_000) / 1000, 6);
    const before = drawnAs(straight, [[104.9, 19], a, b, c, d]).now;
    expect(kmOfM(before, endOf(before))).toBeCloseTo(70, 3);
    expect(kmOfM(before, 0)).toBeCloseTo(10 - (endOf(before) - 60_000) / 1000, 3);
  });

  test('an end surveyed anew near the old one keeps its kilometre, one drawn elsewhere does not', () => {
    const near = drawnAs(straight, [a, b, c, [105.605, 19.002]]).now;
    expect(near.kmPosts.at(-1)).toEqual({ km: 70, atM: endOf(near) });
    const elsewhere = drawnAs(straight, [a, b, c, [105.45, 19.05]]).now;
    expect(elsewhere.kmPosts.at(-1)).toEqual({ km: 50, atM: 40_000 });
    // A schematic end may lie kilometres off: within its accuracy it is the same.
    const schematic = { ...straight, accuracyM: [25, 25, 25, 20_000] };
    expect(drawnAs(schematic, [a, b, c, [105.45, 19.05]]).now.kmPosts.at(-1)!.km).toBe(70);
  });

  test('another road altogether has none of its kilometres', () => {
    const other = drawnAs(straight, [
      [105, 19.5],
      [105.6, 19.5],
    ]);
    expect(other.now.kmPosts).toEqual([]);
  });

  test('cut anywhere, every kilometre that is left is where it was', () => {
    fc.assert(
      fc.property(anyRoute, fc.nat(), share, (route, drop, at) => {
        fc.pre(route.kmPosts.length >= 2);
        const kept = 2 + (drop % (route.coordinates.length - 2));
        const { now } = drawnAs(route, route.coordinates.slice(0, kept));
        const m = at * endOf(now);
        expect(Math.abs(kmOfM(now, m) - kmOfM(route, m))).toBeLessThan(0.0015);
        expect(Math.abs(rereference(route, now, m) - m)).toBeLessThan(2);
      }),
    );
  });
});

describe('the register’s own routes', () => {
  const { routes, province } = readRegister();

  test.each(routes.map((route) => [route.id, route] as const))('%s drawn as it is stays what it is', (_id, route) => {
    const { route: same } = routeOnLine(route, piecesOfDrawing(route, route.coordinates, 50), province);
    expect(same.coordinates).toEqual(route.coordinates);
    expect(same.accuracyM).toEqual(route.accuracyM);
    same.measuresM.forEach((m, i) => expect(Math.abs(m - route.measuresM[i])).toBeLessThan(0.01));
    expect(Math.abs(same.lengthM - route.lengthM)).toBeLessThan(1);
    expect(sizeOf(insideOf(route.coordinates, route.measuresM, province))).toBeCloseTo(same.lengthM, 0);
    for (let m = 0; m <= endOf(route); m += 997) {
      expect(Math.abs(kmOfM(same, m) - kmOfM(route, m))).toBeLessThan(0.001);
    }
  });
});
