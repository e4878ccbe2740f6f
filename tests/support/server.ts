import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Role } from '#geo/domain/permission.ts';
import { createApp, endpointsOf } from '#server/app.ts';
import { parseConfig, type Config } from '#server/config/config.ts';
import { readEnv } from '#server/config/env.ts';
import type { AppContext } from '#server/context.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase, type Engine, type OpenDatabase } from '#server/db/open-database.ts';
import type { AnyEndpoint } from '#server/http/endpoint.ts';
import { ProgressBoard } from '#server/jobs/progress.ts';
import { openJobs } from '#server/jobs/worker-jobs.ts';
import { createTestDatabase } from './databases.ts';
import { CACHE_DIR } from './paths.ts';

export interface TestServer {
  ctx: AppContext;
  engine: Engine;
  app: ReturnType<typeof createApp>;
  url: string;
  /** Sets the clock; default 23/11/2026 08:00 in Vietnam. */
  setNow(isoInstant: string): void;
  /** fetch to this server; `as` is the identity, `json` the body. */
  request(path: string, options?: RequestOptions): Promise<TestAnswer>;
}

export interface RequestOptions extends Omit<RequestInit, 'headers'> {
  as?: Role;
  json?: unknown;
  headers?: Record<string, string>;
}

export interface TestAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed when the answer is JSON, else undefined. */
  body: any;
  bytes: Uint8Array;
}

export interface TestServerOptions {
  config?: Partial<Config>;
  /** Runs after migration, before the first test (load register, seed …). */
  prepare?(ctx: AppContext): Promise<void>;
  /** Endpoints instead of the project's own; the frame's tests bring theirs. */
  endpoints?: readonly AnyEndpoint[];
  distDir?: string;
  log?: Logger;
}

/** Why PostGIS is not tested in this run; undefined when it is. */
const POSTGIS_MISSING = process.env.TEST_DATABASE_URL ? undefined : (process.env.TEST_DATABASE_MISSING ?? 'unknown');

/**
 * One suite on both engines: the embedded one always, PostgreSQL + PostGIS
 * when the run has a cluster. Each gets a server of its own on a fresh,
 * migrated database. `t` is filled before the first test of the suite.
 */
export function describeOnBothEngines(name: string, body: (t: TestServer) => void, options: TestServerOptions = {}) {
  describe(`${name} · embedded`, () => body(useServer('embedded', options)));
  describe.skipIf(POSTGIS_MISSING !== undefined)(`${name} · postgis`, () => body(useServer('postgis', options)));
}

/** A server for one engine, opened before and closed after the tests of the surrounding suite. */
export function useServer(engine: Engine, options: TestServerOptions = {}): TestServer {
  const t = {} as TestServer;
  let close = async () => {};
  beforeAll(async () => {
    const started = await startServer(engine, options);
    close = started.close;
    Object.assign(t, started.server);
  }, 120_000);
  afterAll(() => close(), 30_000);
  return t;
}

async function startServer(engine: Engine, options: TestServerOptions) {
  const dataDir = mkdtempSync(join(tmpdir(), 'trong-diem-test-'));
  const database = engine === 'postgis' ? await createTestDatabase() : undefined;
  const config: Config = {
    ...parseConfig(readEnv({ DATABASE_URL: database?.url, DATA_DIR: dataDir, LOG_LEVEL: 'error' }), dataDir),
    cacheDir: CACHE_DIR,
    checkAnswers: true,
    ...options.config,
  };
  const opened = await openDatabase(config);
  await migrate(opened.db, opened.engine);
  let nowMs = Date.parse('2026-11-23T08:00:00+07:00');
  const ctx: AppContext = {
    config,
    db: opened.db,
    engine: opened.engine,
    jobs: openJobs(),
    progress: new ProgressBoard(),
    log: options.log ?? pino({ level: config.logLevel }),
    now: () => nowMs,
    dataDir,
  };
  await options.prepare?.(ctx);
  const app = createApp(ctx, options.endpoints ?? endpointsOf(), options.distDir);
  const http = createServer(app);
  const url = await listen(http);
  const server: TestServer = {
    ctx,
    engine,
    app,
    url,
    setNow: (iso) => {
      nowMs = Date.parse(iso);
    },
    request: (path, requestOptions) => send(url + path, requestOptions),
  };
  return { server, close: () => stop(http, ctx, opened, dataDir, database?.drop) };
}

function listen(http: Server): Promise<string> {
  return new Promise((resolve) => {
    http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`));
  });
}

async function stop(
  http: Server,
  ctx: AppContext,
  opened: OpenDatabase,
  dataDir: string,
  drop: (() => Promise<void>) | undefined,
): Promise<void> {
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  await ctx.jobs.close();
  await opened.close();
  await drop?.();
  rmSync(dataDir, { recursive: true, force: true });
}

async function send(url: string, options: RequestOptions = {}): Promise<TestAnswer> {
  const { as, json, headers = {}, ...init } = options;
  const answer = await fetch(url, {
    ...init,
    method: init.method ?? (json === undefined ? 'GET' : 'POST'),
    headers: {
      ...(as ? { 'X-Identity': as } : {}),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? init.body : JSON.stringify(json),
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    bytes,
    body: isJson && text ? JSON.parse(text) : undefined,
  };
}
