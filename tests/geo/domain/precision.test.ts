import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LngLat } from '#geo/domain/geometry.ts';
import { CommuneId, OrgUnitId, RouteId } from '#geo/domain/ids.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import {
  maskCellCentre,
  maskIncidentPlace,
  maskInterval,
  maskMeasurePlace,
  seesExactPlace,
  suppressSmallCells,
  victimsBand,
} from '#geo/domain/precision.ts';
import { toPlane } from '#geo/geometry/projection.ts';

const inProvince: fc.Arbitrary<LngLat> = fc.tuple(
  fc.double({ min: 103.6, max: 106.5, noNaN: true }),
  fc.double({ min: 18.3, max: 20.2, noNaN: true }),
);

describe('the mask of a place', () => {
  test('is the same for all places of a cell, and never further than its corner', () => {
    fc.assert(
      fc.property(inProvince, (place) => {
        const centre = maskCellCentre(place);
        const [x, y] = toPlane(place);
        const [cx, cy] = toPlane(centre);
        // Half a cell each way, with 1 % for the grid's spherical metres.
        expect(Math.abs(x - cx)).toBeLessThan(520);
        expect(Math.abs(y - cy)).toBeLessThan(520);
        expect(maskCellCentre(centre)).toEqual(centre);
      }),
      { numRuns: 1000, seed: 415 },
    );
  });

  test('cannot be averaged out: a thousand places of one cell give one answer', () => {
    const centre = maskCellCentre([105.69, 18.67]);
    const answers = new Set<string>();
    for (let i = 0; i < 1000; i++) {
      const dx = ((i % 40) / 40 - 0.5) * 0.0088;
      const dy = (Math.floor(i / 40) / 25 - 0.5) * 0.0086;
      answers.add(maskCellCentre([centre[0] + dx, centre[1] + dy]).join());
    }
    expect([...answers]).toEqual([centre.join()]);
  });

  test('of an interval is whole kilometres around it, inside the route', () => {
    expect(maskInterval(1200, 1700, 50_500)).toEqual({ fromM: 1000, toM: 2000 });
    expect(maskInterval(2000, 3000, 50_500)).toEqual({ fromM: 2000, toM: 3000 });
    expect(maskInterval(2000, 2000, 50_500)).toEqual({ fromM: 2000, toM: 3000 });
    // The last 500 m are told together with the kilometre before.
    expect(maskInterval(50_100, 50_400, 50_500)).toEqual({ fromM: 49_000, toM: 50_500 });
    expect(maskInterval(50_500, 50_500, 50_500)).toEqual({ fromM: 49_000, toM: 50_500 });
    expect(maskInterval(50_000, 50_000, 50_000)).toEqual({ fromM: 49_000, toM: 50_000 });
    expect(maskInterval(100, 200, 700)).toEqual({ fromM: 0, toM: 700 });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1500, max: 300_000, noNaN: true }),
        (a, b, length) => {
          const [from, to] = [Math.min(a, b) * length, Math.max(a, b) * length];
          const { fromM, toM } = maskInterval(from, to, length);
          return fromM <= from && toM >= to && fromM >= 0 && toM <= length && toM - fromM >= 1000;
        },
      ),
      { numRuns: 1000, seed: 415 },
    );
  });

  test('keeps no coordinate of a track, line, polygon or point', () => {
    const context = { communeIds: [CommuneId.parse('16837')], routeLengthM: () => 218_500 };
    const secret: LngLat = [104.123456, 19.456789];
    const other: LngLat = [104.223456, 19.556789];
    const places: MeasurePlace[] = [
      { kind: 'track', geometry: { type: 'LineString', coordinates: [secret, other] }, uncertaintyM: 10 },
      { kind: 'line', geometry: { type: 'MultiLineString', coordinates: [[secret, other]] }, uncertaintyM: 0 },
      { kind: 'point', geometry: { type: 'Point', coordinates: secret }, uncertaintyM: 3 },
      { kind: 'polygon', geometry: { type: 'Polygon', coordinates: [[secret, other, [104.3, 19.4], secret]] } },
    ];
    for (const place of places) {
      const masked = JSON.stringify(maskMeasurePlace(place, context));
      expect(masked).not.toContain('104.1234');
      expect(masked).not.toContain('19.4567');
    }
    const onRoute = { routeId: RouteId.parse('QL7'), m: 112_345 };
    const point = { kind: 'point', geometry: { type: 'Point', coordinates: secret }, uncertaintyM: 3 } as const;
    expect(maskMeasurePlace({ ...point, onRoute }, context)).toEqual(maskMeasurePlace(point, context));
    const interval: MeasurePlace = { kind: 'interval', routeId: RouteId.parse('QL7'), fromM: 112_345, toM: 112_400 };
    expect(maskMeasurePlace(interval, context)).toMatchObject({ fromM: 112_000, toM: 113_000 });
    expect(
      JSON.stringify(maskIncidentPlace({ kind: 'exact', geometry: { type: 'Point', coordinates: secret } }, () => 0)),
    ).not.toContain('104.1234');
    const commune = { kind: 'commune', communeId: CommuneId.parse('16837') } as const;
    expect(maskIncidentPlace(commune, () => 0)).toEqual(commune);
  });

  test('is lifted for the entering agency, units above it, and the statutory scope only', () => {
    const post = OrgUnitId.parse('DBP-NAM-CAN');
    const guard = OrgUnitId.parse('BP');
    const police = OrgUnitId.parse('CA');
    expect(seesExactPlace({ role: 'entry', scope: new Set([guard, post]) }, post)).toBe(true);
    expect(seesExactPlace({ role: 'entry', scope: new Set([post]) }, guard)).toBe(false);
    expect(seesExactPlace({ role: 'entry', scope: new Set([guard, post]) }, police)).toBe(false);
    expect(seesExactPlace({ role: 'verifier', scope: new Set([police]) }, guard)).toBe(true);
  });
});

describe('small counts', () => {
  test('victims below 11 are one band, none included', () => {
    expect([0, 1, 10].map((n) => victimsBand(n).vi)).toEqual(['dưới 11', 'dưới 11', 'dưới 11']);
    expect([11, 25, 26, 50, 51].map((n) => victimsBand(n).en)).toEqual([
      '11–25',
      '11–25',
      '26–50',
      '26–50',
      'more than 50',
    ]);
  });

  test('suppression hides small cells and one more where the total would give them away', () => {
    expect(suppressSmallCells([7, 9, 12], 5)).toEqual([7, 9, 12]);
    expect(suppressSmallCells([2, 9, 12], 5)).toEqual([null, null, 12]);
    expect(suppressSmallCells([2, 1, 12], 5)).toEqual([null, null, null]);
    expect(suppressSmallCells([2, 3, 12], 5)).toEqual([null, null, 12]);
    expect(suppressSmallCells([0, 0, 8], 5)).toEqual([0, 0, 8]);
    expect(suppressSmallCells([3], 5)).toEqual([null]);
  });

  test('with the total known, no hidden cell can be worked out', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(counts, (row) => {
        const shown = suppressSmallCells(row, 5);
        const hidden = shown.flatMap((value, i) => (value === null ? [i] : []));
        if (shown.some((value) => value !== null && value > 0 && value < 5)) return false;
        if (hidden.length === 0) return true;
        // Either everything but zeros is hidden, or at least two cells share a sum that is itself no small cell.
        const rest = shown.filter((value) => value !== null && value > 0).length;
        const sum = hidden.reduce((total, i) => total + row[i], 0);
        return rest === 0 || (hidden.length >= 2 && sum >= 5);
      }),
      { numRuns: 2000, seed: 415 },
    );
  });
});
