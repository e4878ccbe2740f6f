import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { MetaTable } from './meta.table.ts';

/** The one row of facts about this database. */
export async function getMeta(db: Kysely<Database>): Promise<Selectable<MetaTable>> {
  return db.selectFrom('meta').selectAll().executeTakeFirstOrThrow();
}

/** How many changes measures, incidents and reports have seen. */
export async function getDataVersion(db: Kysely<Database>): Promise<number> {
  const { data_version } = await db.selectFrom('meta').select('data_version').executeTakeFirstOrThrow();
  return data_version;
}

/** Call in the transaction of every change to measures, incidents or reports; returns the new version. */
export async function bumpDataVersion(db: Kysely<Database>): Promise<number> {
  const { data_version } = await db
    .updateTable('meta')
    .set({ data_version: sql<number>`data_version + 1` })
    .returning('data_version')
    .executeTakeFirstOrThrow();
  return data_version;
}

/** Version strings of the engine, e.g. `15.14` and `3.3.2`. */
export async function getEngineVersions(db: Kysely<Database>): Promise<{ postgres: string; postgis: string }> {
  const { rows } = await sql<{ postgres: string; postgis: string }>`
    select current_setting('server_version') as postgres, postgis_lib_version() as postgis
  `.execute(db);
  return rows[0];
}

/** Statistics for the query planner; on the embedded engine nobody else gathers them. */
export async function analyze(db: Kysely<Database>): Promise<void> {
  await sql`analyze`.execute(db);
}
