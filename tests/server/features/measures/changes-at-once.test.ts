import { expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { incidentBody, measureBody } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const ROUNDS = 6;

describeOnBothEngines(
  'changes of one record at the same time',
  (t) => {
    const kinds = [
      { path: '/api/measures', bodyOf: measureBody },
      { path: '/api/incidents', bodyOf: incidentBody },
    ];

    test.each(kinds)('of several edits of $path one is stored and the others are told', async ({ path, bodyOf }) => {
      const { body } = await t.request(path, { json: bodyOf() });
      const at = `${path}/${body.id}`;
      for (let version = 1; version <= ROUNDS; version++) {
        const notes = ['một', 'hai', 'ba', 'bốn'].map((note) => `${note} ${version}`);
        const answers = await Promise.all(
          notes.map((note) => t.request(at, { method: 'PUT', json: { ...bodyOf({ note }), version } })),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
        const stored = await t.request(at);
        expect(stored.body).toEqual(answers.find(({ status }) => status === 200)!.body);
        expect(stored.body.version).toBe(version + 1);
      }
    });

    test.each(kinds)('of two deletions of $path one happens; an edit finds the record or its absence', async (kind) => {
      for (let round = 0; round < ROUNDS; round++) {
        const { body } = await t.request(kind.path, { json: kind.bodyOf() });
        const at = `${kind.path}/${body.id}`;
        const remove = () => t.request(`${at}?version=1`, { method: 'DELETE' });
        const edit = () => t.request(at, { method: 'PUT', json: { ...kind.bodyOf({ note: 'sửa' }), version: 1 } });
        const [first, edited, second] = await Promise.all([remove(), edit(), remove()]);
        const statuses = [first.status, edited.status, second.status];
        const isEdited = edited.status === 200;
        expect(statuses.toSorted()).toEqual(isEdited ? [200, 409, 409] : [204, 404, 404]);
        expect((await t.request(at)).status).toBe(isEdited ? 200 : 404);
      }
    });

    test('of two verifications one happens', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { body } = await t.request('/api/measures', { json: measureBody() });
        const verify = () => t.request(`/api/measures/${body.id}/verify`, { json: { version: 1 }, as: 'verifier' });
        const both = await Promise.all([verify(), verify()]);
        expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      }
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
    },
  },
);
