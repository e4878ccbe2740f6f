import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Route } from '#geo/domain/route.ts';
import { distanceM, lineLengthM } from '#geo/geometry/ellipsoid.ts';
import { conflate, OSM_ACCURACY_M, type Conflation } from '#geo/network/conflation.ts';
import { kmOfM, nearestOnRoute, pointAtM } from '#geo/network/linear-referencing.ts';
import type { OsmWay } from '#geo/network/osm-names.ts';
import { AROUND, at, curve, straightRoute, way, type Place } from './drawn-roads.ts';
import '#tests/support/property-seed.ts';

const SCHEMATIC = Array.from({ length: 11 }, () => 3000);
const winding = (x: number) => 300 * Math.sin((x / 5000) * 2 * Math.PI);
const of = (route: Route, ways: readonly OsmWay[], replace: 'schematic' | 'less-accurate' = 'less-accurate') =>
  conflate(route, ways, { replace, province: AROUND })!;
const has = ({ after }: Conflation, place: Place) =>
  after.coordinates.some(([lng, lat]) => lng === at(place)[0] && lat === at(place)[1]);
const tilesOf = ({ replaced, kept }: Conflation) =>
  [...replaced, ...kept].map(({ fromM, toM }) => [fromM, toM]).sort((a, b) => a[0] - b[0]);

describe('a road that leads along the whole route', () => {
  const road = way(curve(0, 10_000, winding));
  const found = of(straightRoute(SCHEMATIC), [road]);

  it('takes the old line’s place from end to end, with its own length and accuracy', () => {
    expect(found.replaced).toMatchObject([{ fromM: 0, toM: 10_000, accuracyBeforeM: 3000, accuracyAfterM: 25 }]);
    expect([found.kept, found.seams, found.remarks, found.replacedShare]).toEqual([[], [], [], 1]);
    expect(found.after.lengthM).toBeCloseTo(lineLengthM(road.coordinates), -1);
    expect(new Set(found.after.accuracyM)).toEqual(new Set([OSM_ACCURACY_M]));
    // Vertices on straight lines are left out, three metres at most.
    expect(found.after.coordinates.length).toBeLessThan(101);
    for (const place of road.coordinates) expect(nearestOnRoute(found.after, place).distanceM).toBeLessThan(3.01);
  });

  it('lies as far off as it winds; posts at the ends keep their kilometres', () => {
    expect(found.hausdorffM).toBeGreaterThan(298);
    expect(found.hausdorffM).toBeLessThan(301);
    expect(found.after.kmPosts.map(({ km }) => km)).toEqual([0, 10]);
    expect(found.posts).toMatchObject([
      { km: 0, beforeM: 0, afterM: 0, isFar: false },
      { km: 10, beforeM: 10_000, afterM: found.after.measuresM.at(-1), isFar: false },
    ]);
  });
});

it('nothing speaks of the route: nothing is proposed', () => {
  const other = way(curve(0, 10_000), { ref: 'QL.98' });
  expect(conflate(straightRoute(SCHEMATIC), [other], { replace: 'less-accurate', province: AROUND })).toBeUndefined();
});

it('what is accurate already is kept to the metre, what is schematic first is all with “schematic”', () => {
  const route = straightRoute([25, 25, 25, 25, 250, 250, 250, 3000, 3000, 3000, 3000]);
  const road = way(curve(0, 10_000, (x) => 20 * Math.sin(x / 900)));
  const [better, schematic] = [of(route, [road]), of(route, [road], 'schematic')];
  expect(better.kept).toMatchObject([{ fromM: 0, toM: 3000, reason: 'accurate', accuracyM: 25 }]);
  expect(better.replaced).toMatchObject([{ fromM: 3000, toM: 10_000 }]);
  expect(schematic.kept).toMatchObject([{ fromM: 0, toM: 6000, reason: 'accurate', accuracyM: 250 }]);
  expect(pointAtM(better.after, 1500)).toEqual(pointAtM(route, 1500));
  expect(kmOfM(schematic.after, 5500)).toBeCloseTo(5.5, 9);
  // However much shorter the file makes it.
  const longer = straightRoute(SCHEMATIC.map(() => 25));
  longer.measuresM = longer.measuresM.map((m) => 3 * m);
  longer.kmPosts = [];
  expect(of(longer, [road]).replaced).toEqual([]);
  const accurate = of(straightRoute(SCHEMATIC.map(() => 25)), [road]);
  expect([accurate.replaced, accurate.usedWayCount, accurate.after.coordinates]).toEqual([
    [],
    0,
    straightRoute(SCHEMATIC).coordinates,
  ]);
});

