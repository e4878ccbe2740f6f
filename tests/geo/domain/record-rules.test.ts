import { describe, expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { IncidentInput } from '#geo/domain/incident.ts';
import { validateIncidentInput } from '#geo/domain/incident-rules.ts';
import { MeasureInput } from '#geo/domain/measure.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import { createPersonScanner } from '#geo/domain/person-patterns.ts';
import { placeNamesOf } from '#geo/domain/register-names.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import type { RecordRefs } from '#geo/domain/record-rules.ts';

const register = readRegister();
const refs: RecordRefs = {
  routeLengthM: (id) => register.routes.find((r) => r.id === id)?.measuresM.at(-1),
  pointOnRoute: (id, m) =>
    pointAtM(
      register.routes.find((r) => r.id === id)!,
      m,
    ),
  hasCommune: (id) => register.communes.some((c) => c.id === id),
  hasSite: (id) => register.sites.some((s) => s.id === id),
  hasOrgUnit: (id) => register.orgUnits.some((u) => u.id === id),
  scanPersons: createPersonScanner(placeNamesOf(register)),
};
const today = '2026-11-23';
const measure = MeasureInput.parse({
  type: 'M02',
  leadOrgUnitId: 'BP',
  orgUnitIds: ['BP', 'CA'],
  firstOn: '2026-11-20',
  lastOn: '2026-11-23',
  place: { kind: 'interval', routeId: 'QL7', fromM: 1000, toM: 5000 },
  subScheme: 2,
  status: 'done',
  evidence: 'E2',
  documentNumber: '12/KH-BCH',
  note: 'Tuần tra đêm cùng Công an xã Nậm Cắn',
});
const incident = IncidentInput.parse({
  type: 'illegal-exit',
  firstOn: '2026-11-20',
  lastOn: '2026-11-21',
  place: { kind: 'exact', geometry: { type: 'Point', coordinates: [104.1, 19.45] } },
  howFound: 'reported',
  reportedToOrgUnitId: 'BP',
  handling: [
    { step: 'received', on: '2026-11-21' },
    { step: 'verification-due', on: '2027-01-20' },
  ],
});
type Expected = [code: string, path: string][];
const found = (faults: { code: string; place: { path?: string } }[]) => faults.map((f) => [f.code, f.place.path]);

describe('a measure', () => {
  test('that is right has no fault', () => expect(validateMeasureInput(measure, refs, today)).toEqual([]));
  test.each<[string, object, Expected]>([
    ['ends before it starts', { lastOn: '2026-11-19' }, [['period.ends_before_start', 'lastOn']]],
    ['ends tomorrow though done', { lastOn: '2026-11-24' }, [['date.in_future', 'lastOn']]],
    ['lies wholly ahead though done', { firstOn: '2026-12-01', lastOn: '2026-12-02' }, [['date.in_future', 'firstOn']]],
    ['is planned ahead', { firstOn: '2026-12-01', lastOn: '2026-12-02', status: 'planned' }, []],
    [
      'is planned for the next generation',
      { lastOn: '2056-12-02', status: 'planned' },
      [['field.out_of_range', 'lastOn']],
    ],
    ['is of 1999', { firstOn: '1999-12-31' }, [['field.out_of_range', 'firstOn']]],
    [
      'is of nobody',
      { leadOrgUnitId: 'XX', orgUnitIds: ['XX'] },
      [
        ['reference.unknown', 'leadOrgUnitId'],
        ['reference.unknown', 'orgUnitIds[0]'],
      ],
    ],
    ['leaves out its lead', { orgUnitIds: ['CA'] }, [['field.malformed', 'orgUnitIds']]],
    ['names a unit twice', { orgUnitIds: ['BP', 'BP'] }, [['field.malformed', 'orgUnitIds[1]']]],
    [
      'is on no route',
      { place: { kind: 'interval', routeId: 'QL99', fromM: 0, toM: 1 } },
      [['reference.unknown', 'place.routeId']],
    ],
    [
      'is beyond the route',
      { place: { kind: 'interval', routeId: 'QL7', fromM: 0, toM: 999_999 } },
      [['field.out_of_range', 'place.toM']],
    ],
    [
      'is before the route',
      { place: { kind: 'interval', routeId: 'QL7', fromM: -1, toM: 10 } },
      [['field.out_of_range', 'place.fromM']],
    ],
    [
      'has an interval backwards',
      { place: { kind: 'interval', routeId: 'QL7', fromM: 10, toM: 5 } },
      [['field.out_of_range', 'place.toM']],
    ],
    [
      'has an interval of 0 m',
      { place: { kind: 'interval', routeId: 'QL7', fromM: 10, toM: 10 } },
      [['field.out_of_range', 'place.toM']],
    ],
    [
      'is in no commune',
      { place: { kind: 'communes', communeIds: ['16837', '99999'], extent: 'whole' } },
      [['reference.unknown', 'place.communeIds[1]']],
    ],
    [
      'names a commune twice',
      { place: { kind: 'communes', communeIds: ['16837', '16837'], extent: 'whole' } },
      [['field.malformed', 'place.communeIds[1]']],
    ],
    ['is at no site', { place: { kind: 'site', siteId: 'nowhere' } }, [['reference.unknown', 'place.siteId']]],
    [
      'has swapped coordinates',
      { place: { kind: 'point', geometry: { type: 'Point', coordinates: [19, 104] }, uncertaintyM: 0 } },
      [['geometry.swapped', 'place.geometry']],
    ],
    ['names a person', { note: 'gặp ông Nguyễn Văn Nam' }, [['privacy.person_pattern', 'note']]],
    ['is classified', { note: 'MẬT: tuần tra' }, [['privacy.classified', 'note']]],
    ['has a phone for a document', { documentNumber: '0912345678' }, [['privacy.person_pattern', 'documentNumber']]],
    [
      'has several faults',
      { lastOn: '2026-11-19', note: 'sn 1998' },
      [
        ['period.ends_before_start', 'lastOn'],
        ['privacy.person_pattern', 'note'],
      ],
    ],
  ])('that %s', (_name, change, expected) => {
    expect(found(validateMeasureInput({ ...measure, ...change }, refs, today))).toEqual(expected);
  });

  test('a fault of privacy never repeats the text', () => {
    const faults = validateMeasureInput({ ...measure, note: 'gặp Vừ Bá Xìa, 0912 345 678' }, refs, today);
    expect(JSON.stringify(faults)).not.toMatch(/Vừ|Xìa|0912|345/);
    // All that was found, so that nobody corrects a cell again and again.
    expect(faults[0].message).toEqual({
      vi: 'Có dấu hiệu thông tin cá nhân: họ tên (ký tự 5–13); số điện thoại (ký tự 16–27). Hãy bỏ ra rồi lưu lại.',
      en: 'Looks like data about a person: a name (characters 5–13); a phone number (characters 16–27). Take it out and save again.',
    });
  });
});

describe('an incident', () => {
  test('that is right has no fault', () => expect(validateIncidentInput(incident, refs, today)).toEqual([]));
  test.each<[string, object, Expected]>([
    ['lies ahead', { firstOn: '2026-11-24', lastOn: '2026-11-24', handling: [] }, [['date.in_future', 'firstOn']]],
    ['ends before it starts', { lastOn: '2026-11-01' }, [['period.ends_before_start', 'lastOn']]],
    [
      'is outside',
      { place: { kind: 'exact', geometry: { type: 'Point', coordinates: [105.85, 21.03] } } },
      [['geometry.outside_province', 'place.geometry']],
    ],
    ['is at one spot of a route', { place: { kind: 'route-km', routeId: 'QL7', fromM: 10, toM: 10 } }, []],
    [
      'is on no route',
      { place: { kind: 'route-km', routeId: 'X', fromM: 10, toM: 10 } },
      [['reference.unknown', 'place.routeId']],
    ],
    [
      'is in no commune',
      { place: { kind: 'commune', communeId: '00000' } },
      [['reference.unknown', 'place.communeId']],
    ],
    ['was told to nobody', { reportedToOrgUnitId: 'XX' }, [['reference.unknown', 'reportedToOrgUnitId']]],
    [
      'was handled before it happened',
      { handling: [{ step: 'received', on: '2026-11-19' }] },
      [['period.ends_before_start', 'handling[0].on']],
    ],
    [
      'will have been handled',
      { handling: [{ step: 'received', on: '2026-11-25' }] },
      [['date.in_future', 'handling[0].on']],
    ],
    [
      'was received twice',
      {
        handling: [
          { step: 'received', on: '2026-11-21' },
          { step: 'received', on: '2026-11-22' },
        ],
      },
      [['field.malformed', 'handling[1].step']],
    ],
    ['names a person', { note: 'nạn nhân người Khơ Mú' }, [['privacy.person_pattern', 'note']]],
  ])('that %s', (_name, change, expected) => {
    expect(found(validateIncidentInput({ ...incident, ...change }, refs, today))).toEqual(expected);
  });
});

describe('what was read off a track', () => {
  const withTrack = (place: object) =>
    MeasureInput.parse({
      ...measure,
      place: {
        kind: 'track',
        geometry: {
          type: 'LineString',
          coordinates: [
            [105.3, 18.9],
            [105.31, 18.91],
          ],
        },
        ...place,
      },
    });
  const codes = (place: object) =>
    validateMeasureInput(withTrack(place), refs, today).map(({ code, place: at }) => [code, at.path]);

  test('lies on known routes and within them', () => {
    const matched = (routeId: string, fromM: number, toM: number) => ({
      matched: [{ routeId, fromM, toM, uncertain: false }],
    });
    expect(codes(matched('QL7', 1000, 5000))).toEqual([]);
    expect(codes(matched('QL99', 1000, 5000))).toEqual([['reference.unknown', 'place.matched[0].routeId']]);
    expect(codes(matched('QL7', 1000, 900_000))).toEqual([['field.out_of_range', 'place.matched[0].toM']]);
    expect(codes(matched('QL7', 5000, 1000))).toEqual([['field.out_of_range', 'place.matched[0].toM']]);
  });

  test('stands at known sites, in the surroundings', () => {
    const dwell = (siteId: string | null, lngLat: number[]) => ({ dwells: [{ siteId, lngLat, durationS: 600 }] });
    expect(codes(dwell(null, [105.3, 18.9]))).toEqual([]);
    expect(codes(dwell('nowhere', [105.3, 18.9]))).toEqual([['reference.unknown', 'place.dwells[0].siteId']]);
    expect(codes(dwell(null, [0, 0]))).toEqual([['geometry.outside_province', 'place.dwells[0].lngLat']]);
  });
});
