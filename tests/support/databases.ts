import { randomUUID } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** An empty database of its own on the run's cluster. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) throw new Error('TEST_DATABASE_URL is not set');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runOnce(adminUrl, `create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runOnce(adminUrl, `drop database if exists ${name} with (force)`) };
}

async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Copies the run's migrated template into a data directory, when the run has made one. */
export async function prepareEmbeddedDataDir(dataDir: string): Promise<void> {
  const template = process.env.TEST_EMBEDDED_TEMPLATE;
  if (template && existsSync(template)) cpSync(template, join(dataDir, 'database'), { recursive: true });
}
