import { expect, test } from 'vitest';
import { listMeasuresForCoverage, readMeasures } from '#server/features/measures/measures.service.ts';
import { getRegister, loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureBody, measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const PERIOD = 'plan-2025-12-15';
const quality = async (t: TestServer, as: 'entry' | 'verifier' = 'entry') => {
  const { status, body } = await t.request(`/api/quality?period=${PERIOD}`, { as });
  expect(status).toBe(200);
  return body;
};
const enter = async (t: TestServer, change: Record<string, unknown> = {}) =>
  (await t.request('/api/measures', { json: measureBody(change) })).body;
const merge = (t: TestServer, sources: any[], change: object = {}) =>
  t.request('/api/measures/merge', {
    json: {
      sources: sources.map(({ id, version }) => ({ id, version })),
      placeFrom: sources[0].id,
      leadOrgUnitId: 'BP',
      ...change,
    },
  });
const idsListed = async (t: TestServer) =>
  (await t.request('/api/measures?pageSize=500')).body.items.map(({ id }: any) => id) as string[];
const counted = async (t: TestServer) =>
  (await t.request(`/api/indicators/1?period=${PERIOD}`)).body.inputs.measures as number;

describeOnBothEngines(
  'data quality',
  (t) => {
    test('two records of one patrol are found, merged into one that counts once, and taken apart again', async () => {
      const a = await enter(t, { evidence: 'E1', documentNumber: '12/KH' });
      const b = await enter(t, { lastOn: '2026-11-04', orgUnitIds: ['BP', 'VKS'], evidence: 'E2' });
      await t.request(`/api/measures/${a.id}/verify`, { json: { version: 1 }, as: 'verifier' });
      const before = await counted(t);
      const { findings, senders } = await quality(t);
      const found = findings.find(({ kind }: any) => kind === 'duplicate');
      expect(found.records).toEqual([
        ...[
          { id: a.id, version: 2 },
          { id: b.id, version: 1 },
        ].sort((x, y) => (x.id < y.id ? -1 : 1)),
      ]);
      expect(found).toMatchObject({ timeShare: 0.75, placeShare: 1, senderIds: ['BP'], dismissed: null });
      expect(senders).toMatchObject([{ orgUnitId: 'BP', isOpen: true, found: 2 }]);

      expect((await merge(t, [a, b])).body.error.code).toBe('conflict.version');
      const joint = await merge(t, [{ ...a, version: 2 }, b]);
      expect(joint.status).toBe(201);
      expect(joint.body).toMatchObject({
        status: 'done',
        evidence: 'E2',
        orgUnitIds: ['BP', 'CA', 'VKS'],
        firstOn: '2026-11-01',
        lastOn: '2026-11-04',
        place: a.place,
        mergedFrom: [a.id, b.id].sort(),
      });
      expect(await counted(t)).toBe(before - 1);
      const listed = await idsListed(t);
      expect(listed).toContain(joint.body.id);
      expect(listed).not.toContain(a.id);
      expect((await t.request(`/api/measures/${a.id}`)).body.supersededBy).toBe(joint.body.id);
      expect((await quality(t)).findings.filter(({ kind }: any) => kind === 'duplicate')).toEqual([]);

      // What stands behind it is history; it is not deleted with it.
      const edit = await t.request(`/api/measures/${b.id}`, { method: 'PUT', json: { ...measureBody(), version: 1 } });
      expect(edit.body.error.code).toBe('conflict.state');
      const remove = await t.request(`/api/measures/${joint.body.id}?version=1`, { method: 'DELETE' });
      expect(remove.body.error).toMatchObject({ code: 'conflict.depends', faults: [{}, {}] });
      expect((await merge(t, [{ ...a, version: 2 }, b])).body.error.code).toBe('conflict.state');

      const apart = await t.request(`/api/measures/${joint.body.id}/unmerge`, { json: { version: 1 } });
      expect(apart.body.restored).toEqual([a.id, b.id].sort());
      expect((await t.request(`/api/measures/${a.id}`)).body).toMatchObject({
        status: 'verified',
        version: 2,
        supersededBy: null,
      });
      expect((await t.request(`/api/measures/${joint.body.id}`)).status).toBe(404);
      expect(await counted(t)).toBe(before);
      const audit = await t.request(`/api/audit?subjectId=${joint.body.id}`, { as: 'verifier' });
      expect(audit.body.items.map(({ action }: any) => action)).toEqual(['measure.unmerge', 'measure.merge']);
      for (const [id, version] of [
        [a.id, 2],
        [b.id, 1],
      ])
        await t.request(`/api/measures/${id}?version=${version}`, { method: 'DELETE' });
    });

    test('of two merges of the same records one happens', async () => {
      const [a, b] = [await enter(t), await enter(t)];
      const both = await Promise.all([merge(t, [a, b]), merge(t, [b, a])]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      const joint = both.find(({ status }) => status === 201)!.body;
      await t.request(`/api/measures/${joint.id}/unmerge`, { json: { version: 1 } });
      for (const { id } of [a, b]) await t.request(`/api/measures/${id}?version=1`, { method: 'DELETE' });
    });

    test('what another agency entered is theirs: no merging, no findings one by one, counts only', async () => {
      const own = await enter(t);
      const theirs = measureOf('CA', { leadOrgUnitId: 'CA' as never, evidence: 'E1', documentNumber: '' });
      await storeRecords(t.ctx, { measures: [theirs] });
      expect((await merge(t, [own, theirs])).body.error.code).toBe('permission.denied');
      const seen = await quality(t);
      expect(seen.findings.some(({ records }: any) => records.some(({ id }: any) => id === theirs.id))).toBe(false);
      const police = seen.senders.find(({ orgUnitId }: any) => orgUnitId === 'CA');
      expect(police).toEqual({
        orgUnitId: 'CA',
        records: 1,
        found: null,
        // One to four would point to single records.
        counts: [{ kind: 'evidence', records: null }],
        isOpen: false,
      });
      expect(seen.kinds).toEqual([]);
      const more = Array.from({ length: 4 }, (_, i) =>
        measureOf('CA', {
          leadOrgUnitId: 'CA' as never,
          evidence: 'E1',
          documentNumber: '',
          firstOn: `2026-11-1${i}`,
          lastOn: `2026-11-1${i}`,
        }),
      );
      await storeRecords(t.ctx, { measures: more });
      // A change that is told: answers are kept until the next one.
      await t.request(`/api/measures/${(await enter(t)).id}?version=1`, { method: 'DELETE' });
      const police2 = (await quality(t)).senders.find(({ orgUnitId }: any) => orgUnitId === 'CA');
      expect(police2.counts).toEqual([{ kind: 'evidence', records: 5 }]);
      const all = await quality(t, 'verifier');
      expect(all.kinds).toEqual([
        { kind: 'duplicate', open: 1, aside: 0 },
        { kind: 'evidence', open: 5, aside: 0 },
      ]);
      // Who is told where others' measures lie leaves a line; of one's own there is none.
      const reads = () => t.request(`/api/audit?action=place.read-exact`, { as: 'verifier' });
      const before = (await reads()).body;
      expect(before.items[0]).toMatchObject({ identityId: 'verifier', subjectCount: 1, detail: { by: 'quality' } });
      await t.request(`/api/quality?period=${PERIOD}&orgUnit=CA&kind=evidence`, { as: 'verifier' });
      await quality(t);
      expect((await reads()).body.total).toBe(before.total);
      // Of what another entered nobody sets anything aside.
      const aside = await t.request('/api/quality/dismiss', {
        json: { kind: 'evidence', records: [{ id: theirs.id, version: 1 }], reason: 'thử' },
      });
      expect(aside.body.error.code).toBe('permission.denied');
      expect(all.findings.find(({ kind }: any) => kind === 'duplicate').senderIds).toEqual(['BP', 'CA']);
      await t.request(`/api/measures/${own.id}?version=1`, { method: 'DELETE' });
    });

    test('tells of each file of a sender how many of its records are concerned, and lists those of one file', async () => {
      const importRows = async (name: string, ...documents: string[]) => {
        const form = new FormData();
        form.set('kind', 'measures');
        const rows = documents.map((document, i) => `M08,BP,0${i + 1}/11/2026,Mường Xén,E1,${document}`);
        form.set(
          'file',
          new Blob([`type,lead,firstOn,commune,evidence,documentNumber\n${rows.join('\n')}`]),
          `${name}.csv`,
        );
        const { body } = await t.request('/api/imports', { method: 'POST', body: form });
        expect((await t.request(`/api/imports/${body.id}/confirm`, { method: 'POST' })).status).toBe(200);
        return body.id as string;
      };
      const asked = async (query: string, as: 'entry' | 'verifier' = 'entry') =>
        (await t.request(`/api/quality?period=${PERIOD}&${query}`, { as })).body;
      const typed = await enter(t);
      t.setNow('2026-11-23T09:00:00+07:00');
      const first = await importRows('tháng mười', '', '12/BC', '13/BC');
      t.setNow('2026-11-23T10:00:00+07:00');
      const second = await importRows('tháng mười một', '', '');
      const { batches, findings } = await asked('orgUnit=BP&kind=evidence');
      expect(batches).toEqual([
        { batchId: null, fileName: null, importedAt: null, records: 1, found: 0 },
        { batchId: first, fileName: 'tháng mười.csv', importedAt: '2026-11-23T02:00:00.000Z', records: 3, found: 1 },
        {
          batchId: second,
          fileName: 'tháng mười một.csv',
          importedAt: '2026-11-23T03:00:00.000Z',
          records: 2,
          found: 2,
        },
      ]);
      expect(findings[0].shown).toMatchObject([
        { type: 'M08', status: 'done', placeVi: expect.stringContaining('Mường Xén') },
      ]);
      const ofFirst = await asked(`orgUnit=BP&kind=evidence&batch=${first}`);
      expect(ofFirst).toMatchObject({ findingsTotal: 1, batches: { length: 3 } });
      expect((await t.request(`/api/measures/${ofFirst.findings[0].shown[0].id}`)).body.source.row).toBe(1);
      // Another agency's files are nobody's business.
      expect(await asked(`orgUnit=CA&batch=${first}`)).toMatchObject({ findings: [], batches: [] });
      for (const id of [first, second]) await t.request(`/api/batches/${id}/undo`, { method: 'POST' });
      await t.request(`/api/measures/${typed.id}?version=1`, { method: 'DELETE' });
    });

    test('reads the measures of the period a few at a time as all at once', async () => {
      const days = { fromOn: '2026-11-03', untilOn: '2026-11-06' };
      const measures = ['01', '02', '03', '03', '03', '04', '05', '05', '06'].map((day, i) =>
        measureOf('BP', { firstOn: `2026-11-${day}`, lastOn: i === 1 ? '2026-11-04' : `2026-11-${day}` }),
      );
      await storeRecords(t.ctx, { measures });
      const register = await getRegister(t.ctx, t.ctx.db);
      const all = (await listMeasuresForCoverage(t.ctx.db, days.untilOn, register)).filter(
        ({ lastOn }) => lastOn >= days.fromOn,
      );
      expect(all.length).toBeGreaterThanOrEqual(7);
      for (const atOnce of [1, 2, 3, 100]) {
        const read: unknown[] = [];
        for await (const some of readMeasures(t.ctx.db, days, register, atOnce)) {
          expect(some.length).toBeLessThanOrEqual(atOnce);
          read.push(...some);
        }
        expect(read).toEqual(all);
      }
      for (const { id } of measures) await t.request(`/api/measures/${id}?version=1`, { method: 'DELETE' });
    });

    test('a finding set aside with a word does not come back until its record changes', async () => {
      const record = await enter(t, { evidence: 'E1', documentNumber: '' });
      const find = async () => (await quality(t)).findings.find(({ kind }: any) => kind === 'evidence');
      const { kind, records, key } = await find();
      const dismiss = (reason: string) => t.request('/api/quality/dismiss', { json: { kind, records, reason } });
      expect((await dismiss('ông Trần Văn Bình nói vậy')).body.error.code).toBe('privacy.person_pattern');
      expect((await dismiss(' ')).status).toBe(422);
      expect((await dismiss('văn bản đang trình ký')).status).toBe(204);
      const asked = async (query: string) => (await t.request(`/api/quality?period=${PERIOD}&${query}`)).body;
      const keysOf = ({ findings }: any) => findings.map((finding: any) => finding.key);
      expect(keysOf(await asked('state=aside'))).toEqual([key]);
      expect(await asked('kind=evidence&state=open&orgUnit=BP')).toMatchObject({
        findings: [],
        findingsTotal: 0,
        kinds: [{ kind: 'evidence', open: 0, aside: 1 }],
      });
      expect(await asked('pageSize=1&page=2')).toMatchObject({ findings: [], findingsTotal: 1, page: 2, pageSize: 1 });
      expect((await find()).dismissed).toEqual({
        reason: 'văn bản đang trình ký',
        by: 'entry',
        at: new Date(t.ctx.now()).toISOString(),
      });
      await t.request('/api/quality/restore', { json: { key } });
      expect((await find()).dismissed).toBeNull();
      const deeds = await t.request(`/api/audit?pageSize=200`, { as: 'verifier' });
      expect(
        deeds.body.items
          .filter(({ action }: any) => action.startsWith('quality.'))
          .map(({ action, identityId, orgUnitId, subjectCount, detail }: any) => [
            action,
            identityId,
            orgUnitId,
            subjectCount,
            detail,
          ]),
      ).toEqual([
        // Never the words themselves.
        ['quality.restore', 'entry', 'BP', 1, { kind: 'evidence' }],
        ['quality.dismiss', 'entry', 'BP', 1, { kind: 'evidence' }],
      ]);
      await dismiss('văn bản đang trình ký');
      await t.request(`/api/measures/${record.id}`, {
        method: 'PUT',
        json: { ...measureBody({ evidence: 'E1', documentNumber: '', note: 'đổi' }), version: 1 },
      });
      expect((await find()).dismissed).toBeNull();
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
    },
  },
);
