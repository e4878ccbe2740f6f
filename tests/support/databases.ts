import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open-database.ts';
import { CACHE_DIR } from './paths.ts';

const TEMPLATE = 'trong_diem_template';

/** A migrated database of its own on the run's cluster; dropped by the caller. */
export async function createTestDatabase(template: string = TEMPLATE): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) throw new Error('TEST_DATABASE_URL is not set: run through vitest, which starts a cluster');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(adminUrl, `create database ${name} template ${template}`);
  return { url: urlOf(adminUrl, name), drop: () => execute(adminUrl, `drop database if exists ${name} with (force)`) };
}

/** Made anew once per run, so that it always has this checkout's migrations. */
export async function createTemplateDatabase(adminUrl: string): Promise<void> {
  await execute(adminUrl, `drop database if exists ${TEMPLATE} with (force)`);
  await execute(adminUrl, `create database ${TEMPLATE} template template0 encoding 'UTF8'`);
  const databaseUrl = urlOf(adminUrl, TEMPLATE);
  const { db, engine, close } = await openDatabase({
    databaseUrl,
    dataDir: '',
    cacheDir: CACHE_DIR,
    queryTimeoutMs: 60_000,
  });
  await migrate(db, engine);
  await close();
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
