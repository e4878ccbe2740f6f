import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { encodingsOffered } from '#geo/contract/imports.contract.ts';
import { forgetExpired } from '#server/features/imports/imports.service.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines, type RequestOptions, type TestServer } from '#tests/support/server.ts';
import { iconvFile } from './encoded-text.ts';

const sample = (name: string) => readFileSync(new URL(`../../../../data/samples/${name}`, import.meta.url));
type FileContent = string | Uint8Array;
const MEASURE = 'type,lead,firstOn,commune\n';

function formOf(
  kind: string | undefined,
  content: FileContent | undefined,
  extra: Record<string, string> = {},
): FormData {
  const form = new FormData();
  if (kind !== undefined) form.set('kind', kind);
  for (const [name, value] of Object.entries(extra)) form.set(name, value);
  if (content !== undefined) form.set('file', new Blob([content as string]), 'tệp nhập.csv');
  return form;
}
const upload = (t: TestServer, kind: string, content: FileContent, extra = {}, options: RequestOptions = {}) =>
  t.request('/api/imports', { method: 'POST', body: formOf(kind, content, extra), ...options });
const confirm = (t: TestServer, id: string, options: RequestOptions = {}) =>
  t.request(`/api/imports/${id}/confirm`, { method: 'POST', ...options });
const countOf = async (t: TestServer, kind: 'measures' | 'incidents') =>
  (await t.request(`/api/${kind}?pageSize=1`)).body.total as number;

