import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Config } from '../config/config.ts';
import type { Database } from './database.ts';
import { EmbeddedDialect } from './embedded/embedded-dialect.ts';
import { EmbeddedServer } from './embedded/embedded-server.ts';
import { pgTypes } from './type-parsers.ts';

export type Engine = 'embedded' | 'postgis';

export interface OpenDatabase {
  db: Kysely<Database>;
  engine: Engine;
  /** Runs a script of several statements, outside any transaction. */
  close(): Promise<void>;
}

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'queryTimeoutMs'>;

/** Opens PostgreSQL + PostGIS when DATABASE_URL is set, else the embedded engine in the data directory. */
export async function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  return config.databaseUrl ? openPostgis(config.databaseUrl, config) : openEmbedded(config);
}

async function openPostgis(url: string, config: DatabaseConfig): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    statement_timeout: config.queryTimeoutMs,
    application_name: 'trong-diem',
    types: pgTypes,
  });
  // An idle connection that breaks is replaced by the pool; the next query says what is wrong.
  pool.on('error', () => {});
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: 'postgis', close: () => db.destroy() };
}

async function openEmbedded(config: DatabaseConfig): Promise<OpenDatabase> {
  const directory = join(config.dataDir, 'database');
  mkdirSync(directory, { recursive: true });
  const server = new EmbeddedServer(directory);
  await server.open();
  const db = new Kysely<Database>({ dialect: new EmbeddedDialect({ server, queryTimeoutMs: config.queryTimeoutMs }) });
  return {
    db,
    engine: 'embedded',
    async close() {
      await db.destroy();
      await server.close();
    },
  };
}
