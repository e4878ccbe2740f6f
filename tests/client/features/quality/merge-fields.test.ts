import { describe, expect, it } from 'vitest';
import { choiceOf, compareFields, firstChosen } from '#client/features/quality/merge-fields.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import { wordsIn } from '../words.ts';

const view = (change: Partial<MeasureView>) =>
  ({
    id: 'a',
    type: 'M02',
    leadOrgUnitId: 'BP',
    orgUnitIds: ['BP'],
    firstOn: '2026-11-01',
    lastOn: '2026-11-03',
    place: { kind: 'site', siteId: 'nam-can' },
    placeVi: 'Cửa khẩu Nậm Cắn',
    placeEn: 'Nậm Cắn gate',
    subScheme: 2,
    status: 'verified',
    evidence: 'E1',
    documentNumber: '',
    note: '',
    origin: 'entered',
    source: null,
    ...change,
  }) as MeasureView;

const sources = [
  view({}),
  view({
    id: 'b' as MeasureView['id'],
    leadOrgUnitId: 'CA' as MeasureView['leadOrgUnitId'],
    orgUnitIds: ['CA', 'BP'] as MeasureView['orgUnitIds'],
    lastOn: '2026-11-04',
    evidence: 'E2',
    documentNumber: '12/KH',
    placeVi: 'QL7 Km 200',
    status: 'done',
    source: { fileName: 'tháng 11.csv', format: 'csv', row: 7 } as MeasureView['source'],
  }),
];

describe('records side by side', () => {
  it('keep what one of them has where the other is empty', () => {
    expect(firstChosen(sources)).toEqual({ place: 0, lead: 0, document: 1, note: 0 });
    expect(choiceOf(sources, firstChosen(sources))).toEqual({
      placeFrom: 'a',
      leadOrgUnitId: 'BP',
      documentNumber: '12/KH',
      note: '',
    });
  });

  it('show what differs and what the joint measure will say, by the choice made', () => {
    const rows = compareFields(sources, { place: 1, lead: 1, document: 1, note: 0 }, undefined, wordsIn('vi'));
    const row = (label: string) => rows.find((one) => one.label === label)!;
    expect(row('record.place')).toMatchObject({
      values: ['Cửa khẩu Nậm Cắn', 'QL7 Km 200'],
      joint: 'QL7 Km 200',
      differs: true,
      choice: 'place',
    });
    expect(row('record.days')).toMatchObject({ joint: '01/11 – 04/11/2026', differs: true, choice: undefined });
    expect(row('record.agencies').joint).toBe('CA; BP');
    expect(row('record.evidence').joint).toMatch(/^E2 · /);
    expect(row('record.subScheme').differs).toBe(false);
    expect(row('record.note')).toMatchObject({ values: ['', ''], joint: '', differs: false });
    // However good the sources were: a joint measure is verified anew.
    expect(row('quality.merge.status').joint).toBe('Đã thực hiện, chờ xác minh');
    expect(row('quality.merge.source').values[1]).toBe('tháng 11.csv · dòng 8');
  });
});
