import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceM } from '#geo/geometry/ellipsoid.ts';
import { kmOfM, pointAtM } from '#geo/network/linear-referencing.ts';
import { carriedOver, rereference, rereferenceInterval } from '#geo/network/rereference.ts';
import { anyRoute, endOf, surveyedAnew, type SampleRoute } from './route-sample.ts';

/** Roads with a second survey of their posts; metres between the outer posts of both are in neither's extrapolation. */
const anySurveys = fc
  .record({ route: anyRoute, scale: fc.double({ min: 0.9, max: 1.1, noNaN: true }) })
  .map(({ route, scale }) => ({ from: route, to: surveyedAnew(route, scale) }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** A metre between the first and the last post. */
const between = ({ kmPosts }: SampleRoute, at: number) =>
  kmPosts[0].atM + at * (kmPosts[kmPosts.length - 1].atM - kmPosts[0].atM);

describe('by the posts', () => {
  test('there and back is where one was', () => {
    fc.assert(
      fc.property(anySurveys, share, ({ from, to }, at) => {
        fc.pre(from.kmPosts.length >= 2);
        const m = between(from, at);
        const back = rereference(to, from, rereference(from, to, m));
        // Half a millimetre of rounding, stretched by how far apart the posts of the two surveys are.
        const stretch = Math.max(
          ...from.kmPosts.slice(1).map((post, i) => {
            const own = post.atM - from.kmPosts[i].atM;
            return own / (to.kmPosts[i + 1].atM - to.kmPosts[i].atM);
          }),
        );
        expect(Math.abs(back - m)).toBeLessThanOrEqual(0.001 + 0.001 * stretch);
      }),
    );
  });

  test('order is kept, posts fall on posts, the kilometre stays', () => {
    fc.assert(
      fc.property(anySurveys, share, share, ({ from, to }, a, b) => {
        fc.pre(from.kmPosts.length >= 2);
        const [low, high] = [Math.min(a, b) * endOf(from), Math.max(a, b) * endOf(from)];
        expect(rereference(from, to, low)).toBeLessThanOrEqual(rereference(from, to, high));
        from.kmPosts.forEach((post, i) => {
          expect(rereference(from, to, post.atM)).toBeCloseTo(to.kmPosts[i].atM, 2);
        });
        const m = between(from, a);
        expect(Math.abs(kmOfM(to, rereference(from, to, m)) - kmOfM(from, m))).toBeLessThan(0.00001);
      }),
    );
  });

  test('nothing leaves the route', () => {
    fc.assert(
      fc.property(anySurveys, fc.double({ min: -5000, max: 500_000, noNaN: true }), ({ from, to }, m) => {
        const found = rereference(from, to, m);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(endOf(to));
      }),
    );
  });

  test('on the same posts every metre is itself, to the last digit, whatever the line', () => {
    fc.assert(
      fc.property(anyRoute, share, (route, at) => {
        fc.pre(route.kmPosts.length >= 2);
        const moved = {
          ...route,
          coordinates: route.coordinates.map(([lng, lat]): [number, number] => [lng, lat + 1]),
        };
        const m = at * endOf(route);
        expect(rereference(route, moved, m)).toBe(m);
      }),
    );
  });
});

describe('on the ground, where posts are unknown', () => {
  test('a place is said by the nearest place of the other version', () => {
    fc.assert(
      fc.property(anyRoute, share, fc.double({ min: 0.5, max: 2, noNaN: true }), (route, at, scale) => {
        const from = { ...route, kmPosts: [] };
        const to = { ...from, measuresM: from.measuresM.map((m) => m * scale) };
        const m = at * endOf(from);
        const found = rereference(from, to, m);
        expect(distanceM(pointAtM(from, m), pointAtM(to, found))).toBeLessThan(0.01);
        expect(Math.abs(rereference(to, from, found) - m)).toBeLessThan(0.01);
      }),
    );
  });

  test('one post says nothing of the scale: the ground decides', () => {
    const line = {
      coordinates: [
        [105, 19],
        [105.1, 19],
      ] as [number, number][],
      kmIsOfficial: false,
    };
    const from = { ...line, measuresM: [0, 10_000], kmPosts: [{ km: 5, atM: 0 }] };
    const to = {
      ...line,
      measuresM: [0, 20_000],
      kmPosts: [
        { km: 5, atM: 0 },
        { km: 25, atM: 20_000 },
      ],
    };
    expect(rereference(from, to, 4000)).toBeCloseTo(8000, 2);
  });
});

describe('stretches', () => {
  const straight = (lastM: number, kmPosts: SampleRoute['kmPosts'], [west, east] = [105, 105.5]) => ({
    coordinates: [
      [west, 19],
      [east, 19],
    ] as [number, number][],
    measuresM: [0, lastM],
    accuracyM: [25, 25],
    kmIsOfficial: false,
    kmPosts,
  });
  const old = straight(50_000, [
    { km: 0, atM: 0 },
    { km: 50, atM: 50_000 },
  ]);
  const cut = straight(
    30_000,
    [
      { km: 0, atM: 0 },
      { km: 30, atM: 30_000 },
    ],
    [105, 105.3],
  );

  test('stay on the ground where the count of kilometres was replaced by another, or turned round', () => {
    const turned = straight(50_000, [
      { km: 50, atM: 0 },
      { km: 0, atM: 50_000 },
    ]);
    const stretch = { fromM: 1000, toM: 4000 };
    expect(rereferenceInterval(old, turned, stretch)).toEqual(stretch);
    const fromHaNoi = straight(50_000, [
      { km: 383.4, atM: 0 },
      { km: 434, atM: 50_000 },
    ]);
    expect(rereferenceInterval(old, fromHaNoi, stretch)).toEqual(stretch);
    expect(carriedOver(old, fromHaNoi, stretch)).toBe('whole');
    // On another line too: the place on the ground, not the number on a post of another count.
    const longer = { ...fromHaNoi, measuresM: [0, 51_000] };
    expect(rereferenceInterval(old, longer, { fromM: 10_000, toM: 20_000 }).fromM).toBeCloseTo(10_200, 0);
  });

  test('follow the posts where these were only surveyed better, by kilometres even', () => {
    const better = straight(50_000, [
      { km: 0, atM: 0 },
      { km: 25, atM: 28_000 },
      { km: 50, atM: 50_000 },
    ]);
    expect(rereferenceInterval(old, better, { fromM: 25_000, toM: 50_000 })).toEqual({ fromM: 28_000, toM: 50_000 });
    // One post in the wrong place does not make another count.
    const wrong = straight(50_000, [
      { km: 0, atM: 0 },
      { km: 25, atM: 40_000 },
      { km: 50, atM: 50_000 },
    ]);
    expect(rereferenceInterval(old, wrong, { fromM: 25_000, toM: 50_000 })).toEqual({ fromM: 40_000, toM: 50_000 });
  });

  test('a stretch over posts stays over the same posts', () => {
    fc.assert(
      fc.property(anySurveys, fc.nat(), fc.nat(), ({ from, to }, i, j) => {
        fc.pre(from.kmPosts.length >= 2);
        const [a, b] = [i % from.kmPosts.length, j % from.kmPosts.length].sort((x, y) => x - y);
        const found = rereferenceInterval(from, to, { fromM: from.kmPosts[a].atM, toM: from.kmPosts[b].atM });
        expect(found.fromM).toBeCloseTo(to.kmPosts[a].atM, 2);
        expect(found.toM).toBeCloseTo(to.kmPosts[b].atM, 2);
      }),
    );
  });

  test('what the other version does not have is told, and held at its end', () => {
    expect(carriedOver(old, cut, { fromM: 10_000, toM: 20_000 })).toBe('whole');
    expect(carriedOver(old, cut, { fromM: 10_000, toM: 30_040 })).toBe('whole');
    expect(carriedOver(old, cut, { fromM: 10_000, toM: 40_000 })).toBe('part');
    expect(carriedOver(old, cut, { fromM: 35_000, toM: 40_000 })).toBe('none');
    expect(carriedOver(old, old, { fromM: -10, toM: 90_000 })).toBe('whole');
    expect(rereferenceInterval(old, cut, { fromM: 35_000, toM: 40_000 })).toEqual({ fromM: 30_000, toM: 30_000 });
    // A route that begins later loses what lay before.
    const late = straight(
      30_000,
      [
        { km: 20, atM: 0 },
        { km: 50, atM: 30_000 },
      ],
      [105.2, 105.5],
    );
    expect(carriedOver(old, late, { fromM: 1000, toM: 5000 })).toBe('none');
    expect(carriedOver(old, late, { fromM: 1000, toM: 25_000 })).toBe('part');
    expect(carriedOver(old, late, { fromM: 1000, toM: 49_000 })).toBe('part');
  });

  test('without posts the distance to the end of the other line tells', () => {
    const [whole, half] = [
      { ...old, kmPosts: [] },
      {
        ...cut,
        kmPosts: [],
        coordinates: [
          [105, 19],
          [105.3, 19],
        ] as [number, number][],
      },
    ];
    expect(carriedOver(whole, half, { fromM: 0, toM: 30_000 })).toBe('whole');
    expect(carriedOver(whole, half, { fromM: 0, toM: 40_000 })).toBe('part');
    expect(carriedOver(whole, half, { fromM: 40_000, toM: 45_000 })).toBe('none');
  });
});
