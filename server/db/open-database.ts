import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql, type Driver } from 'kysely';
import pg from 'pg';
import type { Config } from '../config/config.ts';
import type { Database } from './database.ts';
import { EmbeddedDialect } from './embedded/embedded-dialect.ts';
import { lockDirectory } from './embedded/directory-lock.ts';
import { startHousekeeping } from './embedded/housekeeping.ts';
import { openDirectory } from './embedded/template.ts';
import { refuseInsideTransaction } from './transaction.ts';
import { pgTypes } from './type-parsers.ts';

export type Engine = 'embedded' | 'postgis';

export interface OpenDatabase {
  db: Kysely<Database>;
  engine: Engine;
  /** Lets running queries end, flushes, and frees the directory. */
  close(): Promise<void>;
}

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'cacheDir' | 'queryTimeoutMs'>;

/**
 * Opens PostgreSQL + PostGIS when DATABASE_URL is set, else the embedded engine in the data directory.
 * @param onFault told of faults that no query could be told of
 * @throws DirectoryLocked when another process has the embedded database open
 */
export async function openDatabase(
  config: DatabaseConfig,
  onFault: (error: unknown) => void = () => {},
): Promise<OpenDatabase> {
  return config.databaseUrl ? openPostgis(config.databaseUrl, config, onFault) : openEmbedded(config, onFault);
}

async function openPostgis(
  url: string,
  config: DatabaseConfig,
  onFault: (error: unknown) => void,
): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    statement_timeout: config.queryTimeoutMs,
    application_name: 'trong-diem',
    types: pgTypes,
  });
  // An idle connection that breaks is replaced by the pool; the next query says what is wrong.
  pool.on('error', onFault);
  const db = new Kysely<Database>({ dialect: new ServerDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, engine: 'postgis', close: () => db.destroy() };
}

/** As on the embedded engine, the outer `db` is refused inside a transaction: one behaviour, one set of bugs. */
class ServerDialect extends PostgresDialect {
  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = (options) => {
      refuseInsideTransaction();
      return acquire(options);
    };
    return driver;
  }
}

async function openEmbedded(config: DatabaseConfig, onFault: (error: unknown) => void): Promise<OpenDatabase> {
  const directory = join(config.dataDir, 'database');
  mkdirSync(config.dataDir, { recursive: true });
  const unlock = lockDirectory(`${directory}.lock`);
  try {
    const server = await openDirectory(directory, config.cacheDir);
    const { queryTimeoutMs } = config;
    const db = new Kysely<Database>({ dialect: new EmbeddedDialect({ server, queryTimeoutMs }) });
    const stopHousekeeping = startHousekeeping(db, onFault);
    return {
      db,
      engine: 'embedded',
      async close() {
        stopHousekeeping();
        await db.destroy();
        await server.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
