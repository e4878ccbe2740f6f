import { describe, expect, it } from 'vitest';
import { fieldsOfFound } from '#client/features/records/found-place-draft.ts';
import { emptyPlace, readIncidentPlace, readMeasurePlace } from '#client/features/records/place-draft.ts';
import { FoundPlace } from '#geo/domain/found-place.ts';
import { SAMPLE_REGISTER } from '../register-sample.ts';

const of = (place: unknown, isIncident: boolean) => fieldsOfFound(FoundPlace.parse(place), SAMPLE_REGISTER, isIncident);
/** The place that a form would store after the reading was chosen. */
function stored(place: unknown, isIncident: boolean) {
  const found = of(place, isIncident);
  if ('refused' in found) return found;
  const draft = { ...emptyPlace('line'), ...found.fields };
  const read = isIncident ? readIncidentPlace(draft, SAMPLE_REGISTER) : readMeasurePlace(draft, SAMPLE_REGISTER);
  return 'place' in read ? read.place : read;
}

describe('a place chosen from what was written', () => {
  it('fills the form with a stretch, a position, communes and a site', () => {
    const stretch = { kind: 'stretch', routeId: 'QL7', fromM: 10_000, toM: 25_000 };
    expect(stored(stretch, false)).toEqual({ kind: 'interval', routeId: 'QL7', fromM: 10_000, toM: 25_000 });
    expect(stored(stretch, true)).toEqual({ kind: 'route-km', routeId: 'QL7', fromM: 10_000, toM: 25_000 });
    const position = { kind: 'position', lngLat: [105.6922, 18.6734] };
    expect(stored(position, true)).toEqual({
      kind: 'exact',
      geometry: { type: 'Point', coordinates: [105.6922, 18.6734] },
    });
    expect(stored({ kind: 'communes', communeIds: ['16813'] }, true)).toEqual({ kind: 'commune', communeId: '16813' });
    expect(stored({ kind: 'site', siteId: 'ga-vinh' }, false)).toEqual({ kind: 'site', siteId: 'ga-vinh' });
    expect(stored({ kind: 'province' }, true)).toEqual({ kind: 'province' });
    expect(stored({ kind: 'province' }, false)).toMatchObject({ communeIds: ['16813', '16744', '16681'] });
  });

  it('reads a post as a spot of the route for an incident, as a point as sure as the route for a measure', () => {
    const spot = { kind: 'stretch', routeId: 'QL7', fromM: 50_000, toM: 50_000 };
    expect(stored(spot, true)).toEqual({ kind: 'route-km', routeId: 'QL7', fromM: 50_000, toM: 50_000 });
    expect(stored(spot, false)).toMatchObject({
      kind: 'point',
      uncertaintyM: 25,
      onRoute: { routeId: 'QL7', m: 50_000 },
      geometry: { coordinates: [expect.closeTo(104.5, 3), expect.closeTo(19, 2)] },
    });
  });

  it('says why it cannot be taken', () => {
    expect(of({ kind: 'route', routeId: 'QL7' }, false)).toEqual({ refused: 'place.text.routeOnly' });
    const district = { kind: 'district', districtId: 'ky-son', communeIds: ['16813', '16744'] };
    expect(of(district, true)).toEqual({ refused: 'place.text.oneCommune' });
    expect(stored(district, false)).toMatchObject({ kind: 'communes', communeIds: ['16813', '16744'] });
    expect(of({ kind: 'site', siteId: 'khong-con' }, true)).toEqual({ refused: 'place.text.gone' });
  });
});
