import { readRegister } from '#data/register/load-register.ts';
import { spotOnRoute } from '#geo/network/route-spot.ts';
import { incidentBody, measureBody } from '#tests/support/sample-records.ts';

const QL7 = readRegister().routes.find(({ id }) => id === 'QL7')!;
const LINE = [
  [104.4312345678, 19.2512345678],
  [104.4398765432, 19.2601234567],
  [104.4500000001, 19.2655555555],
];
const RING = [
  [105.1, 18.9],
  [105.1623456789, 18.9],
  [105.15, 18.95],
  [105.1, 18.9],
];
const HOLE = [
  [105.11, 18.905],
  [105.12, 18.91],
  [105.115, 18.905],
  [105.11, 18.905],
];
const FAR_RING = RING.map(([lng, lat]) => [lng + 0.2, lat]);

/** A measure for each way to say where, with texts that break careless writers. */
export const MEASURES = [
  measureBody({ note: 'Đường ẩm ướt; “Ẵ Ễ Ộ”, "nháy"\ndòng hai' }),
  measureBody({ place: { kind: 'interval', routeId: 'HCM', fromM: 12_345.6789, toM: 54_321.0123 }, note: '=2+3' }),
  measureBody({ place: { kind: 'interval', routeId: 'RAIL_NS', fromM: 0, toM: 90_000 }, note: "'=thử" }),
  measureBody({
    place: { kind: 'point', geometry: { type: 'Point', coordinates: [104.087, 19.469] }, uncertaintyM: 1234.125 },
    note: '-12 độ, +84',
    orgUnitIds: ['BP'],
  }),
  measureBody({
    place: { kind: 'point', geometry: { type: 'Point', coordinates: [105.69224567891234, 18.6734] }, uncertaintyM: 0 },
    documentNumber: '007/KH-UBND',
    note: '0012',
  }),
  measureBody({ place: { kind: 'point', ...spotOnRoute(QL7, 36_250.125, 0) }, note: 'một cột km' }),
  measureBody({ place: { kind: 'site', siteId: 'gate-nam-can' }, type: 'M03', evidence: 'E1', note: '@ cửa khẩu' }),
  measureBody({
    place: { kind: 'communes', communeIds: ['16813', '16837'], extent: 'whole' },
    type: 'M09',
    leadOrgUnitId: 'VKS',
    orgUnitIds: ['VKS', 'CA', 'BP'],
    subScheme: 3,
    evidence: 'E0',
  }),
  measureBody({
    place: { kind: 'communes', communeIds: ['16837'], extent: 'somewhere' },
    firstOn: '2025-03-01',
    lastOn: '2025-03-02',
    status: 'planned',
  }),
];
/** Of one type, so that a filter leaves them out where a format does not hold them. */
export const DRAWN_MEASURES = [
  measureBody({
    type: 'M05',
    place: { kind: 'track', geometry: { type: 'LineString', coordinates: LINE }, uncertaintyM: 15.125 },
    evidence: 'E3',
  }),
  measureBody({
    type: 'M05',
    place: { kind: 'line', geometry: { type: 'LineString', coordinates: LINE }, uncertaintyM: 0 },
  }),
  measureBody({
    type: 'M05',
    place: {
      kind: 'line',
      geometry: {
        type: 'MultiLineString',
        coordinates: [LINE, LINE.map(([lng, lat]) => [lng + 0.1, lat])],
      },
      uncertaintyM: 50,
    },
    evidence: 'E3',
  }),
  measureBody({
    type: 'M05',
    place: { kind: 'polygon', geometry: { type: 'Polygon', coordinates: [RING, HOLE] } },
  }),
  measureBody({
    type: 'M05',
    place: { kind: 'polygon', geometry: { type: 'MultiPolygon', coordinates: [[RING, HOLE], [FAR_RING]] } },
  }),
];

export const INCIDENTS = [
  incidentBody({
    handling: [
      { step: 'received', on: '2026-10-02' },
      { step: 'classified', on: '2026-10-03' },
      { step: 'handled', on: '2026-10-04' },
      { step: 'verification-due', on: '2026-12-04' },
      { step: 'verified', on: '2026-10-20' },
      { step: 'initiated', on: '2026-10-21' },
      { step: 'accepted-procuracy', on: '2026-10-22' },
      { step: 'prosecuted', on: '2026-10-23' },
      { step: 'accepted-court', on: '2026-10-24' },
      { step: 'tried', on: '2026-10-25' },
    ],
    victimsRescued: 12,
  }),
  incidentBody({ place: { kind: 'route-km', routeId: 'QL7', fromM: 36_000, toM: 40_500.5 }, handling: [] }),
  incidentBody({ place: { kind: 'route-km', routeId: 'QL7', fromM: 36_250, toM: 36_250 }, howFound: 'patrol' }),
  incidentBody({ place: { kind: 'commune', communeId: '16837' }, type: 'other', victimsRescued: 0 }),
  incidentBody({
    place: { kind: 'commune', communeId: '16837' },
    firstOn: '2024-12-30',
    lastOn: '2025-01-02',
    handling: [],
    type: 'report-of-trafficking',
    howFound: 'referred',
  }),
  incidentBody({ place: { kind: 'province' }, note: '=SUM(A1:A9)' }),
];
