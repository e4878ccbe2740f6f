import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { runInTransaction } from '#server/db/transaction.ts';
import { confirmImport } from '#server/features/imports/imports.service.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { IDENTITIES } from '#server/http/identities.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const ROWS = 2400;
const measures = Array.from({ length: ROWS }, (_, i) => `M02;BP;${1 + (i % 28)}/10/2026;QL7;${10 + (i % 90)}`);
const MEASURES = `type;lead;firstOn;route;fromKm;toKm\n${measures.map((row, i) => `${row};${120 + (i % 9)}`).join('\n')}`;
const incidents = Array.from({ length: ROWS }, (_, i) => `illegal-exit;${1 + (i % 28)}/10/2026`);
const INCIDENTS = `type;firstOn;commune;howFound;reportedTo\n${incidents.map((row) => `${row};17329;reported;CA`).join('\n')}`;

async function preview(t: TestServer, kind: 'measures' | 'incidents', text: string): Promise<string> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new Blob([text]), 'nhiều dòng.csv');
  const { body } = await t.request('/api/imports', { method: 'POST', body: form });
  expect(body, JSON.stringify(body).slice(0, 600)).toMatchObject({ good: ROWS, badTotal: 0 });
  return body.id as string;
}
const total = async (t: TestServer, kind: string) => (await t.request(`/api/${kind}?pageSize=1`)).body.total as number;
const confirmed = async (t: TestServer) =>
  (await t.request('/api/audit?action=import.confirm', { as: 'verifier' })).body.total as number;

/** Waits until a confirmation that runs is past its first rows. */
async function untilStoring(t: TestServer, progressId: string): Promise<number> {
  for (;;) {
    const { stage, share } = t.ctx.progress.read('entry', progressId);
    if (stage === 'storing' && share! > 0) return share!;
    await sleep(1);
  }
}

describeOnBothEngines(
  'a long confirmation',
  (t) => {
    test.each([
      ['measures', MEASURES],
      ['incidents', INCIDENTS],
    ] as const)('of %s tells how far it is, answers others, and leaves nothing when cancelled', async (kind, text) => {
      const [before, audited] = [await total(t, kind), await confirmed(t)];
      const id = await preview(t, kind, text);
      const progressId = crypto.randomUUID();
      const cancel = new AbortController();
      const path = `/api/imports/${id}/confirm?progressId=${progressId}`;
      const cut = t.request(path, { method: 'POST', signal: cancel.signal });
      const share = await untilStoring(t, progressId);
      expect(share).toBeLessThan(1);
      expect((await t.request(`/api/progress/${progressId}`)).body).toMatchObject({ stage: 'storing' });
      const health = t.request('/api/health');
      cancel.abort();
      await expect(cut).rejects.toThrow();
      expect((await health).status).toBe(200);

      // Asked behind the cancelled one's transaction on the one connection, or beside it on the other engine.
      while (t.ctx.progress.read('entry', progressId).stage !== 'unknown') await sleep(1);
      expect(await total(t, kind)).toBe(before);
      expect(await confirmed(t)).toBe(audited);
      expect((await t.request(`/api/imports/${id}`)).body.state).toBe('previewed');

      expect((await t.request(`/api/imports/${id}/confirm`, { method: 'POST' })).body.stored).toBe(ROWS);
      expect(await total(t, kind)).toBe(before + ROWS);
      expect(await confirmed(t)).toBe(audited + 1);
      expect((await t.request(`/api/batches/${id}/undo`, { method: 'POST' })).body.removed).toBe(ROWS);
    });

    test('into an empty database reads no table whole for each row', async () => {
      const id = await preview(t, 'measures', MEASURES);
      const rolledBack = new Error('only to look');
      const looking = runInTransaction(t.ctx.db, async (trx) => {
        const { rows: tables } = await sql<{ n: number }>`select count(*)::int as n from measure`.execute(trx);
        expect(tables[0].n).toBe(0);
        await sql`discard plans`.execute(trx);
        await confirmImport(t.ctx, trx, IDENTITIES[0], id);
        const { rows } = await sql<{ read: number }>`
          select seq_tup_read::int as read from pg_stat_xact_user_tables where relname = 'measure'`.execute(trx);
        // Each row is checked twice, by its agency and its communes: by the square that would be 5.8 million.
        expect(rows[0].read).toBeLessThan(ROWS * 200);
        throw rolledBack;
      });
      await expect(looking).rejects.toBe(rolledBack);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