it('where the file does not reach, the old line stays, joined by a straight line that is said', () => {
  const found = of(straightRoute(SCHEMATIC), [way(curve(2000, 6000, () => 200))]);
  expect(found.kept).toMatchObject([
    { fromM: 0, reason: 'no-way' },
    { toM: 10_000, reason: 'no-way' },
  ]);
  expect(found.seams.map(({ oldM, offM }) => [Math.round(oldM / 10), Math.round(offM)])).toEqual([
    [200, 200],
    [600, 200],
  ]);
  // The straight lines to the old one, 200 m long, are known no better than that; the road between them is.
  expect(found.after.accuracyM.filter((m) => m === 201 || m === 200)).toHaveLength(2);
  expect(found.after.accuracyM.filter((m) => m === OSM_ACCURACY_M).length).toBeGreaterThan(1);
  for (const { oldM, newM } of found.seams) {
    expect(kmOfM(found.after, newM)).toBeCloseTo(kmOfM(straightRoute(SCHEMATIC), oldM), 6);
  }
});

it('a road too far off is none; it is told apart from where there is none', () => {
  const far = [way(curve(0, 5000, () => 1200)), way(curve(0, 3000, () => 50))];
  const found = of(straightRoute(SCHEMATIC.map(() => 250)), far);
  expect(found.replaced).toMatchObject([{ fromM: 0 }]);
  expect(found.replaced[0].toM).toBeCloseTo(3000, -1);
  expect(found.kept.map(({ reason }) => reason)).toEqual(['too-far']);
  const short = of(straightRoute(SCHEMATIC.map(() => 250)), [far[1]]);
  expect(short.kept.map(({ reason }) => reason)).toEqual(['no-way']);
});

it('a short gap is bridged and known no better than it is long; a long one keeps the old line', () => {
  const withGap = (gapM: number) =>
    of(straightRoute(SCHEMATIC), [way(curve(0, 5000, winding)), way(curve(5000 + gapM, 10_000, winding))]);
  const short = withGap(150);
  expect(short.replaced).toHaveLength(1);
  expect(short.remarks[0].en).toMatch(/^A gap of 1\d\d m/);
  expect(short.remarks[0].at).not.toBeNull();
  expect(Math.max(...short.after.accuracyM)).toBeGreaterThanOrEqual(150);
  expect(short.after.accuracyM.filter((m) => m > OSM_ACCURACY_M)).toHaveLength(2);
  const long = withGap(900);
  expect([long.replaced.length, long.kept.map(({ reason }) => reason)]).toEqual([2, ['no-way']]);
});

it('of two carriageways the one in the direction of the count, of a roundabout the side that is driven', () => {
  const ways = [
    way(curve(0, 3000)),
    way([[3000, 0], ...curve(3100, 5900, () => -15), [6000, 0]], { oneway: 'yes' }),
    way([[6000, 0], ...curve(5900, 3100, () => 15), [3000, 0]], { oneway: 'yes' }),
    way(curve(6000, 8000)),
    // Anticlockwise, without a number.
    {
      ...way([
        [8000, 0],
        [8040, -40],
        [8080, 0],
        [8040, 40],
        [8000, 0],
      ]),
      tags: { highway: 'trunk', junction: 'roundabout' },
    },
    way(curve(8080, 10_000)),
  ];
  const found = of(straightRoute(SCHEMATIC), ways);
  expect([found.replaced.length, found.kept.length, found.wayCount, found.usedWayCount]).toEqual([1, 0, 5, 5]);
  expect([has(found, [3100, -15]), has(found, [3100, 15])]).toEqual([true, false]);
  expect([has(found, [8040, -40]), has(found, [8040, 40])]).toEqual([true, false]);
  expect(found.remarks.map(({ en }) => en)).toEqual([
    expect.stringMatching(/^3\.0 km are dual carriageway/),
    'Leads over 1 roundabout(s).',
  ]);
});

it('a branch and a bypass with the same number are left out and said; a number of old is weaker than a number', () => {
  const main = way(curve(0, 10_000, winding));
  const branch = way([
    [4000, winding(4000)],
    [4200, 900],
    [4500, 1900],
  ]);
  const bypass = way([
    [2000, winding(2000)],
    [3000, 1500],
    [6000, 1500],
    [7000, winding(7000)],
  ]);
  const found = of(straightRoute(SCHEMATIC), [bypass, branch, main]);
  expect([found.usedWayCount, found.wayCount, has(found, [3000, 1500]), has(found, [4500, 1900])]).toEqual([
    1,
    3,
    false,
    false,
  ]);
  expect(found.remarks.map(({ en }) => en)).toEqual([expect.stringMatching(/ways with its name are not used/)]);

  const old = way(
    curve(0, 10_000, () => 100),
    { ref: 'ĐT.1', old_ref: 'QL99' },
  );
  const now = way(curve(0, 10_000, () => 400));
  expect(has(of(straightRoute(SCHEMATIC), [old, now]), [5000, 400])).toBe(false);
  expect(of(straightRoute(SCHEMATIC), [old, now]).meanDistanceM).toBeGreaterThan(350);
  expect(
    of(straightRoute(SCHEMATIC), [old])
      .remarks.map(({ en }) => en)
      .join(),
  ).toMatch(/former number or name/);
});

it('only a one-way road against the count: used, and said', () => {
  const found = of(straightRoute(SCHEMATIC), [way(curve(10_000, 0), { oneway: 'yes' })]);
  expect(found.replacedShare).toBe(1);
  expect(found.remarks.map(({ en }) => en).join()).toMatch(/10\.0 km run against a one-way road/);
});

