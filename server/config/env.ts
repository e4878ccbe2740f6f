/** Environment variables as strings; an empty one counts as absent, as shells and compose files leave them. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The variables the platform reads, each named once. */
export interface RawSettings {
  port: string | undefined;
  host: string | undefined;
  databaseUrl: string | undefined;
  dataDir: string | undefined;
  cacheDir: string | undefined;
  logLevel: string | undefined;
  demo: string | undefined;
  queryTimeoutMs: string | undefined;
  requestTimeoutMs: string | undefined;
}

/** Reads the environment; judges nothing. */
export function readEnv(env: Env): RawSettings {
  const read = (name: string) => (env[name]?.trim() ? env[name].trim() : undefined);
  return {
    port: read('PORT'),
    host: read('HOST'),
    databaseUrl: read('DATABASE_URL'),
    dataDir: read('DATA_DIR'),
    cacheDir: read('CACHE_DIR'),
    logLevel: read('LOG_LEVEL'),
    demo: read('DEMO'),
    queryTimeoutMs: read('QUERY_TIMEOUT_MS'),
    requestTimeoutMs: read('REQUEST_TIMEOUT_MS'),
  };
}
