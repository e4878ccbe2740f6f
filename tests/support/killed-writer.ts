import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { openDatabase } from '#server/db/open-database.ts';
import { CACHE_DIR } from './paths.ts';

const WRITER = join(import.meta.dirname, 'writer.ts');

/**
 * Kills a writing process again and again, at different moments, and looks
 * each time at what is stored: every acknowledged transaction, each whole.
 * @returns how many transactions were stored in the end
 */
export async function killRepeatedly(dataDir: string, kills: number): Promise<number> {
  let stored = 0;
  for (let kill = 0; kill < kills; kill++) {
    const acknowledged = await writeUntilKilled(dataDir, stored, 50 + ((kill * 97) % 700));
    const { db, close } = await openDatabase({
      databaseUrl: undefined,
      dataDir,
      cacheDir: CACHE_DIR,
      queryTimeoutMs: 60_000,
    });
    const { rows } = await sql<{ n: number; parts: number }>`
      select n, count(*) as parts from written group by n order by n
    `.execute(db);
    await close();
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
    // One more than acknowledged may be stored: killed between storing and answering.
    expect(rows.length).toBeLessThanOrEqual(acknowledged + 1);
    expect(rows).toEqual(rows.map((_, i) => ({ n: i + 1, parts: 3 })));
    stored = rows.length;
  }
  return stored;
}

/** Starts a writer, waits for its first answer and `afterMs` more, then kills it; returns the last number it acknowledged. */
async function writeUntilKilled(dataDir: string, from: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, dataDir, CACHE_DIR, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = from;
  let timer: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
    last = Number(line);
  }
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return last;
}
