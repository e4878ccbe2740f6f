import { describe, expect, test } from 'vitest';
import {
  draftOfIncidentPlace,
  draftOfMeasurePlace,
  emptyPlace,
  readIncidentPlace,
  readMeasurePlace,
  readNumber,
} from '#client/features/records/place-draft.ts';
import { placeWithShape, shapeOfPlace } from '#client/features/records/place-shape.ts';
import { MeasurePlace } from '#geo/domain/measure.ts';
import { IncidentPlace } from '#geo/domain/incident.ts';
import { SAMPLE_REGISTER as register } from '../register-sample.ts';

describe('a stretch of route typed in kilometres', () => {
  const interval = (fromKm: string, toKm: string, routeId = 'QL7') =>
    readMeasurePlace({ ...emptyPlace('interval'), routeId, fromKm, toKm }, register);

  test('becomes metres of the route’s own reference', () => {
    expect(interval('34+200', 'Km 51,5')).toEqual({
      place: { kind: 'interval', routeId: 'QL7', fromM: 14_200, toM: 31_500 },
    });
  });
  test('may be typed from either end, and on a route counted backwards', () => {
    expect(interval('51+500', '34+200')).toEqual(interval('34+200', '51+500'));
    expect(interval('90', '80', 'BACK')).toEqual({
      place: { kind: 'interval', routeId: 'BACK', fromM: 10_000, toM: 20_000 },
    });
  });
  test('names each fault at its field', () => {
    expect(interval('x', '')).toEqual({
      faults: [
        { path: 'place.fromM', key: 'form.fault.km' },
        { path: 'place.toM', key: 'form.fault.required' },
      ],
    });
    expect(interval('19', '121')).toMatchObject({
      faults: [
        { path: 'place.fromM', key: 'form.fault.kmRange', params: { from: '20+000', to: '120+000' } },
        { path: 'place.toM', key: 'form.fault.kmRange' },
      ],
    });
    expect(interval('30', '30')).toEqual({ faults: [{ path: 'place.toM', key: 'form.fault.kmOrder' }] });
    expect(interval('30', '40', '')).toEqual({ faults: [{ path: 'place.routeId', key: 'form.fault.required' }] });
  });
  test('one km is enough for an incident', () => {
    const draft = { ...emptyPlace('interval'), routeId: 'QL7', fromKm: '30' };
    expect(readIncidentPlace(draft, register)).toEqual({
      place: { kind: 'route-km', routeId: 'QL7', fromM: 10_000, toM: 10_000 },
    });
  });
});

describe('a point', () => {
  const point = (lng: string, lat: string, uncertaintyM = '0') =>
    readMeasurePlace({ ...emptyPlace('point'), lng, lat, uncertaintyM }, register);

  test('takes a decimal comma or point', () => {
    expect(point('105,6922', '18.6734', '200')).toEqual({
      place: { kind: 'point', geometry: { type: 'Point', coordinates: [105.6922, 18.6734] }, uncertaintyM: 200 },
    });
  });
  test('names each fault', () => {
    expect(point('', 'abc', '-1')).toEqual({
      faults: [
        { path: 'place.lng', key: 'form.fault.required' },
        { path: 'place.lat', key: 'form.fault.number' },
        { path: 'place.uncertaintyM', key: 'form.fault.uncertainty' },
      ],
    });
    expect(point('18,67', '105,69')).toEqual({ faults: [{ path: 'place.lat', key: 'form.fault.lngLat' }] });
    expect(readNumber('1.234,5')).toBeUndefined();
    expect(readNumber('−1,5')).toBe(-1.5);
  });
});

