import { expect, test } from 'vitest';
import type { Measure } from '#geo/domain/measure.ts';
import { getDataVersion } from '#server/db/meta.sql.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureBody, measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'measures',
  (t) => {
    const put = (path: string, json: unknown, as: 'entry' | 'verifier' = 'entry') =>
      t.request(path, { method: 'PUT', json, as });

    test('are entered, read, changed, verified and deleted, each with its version and audit line', async () => {
      const before = await getDataVersion(t.ctx.db);
      const created = await t.request('/api/measures', { json: measureBody() });
      expect(created.status).toBe(201);
      const measure = created.body;
      expect(measure).toMatchObject({
        ...measureBody(),
        origin: 'entered',
        enteredByOrgUnitId: 'BP',
        authorId: 'entry',
        verifierId: null,
        version: 1,
        masked: false,
      });
      expect(measure.placeVi).toBe('QL7 ≈ Km 116+800 – Km 136+200');
      const path = `/api/measures/${measure.id}`;
      expect((await t.request(path)).body).toEqual(measure);

      const edited = await put(path, { ...measureBody({ note: 'Tuần tra ngày', lastOn: '2026-11-04' }), version: 1 });
      expect(edited.status).toBe(200);
      expect(edited.body).toMatchObject({ note: 'Tuần tra ngày', lastOn: '2026-11-04', version: 2 });
      expect(edited.body.createdAt).toBe(measure.createdAt);

      const verified = await t.request(`${path}/verify`, { json: { version: 2 }, as: 'verifier' });
      expect(verified.status).toBe(200);
      expect(verified.body).toMatchObject({ status: 'verified', verifierId: 'verifier', version: 3 });

      const reopened = await put(path, { ...measureBody(), version: 3 });
      expect(reopened.body).toMatchObject({ status: 'done', verifierId: null, verifiedAt: null, version: 4 });

      expect((await t.request(`${path}?version=4`, { method: 'DELETE' })).status).toBe(204);
      expect((await t.request(path)).status).toBe(404);
      expect(await getDataVersion(t.ctx.db)).toBe(before + 5);

      const audit = await t.request(`/api/audit?subjectId=${measure.id}&pageSize=50`, { as: 'verifier' });
      const lines = audit.body.items.map((e: any) => [e.action, e.identityId, e.subjectVersion]);
      expect(lines.reverse()).toEqual([
        ['measure.create', 'entry', 1],
        ['measure.edit', 'entry', 2],
        ['measure.verify', 'verifier', 3],
        ['place.read-exact', 'verifier', null],
        ['measure.edit', 'entry', 4],
        ['measure.delete', 'entry', 4],
      ]);
      const edit = audit.body.items.findLast((e: any) => e.action === 'measure.edit');
      expect(edit.detail).toEqual({ statusBefore: 'done', status: 'done', changed: ['lastOn', 'note'] });
      expect(audit.text).not.toContain('Tuần tra');
    });

    test('an edit of a version that is gone is refused, and nothing changes', async () => {
      const { body } = await t.request('/api/measures', { json: measureBody() });
      const path = `/api/measures/${body.id}`;
      await put(path, { ...measureBody({ note: 'mới' }), version: 1 });
      const late = await put(path, { ...measureBody({ note: 'muộn' }), version: 1 });
      expect([late.status, late.body.error.code]).toEqual([409, 'conflict.version']);
      const remove = await t.request(`${path}?version=1`, { method: 'DELETE' });
      expect([remove.status, remove.body.error.code]).toEqual([409, 'conflict.version']);
      const verify = await t.request(`${path}/verify`, { json: { version: 1 }, as: 'verifier' });
      expect([verify.status, verify.body.error.code]).toEqual([409, 'conflict.version']);
      expect((await t.request(path)).body).toMatchObject({ note: 'mới', version: 2 });
    });

    test('of two edits at the same time one is refused', async () => {
      const { body } = await t.request('/api/measures', { json: measureBody() });
      const path = `/api/measures/${body.id}`;
      const both = await Promise.all(['một', 'hai'].map((note) => put(path, { ...measureBody({ note }), version: 1 })));
      expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    });

    test('only what is done and not verified can be verified, and not by its author', async () => {
      const planned = await t.request('/api/measures', { json: measureBody({ status: 'planned' }) });
      const early = await t.request(`/api/measures/${planned.body.id}/verify`, {
        json: { version: 1 },
        as: 'verifier',
      });
      expect([early.status, early.body.error.code]).toEqual([409, 'conflict.state']);

      const done = await t.request('/api/measures', { json: measureBody() });
      const path = `/api/measures/${done.body.id}/verify`;
      expect((await t.request(path, { json: { version: 1 }, as: 'entry' })).body.error.code).toBe('permission.denied');
      expect((await t.request(path, { json: { version: 1 }, as: 'verifier' })).status).toBe(200);
      const twice = await t.request(path, { json: { version: 2 }, as: 'verifier' });
      expect([twice.status, twice.body.error.code]).toEqual([409, 'conflict.state']);

      const own = measureOf('CA', { authorId: 'verifier' });
      await storeRecords(t.ctx, { measures: [own] });
      const self = await t.request(`/api/measures/${own.id}/verify`, { json: { version: 1 }, as: 'verifier' });
      expect([self.status, self.body.error.code]).toEqual([403, 'permission.own_record']);
    });

    test('another agency’s measure is neither changed nor deleted; that of a post below is', async () => {
      const police = measureOf('CA');
      const post = measureOf('DBP-NAM-CAN');
      await storeRecords(t.ctx, { measures: [police, post] });
      const edit = await put(`/api/measures/${police.id}`, { ...measureBody(), version: 1 });
      expect([edit.status, edit.body.error.code]).toEqual([403, 'permission.denied']);
      const remove = await t.request(`/api/measures/${police.id}?version=1`, { method: 'DELETE' });
      expect([remove.status, remove.body.error.code]).toEqual([403, 'permission.denied']);
      expect((await t.request(`/api/measures/${post.id}?version=1`, { method: 'DELETE' })).status).toBe(204);
    });

    test('the verifier enters, changes and deletes nothing', async () => {
      const { body } = await t.request('/api/measures', { json: measureBody() });
      const path = `/api/measures/${body.id}`;
      const answers = [
        await t.request('/api/measures', { json: measureBody(), as: 'verifier' }),
        await put(path, { ...measureBody(), version: 1 }, 'verifier'),
        await t.request(`${path}?version=1`, { method: 'DELETE', as: 'verifier' }),
      ];
      expect(answers.map((a) => [a.status, a.body.error.code])).toEqual(Array(3).fill([403, 'permission.denied']));
    });

    test.each([
      [
        'a track',
        {
          kind: 'track',
          geometry: {
            type: 'LineString',
            coordinates: [
              [104.3, 19.4],
              [104.4, 19.45],
            ],
          },
          uncertaintyM: 15,
        },
      ],
      [
        'a drawn line',
        {
          kind: 'line',
          geometry: {
            type: 'MultiLineString',
            coordinates: [
              [
                [104.3, 19.4],
                [104.4, 19.45],
              ],
              [
                [105, 19],
                [105.1, 19],
              ],
            ],
          },
          uncertaintyM: 0,
        },
      ],
      ['a point', { kind: 'point', geometry: { type: 'Point', coordinates: [104.3, 19.4] }, uncertaintyM: 200 }],
      [
        'a polygon',
        {
          kind: 'polygon',
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [104.3, 19.4],
                [104.4, 19.4],
                [104.4, 19.5],
                [104.3, 19.4],
              ],
            ],
          },
        },
      ],
      ['communes', { kind: 'communes', communeIds: ['16837', '16813', '16816'], extent: 'whole' }],
      ['a site', { kind: 'site', siteId: 'gate-nam-can' }],
    ])('the place of %s comes back as it went in, with a label and a spot', async (_name, place) => {
      const created = await t.request('/api/measures', { json: measureBody({ place }) });
      expect(created.status).toBe(201);
      const { body } = await t.request(`/api/measures/${created.body.id}`);
      expect(body.place).toEqual(place);
      expect(body.placeVi.length).toBeGreaterThan(3);
      expect(body.labelPoint).toHaveLength(2);
    });

    test.each<[string, Partial<Measure>]>([
      [
        'verified by its author',
        { status: 'verified', verifierId: 'somebody', verifiedAt: '2026-11-06T00:00:00.000Z' },
      ],
      ['verified by nobody', { status: 'verified' }],
      ['ending before it starts', { lastOn: '2026-10-01' }],
      ['of an unknown agency', { leadOrgUnitId: 'NOBODY' as never }],
      ['of an unknown type', { type: 'M98' as never }],
      ['with the id of another', { id: '11111111-1111-4111-8111-111111111111' as never }],
    ])('the database itself takes no measure %s', async (name, change) => {
      if (name.includes('id of')) await storeRecords(t.ctx, { measures: [measureOf('BP', change)] });
      const before = (await t.request('/api/measures')).body.total;
      await expect(storeRecords(t.ctx, { measures: [measureOf('BP'), measureOf('BP', change)] })).rejects.toThrow();
      expect((await t.request('/api/measures')).body.total).toBe(before);
    });

    test('the order of agencies is kept', async () => {
      const orgUnitIds = ['VKS', 'BP', 'CA', 'TA'];
      const { body } = await t.request('/api/measures', { json: measureBody({ orgUnitIds }) });
      expect((await t.request(`/api/measures/${body.id}`)).body.orgUnitIds).toEqual(orgUnitIds);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
