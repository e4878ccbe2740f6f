import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundDown, sketchPlaces } from '#client/features/quality/places-sketch.ts';
import type { LngLat } from '#geo/domain/geometry.ts';

const place = fc.tuple(
  fc.double({ min: 103.8, max: 105.9, noNaN: true }),
  fc.double({ min: 18.5, max: 20, noNaN: true }),
) as fc.Arbitrary<LngLat>;

describe('a sketch of places', () => {
  it('holds every position of every record', () => {
    fc.assert(
      fc.property(fc.array(fc.array(place, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }), (all) => {
        const sketch = sketchPlaces(
          all.map((points) => ({ paths: [], points, rings: [] })),
          [],
          600,
          190,
        )!;
        for (const [x, y] of sketch.records.flatMap(({ points }) => points)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(600);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(190);
        }
      }),
    );
  });

  it('draws north up and east to the right, to a scale', () => {
    // 0.1° of latitude is 11 132 m; at 19° N 0.1° of longitude is 10 526 m.
    const [south, north, east]: LngLat[] = [
      [105, 19],
      [105, 19.1],
      [105.1, 19],
    ];
    const sketch = sketchPlaces([{ paths: [], points: [south, north, east], rings: [] }], [], 400, 400)!;
    const [[sx, sy], [nx, ny], [ex, ey]] = sketch.records[0].points;
    expect(nx).toBeCloseTo(sx);
    expect(ey).toBeCloseTo(sy);
    expect(ny).toBeLessThan(sy);
    const pxPerM = sketch.scalePx / sketch.scaleM;
    expect((sy - ny) / pxPerM).toBeCloseTo(11_132, -1);
    expect((ex - sx) / pxPerM).toBeCloseTo(0.1 * 111_320 * Math.cos((19.05 * Math.PI) / 180), -1);
  });

  it('says nothing of records without a place', () => {
    expect(sketchPlaces([{ paths: [], points: [], rings: [] }], [], 400, 400)).toBeNull();
  });

  it('measures by 1, 2 and 5', () => {
    expect([999, 1000, 1999, 2000, 4999, 5000, 9999].map(roundDown)).toEqual([500, 1000, 1000, 2000, 2000, 5000, 5000]);
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), (value) => {
        expect(roundDown(value)).toBeLessThanOrEqual(value);
        expect(roundDown(value) * 2.5).toBeGreaterThan(value * (1 - 1e-12));
      }),
    );
  });
});