describe('what a form shows it would store again', () => {
  test.each([
    { kind: 'interval', routeId: 'QL7', fromM: 14_200.4567, toM: 31_500.1 },
    { kind: 'communes', communeIds: ['16813', '16744'], extent: 'somewhere' },
    { kind: 'site', siteId: 'gate-nam-can' },
    { kind: 'point', geometry: { type: 'Point', coordinates: [105.1, 19.2] }, uncertaintyM: 50 },
    {
      kind: 'line',
      geometry: {
        type: 'LineString',
        coordinates: [
          [104, 19],
          [104.1, 19.1],
        ],
      },
      uncertaintyM: 0,
    },
    {
      kind: 'track',
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [104, 19],
            [104.1, 19.1],
          ],
        ],
      },
      uncertaintyM: 15,
    },
    {
      kind: 'polygon',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [104, 19],
            [105, 19],
            [105, 20],
            [104, 19],
          ],
        ],
      },
    },
  ])('measure: $kind', (json) => {
    const place = MeasurePlace.parse(json);
    expect(readMeasurePlace(draftOfMeasurePlace(place, register), register)).toEqual({ place });
  });
  test.each([
    { kind: 'exact', geometry: { type: 'Point', coordinates: [105.1, 19.2] } },
    { kind: 'route-km', routeId: 'QL7', fromM: 1000, toM: 1000 },
    { kind: 'route-km', routeId: 'QL7', fromM: 1000, toM: 2000 },
    { kind: 'commune', communeId: '16813' },
    { kind: 'province' },
  ])('incident: $kind', (json) => {
    const place = IncidentPlace.parse(json);
    expect(readIncidentPlace(draftOfIncidentPlace(place, register), register)).toEqual({ place });
  });
});

describe('what is drawn and what is typed are one', () => {
  const typed = { ...emptyPlace('interval'), routeId: 'QL7', fromKm: '51,5', toKm: 'Km 34+200' };

  test('kilometres typed are drawn at once, in the route’s order; half of them are a point or nothing', () => {
    expect(shapeOfPlace(typed, register)).toEqual({ kind: 'interval', routeId: 'QL7', fromM: 14_200, toM: 31_500 });
    expect(shapeOfPlace({ ...typed, toKm: '' }, register)).toMatchObject({ fromM: 31_500, toM: 31_500 });
    expect(shapeOfPlace({ ...typed, fromKm: '5x' }, register)).toEqual({ kind: 'none' });
  });
  test('a stretch drawn fills the fields with what reads back as the same stretch', () => {
    const shape = { kind: 'interval', routeId: 'BACK', fromM: 10_000, toM: 20_500 } as const;
    const draft = placeWithShape(emptyPlace('communes'), shape, register);
    expect(draft).toMatchObject({ kind: 'interval', fromKm: '90+000', toKm: '79+500' });
    expect(shapeOfPlace(draft, register)).toEqual(shape);
  });
  test('a mended track stays a track; vertices that were not touched keep every digit', () => {
    const place = MeasurePlace.parse({
      kind: 'track',
      geometry: {
        type: 'LineString',
        coordinates: [
          [104.123456789, 19.1],
          [104.2, 19.2],
        ],
      },
      uncertaintyM: 15,
    });
    const draft = draftOfMeasurePlace(place, register);
    const shape = { kind: 'line', paths: [[draft.lines[0][0], [104.98765432109, 19.3]]] } as const;
    expect(readMeasurePlace(placeWithShape(draft, shape as never, register), register)).toEqual({
      place: {
        kind: 'track',
        geometry: {
          type: 'LineString',
          coordinates: [
            [104.123456789, 19.1],
            [104.987654, 19.3],
          ],
        },
        uncertaintyM: 15,
      },
    });
  });
  test('nothing drawn is a fault of the place', () => {
    expect(readMeasurePlace(emptyPlace('line'), register)).toEqual({
      faults: [{ path: 'place.geometry', key: 'form.fault.draw' }],
    });
    expect(readMeasurePlace(emptyPlace('polygon'), register)).toEqual({
      faults: [{ path: 'place.geometry', key: 'form.fault.draw' }],
    });
  });
});
