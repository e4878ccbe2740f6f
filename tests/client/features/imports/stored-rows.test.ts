import { expect, test } from 'vitest';
import type { ImportedRecord } from '#geo/contract/imports.contract.ts';
import type { CommuneId, OrgUnitId, RouteId, SiteId } from '#geo/domain/ids.ts';
import { readRegister } from '#data/register/load-register.ts';
import {
  bboxOfShapes,
  groundOf,
  rowOfGroup,
  shapesOfRow,
  shapesOfRows,
} from '#client/features/imports/import-map-data.ts';
import { recordInWords } from '#client/features/imports/record-words.ts';
import { sampleRegister } from '../../map/sample-register.ts';
import { wordsIn } from '../words.ts';

const register = sampleRegister();
const communes = readRegister().communes.map(({ geometry, ...properties }) => ({
  type: 'Feature' as const,
  geometry,
  properties,
}));
const ground = groundOf(register, { type: 'FeatureCollection', features: communes });

const record = (row: number, change: Partial<ImportedRecord>): ImportedRecord => ({
  row,
  type: 'M02',
  orgUnitIds: ['BP', 'CA'] as OrgUnitId[],
  firstOn: '2026-11-01',
  lastOn: '2026-11-03',
  placeVi: 'QL7 Km 112+300',
  placeEn: 'QL7 Km 112+300',
  written: 'QL7 Km 112+300',
  precision: 'route-km',
  place: { kind: 'interval', routeId: 'QL7' as RouteId, fromM: 10_000, toM: 12_000 },
  labelPoint: [105.5, 18.9],
  note: '',
  ...change,
});
const point = (lng: number, lat: number): Partial<ImportedRecord> => ({
  precision: 'position',
  place: { kind: 'point', geometry: { type: 'Point', coordinates: [lng, lat] }, uncertaintyM: 0 },
});
const commune = (id: string, precision: ImportedRecord['precision'] = 'commune'): Partial<ImportedRecord> => ({
  precision,
  place: { kind: 'communes', communeIds: [id as CommuneId], extent: 'somewhere' },
});

test('a row reads as it will once stored: days, kind, agencies and place in words', () => {
  expect(recordInWords(record(2, { note: 'Ca đêm' }), 'csv', register, wordsIn('vi'))).toEqual({
    row: '3',
    days: '01/11 – 03/11/2026',
    type: 'Tuần tra, kiểm soát',
    agencies: 'Ban Chỉ huy Bộ đội Biên phòng tỉnh Nghệ An, Công an tỉnh Nghệ An',
    agenciesShort: 'Biên phòng tỉnh, Công an tỉnh',
    place: 'QL7 Km 112+300',
    written: '',
    precision: 'lý trình trên tuyến',
    note: 'Ca đêm',
  });
  expect(recordInWords(record(2, {}), 'xlsx', register, wordsIn('en'))).toMatchObject({
    row: '3',
    precision: 'km on a route',
  });
  const renamed = record(2, { placeVi: 'Xã Hữu Kiệm', placeEn: 'Hữu Kiệm', written: 'xã Bảo Nam' });
  expect(recordInWords(renamed, 'csv', register, wordsIn('vi')).written).toBe('xã Bảo Nam');
  const same = record(2, { placeVi: 'Xã Hữu Kiệm', written: 'xã hữu kiệm' });
  expect(recordInWords(same, 'csv', register, wordsIn('en')).written).toBe('');
});

test('each place is drawn as what it is, by how well it is known', () => {
  const shapes = shapesOfRows(
    [
      record(1, {}),
      record(2, point(105.1, 19)),
      record(3, commune('16813', 'district')),
      record(4, { precision: 'site', place: { kind: 'site', siteId: 'gate-nam-can' as SiteId } }),
      record(5, { precision: 'province', place: { kind: 'province' } }),
    ],
    ground,
  );
  expect(shapes.features.features.map(({ geometry, properties }) => [geometry.type, properties?.precision])).toEqual([
    ['LineString', 2],
    ['Point', 0],
    [ground.communes.get('16813')!.type, 4],
    ['Point', 1],
  ]);
  expect(shapes.groups).toEqual([[1], [2], [3], [4], [5]]);
});

test('a short track has a mark that shows from afar', () => {
  const coordinates: [number, number][] = [
    [104.1, 19.4],
    [104.101, 19.4],
  ];
  const place: ImportedRecord['place'] = {
    kind: 'track',
    geometry: { type: 'LineString', coordinates },
    uncertaintyM: 0,
  };
  const { features } = shapesOfRows([record(1, { place, labelPoint: [104.1, 19.4], precision: 'position' })], ground);
  expect(features.features.map(({ geometry, properties }) => [geometry.type, properties?.isMark])).toEqual([
    ['LineString', false],
    ['Point', true],
  ]);
});

test('rows of one place are drawn once; a click goes through them in turn', () => {
  const { features, groups } = shapesOfRows(
    [record(1, commune('16813')), record(2, point(105, 19)), record(3, commune('16813')), record(4, point(105, 19))],
    ground,
  );
  expect(features.features).toHaveLength(3);
  // Points of their own stay apart, also where they are the same.
  expect(groups).toEqual([[1, 3], [2], [4]]);
  expect([null, 1, 3, 2].map((chosen) => rowOfGroup(groups[0], chosen))).toEqual([1, 3, 1, 1]);
});

test('the map goes where the shapes are', () => {
  const shapes = [record(1, point(105, 19)), record(2, point(104.5, 19.2))].flatMap((row) => shapesOfRow(row, ground));
  expect(bboxOfShapes(shapes)).toEqual([104.5, 19, 105, 19.2]);
  expect(bboxOfShapes([])).toBeUndefined();
  const [west, south, east, north] = bboxOfShapes(shapesOfRow(record(3, commune('16813')), ground))!;
  expect(east - west).toBeGreaterThan(0.02);
  expect(north - south).toBeGreaterThan(0.02);
});
