import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskInterval } from '#geo/domain/precision.ts';
import { maskStretch } from '#geo/network/mask-stretch.ts';
import { rereferenceInterval } from '#geo/network/rereference.ts';
import { anyRoute, endOf, surveyedAnew } from './route-sample.ts';

const anyStretch = fc.record({
  route: anyRoute,
  scale: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  lengthM: fc.double({ min: 0, max: 4000, noNaN: true }),
});

test('on the version where it was written a mask is the one of lists', () => {
  fc.assert(
    fc.property(anyStretch, ({ route, at, lengthM }) => {
      const fromM = at * endOf(route);
      const stretch = { fromM, toM: Math.min(endOf(route), fromM + lengthM) };
      expect(maskStretch(route, route, stretch)).toEqual(maskInterval(stretch.fromM, stretch.toM, endOf(route)));
    }),
  );
});

test('on another version it is the same kilometres, and holds the stretch', () => {
  fc.assert(
    fc.property(anyStretch, ({ route, scale, at, lengthM }) => {
      fc.pre(route.kmPosts.length >= 2);
      const now = surveyedAnew(route, scale);
      const written = { fromM: at * endOf(route), toM: Math.min(endOf(route), at * endOf(route) + lengthM) };
      const here = rereferenceInterval(route, now, written);
      const mask = maskStretch(now, route, here);
      // To the half centimetre to which an end on a whole kilometre is told from one beside it.
      expect(mask.fromM).toBeLessThanOrEqual(here.fromM + 0.005);
      expect(mask.toM).toBeGreaterThanOrEqual(here.toM - 0.005);
    }),
  );
  const route = {
    coordinates: [
      [105, 19],
      [105.3, 19],
    ] as [number, number][],
    measuresM: [0, 30_000],
    kmIsOfficial: false,
    kmPosts: [
      { km: 0, atM: 0 },
      { km: 30, atM: 30_000 },
    ],
  };
  const moved = { ...route, kmPosts: [{ km: 0, atM: 400 }, route.kmPosts[1]] };
  const written = { fromM: 10_200, toM: 11_000 };
  const onList = rereferenceInterval(route, moved, { fromM: 10_000, toM: 11_000 });
  expect(maskStretch(moved, route, rereferenceInterval(route, moved, written))).toEqual(onList);
  // Whole kilometres of this version would be others: both together would tell more.
  expect(maskInterval(onList.fromM, onList.toM, 30_000)).not.toEqual(onList);
});

test('what the other version does not have is widened on this one', () => {
  const route = {
    coordinates: [
      [105, 19],
      [105.3, 19],
    ] as [number, number][],
    measuresM: [0, 30_000],
    kmIsOfficial: false,
    kmPosts: [
      { km: 0, atM: 0 },
      { km: 30, atM: 30_000 },
    ],
  };
  const short = { ...route, measuresM: [0, 20_000], kmPosts: [route.kmPosts[0], { km: 20, atM: 20_000 }] };
  expect(maskStretch(route, short, { fromM: 25_100, toM: 25_200 })).toEqual({ fromM: 25_000, toM: 26_000 });
});
