import { describe, expect, it } from 'vitest';
import { choiceOf, compareFields, firstChosen, lossText, sizeText } from '#client/features/quality/merge-fields.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import { jointFaults } from '#geo/quality/joint-measure.ts';
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
      values: ['Cửa khẩu Nậm Cắn (Khu vực)', 'QL7 Km 200 (Khu vực)'],
      joint: 'QL7 Km 200 (Khu vực)',
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

  it('keep the place that holds the others, say what else would fall away, and leave the rest to a person', () => {
    const stretch = (fromM: number, toM: number) =>
      view({ place: { kind: 'interval', routeId: 'QL7', fromM, toM } as MeasureView['place'] });
    const [short, long, beside] = [stretch(3200, 4000), stretch(0, 4000), stretch(3000, 5000)];
    const vi = wordsIn('vi');
    expect(firstChosen([short, long]).place).toBe(1);
    expect(lossText([short, long], 0, vi)).toBe('bỏ 3,2\u00a0km');
    expect(lossText([short, long], 1, vi)).toBe('không bỏ gì');
    expect(sizeText(long, vi)).toBe('Đoạn lý trình, 4,0\u00a0km');

    const undecided = firstChosen([long, beside]);
    expect(undecided.place).toBe(-1);
    expect(jointFaults([long, beside], choiceOf([long, beside], undecided)).map(({ place }) => place)).toContainEqual({
      path: 'placeFrom',
    });
    const [place] = compareFields([long, beside], undecided, undefined, vi);
    expect(place).toMatchObject({ differs: true, joint: 'Chọn nơi được giữ' });
    // Lines of their own are compared by eye.
    const line = view({
      place: {
        kind: 'line',
        geometry: {
          type: 'LineString',
          coordinates: [
            [104, 19],
            [104.1, 19],
          ],
        },
        uncertaintyM: 0,
      } as MeasureView['place'],
    });
    expect(firstChosen([line, long]).place).toBe(-1);
    expect(lossText([line, long], 1, vi)).toMatch(/^không so được/);
  });
});
