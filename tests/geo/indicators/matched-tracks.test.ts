import { describe, expect, it } from 'vitest';
import { RouteId } from '#geo/domain/ids.ts';
import { Measure, type MatchedInterval, type MeasurePlace } from '#geo/domain/measure.ts';
import { maskMeasurePlace } from '#geo/domain/precision.ts';
import { computeIndicator1 } from '#geo/indicators/indicator-1.ts';
import { at, halfSchematicRoute, sampleInput, sampleMeasure, sampleRegister } from './sample.ts';

/** A track along the route's first 5 km. */
const register = sampleRegister({ routes: [halfSchematicRoute()] });

const track = (matched?: MatchedInterval[]): MeasurePlace => ({
  kind: 'track',
  geometry: { type: 'LineString', coordinates: [at(0, 5000), at(5000, 5000)] },
  uncertaintyM: 0,
  ...(matched && { matched }),
});
const stretch = (fromM: number, toM: number, uncertain: boolean, routeId = 'R'): MatchedInterval => ({
  routeId: RouteId.parse(routeId),
  fromM,
  toM,
  uncertain,
});

function extentOf(place: MeasurePlace) {
  const input = sampleInput(register, [sampleMeasure(place, '2026-06-30', '2026-06-30')], '2026-01-01', '2026-07-01');
  const { extent } = computeIndicator1(input).units[0];
  // The capsule's ends are rounded in the 12th digit.
  return [extent.low, extent.high].map((m) => Math.round(m * 1e6) / 1e6);
}

describe('a track with confirmed stretches', () => {
  it('covers what is within reach and what was confirmed, each metre once', () => {
    expect(extentOf(track())).toEqual([5500, 5500]);
    expect(extentOf(track([stretch(1000, 5000, false)]))).toEqual([5500, 5500]);
    expect(extentOf(track([stretch(1000, 7000, false)]))).toEqual([7000, 7000]);
    expect(extentOf(track([stretch(8000, 9000, false)]))).toEqual([6500, 6500]);
  });

  it('counts confirmed kilometres of a schematic stretch for both bounds, uncertain ones for the upper only', () => {
    expect(extentOf(track([stretch(12_000, 15_000, false)]))).toEqual([8500, 8500]);
    expect(extentOf(track([stretch(12_000, 15_000, true)]))).toEqual([5500, 8500]);
  });

  it('says nothing of other routes, and an old record reads as before', () => {
    expect(extentOf(track([stretch(12_000, 15_000, false, 'OTHER')]))).toEqual(extentOf(track()));
    expect(extentOf(track([]))).toEqual(extentOf(track()));
    const old = sampleMeasure(track(), '2026-06-30', '2026-06-30');
    expect(Measure.parse(JSON.parse(JSON.stringify(old)))).toEqual(old);
    expect(old.place).not.toHaveProperty('matched');
  });

  it('shows other agencies neither its stretches nor where it stood', () => {
    const place: MeasurePlace = {
      ...(track([stretch(1234, 4321, false)]) as MeasurePlace & { kind: 'track' }),
      dwells: [{ siteId: null, lngLat: at(2000, 5000), durationS: 900 }],
    };
    expect(maskMeasurePlace(place, { communeIds: [], routeLengthM: () => 20_000 })).toEqual({
      kind: 'communes',
      communeIds: [],
      extent: 'somewhere',
    });
  });
});
