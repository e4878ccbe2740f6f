import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Route } from '#geo/domain/route.ts';
import { lineLengthM } from '#geo/geometry/ellipsoid.ts';
import { lineToPlane } from '#geo/geometry/projection.ts';
import { conflate } from '#geo/network/conflation.ts';
import { createOldLine } from '#geo/network/old-line.ts';
import { AROUND, at, curve, straightRoute, way, type Place } from './drawn-roads.ts';
import '#tests/support/property-seed.ts';

/** Leads east to x = 6 km, back to 4.5 km, and east again to 12 km, its legs 200 m apart. */
const FOLDED: Place[] = [...curve(0, 6000, () => 0, 500), ...curve(6000, 4500, () => 200, 500)];
FOLDED.push(...curve(4500, 12_000, () => 400, 500));
/** Where the last leg is beside x, on the ground. */
const onLastLegM = (x: number) => 6000 + 200 + 1500 + 200 + (x - 4500);

function routeAlong(places: readonly Place[], accuracyM: number): Route {
  const coordinates = places.map(at);
  const measuresM = coordinates.map((_, i) => (i === 0 ? 0 : lineLengthM(coordinates.slice(0, i + 1))));
  const endM = measuresM[measuresM.length - 1];
  const kmPosts = [
    { km: 0, atM: 0 },
    { km: endM / 1000, atM: endM },
  ];
  const accuracies = coordinates.map(() => accuracyM);
  const line = { coordinates, measuresM, accuracyM: accuracies, insideM: [[0, endM]], lengthM: endM, kmPosts };
  return { ...straightRoute(accuracies), ...line } as Route;
}
const of = (route: Route, places: readonly Place[]) =>
  conflate(route, [way(places)], { replace: 'less-accurate', province: AROUND })!;

it('every place of a folded line that is nearer than those around it is known, in order', () => {
  const old = createOldLine(routeAlong(FOLDED, 3000));
  const places = (place: Place) => {
    const [x, y] = lineToPlane([at(place)]);
    return old.places(x, y).map(({ m, distanceM }) => [Math.round(m / 10) * 10, Math.round(distanceM / 10) * 10]);
  };
  expect(places([5200, 90])).toEqual([
    [5200, 90],
    [6090, 800],
    [7000, 110],
    [8600, 310],
  ]);
  // A vertex is a place where both its segments come nearest in it; ends are places.
  expect(places([6100, 100])).toEqual([
    [6100, 100],
    [8600 + 900, 300],
  ]);
  expect(places([-300, 0])[0]).toEqual([0, 300]);
  expect(places([300_000, 0])).toEqual([]);
});

it('a road that begins, or ends, beside a fold keeps the fold, whichever leg is nearest', () => {
  const begins = fc.record({
    x: fc.integer({ min: 4700, max: 5800 }),
    aside: fc.integer({ min: -350, max: 60 }),
    wave: fc.integer({ min: 0, max: 40 }),
    isTurned: fc.boolean(),
    accuracyM: fc.constantFrom(600, 3000),
  });
  fc.assert(
    fc.property(begins, ({ x, aside, wave, isTurned, accuracyM }) => {
      // Off the last leg where it begins, beside it from the end of the fold on.
      const y = (at: number) => 400 + aside * Math.max(0, 1 - (at - x) / 1500) + wave * Math.sin((at - x) / 400);
      const road = curve(x, 12_000, y);
      const route = routeAlong(isTurned ? [...FOLDED].reverse() : FOLDED, accuracyM);
      const { after, kept, replaced } = of(route, road);
      expect(replaced).toHaveLength(1);
      expect(kept).toMatchObject([{ reason: 'no-way' }]);
      const keptM = kept[0].toM - kept[0].fromM;
      expect(Math.abs(keptM - onLastLegM(x))).toBeLessThan(300);
      const expectedM = onLastLegM(x) + lineLengthM(road.map(at));
      expect(Math.abs(after.measuresM.at(-1)! - expectedM)).toBeLessThan(Math.abs(aside) + 300);
      after.measuresM.slice(1).forEach((m, i) => expect(m).toBeGreaterThan(after.measuresM[i]));
      after.kmPosts.slice(1).forEach(({ km, atM }, i) => {
        expect([km > after.kmPosts[i].km, atM > after.kmPosts[i].atM]).toEqual([true, true]);
      });
    }),
    { numRuns: 40 },
  );
});

it('a road that leads on where the old line folds takes the place of the fold', () => {
  const { after, kept, replaced } = of(routeAlong(FOLDED, 3000), [
    ...curve(0, 5000),
    ...curve(5500, 12_000, () => 400),
  ]);
  expect([kept, replaced.length]).toEqual([[], 1]);
  expect(after.measuresM.at(-1)).toBeLessThan(12_300);
});

it('a road beside the old line, but farther off than that is accurate, is told to be too far', () => {
  const found = of(
    routeAlong(
      curve(0, 10_000, () => 0, 1000),
      250,
    ),
    curve(0, 10_000, () => 400),
  );
  expect(found.replaced).toEqual([]);
  expect(found.kept.map(({ reason }) => reason)).toEqual(['too-far']);
});
