import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from 'vitest';
import { startChildServer } from '#tests/support/child-server.ts';
import { createTestDatabase } from '#tests/support/databases.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'trong-diem-main-'));
const running = new Set<ChildProcess>();
afterEach(() => running.forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Starts the server as `npm start` does; what a test leaves running is killed after it. */
function start(env: Record<string, string>) {
  const server = startChildServer(dataDir, env);
  running.add(server.child);
  void server.ended.then(() => running.delete(server.child));
  return server;
}

it('says every fault of the environment and does not start', async () => {
  const server = start({ PORT: 'x', LOG_LEVEL: 'y' });
  expect(await server.ended).toBe(2);
  expect(server.output()).toMatch(/PORT=x[\s\S]*LOG_LEVEL=y/);
});

it('starts, takes the next port where one is taken, keeps others off its data, and ends cleanly', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const taken = (blocker.address() as AddressInfo).port;
  const server = start({ PORT: String(taken) });
  const url = await server.ready;
  blocker.close();
  expect(Number(new URL(url).port)).toBeGreaterThan(taken);
  expect(server.output()).toContain(`port ${taken} is taken`);
  const health = await fetch(`${url}/api/health`).then((answer) => answer.json());
  expect(health).toMatchObject({ engine: 'embedded', hasDemoData: false });

  const second = start({});
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`process ${server.child.pid}`);
  expect(second.output()).not.toContain('at lockDirectory');

  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);
}, 60_000);

it('starts again, and ends when its starter is gone', async () => {
  const server = start({});
  await server.ready;
  server.child.disconnect();
  expect(await server.ended).toBe(0);
}, 60_000);

it('answers what is under way before it ends', async () => {
  const server = start({});
  const url = await server.ready;
  const ask = () =>
    fetch(`${url}/api/register`).then(async (answer) => [
      answer.status,
      ((await answer.json()) as { routes: unknown[] }).routes.length > 0,
    ]);
  const asked = Promise.allSettled(Array.from({ length: 20 }, ask));
  await sleep(100);
  server.child.kill('SIGINT');
  const answered = (await asked).filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
  // A connection it had not accepted yet is refused; what it had begun is answered whole.
  expect(answered.length).toBeGreaterThan(0);
  expect(answered).toEqual(answered.map(() => [200, true]));
  expect(await server.ended).toBe(0);
}, 60_000);

it.skipIf(!process.env.TEST_DATABASE_URL)(
  'uses the PostgreSQL of DATABASE_URL, and says why when it cannot',
  async () => {
    const database = await createTestDatabase('template0');
    const server = start({ DATABASE_URL: database.url });
    const health = await fetch(`${await server.ready}/api/health`).then((answer) => answer.json());
    expect(health).toMatchObject({ engine: 'postgis' });
    expect(server.output()).not.toContain('evaluation');
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    await database.drop();
    const lost = start({ DATABASE_URL: database.url });
    expect(await lost.ended).toBe(1);
    expect(lost.output()).toMatch(/database "test_\w+" does not exist/);
    expect(lost.output()).not.toContain(new URL(database.url).password);
  },
  60_000,
);
