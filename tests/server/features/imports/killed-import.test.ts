import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { startChildServer, type ChildServer } from '#tests/support/child-server.ts';
import { createTestDatabase } from '#tests/support/databases.ts';

const ROWS = 3000;
const rows = Array.from(
  { length: ROWS },
  (_, i) => `M02;BP;${1 + (i % 28)}/10/2025;QL7;${10 + (i % 90)};${120 + (i % 9)}`,
);
const FILE = `type;lead;firstOn;route;fromKm;toKm\n${rows.join('\n')}`;

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

async function json(url: string, init: RequestInit = {}): Promise<any> {
  const answer = await fetch(url, init);
  expect(answer.status, url).toBeLessThan(300);
  return answer.json();
}
const total = async (url: string) => (await json(`${url}/api/measures?pageSize=1`)).total as number;

/** Confirms, and kills the server when some of the rows are stored; the answer never comes. */
async function killWhileStoring({ child, ended }: ChildServer, url: string, id: string): Promise<void> {
  const progressId = crypto.randomUUID();
  let isAnswered = false;
  const cut = fetch(`${url}/api/imports/${id}/confirm?progressId=${progressId}`, { method: 'POST' }).then(
    () => (isAnswered = true),
    () => undefined,
  );
  for (;;) {
    const { stage, share } = await json(`${url}/api/progress/${progressId}`);
    expect(isAnswered).toBe(false);
    if (stage === 'storing' && share > 0) break;
    await sleep(2);
  }
  child.kill('SIGKILL');
  await ended;
  await cut;
  expect(isAnswered).toBe(false);
}

async function preview(url: string): Promise<string> {
  const form = new FormData();
  form.set('kind', 'measures');
  form.set('file', new Blob([FILE]), 'nhập dở.csv');
  return (await json(`${url}/api/imports`, { method: 'POST', body: form })).id;
}
const confirm = (url: string, id: string) => fetch(`${url}/api/imports/${id}/confirm`, { method: 'POST' });

it.each([
  ['embedded', true],
  ['postgis', Boolean(process.env.TEST_DATABASE_URL)],
])(
  'a server killed while it stores a file has nothing of it when it starts again · %s',
  async (engine, isHere) => {
    if (!isHere) return;
    const dataDir = mkdtempSync(join(tmpdir(), 'trong-diem-killed-import-'));
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

    const first = await start();
    const id = await preview(first.url);
    await killWhileStoring(first.server, first.url, id);

    const { server, url } = await start();
    expect(await total(url)).toBe(0);
    // Asked as the one who reads the journal: neither a confirmation nor a record made.
    const journal = await json(`${url}/api/audit`, { headers: { 'X-Identity': 'verifier' } });
    expect(journal.items.filter(({ action }: { action: string }) => /^(import|measure)\./.test(action))).toEqual([]);
    expect((await json(`${url}/api/batches`)).total).toBe(0);
    // The preview was whole before: it can still be confirmed, and then once.
    expect(await json(`${url}/api/imports/${id}`)).toMatchObject({ state: 'previewed', good: ROWS });
    expect(await (await confirm(url, id)).json()).toEqual({ id, stored: ROWS });
    expect(await total(url)).toBe(ROWS);
    expect((await confirm(url, id)).status).toBe(409);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  },
  240_000,
);
