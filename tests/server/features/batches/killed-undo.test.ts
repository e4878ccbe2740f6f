import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { startChildServer } from '#tests/support/child-server.ts';
import { createTestDatabase } from '#tests/support/databases.ts';

const ROWS = 3000;
const FILE = `type;lead;firstOn;route;fromKm;toKm\n${Array.from(
  { length: ROWS },
  (_, i) => `M02;BP;${1 + (i % 28)}/10/2025;QL7;${10 + (i % 90)};${120 + (i % 9)}`,
).join('\n')}`;

const cleanUp: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

async function json(url: string, init: RequestInit = {}): Promise<any> {
  const answer = await fetch(url, init);
  expect(answer.status, url).toBeLessThan(300);
  return answer.json();
}

async function importFile(url: string): Promise<string> {
  const form = new FormData();
  form.set('kind', 'measures');
  form.set('file', new Blob([FILE]), 'rút dở.csv');
  const { id } = await json(`${url}/api/imports`, { method: 'POST', body: form });
  expect((await json(`${url}/api/imports/${id}/confirm`, { method: 'POST' })).stored).toBe(ROWS);
  return id;
}

/**
 * Holds the counter that an undo raises last: by then it has removed every
 * record and said so, and only waits to be final. Resolves when it waits.
 */
async function holdLastStep(databaseUrl: string): Promise<{ reached(): Promise<void>; release(): Promise<void> }> {
  const holder = new pg.Client({ connectionString: databaseUrl });
  // The database is dropped under it in the end.
  holder.on('error', () => undefined);
  await holder.connect();
  cleanUp.push(() => holder.end().catch(() => undefined));
  await holder.query('begin');
  await holder.query('select * from meta for update');
  const reached = async () => {
    for (;;) {
      const { rows } = await holder.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
      await sleep(5);
    }
  };
  return { reached, release: () => holder.query('rollback').then(() => undefined) };
}

it.each([
  ['embedded', true],
  ['postgis', Boolean(process.env.TEST_DATABASE_URL)],
])(
  'a server killed while it takes a file back has taken all of it back, or nothing · %s',
  async (engine, isHere) => {
    if (!isHere) return;
    const dataDir = mkdtempSync(join(tmpdir(), 'trong-diem-killed-undo-'));
    cleanUp.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const database = engine === 'postgis' ? await createTestDatabase() : undefined;
    if (database) cleanUp.push(() => database.drop());
    const start = async () => {
      const server = startChildServer(dataDir, database ? { DATABASE_URL: database.url } : {});
      cleanUp.push(async () => {
        server.child.kill('SIGKILL');
        await server.ended;
      });
      return { server, url: await server.ready };
    };

    const { server, url } = await start();
    const id = await importFile(url);
    const held = database && (await holdLastStep(database.url));
    let isAnswered = false;
    const cut = fetch(`${url}/api/batches/${id}/undo`, { method: 'POST' }).then(
      () => (isAnswered = true),
      () => undefined,
    );
    // The embedded engine has no second connection to watch from: somewhere in the middle, or after.
    await (held ? held.reached() : sleep(80));
    server.child.kill('SIGKILL');
    await server.ended;
    await cut;
    await held?.release();

    const again = await start();
    const batch = await json(`${again.url}/api/batches/${id}`);
    const { total } = await json(`${again.url}/api/measures?batch=${id}&pageSize=1`);
    const journal = await json(`${again.url}/api/audit?action=import.undo`, { headers: { 'X-Identity': 'verifier' } });
    const isUndone = batch.state === 'undone';
    if (held) expect(isUndone).toBe(false);
    if (isAnswered) expect(isUndone).toBe(true);
    expect([batch.left, total, journal.total, batch.undoneBy]).toEqual(
      isUndone ? [0, 0, 1, 'entry'] : [ROWS, ROWS, 0, null],
    );
    // What was not taken back can be, as a whole.
    if (!isUndone) {
      expect(await json(`${again.url}/api/batches/${id}/undo`, { method: 'POST' })).toEqual({ id, removed: ROWS });
      expect((await json(`${again.url}/api/measures?batch=${id}&pageSize=1`)).total).toBe(0);
    }
  },
  240_000,
);
