import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { runInTransaction } from '#server/db/transaction.ts';
import { recordAudit, SYSTEM_ACTOR } from '#server/features/audit/audit.service.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureBody } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'the audit log',
  (t) => {
    test('is paged, newest first, and filtered by action, person and day', async () => {
      for (let i = 0; i < 5; i++) {
        t.setNow(`2026-11-${10 + i}T12:00:00+07:00`);
        await t.request('/api/measures', { json: measureBody() });
      }
      const page = async (query: string) => (await t.request(`/api/audit?${query}`, { as: 'verifier' })).body;
      const all = await page('pageSize=2&page=2');
      expect([all.total, all.items.length, all.page]).toEqual([5, 2, 2]);
      expect(all.items[0].id).toBeGreaterThan(all.items[1].id);
      expect((await page('action=measure.create')).total).toBe(5);
      expect((await page('action=measure.delete')).total).toBe(0);
      expect((await page('identityId=entry')).total).toBe(5);
      expect((await page('from=2026-11-11&until=2026-11-13')).total).toBe(2);
      expect((await page('page=9007199254740991')).items).toEqual([]);
    });

    test('belongs to whoever may read it', async () => {
      const answer = await t.request('/api/audit', { as: 'entry' });
      expect([answer.status, answer.body.error.code]).toEqual([403, 'permission.denied']);
    });

    test('is never rewritten, not even by SQL', async () => {
      for (const statement of [
        "update audit_event set identity_id = 'x'",
        'delete from audit_event',
        'truncate audit_event',
      ]) {
        await expect(sql.raw(statement).execute(t.ctx.db)).rejects.toThrow(/append-only/);
      }
      expect((await t.request('/api/audit', { as: 'verifier' })).body.total).toBe(5);
    });

    test('keeps no line of a deed that was taken back', async () => {
      await expect(
        runInTransaction(t.ctx.db, async (trx) => {
          await recordAudit(t.ctx, trx, SYSTEM_ACTOR, { action: 'demo.remove', subjectKind: 'demo' });
          throw new Error('taken back');
        }),
      ).rejects.toThrow('taken back');
      expect((await t.request('/api/audit?action=demo.remove', { as: 'verifier' })).body.total).toBe(0);
      const refused = await t.request('/api/measures', { json: measureBody({ note: 'sn 1998' }) });
      expect(refused.status).toBe(422);
      expect((await t.request('/api/audit', { as: 'verifier' })).body.total).toBe(5);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
