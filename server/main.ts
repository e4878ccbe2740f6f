import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { parseConfig, type Config } from './config/config.ts';
import { readEnv } from './config/env.ts';
import type { AppContext } from './context.ts';
import { analyze } from './db/meta.sql.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open-database.ts';
import { getIndicator1 } from './features/coverage/coverage.service.ts';
import { loadDemoIfFirst } from './features/demo/demo.service.ts';
import { forgetExpired } from './features/imports/imports.service.ts';
import { getPeriod } from './features/periods/period-query.service.ts';
import { listPeriods } from './features/periods/periods.service.ts';
import { bringDayIntoForce } from './features/register-versions/day-change.service.ts';
import { loadRegisterIfStale } from './features/register/register.service.ts';
import { getHealth } from './features/system/system.service.ts';
import { listenOnFreePort } from './http/listen.ts';
import { ProgressBoard } from './jobs/progress.ts';
import { openJobs } from './jobs/worker-jobs.ts';
import { openLog, step } from './start-log.ts';

/*
 * Owns the process: opens everything in order, says how long each step took,
 * and on SIGTERM, SIGINT or the end of its starter closes everything in reverse.
 */
const startedAt = performance.now();
const config = configOrExit();
const log = openLog(config);

function configOrExit(): Config {
  try {
    return parseConfig(readEnv(process.env), process.cwd());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const onLost = (error: unknown) => log.error({ err: error }, 'database housekeeping failed');
const { db, engine, close } = await step('Mở cơ sở dữ liệu', 'open the database', () => openDatabase(config, onLost));
const ctx: AppContext = {
  config,
  db,
  engine,
  jobs: openJobs(),
  progress: new ProgressBoard(),
  log,
  now: Date.now,
  dataDir: config.dataDir,
};
await step('Cập nhật lược đồ', 'migrate', () => migrate(db, engine));
const hasNewRegister = await step('Nạp danh mục địa bàn, tuyến', 'load the register', () => loadRegisterIfStale(ctx));
// Versions of the register that begin between two starts.
await bringDayIntoForce(ctx);
// Previews that nobody confirmed before the last stop.
await forgetExpired(ctx);
const hasNewDemo =
  config.loadDemo && (await step('Nạp năm dữ liệu mô phỏng', 'load the demo year', () => loadDemoIfFirst(ctx)));
if (hasNewRegister || hasNewDemo) await step('Thống kê bảng', 'gather statistics', () => analyze(db));

// Known from the start, so that it can be told even while long work holds the database.
await getHealth(ctx, db);
const server = createServer(createApp(ctx));
server.requestTimeout = config.requestTimeoutMs;
server.headersTimeout = Math.min(20_000, config.requestTimeoutMs);
const port = await listenOnFreePort(server, config.host, config.port);
const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
// Other commands of this project (demo:remove) find the running server here.
const addressFile = join(config.dataDir, 'server.url');
if (engine === 'embedded') writeFileSync(addressFile, url);
sayReady();
const stopping = new AbortController();
// The first page finds its figures; who asks sooner waits for the same computation.
const warmed = computeDefaultPeriod().catch((error: unknown) => {
  if (!stopping.signal.aborted) log.warn({ err: error }, 'the default period was not computed at start');
});

async function computeDefaultPeriod(): Promise<void> {
  const { defaultId } = await listPeriods(ctx, db);
  await getIndicator1(ctx, getPeriod(defaultId), stopping.signal);
}

function sayReady(): void {
  if (port !== config.port && config.port !== 0) {
    console.log(`! Cổng ${config.port} đang bận, dùng ${port} / port ${config.port} is taken, using ${port}`);
  }
  if (engine === 'embedded') {
    console.log('! Cơ sở dữ liệu nhúng, để dùng thử / embedded database, for evaluation (DATABASE_URL → PostGIS)');
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`✓ Trọng Điểm: ${url}  (${seconds} s; Ctrl+C để dừng / to stop)`);
}

// And while it runs: a day that cannot be brought in now is tried again a minute later.
const eachMinute = setInterval(() => {
  bringDayIntoForce(ctx).catch((error: unknown) => log.error({ err: error }, 'today’s register was not brought in'));
}, 60_000);

let stoppingSince = 0;
/** Lets running requests end for 10 s, then closes the database. A second signal a second later ends at once. */
async function stop(): Promise<void> {
  if (stoppingSince > 0) {
    if (Date.now() - stoppingSince > 1000) process.exit(1);
    return;
  }
  stoppingSince = Date.now();
  stopping.abort();
  clearInterval(eachMinute);
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), 10_000).unref();
  await Promise.all([ended, warmed]);
  clearTimeout(deadline);
  await ctx.jobs.close();
  await close();
  rmSync(addressFile, { force: true });
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop());
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
