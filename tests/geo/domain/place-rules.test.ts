import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { orientation, segmentsMeet } from '#geo/domain/exact-segments.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { MAX_VERTICES, validateGeometry, type PlaceGeometry } from '#geo/domain/place-rules.ts';

const codeOf = (geometry: PlaceGeometry) => validateGeometry(geometry, 'place.geometry')[0]?.code;
const polygon = (...rings: LngLat[][]): PlaceGeometry => ({ type: 'Polygon', coordinates: rings });
const line = (...coordinates: LngLat[]): PlaceGeometry => ({ type: 'LineString', coordinates });
const ring = (...corners: LngLat[]): LngLat[] => [...corners, corners[0]];
const square = (lng: number, lat: number, size: number): LngLat[] =>
  ring([lng, lat], [lng + size, lat], [lng + size, lat + size], [lng, lat + size]);
const outer = square(105, 19, 0.4);

describe('geometry of a record', () => {
  test.each<[string, PlaceGeometry, string | undefined]>([
    ['a point in the province', { type: 'Point', coordinates: [105.69, 18.67] }, undefined],
    ['a point in Hà Nội', { type: 'Point', coordinates: [105.85, 21.03] }, 'geometry.outside_province'],
    ['latitude before longitude', { type: 'Point', coordinates: [18.67, 105.69] }, 'geometry.swapped'],
    ['a line swapped throughout', line([19, 105], [19.1, 105.1]), 'geometry.swapped'],
    ['a line half in, half swapped', line([105, 19], [19, 105]), 'geometry.swapped'],
    ['a line leaving the surroundings', line([105, 19], [105, 25]), 'geometry.outside_province'],
    ['projected metres', { type: 'Point', coordinates: [599195, 2065680] }, 'geometry.outside_province'],
    ['not a number', { type: 'Point', coordinates: [NaN, 19] }, 'geometry.malformed'],
    ['infinity', { type: 'Point', coordinates: [Infinity, 19] }, 'geometry.malformed'],
    ['a line without points', line(), 'geometry.empty'],
    ['a line of one point', line([105, 19]), 'geometry.empty'],
    ['a line of one point twice', line([105, 19], [105, 19]), 'geometry.empty'],
    [
      'several lines, one without length',
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [105, 19],
            [105.1, 19],
          ],
          [[105, 19]],
        ],
      },
      'geometry.empty',
    ],
    ['no lines', { type: 'MultiLineString', coordinates: [] }, 'geometry.empty'],
    ['a track that crosses itself', line([105, 19], [105.1, 19.1], [105.1, 19], [105, 19.1]), undefined],
    ['a square', polygon(outer), undefined],
    ['a square the other way round', polygon([...outer].reverse()), undefined],
    ['repeated vertices', polygon([outer[0], outer[0], ...outer.slice(1)]), undefined],
    ['no rings', polygon(), 'geometry.empty'],
    ['an empty ring', polygon([]), 'geometry.empty'],
    ['an open ring', polygon(outer.slice(0, 4)), 'geometry.malformed'],
    ['three positions', polygon(ring([105, 19], [105.1, 19])), 'geometry.malformed'],
    ['a ring of area 0', polygon(ring([105, 19], [105.25, 19.25], [105.5, 19.5], [105.125, 19.125])), 'geometry.empty'],
    ['a bow tie', polygon(ring([105, 19], [105.4, 19.4], [105.4, 19], [105, 19.4])), 'geometry.self_intersecting'],
    [
      'a spike',
      polygon(ring([105, 19], [105.2, 19], [105.4, 19], [105.2, 19], [105.2, 19.2])),
      'geometry.self_intersecting',
    ],
    [
      'a ring through one point twice',
      polygon(ring([105, 19], [105.2, 19.2], [105.4, 19], [105.4, 19.4], [105.2, 19.2], [105, 19.4])),
      'geometry.self_intersecting',
    ],
    ['a hole', polygon(outer, square(105.1, 19.1, 0.1)), undefined],
    [
      'a hole touching the shell in a point',
      polygon(outer, ring([105, 19.2], [105.1, 19.1], [105.1, 19.3])),
      undefined,
    ],
    ['a hole along the shell', polygon(outer, square(105, 19.1, 0.1)), 'geometry.self_intersecting'],
    ['a hole across the shell', polygon(outer, square(104.9, 19.1, 0.2)), 'geometry.self_intersecting'],
    ['a hole outside', polygon(outer, square(106, 19.1, 0.1)), 'geometry.self_intersecting'],
    [
      'a hole in a hole',
      polygon(outer, square(105.1, 19.1, 0.2), square(105.15, 19.15, 0.05)),
      'geometry.self_intersecting',
    ],
    ['two squares apart', { type: 'MultiPolygon', coordinates: [[outer], [square(106, 19, 0.1)]] }, undefined],
    [
      'two squares overlapping',
      { type: 'MultiPolygon', coordinates: [[outer], [square(105.2, 19.2, 0.4)]] },
      'geometry.self_intersecting',
    ],
    [
      'a square inside another',
      { type: 'MultiPolygon', coordinates: [[outer], [square(105.1, 19.1, 0.1)]] },
      'geometry.self_intersecting',
    ],
    [
      'an island in a lake',
      { type: 'MultiPolygon', coordinates: [[outer, square(105.1, 19.1, 0.2)], [square(105.15, 19.15, 0.1)]] },
      undefined,
    ],
  ])('%s', (_name, geometry, code) => {
    expect(codeOf(geometry)).toBe(code);
  });

  test('a fault names its place and speaks both languages', () => {
    const [fault] = validateGeometry({ type: 'Point', coordinates: [18.67, 105.69] }, 'place.geometry');
    expect(fault.place).toEqual({ path: 'place.geometry' });
    expect(fault.message.vi).toContain('đảo');
    expect(fault.message.en).toContain('swapped');
  });

  test('every outline of the register is valid', () => {
    const { communes, districts, province } = readRegister();
    const bad = [...communes, ...districts].filter(({ geometry }) => codeOf(geometry) !== undefined);
    expect(bad.map((b) => b.nameVi)).toEqual([]);
    expect(codeOf(province)).toBeUndefined();
  });

  test('orientation is exact where doubles are not: one unit in the last place decides', () => {
    const up = (x: number) => x + 2 ** -46;
    const a: LngLat = [104.1, 19.1];
    const b: LngLat = [104.2, 19.2];
    const onLine: LngLat = [(104.1 + 104.2) / 2, (19.1 + 19.2) / 2];
    // Compared with rational arithmetic on the doubles' exact values.
    const exact = (p: LngLat, q: LngLat, r: LngLat) => {
      const i = (v: number) => BigInt(v * 2 ** 50);
      const d = (i(p[0]) - i(r[0])) * (i(q[1]) - i(r[1])) - (i(p[1]) - i(r[1])) * (i(q[0]) - i(r[0]));
      return d > 0n ? 1 : d < 0n ? -1 : 0;
    };
    for (let k = -8; k <= 8; k++) {
      const c: LngLat = [onLine[0] + k * 2 ** -46, up(onLine[1])];
      expect(orientation(a, b, c)).toBe(exact(a, b, c));
      expect(orientation(b, a, c)).toBe(-exact(a, b, c) + 0);
    }
  });

  test('segments: crossing, touching, overlapping and apart, whichever way they are given', () => {
    const p = (x: number, y: number): LngLat => [105 + x, 19 + y];
    const cases: [LngLat, LngLat, LngLat, LngLat, string][] = [
      [p(0, 0), p(0.2, 0.2), p(0, 0.2), p(0.2, 0), 'cross'],
      [p(0, 0), p(0.25, 0), p(0.125, 0), p(0.125, 0.25), 'touch'],
      [p(0, 0), p(0.25, 0), p(0.125, 0), p(0.5, 0), 'overlap'],
      [p(0, 0), p(0.25, 0), p(0.25, 0), p(0.5, 0), 'touch'],
      [p(0, 0), p(0.25, 0), p(0.375, 0), p(0.5, 0), 'apart'],
      [p(0, 0), p(0, 0.25), p(0, 0.125), p(0, 0.5), 'overlap'],
      [p(0, 0), p(0.25, 0), p(0, 0.125), p(0.25, 0.125), 'apart'],
    ];
    for (const [a, b, c, d, meeting] of cases) {
      for (const [e, f] of [
        [a, b],
        [b, a],
      ] as const) {
        for (const [g, h] of [
          [c, d],
          [d, c],
        ] as const) {
          expect(segmentsMeet(e, f, g, h)).toBe(meeting);
          expect(segmentsMeet(g, h, e, f)).toBe(meeting);
        }
      }
    }
  });

  test('star-shaped polygons are simple; swapping two corners far apart makes them cross', () => {
    const star = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(star, (radii) => {
        const corners = radii.map((r, i): LngLat => {
          const angle = (2 * Math.PI * i) / radii.length;
          return [105 + 0.4 * r * Math.cos(angle), 19.2 + 0.4 * r * Math.sin(angle)];
        });
        if (codeOf(polygon(ring(...corners))) !== undefined) return false;
        const half = Math.floor(corners.length / 2);
        const swapped = [...corners];
        [swapped[0], swapped[half]] = [swapped[half], swapped[0]];
        return codeOf(polygon(ring(...swapped))) === 'geometry.self_intersecting';
      }),
      { numRuns: 300, seed: 415 },
    );
  });

  test('100,000 corners are judged within seconds; more than allowed are refused', () => {
    const corners = (n: number) =>
      Array.from({ length: n }, (_, i): LngLat => {
        const angle = (2 * Math.PI * i) / n;
        const r = 0.4 + 0.01 * Math.sin(angle * 500);
        return [105 + r * Math.cos(angle), 19.2 + r * Math.sin(angle)];
      });
    expect(codeOf(polygon([...corners(100_000), corners(1)[0]]))).toBeUndefined();
    expect(codeOf(polygon([...corners(MAX_VERTICES), corners(1)[0]]))).toBe('geometry.too_complex');
  }, 30_000);

  test('a hostile comb of long teeth ends in a refusal, not in a hang', () => {
    const teeth = 40_000;
    const comb: LngLat[] = [];
    for (let i = 0; i < teeth; i++) comb.push([104 + i * 1e-5, i % 2 === 0 ? 18.5 : 20 - i * 1e-6]);
    const slanted = comb.map(([lng, lat]): LngLat => [lng + (lat - 18.5) * 0.5, lat]);
    const code = codeOf(polygon(ring(...slanted, [106, 18.3])));
    expect(code).toMatch(/geometry\.(too_complex|self_intersecting)/);
  }, 30_000);
});
