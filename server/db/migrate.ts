import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Engine } from './open-database.ts';
import { splitStatements } from './split-statements.ts';
import { runInTransaction } from './transaction.ts';

export const MIGRATIONS_DIR = join(import.meta.dirname, 'migrations');

/** Names our lock among the database's advisory locks: two servers never migrate at once. */
const LOCK_KEY = 4_000_001;

export interface Migration {
  /** `0001-frame` */
  name: string;
  sql: string;
  checksum: string;
}

export class MigrationError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationError';
  }
}

/** The numbered SQL files of a folder, in order. */
export function readMigrations(directory: string = MIGRATIONS_DIR): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const numbers = new Set<string>();
  return files.map((file) => {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1];
    if (!number) throw new MigrationError(`${file}: a migration is named NNNN-name.sql`);
    if (numbers.has(number)) throw new MigrationError(`${file}: number ${number} is taken`);
    numbers.add(number);
    const text = readFileSync(join(directory, file), 'utf8');
    return { name: file.slice(0, -4), sql: text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

/**
 * Applies what is missing, each file in a transaction of its own, and checks
 * that what was applied has not been rewritten since.
 * @returns names of the migrations applied now
 * @throws MigrationError naming the file and the statement
 */
export async function migrate(
  db: Kysely<Database>,
  engine: Engine,
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  await runInTransaction(db, async (trx) => {
    await lock(trx, engine);
    await sql`
      create table if not exists schema_migration (
        name text primary key, checksum text not null, applied_at timestamptz not null default now())
    `.execute(trx);
  });
  const appliedNow: string[] = [];
  for (const migration of migrations) {
    if (await runInTransaction(db, (trx) => applyOne(trx, engine, migration))) appliedNow.push(migration.name);
  }
  return appliedNow;
}

/** Held to the end of the transaction; the embedded engine has one user only. */
async function lock(trx: Transaction<Database>, engine: Engine): Promise<void> {
  if (engine === 'postgis') await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(trx);
}

async function applyOne(trx: Transaction<Database>, engine: Engine, migration: Migration): Promise<boolean> {
  await lock(trx, engine);
  const { name, checksum } = migration;
  const done = await trx.selectFrom('schema_migration').select('checksum').where('name', '=', name).executeTakeFirst();
  if (done && done.checksum !== checksum) {
    throw new MigrationError(`${name}.sql was changed after it was applied; write a new migration instead`);
  }
  if (done) return false;
  for (const statement of splitStatements(migration.sql)) {
    try {
      await sql.raw(statement.text).execute(trx);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new MigrationError(`${name}.sql, line ${statement.line}: ${why}\n${statement.text.slice(0, 400)}`, error);
    }
  }
  await trx.insertInto('schema_migration').values({ name, checksum }).execute();
  return true;
}
