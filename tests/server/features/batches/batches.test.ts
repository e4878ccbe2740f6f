import { expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { incidentOf, measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const HEAD = 'type,lead,firstOn,commune,note\n';
const rowsOf = (...notes: string[]) =>
  HEAD + notes.map((note, i) => `M02,BP,0${i + 1}/11/2026,Mường Xén,${note}`).join('\n');

async function preview(t: TestServer, kind: string, content: string, fileName = 'tuần tra.csv') {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new Blob([content]), fileName);
  const { status, body } = await t.request('/api/imports', { method: 'POST', body: form });
  expect(status).toBe(201);
  return body as { id: string; fileName: string; sha256: string };
}
async function importFile(t: TestServer, kind: string, content: string, fileName?: string) {
  const { id } = await preview(t, kind, content, fileName);
  const { status } = await t.request(`/api/imports/${id}/confirm`, { method: 'POST' });
  expect(status).toBe(200);
  return id;
}
const batch = (t: TestServer, id: string) => t.request(`/api/batches/${id}`);
const undo = (t: TestServer, id: string, as: 'entry' | 'verifier' = 'entry') =>
  t.request(`/api/batches/${id}/undo`, { method: 'POST', as });
const recordsOf = async (t: TestServer, id: string, kind = 'measures') =>
  (await t.request(`/api/${kind}?batch=${id}&sort=firstOn`)).body.items as any[];

describeOnBothEngines(
  'imported files',
  (t) => {
    test('every record says its file, its row, who sent it and when; what was typed in says nothing', async () => {
      const sent = await preview(t, 'measures', rowsOf('một', 'hai', 'ba'));
      await t.request(`/api/imports/${sent.id}/confirm`, { method: 'POST' });
      const records = await recordsOf(t, sent.id);
      expect(records.map(({ note, source }) => [note, source])).toEqual(
        ['một', 'hai', 'ba'].map((note, i) => [
          note,
          {
            batchId: sent.id,
            fileName: 'tuần tra.csv',
            format: 'csv',
            sha256: sent.sha256,
            row: i + 1,
            importedAt: '2026-11-23T01:00:00.000Z',
            importedBy: 'entry',
            orgUnitId: 'BP',
          },
        ]),
      );
      expect((await t.request(`/api/measures/${records[1].id}`)).body.source.row).toBe(2);
      // An edit changes the record, not where it came from.
      const { id, version, source } = records[1];
      const { body } = await t.request(`/api/measures/${id}`, {
        method: 'PUT',
        json: { ...inputOf(records[1]), note: 'sửa', version },
      });
      expect(body).toMatchObject({ note: 'sửa', version: 2, source });
      const typed = await t.request('/api/measures', { json: inputOf(records[0]) });
      expect(typed.body.source).toBeNull();
    });

    test('a file’s name that says who a person is, is not kept', async () => {
      const { id, fileName } = await preview(t, 'measures', rowsOf('x'), 'danh sách Trần Thị Bình.csv');
      expect(fileName).toBe('tệp-đã-ẩn-tên.csv');
      await t.request(`/api/imports/${id}/confirm`, { method: 'POST' });
      expect((await batch(t, id)).text).not.toContain('Bình');
    });

    test('is listed newest first, by kind and state, to its own agency and to the statutory scope only', async () => {
      t.setNow('2026-11-23T09:00:00+07:00');
      const measures = await importFile(t, 'measures', rowsOf('a', 'b'));
      t.setNow('2026-11-23T10:00:00+07:00');
      const incidents = await importFile(
        t,
        'incidents',
        'type,firstOn,howFound,reportedTo,commune\nother,01/10/2026,reported,BP,Mường Xén',
      );
      const { body } = await t.request('/api/batches?pageSize=2');
      expect(body.items.map(({ id }: any) => id)).toEqual([incidents, measures]);
      expect(body.items[0]).toMatchObject({ kind: 'incidents', format: 'csv', state: 'confirmed', stored: 1, left: 1 });
      const only = await t.request('/api/batches?kind=incidents&state=confirmed');
      expect(only.body.items.every(({ kind }: any) => kind === 'incidents')).toBe(true);
      expect((await t.request('/api/batches?state=undone&kind=incidents')).body.total).toBe(0);
      // The police compile the reports and see all; they sent none.
      expect((await t.request('/api/batches', { as: 'verifier' })).body.total).toBe(
        (await t.request('/api/batches')).body.total,
      );
      expect((await t.request('/api/batches?orgUnit=CA', { as: 'verifier' })).body.total).toBe(0);
      await t.ctx.db.updateTable('import_batch').set({ org_unit_id: 'CA' }).where('id', '=', incidents).execute();
      expect((await batch(t, incidents)).status).toBe(404);
      expect((await undo(t, incidents)).status).toBe(404);
      expect((await t.request('/api/batches?kind=incidents')).body.total).toBe(0);
    });

    test('is found by its name as people type it, by the period it was sent in, page by page', async () => {
      t.setNow('2027-06-14T23:59:00+07:00');
      const june = await importFile(t, 'measures', rowsOf('tháng sáu'), 'Báo cáo Quế Phong 1.csv');
      t.setNow('2027-06-15T00:00:00+07:00');
      const july = await importFile(t, 'measures', rowsOf('tháng bảy'), 'báo cáo Quế Phong 2.csv');
      const found = async (query: string) => (await t.request(`/api/batches?${query}`)).body;
      const ids = ({ items }: any) => items.map(({ id }: any) => id);
      expect(ids(await found('name=bao%20cao%20que%20phong'))).toEqual([july, june]);
      expect(await found('name=QUE-PHONG&pageSize=1&page=2')).toMatchObject({
        items: [{ id: june }],
        total: 2,
        page: 2,
      });
      expect(ids(await found('name=quế phong&period=half-2026-12-15'))).toEqual([june]);
      expect(ids(await found('period=half-2026-12-15'))).toEqual([june]);
      expect(await found('name=khong%20co')).toMatchObject({ items: [], total: 0 });
      expect((await t.request('/api/batches?period=x')).status).toBe(422);
      t.setNow('2026-11-23T08:00:00+07:00');
    });

    test('a preview is nobody’s batch yet', async () => {
      const { id } = await preview(t, 'measures', rowsOf('x'));
      expect((await batch(t, id)).status).toBe(404);
      expect((await undo(t, id)).status).toBe(404);
    });

    test('is taken back as a whole, other records untouched, and can be sent again', async () => {
      const other = measureOf('BP', { origin: 'demo' });
      const incident = incidentOf('BP');
      await storeRecords(t.ctx, { measures: [other], incidents: [incident] });
      const content = rowsOf('u', 'v', 'w');
      const id = await importFile(t, 'measures', content);
      const [first] = await recordsOf(t, id);
      await t.request(`/api/measures/${first.id}?version=1`, { method: 'DELETE' });
      expect((await batch(t, id)).body).toMatchObject({ stored: 3, left: 2, dependents: [], dependentsTotal: 0 });
      const { dataVersion } = (await t.request('/api/health')).body;

      expect((await undo(t, id, 'verifier')).status).toBe(403);
      expect((await undo(t, id)).body).toEqual({ id, removed: 2 });
      expect(await recordsOf(t, id)).toEqual([]);
      expect((await batch(t, id)).body).toMatchObject({
        state: 'undone',
        left: 0,
        undoneBy: 'entry',
        undoneAt: new Date(t.ctx.now()).toISOString(),
      });
      expect((await t.request(`/api/measures/${other.id}`)).status).toBe(200);
      expect((await t.request(`/api/incidents/${incident.id}`)).status).toBe(200);
      expect((await t.request('/api/health')).body.dataVersion).toBe(dataVersion + 1);
      const audit = await t.request(`/api/audit?action=import.undo&subjectId=${id}`, { as: 'verifier' });
      expect(audit.body.items).toMatchObject([{ identityId: 'entry', subjectCount: 2, detail: { stored: 3 } }]);

      expect((await undo(t, id)).body.error.code).toBe('conflict.state');
      const again = await preview(t, 'measures', content);
      expect(again).toMatchObject({ storedBeforeAt: null });
      expect((await t.request(`/api/imports/${again.id}/confirm`, { method: 'POST' })).body.stored).toBe(3);
      // The file that was taken back stays on record and cannot be discarded as if it were a preview.
      expect((await t.request(`/api/imports/${id}`, { method: 'DELETE' })).status).toBe(409);
    });

    test('stays whole while others build on it: each record is named with its row and the reason', async () => {
      const id = await importFile(t, 'measures', rowsOf('k', 'l', 'm', 'n'));
      const [edited, verified] = await recordsOf(t, id);
      await t.request(`/api/measures/${edited.id}`, {
        method: 'PUT',
        json: { ...inputOf(edited), note: 'đã sửa', version: 1 },
      });
      await t.request(`/api/measures/${verified.id}/verify`, { json: { version: 1 }, as: 'verifier' });
      const refused = await undo(t, id);
      expect(refused.status).toBe(409);
      expect(refused.body.error).toMatchObject({
        code: 'conflict.depends',
        faults: [
          {
            code: 'conflict.depends',
            place: { row: 1, path: edited.id },
            message: { en: 'Row 2: edited since it was imported.' },
          },
          {
            code: 'conflict.depends',
            place: { row: 2, path: verified.id },
            message: { vi: 'Dòng 3: đã được người khác xác minh.' },
          },
        ],
      });
      expect(await recordsOf(t, id)).toHaveLength(4);
      expect((await batch(t, id)).body).toMatchObject({
        state: 'confirmed',
        dependentsTotal: 2,
        dependents: [{ because: 'edited' }, { because: 'verified' }],
      });
      // Once nobody builds on it, it goes.
      for (const { id: record } of [edited, verified]) {
        await t.request(`/api/measures/${record}?version=2`, { method: 'DELETE' });
      }
      expect((await undo(t, id)).body.removed).toBe(2);
    });

    test('of two at once one takes it back; against a verification one of both happens', async () => {
      for (let round = 0; round < 5; round++) {
        const id = await importFile(t, 'measures', rowsOf(`p${round}`, 'q'));
        const both = await Promise.all([undo(t, id), undo(t, id)]);
        expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);

        const second = await importFile(t, 'measures', rowsOf(`r${round}`, 's'));
        const [record] = await recordsOf(t, second);
        const [undone, verified] = await Promise.all([
          undo(t, second),
          t.request(`/api/measures/${record.id}/verify`, { json: { version: 1 }, as: 'verifier' }),
        ]);
        expect([undone.status, verified.status]).toEqual(undone.status === 200 ? [200, 404] : [409, 200]);
        expect(await recordsOf(t, second)).toHaveLength(undone.status === 200 ? 0 : 2);
      }
    });

    test('of incidents too', async () => {
      const content =
        'type,firstOn,howFound,reportedTo,commune\nother,01/10/2026,reported,BP,Mường Xén\nother,02/10/2026,reported,CA,Mường Xén';
      const id = await importFile(t, 'incidents', content);
      const [first, second] = await recordsOf(t, id, 'incidents');
      expect([first.source.row, second.source.row]).toEqual([1, 2]);
      const toPolice = await t.request(`/api/incidents?batch=${id}&orgUnit=CA`);
      expect(toPolice.body.items.map(({ id: found }: any) => found)).toEqual([second.id]);
      expect((await undo(t, id)).body.removed).toBe(2);
      expect((await t.request(`/api/incidents/${first.id}`)).status).toBe(404);
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
    },
  },
);

/** What a person would send to change a measure that is shown. */
function inputOf(view: any) {
  const { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, place, subScheme, status, evidence, documentNumber, note } =
    view;
  return { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, place, subScheme, status, evidence, documentNumber, note };
}
