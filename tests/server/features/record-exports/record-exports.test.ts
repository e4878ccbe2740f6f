import { expect, test } from 'vitest';
import { RECORD_COUNT_HEADER } from '#geo/contract/record-exports.contract.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { isKnownHeading, recogniseHeading } from '#server/features/imports/columns.ts';
import { recordColumns } from '#server/features/record-exports/record-columns.ts';
import { incidentOf, measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';
import { DRAWN_MEASURES, INCIDENTS, MEASURES } from './records-of-every-kind.ts';
import { enter, expectSame, importWhole, leftOutOf, listOf, removeAll, saidOf } from './round-trip.ts';

const READ_ONLY = ['placeText', 'victimsBand', 'masked', 'enteredBy', 'origin', 'id'];
test('columns that are only to be read mean nothing to an import', () => {
  for (const kind of ['measures', 'incidents'] as const) {
    const toRead = recordColumns(kind, false).filter(({ field }) => READ_ONLY.includes(field));
    expect(toRead.length).toBeGreaterThan(4);
    for (const { header, short } of toRead) {
      for (const name of [header.vi, header.en, short]) expect([name, isKnownHeading(name)]).toEqual([name, false]);
    }
  }
});

test('every other column is recognised by each of its names, and dBASE can hold its short one', () => {
  for (const kind of ['measures', 'incidents'] as const) {
    for (const { field, header, short } of recordColumns(kind, false)) {
      expect(short).toMatch(/^[A-Za-z_]{1,10}$/);
      if (READ_ONLY.includes(field)) continue;
      for (const name of [header.vi, header.en, short]) expect(recogniseHeading(kind, name)?.spec.field).toBe(field);
    }
  }
});

describeOnBothEngines(
  'exports of records',
  (t) => {
    test.each([
      ['measures', 'csv', MEASURES],
      ['measures', 'geojson', [...MEASURES, ...DRAWN_MEASURES]],
      ['incidents', 'csv', INCIDENTS],
    ] as const)('%s as %s go out and in again unchanged', async (kind, format, bodies) => {
      await enter(t, kind, bodies);
      const before = saidOf(kind, await listOf(t, kind));
      const file = await t.request(`/api/${kind}/export.${format}`);
      expect(file.status, file.text).toBe(200);
      expect(file.headers.get(RECORD_COUNT_HEADER)).toBe(String(bodies.length));
      expect(leftOutOf(file)).toEqual([]);
      await removeAll(t, kind);
      expect((await importWhole(t, kind, file.bytes, `file.${format}`)).stored).toBe(bodies.length);
      expectSame(saidOf(kind, await listOf(t, kind)), before);
    });

    test('a table says how many drawn places it leaves out', async () => {
      await enter(t, 'measures', [MEASURES[0], ...DRAWN_MEASURES]);
      const file = await t.request('/api/measures/export.csv');
      expect(file.headers.get(RECORD_COUNT_HEADER)).toBe(String(1 + DRAWN_MEASURES.length));
      const [only, ...more] = leftOutOf(file);
      expect(only.vi).toMatch(/^5 bản ghi .*đường hoặc vùng vẽ/);
      expect(only.en).toMatch(/^5 records/);
      expect(more).toEqual([]);
    });

    test('filters are the list’s own; a misspelt one is refused', async () => {
      await enter(t, 'measures', MEASURES);
      const some = await t.request('/api/measures/export.geojson?type=M03,M09');
      expect(some.body.features).toHaveLength(2);
      expect(some.body.notes.slice(0, 4)).toEqual([
        'Biện pháp: 2 bản ghi',
        'Kỳ: mọi thời gian',
        'Điều kiện lọc: loại: M03 Quản lý xuất nhập cảnh, kiểm soát cửa khẩu, M09 Kiểm tra, khảo sát, giám sát',
        'Đơn vị xuất: Ban Chỉ huy Bộ đội Biên phòng tỉnh Nghệ An',
      ]);
      expect((await t.request('/api/measures/export.csv?typo=M03')).status).toBe(422);
      expect((await t.request('/api/measures/export.csv?page=2')).status).toBe(422);
      expect((await t.request('/api/incidents/export.csv?period=2026-13')).status).toBe(422);
    });

    test('a text that names a person stays here, and that is said', async () => {
      await removeAll(t, 'measures');
      await storeRecords(t.ctx, { measures: [measureOf('BP', { note: 'Gọi 0912 345 678' }), measureOf('BP')] });
      const file = await t.request('/api/measures/export.csv');
      // Ids are random: three digits alone may stand in one.
      expect(file.text).not.toContain('0912');
      expect(file.text).not.toContain('345 678');
      expect(leftOutOf(file)).toMatchObject([{ en: expect.stringMatching(/^1 notes/) }]);
    });

    test('tracks say that their confirmed stretches are not in the file', async () => {
      await removeAll(t, 'measures');
      const place = {
        ...(DRAWN_MEASURES[0].place as object),
        matched: [{ routeId: 'QL7', fromM: 1000, toM: 2000, uncertain: false }],
      };
      await storeRecords(t.ctx, { measures: [measureOf('BP', { place: place as never })] });
      const file = await t.request('/api/measures/export.geojson');
      expect(leftOutOf(file)).toMatchObject([{ en: expect.stringMatching(/^1 tracks/) }]);
      expect(file.body.notes.at(-1)).toBe(leftOutOf(file)[0].vi);
    });

    test('pages of many records are one file, in the list’s order', async () => {
      await removeAll(t, 'incidents');
      const incidents = Array.from({ length: 4103 }, (_, i) => incidentOf('BP', { note: `số ${i}` }));
      await storeRecords(t.ctx, { incidents });
      const file = await t.request('/api/incidents/export.geojson?sort=type');
      const notes = file.body.features.map(({ properties }: any) => properties['Ghi chú']);
      expect(new Set(notes).size).toBe(4103);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
