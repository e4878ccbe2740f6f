import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { parseConfig } from '#server/config/config.ts';
import { readEnv } from '#server/config/env.ts';
import type { AppContext } from '#server/context.ts';
import { DirectoryLocked } from '#server/db/embedded/directory-lock.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { runInTransaction } from '#server/db/transaction.ts';
import { removeDemo } from '#server/features/demo/demo.service.ts';
import { ProgressBoard } from '#server/jobs/progress.ts';
import { openJobs } from '#server/jobs/worker-jobs.ts';

/** `npm run demo:remove`: removes the simulated year for good, through the running server or without one. */
const config = parseConfig(readEnv(process.env), process.cwd());

async function removeDirectly(): Promise<unknown> {
  const { db, engine, close } = await openDatabase(config);
  const jobs = openJobs();
  try {
    await migrate(db, engine);
    const log = pino({ level: 'silent' });
    const progress = new ProgressBoard();
    const ctx: AppContext = { config, db, engine, jobs, progress, log, now: Date.now, dataDir: config.dataDir };
    return await runInTransaction(db, (trx) => removeDemo(ctx, trx));
  } finally {
    await jobs.close();
    await close();
  }
}

async function removeThroughServer(locked: DirectoryLocked): Promise<unknown> {
  const addressFile = join(config.dataDir, 'server.url');
  if (!existsSync(addressFile)) throw locked;
  const answer = await fetch(`${readFileSync(addressFile, 'utf8')}/api/demo`, { method: 'DELETE' });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json();
}

try {
  const removed = await removeDirectly().catch((error: unknown) => {
    if (error instanceof DirectoryLocked) return removeThroughServer(error);
    throw error;
  });
  console.log('Đã xóa dữ liệu mô phỏng / demo data removed:', JSON.stringify(removed));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