describeOnBothEngines(
  'imports',
  (t) => {
    beforeEach(() => t.setNow('2026-11-23T08:00:00+07:00'));

    test('columns that a person names are remembered for their agency at confirm, not before', async () => {
      const text = 'Mã việc,Bên chủ trì nhé,Hôm,Nơi nào\nM02,BP,01/11/2026,16813\n';
      const asked = (await upload(t, 'measures', text)).body;
      expect(asked).toMatchObject({ good: 0, missingFields: ['type', 'lead', 'firstOn', 'place'] });
      expect((await confirm(t, asked.id)).status).toBe(409);
      const mapping = { 'Mã việc': 'type', 'Bên chủ trì nhé': 'lead', Hôm: 'firstOn', 'Nơi nào': 'commune' };
      const named = (await upload(t, 'measures', text, { mapping: JSON.stringify(mapping) })).body;
      expect(named).toMatchObject({ good: 1, missingFields: [], precisions: [{ precision: 'commune', rows: 1 }] });
      expect((await upload(t, 'measures', text)).body.missingFields).not.toEqual([]);
      expect((await confirm(t, named.id)).body.stored).toBe(1);
      const again = (await upload(t, 'measures', text)).body;
      expect(again.good).toBe(1);
      expect(again.columns.map(({ by }: { by: string }) => by)).toEqual(Array(4).fill('remembered'));
      // The same headings for another kind of record are another layout.
      expect((await upload(t, 'incidents', text)).body.missingFields).not.toEqual([]);
      expect((await upload(t, 'measures', text, { mapping: '{"Hôm":5}' })).body.error).toMatchObject({
        code: 'field.malformed',
        place: { path: 'mapping' },
      });
    });

    test('preview stores nothing, confirm stores all: measures are done, by the sender’s agency, not verified', async () => {
      const before = await countOf(t, 'measures');
      const preview = await upload(t, 'measures', sample('measures-good.csv'));
      expect(preview.status).toBe(201);
      expect(preview.body).toMatchObject({
        kind: 'measures',
        format: 'csv',
        encoding: 'utf-8',
        fileName: 'tệp nhập.csv',
        good: 6,
        bad: [],
        badTotal: 0,
        missingFields: [],
        waiting: 0,
        storedBeforeAt: null,
        state: 'previewed',
        expiresAt: '2026-11-23T02:00:00.000Z',
      });
      // In words, as the records will read; told to the sender once and not kept.
      const words = preview.body.records.map((r: Record<string, unknown>) => [r.row, r.type, r.placeVi, r.precision]);
      expect(words).toEqual([
        [1, 'M02', 'QL7 ≈ Km 200+500 – Km 225+000', 'route-km'],
        [2, 'M02', 'QL48 ≈ Km 30+000 – Km 62+500', 'route-km'],
        [3, 'M09', 'Xã Mường Xén, Xã Nậm Cắn', 'commune'],
        [4, 'M03', 'Cửa khẩu quốc tế Nậm Cắn', 'site'],
        [5, 'M02', 'Phường Trường Vinh', 'position'],
        [6, 'M05', 'Xã Quế Phong', 'commune'],
      ]);
      const kept = (await t.request(`/api/imports/${preview.body.id}`)).body;
      expect([kept.good, kept.records]).toEqual([6, []]);
      expect(await countOf(t, 'measures')).toBe(before);

      const { dataVersion } = (await t.request('/api/health')).body;
      expect((await confirm(t, preview.body.id)).body).toEqual({ id: preview.body.id, stored: 6 });
      expect(await countOf(t, 'measures')).toBe(before + 6);
      const { items } = (await t.request('/api/measures?period=crime-2026-11-01')).body;
      expect(items.length).toBeGreaterThanOrEqual(5);
      for (const item of items) {
        expect(item).toMatchObject({ status: 'done', origin: 'imported', verifierId: null, enteredByOrgUnitId: 'BP' });
      }
      expect((await t.request('/api/health')).body.dataVersion).toBe(dataVersion + 1);
      expect((await t.request(`/api/imports/${preview.body.id}`)).body.state).toBe('confirmed');
      const audit = (await t.request('/api/audit?action=import.confirm', { as: 'verifier' })).body.items;
      expect(audit[0]).toMatchObject({ identityId: 'entry', subjectId: preview.body.id, subjectCount: 6 });

      // Once more: refused, nothing doubled; and a new preview of the same file says that it was stored.
      expect((await confirm(t, preview.body.id)).body.error.code).toBe('conflict.state');
      expect(await countOf(t, 'measures')).toBe(before + 6);
      const again = await upload(t, 'measures', sample('measures-good.csv'));
      expect(again.body.storedBeforeAt).toBe('2026-11-23T01:00:00.000Z');
    });

    test('shapes are shown thinned, with their ends, and in the communes that they touch', async () => {
      const coordinates = Array.from({ length: 1001 }, (_, i) => [105.3 + i / 2000, 18.7 + i / 9000]);
      const properties = { type: 'M02', lead: 'BP', firstOn: '01/11/2026' };
      const feature = { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } };
      const file = JSON.stringify({ type: 'FeatureCollection', features: [feature] });
      const [record] = (await upload(t, 'measures', file)).body.records;
      expect(record).toMatchObject({ row: 1, orgUnitIds: ['BP'], precision: 'position' });
      expect(record.place.geometry.coordinates).toHaveLength(168);
      expect(record.place.geometry.coordinates.at(-1)).toEqual(coordinates.at(-1));
      expect(record.placeVi.split(', ').length).toBeGreaterThan(1);
    });

    test('a post keeps its route and number', async () => {
      const text = 'type,lead,firstOn,place\nM02,BP,01/11/2026,QL7A Km 112+300\n';
      const [record] = (await upload(t, 'measures', text)).body.records;
      expect(record).toMatchObject({ precision: 'route-km', place: { kind: 'point', onRoute: { routeId: 'QL7' } } });
      expect(record.placeVi).toBe('QL7 ≈ Km 112+300 (±25 m), Xã Châu Khê');
    });

    test('incidents, from CSV', async () => {
      const before = await countOf(t, 'incidents');
      const preview = await upload(t, 'incidents', sample('incidents-good.csv'));
      expect(preview.body.good).toBe(4);
      expect(preview.body.records.map((r: { placeVi: string }) => r.placeVi)).toEqual([
        'Xã Nậm Cắn',
        'Xã Mường Xén',
        'QL7 ≈ Km 36+000 – Km 40+000',
        'Trong tỉnh, chưa rõ nơi',
      ]);
      expect(preview.body.records[2].written).toMatch(/^QL7 .* – /);
      expect((await confirm(t, preview.body.id)).body.stored).toBe(4);
      expect(await countOf(t, 'incidents')).toBe(before + 4);
    });

    test('measures, from GeoJSON', async () => {
      const preview = await upload(t, 'measures', sample('measures-good.geojson'));
      expect(preview.body).toMatchObject({ format: 'geojson', good: 3, bad: [] });
      expect((await confirm(t, preview.body.id)).body.stored).toBe(3);
    });

    test('with a bad row nothing can be confirmed', async () => {
      const before = await countOf(t, 'measures');
      const preview = await upload(t, 'measures', sample('measures-bad.csv'));
      expect(preview.status).toBe(201);
      expect(preview.body).toMatchObject({ good: 1, badTotal: 21, waiting: 2 });
      expect(preview.body.bad[0]).toMatchObject({ row: 2, column: 'Loại biện pháp', code: 'field.malformed' });
      const refused = await confirm(t, preview.body.id);
      expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict.state']);
      expect(await countOf(t, 'measures')).toBe(before);
    });

    test('a preview expires after an hour', async () => {
      const { body } = await upload(t, 'measures', `${MEASURE}M02,CA,2026-11-01,16813\n`);
      t.setNow('2026-11-23T09:00:01+07:00');
      expect((await confirm(t, body.id)).body.error.code).toBe('conflict.state');
      expect((await t.request(`/api/imports/${body.id}`)).status).toBe(404);
      // Forgotten for good when the server starts; what is within its hour or stored stays.
      const stored = (await upload(t, 'measures', `${MEASURE}M02,CA,2026-11-02,16813\n`)).body;
      expect((await confirm(t, stored.id)).status).toBe(200);
      const later = (await upload(t, 'measures', `${MEASURE}M02,CA,2026-11-03,16813\n`)).body;
      t.setNow('2026-11-23T09:50:00+07:00');
      await forgetExpired(t.ctx);
      t.setNow('2026-11-23T08:00:00+07:00');
      expect((await t.request(`/api/imports/${body.id}`)).status).toBe(404);
      for (const { id } of [stored, later]) expect((await t.request(`/api/imports/${id}`)).status).toBe(200);
    });

    test('a planned measure stays planned, also ahead of its day; one called done may not be', async () => {
      const rows = 'M05,BP,2026-12-20,16813,Dự kiến\nM05,BP,2026-11-20,16813,planned\nM05,BP,2026-11-20,16813,\n';
      const head = 'type,lead,firstOn,commune,status\n';
      const { body } = await upload(t, 'measures', head + rows);
      expect(body).toMatchObject({ good: 3, badTotal: 0 });
      expect(body.remarks.map(({ en }: { en: string }) => en)).toContainEqual(
        expect.stringMatching(/^2 measures are planned/),
      );
      expect((await confirm(t, body.id)).body.stored).toBe(3);
      const { items } = (await t.request('/api/measures?type=M05&pageSize=50')).body;
      const found = items.filter((item: { source?: { batchId: string } }) => item.source?.batchId === body.id);
      expect(found.map(({ firstOn, status }: Record<string, string>) => `${firstOn} ${status}`).sort()).toEqual([
        '2026-11-20 done',
        '2026-11-20 planned',
        '2026-12-20 planned',
      ]);
      const early = (
        await upload(t, 'measures', `${head}M05,BP,2026-12-20,16813,done\nM05,BP,2036-12-20,16813,planned\n`)
      ).body;
      expect(early.bad).toMatchObject([
        { row: 1, column: 'firstOn', code: 'date.in_future' },
        { row: 2, code: 'field.out_of_range' },
      ]);
    });

    test('two confirmations at the same time store once', async () => {
      const before = await countOf(t, 'measures');
      const { body } = await upload(t, 'measures', `${MEASURE}M02,CA,2026-11-02,16813\nM02,CA,2026-11-03,16813\n`);
      const answers = await Promise.all([confirm(t, body.id), confirm(t, body.id), confirm(t, body.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(await countOf(t, 'measures')).toBe(before + 2);
    });

    test('a day that has become the future by the clock is checked again at confirmation', async () => {
      const before = await countOf(t, 'measures');
      const { body } = await upload(t, 'measures', `${MEASURE}M02,CA,2026-11-01,16813\nM02,CA,2026-11-23,16813\n`);
      t.setNow('2026-11-22T23:59:00+07:00');
      const refused = await confirm(t, body.id);
      expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict.state']);
      expect(refused.body.error.faults).toMatchObject([{ code: 'date.in_future', place: { row: 2, path: 'firstOn' } }]);
      expect(await countOf(t, 'measures')).toBe(before);
    });

    test('another person’s preview does not exist; the verifier may not import', async () => {
      const { body } = await upload(t, 'measures', `${MEASURE}M02,CA,2026-11-01,16813\n`);
      expect((await confirm(t, body.id, { as: 'verifier' })).status).toBe(403);
      expect((await upload(t, 'measures', MEASURE, {}, { as: 'verifier' })).status).toBe(403);
      const unknown = '00000000-0000-4000-8000-000000000000';
      expect((await confirm(t, unknown)).status).toBe(404);
      expect((await t.request('/api/imports/not-an-id')).status).toBe(422);
    });

    test('a discarded preview is gone', async () => {
      const { body } = await upload(t, 'measures', `${MEASURE}M02,CA,2026-11-01,16813\n`);
      expect((await t.request(`/api/imports/${body.id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await t.request(`/api/imports/${body.id}`)).status).toBe(404);
      expect((await confirm(t, body.id)).status).toBe(404);
    });

    test('TCVN3 of too few words to be sure is offered, and read once chosen', async () => {
      const bytes = iconvFile('type;lead;firstOn;commune\nM02;CA;03/11/2026;Mường Xén\n');
      const refused = await upload(t, 'measures', bytes);
      expect([refused.status, refused.body.error.code]).toEqual([422, 'file.encoding']);
      const [offer] = encodingsOffered(refused.body);
      expect(offer.encoding).toBe('tcvn3');
      expect(offer.sample.vi).toContain('Mường Xén');
      const preview = await upload(t, 'measures', bytes, { encoding: offer.encoding });
      expect(preview.body).toMatchObject({ encoding: 'tcvn3', good: 1, bad: [] });
    });

    test.each([
      ['no file', formOf('measures', undefined), 422, 'field.missing', 'file'],
      ['no kind', formOf(undefined, MEASURE), 422, 'field.missing', 'kind'],
      ['an unknown kind', formOf('persons', MEASURE), 422, 'field.malformed', 'kind'],
      ['an unknown encoding', formOf('measures', MEASURE, { encoding: 'ebcdic' }), 422, 'field.malformed', 'encoding'],
      ['an empty file', formOf('measures', ''), 422, 'file.empty', 'file'],
      ['a workbook', formOf('measures', 'PK\u0003\u0004rest'), 422, 'file.unreadable', 'file'],
      ['a file of 50 MB', formOf('measures', new Uint8Array(50_000_000)), 413, 'request.too_large', undefined],
    ])('%s: a 4xx that says where', async (_, body, status, code, path) => {
      const answer = await t.request('/api/imports', { method: 'POST', body });
      expect([answer.status, answer.body.error.code, answer.body.error.place.path]).toEqual([status, code, path]);
      expect(answer.body.error.message.vi).not.toBe('');
    });

    test('JSON in place of a form is refused', async () => {
      expect((await t.request('/api/imports', { json: { kind: 'measures' } })).status).toBe(415);
    });

    test('the template is offered to whoever may import', async () => {
      const template = await t.request('/api/imports/template.csv?kind=incidents');
      expect(template.headers.get('content-type')).toContain('text/csv');
      expect([...template.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect((await t.request('/api/imports/template.csv?kind=incidents', { as: 'verifier' })).status).toBe(403);
      const preview = await upload(t, 'incidents', template.bytes);
      expect(preview.body).toMatchObject({ good: 0, badTotal: 3, missingFields: [] });
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
