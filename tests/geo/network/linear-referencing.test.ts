import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  formatKm,
  intervalLabel,
  kmLabel,
  kmOfM,
  mOfKm,
  nearestOnRoute,
  parseKm,
  pointAtM,
  segmentAtM,
  sliceBbox,
  sliceRoute,
} from '#geo/network/linear-referencing.ts';
import { fromPlane } from '#geo/geometry/projection.ts';
import type { LngLat } from '#geo/domain/geometry.ts';

/** An L in the plane, 3 km east then 4 km north; the second leg counts 5 km because a hairpin was cut. */
const route = {
  coordinates: [fromPlane(500_000, 2_100_000), fromPlane(503_000, 2_100_000), fromPlane(503_000, 2_104_000)],
  measuresM: [0, 3000, 8000],
  kmPosts: [
    { km: 10, atM: 1000 },
    { km: 14, atM: 6000 },
  ],
  kmIsOfficial: true,
};

describe('positions along a route', () => {
  it('finds the segment of every m, ends included', () => {
    expect([-5, 0, 2999, 3000, 7999, 8000, 9000].map((m) => segmentAtM(route, m))).toEqual([0, 0, 0, 1, 1, 1, 1]);
  });

  it('slices with the vertices between and clamps at the ends', () => {
    const line = sliceRoute(route, 1500, 20_000);
    expect(line).toHaveLength(3);
    expect(line[1]).toEqual(route.coordinates[1]);
    expect(line[2]).toEqual(route.coordinates[2]);
    expect(sliceRoute(route, 20_000, 1500)).toEqual(line);
    const lngs = route.coordinates.map((c) => c[0]);
    const lats = route.coordinates.map((c) => c[1]);
    expect(sliceBbox(route, 0, 8000)).toEqual([
      Math.min(...lngs),
      Math.min(...lats),
      Math.max(...lngs),
      Math.max(...lats),
    ]);
  });

  it('counts the own metres of the route, not those of the drawing', () => {
    // 2 km up a leg of 4 km drawn that counts 5 km.
    const { m, distanceM } = nearestOnRoute(route, fromPlane(503_400, 2_102_000));
    expect(m).toBeCloseTo(3000 + 2500, 2);
    expect(distanceM).toBeCloseTo(400, 2);
  });

  it('comes back to the m of its own points', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8000, noNaN: true }), (m) => {
        const back = nearestOnRoute(route, pointAtM(route, m) as LngLat);
        expect(Math.abs(back.m - m)).toBeLessThan(1e-5);
        expect(back.distanceM).toBeLessThan(1e-5);
      }),
    );
  });
});

describe('km posts', () => {
  it('interpolates between uneven posts and keeps true metres beyond them', () => {
    expect(kmOfM(route, 1000)).toBe(10);
    expect(kmOfM(route, 3500)).toBe(12);
    expect(kmOfM(route, 0)).toBe(9);
    expect(kmOfM(route, 8000)).toBe(16);
    expect(kmOfM({ ...route, kmPosts: [] }, 4200)).toBe(4.2);
    expect(kmOfM({ ...route, kmPosts: [{ km: 100, atM: 500 }] }, 1500)).toBe(101);
  });

  it.each([
    ['rising', route.kmPosts],
    [
      'falling',
      [
        { km: 14, atM: 1000 },
        { km: 10, atM: 6000 },
      ],
    ],
    ['none', []],
  ])('is undone by mOfKm (%s)', (_name, kmPosts) => {
    const posts = { ...route, kmPosts };
    fc.assert(
      fc.property(fc.double({ min: -500, max: 9000, noNaN: true }), (m) => {
        expect(Math.abs(mOfKm(posts, kmOfM(posts, m)) - m)).toBeLessThan(1e-6);
      }),
    );
  });

  it('writes labels as signs do, with ≈ where posts are not official', () => {
    const plain = { ...route, kmPosts: [] };
    expect(formatKm(34.2)).toBe('Km 34+200');
    expect(formatKm(0.9996)).toBe('Km 1+000');
    expect(formatKm(-0.45)).toBe('Km −0+450');
    expect(intervalLabel(plain, 112_300, 131_000)).toBe('Km 112+300 – Km 131+000');
    expect(kmLabel({ ...plain, kmIsOfficial: false }, 112_349)).toBe('≈ Km 112+300');
    expect(intervalLabel({ ...plain, kmIsOfficial: false }, 112_349, 130_960)).toBe('≈ Km 112+300 – Km 131+000');
    expect(intervalLabel({ ...plain, kmIsOfficial: false }, 100, 120)).toBe('≈ Km 0+100');
  });

  it.each([
    ['Km 34+200', 34.2],
    ['≈ Km 34+200', 34.2],
    ['km34', 34],
    ['34 + 5', 34.005],
    ['34,25', 34.25],
    ['34.2', 34.2],
    ['Lý trình 7+050', 7.05],
    ['Km −0+450', -0.45],
  ])('reads %s', (text, km) => expect(parseKm(text)).toBeCloseTo(km, 9));

  it.each(['', 'Km', '34+2000', 'abc', '34+', '1e3', '34+20.5'])('refuses %j', (text) => {
    expect(parseKm(text)).toBeUndefined();
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 999_999 }), (metres) => {
        expect(parseKm(formatKm(metres / 1000))).toBeCloseTo(metres / 1000, 9);
      }),
    );
  });
});
