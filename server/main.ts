import { createServer, type Server } from 'node:http';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { parseConfig, type Config } from './config/config.ts';
import { readEnv } from './config/env.ts';
import type { AppContext } from './context.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open-database.ts';
import { openJobs } from './jobs/worker-jobs.ts';

/** Owns the process: opens everything in order, says how long each step took, closes everything in reverse. */
const startedAt = performance.now();
const config = readConfig();
const log = pino({ level: config.logLevel });

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  log.info({ step: name, ms: Math.round(performance.now() - from) }, name);
  return result;
}

function readConfig(): Config {
  try {
    return parseConfig(readEnv(process.env), process.cwd());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const { db, engine, close } = await step('open database', () => openDatabase(config));
const ctx: AppContext = { config, db, engine, jobs: openJobs(), log, now: Date.now, dataDir: config.dataDir };
await step('migrate', () => migrate(db, engine));

const server = createServer(createApp(ctx));
const port = await listenOnFreePort(server, config);
log.info({ ms: Math.round(performance.now() - startedAt) }, `http://${config.host}:${port}`);

async function listenOnFreePort(http: Server, { port: first, host }: Config): Promise<number> {
  for (let candidate = first; ; candidate++) {
    try {
      return await new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(candidate, host, () => resolve(candidate));
      });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || candidate - first > 50) throw error;
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    server.closeIdleConnections();
    await ctx.jobs.close();
    await close();
    process.exit(0);
  });
}