it('the road goes on beyond the route: cut at its ends; ends near it: the end moves, and is said', () => {
  const beyond = of(straightRoute(SCHEMATIC.map(() => 300)), [way(curve(-8000, 18_000, () => 30))]);
  expect(distanceM(beyond.after.coordinates[0], at([0, 30]))).toBeLessThan(110);
  expect(beyond.after.measuresM.at(-1)).toBeCloseTo(10_000, -2.5);
  const shorter = of(straightRoute(SCHEMATIC), [way(curve(400, 10_000, () => 30))]);
  expect([shorter.kept, shorter.replaced[0].fromM]).toEqual([[], 0]);
  expect(shorter.remarks[0].en).toBe('The start of the route moves by 401 m.');
});

it('a post far from where it stood is told', () => {
  const route = {
    ...straightRoute(SCHEMATIC.map(() => 250)),
    kmPosts: [0, 5, 10].map((km) => ({ km, atM: km * 1000 })),
  };
  const bulge = (x: number) => 450 * Math.max(0, 1 - ((x - 5000) / 2000) ** 2);
  const { posts } = of(route, [way(curve(0, 10_000, bulge))]);
  expect(posts.map(({ km, isFar }) => [km, isFar])).toEqual([
    [0, false],
    [5, true],
    [10, false],
  ]);
  expect(posts[1].movedM).toBeGreaterThan(250);
});

it('more vertices than a road can have are refused', () => {
  const huge = new Array<OsmWay>(21).fill(way(curve(0, 10_000, winding, 1)));
  expect(() => of(straightRoute(SCHEMATIC), huge)).toThrow(expect.objectContaining({ code: 'file.too_large' }));
});

describe('whatever the file', () => {
  const chunk = fc.record({
    from: fc.integer({ min: -20, max: 110 }),
    length: fc.integer({ min: 1, max: 60 }),
    aside: fc.integer({ min: -900, max: 900 }),
    wave: fc.integer({ min: 0, max: 400 }),
    flags: fc.constantFrom(
      {},
      { oneway: 'yes' },
      { oneway: '-1' },
      { old_ref: 'QL99', ref: 'X' },
      { highway: 'trunk_link' },
    ),
  });
  const roads = fc.array(chunk, { minLength: 1, maxLength: 8 });
  const accuracy = fc.array(fc.constantFrom(15, 25, 250, 600, 3000), { minLength: 11, maxLength: 11 });
  const drawn = (chunks: { from: number; length: number; aside: number; wave: number; flags: object }[]) =>
    chunks.map(({ from, length, aside, wave, flags }) =>
      way(
        curve(from * 100, (from + length) * 100, (x) => aside + wave * Math.sin(x / 400), 90),
        flags as Record<string, string>,
      ),
    );

  it('the parts tile the old line, the new one is a sound route, kept parts keep length and kilometres', () => {
    fc.assert(
      fc.property(roads, accuracy, (chunks, accuracyM) => {
        const route = straightRoute(accuracyM);
        const found = of(route, drawn(chunks));
        const tiles = tilesOf(found);
        expect(tiles[0][0]).toBe(0);
        expect(tiles.at(-1)![1]).toBe(10_000);
        tiles.slice(1).forEach(([fromM], i) => expect(fromM).toBe(tiles[i][1]));
        const { after } = found;
        Route.parse(after);
        expect(after.measuresM.length).toBe(after.coordinates.length);
        expect(after.accuracyM.length).toBe(after.coordinates.length);
        after.measuresM.slice(1).forEach((m, i) => expect(m).toBeGreaterThan(after.measuresM[i]));
        after.kmPosts.slice(1).forEach(({ km, atM }, i) => {
          expect(atM).toBeGreaterThan(after.kmPosts[i].atM);
          expect(km).toBeGreaterThan(after.kmPosts[i].km);
        });
        for (const { fromM, toM } of found.kept) {
          if (toM - fromM < 5) continue;
          const middle = pointAtM(route, (fromM + toM) / 2);
          expect(nearestOnRoute(after, middle).distanceM).toBeLessThan(0.01);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the order of the ways and the direction of two-way ones change nothing', () => {
    fc.assert(
      fc.property(roads, accuracy, fc.infiniteStream(fc.boolean()), (chunks, accuracyM, turns) => {
        const ways = drawn(chunks);
        const turned = [...ways].reverse().map((one) => {
          const isTurned = turns.next().value && one.tags.oneway === undefined;
          return isTurned ? { ...one, coordinates: [...one.coordinates].reverse() } : one;
        });
        const [one, other] = [of(straightRoute(accuracyM), ways), of(straightRoute(accuracyM), turned)];
        expect(other.after.lengthM).toBeCloseTo(one.after.lengthM, 0);
        expect(tilesOf(other).flat().map(Math.round)).toEqual(tilesOf(one).flat().map(Math.round));
        const shuffled = of(straightRoute(accuracyM), [...ways].reverse());
        expect(shuffled).toEqual(one);
      }),
      { numRuns: 40 },
    );
  });
});
