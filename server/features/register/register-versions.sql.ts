import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterVersionTable } from './register.table.ts';

export type VersionRow = Selectable<RegisterVersionTable>;

/** Every version of every member that was not taken back, oldest first. */
export async function selectVersions(db: Kysely<Database>): Promise<VersionRow[]> {
  return db
    .selectFrom('register_version')
    .selectAll()
    .where('undone_at', 'is', null)
    .orderBy('unit_class')
    .orderBy('member_id')
    .orderBy('version')
    .execute();
}

/** The highest number that each member ever had, versions taken back included: numbers are not used twice. */
export async function selectLastNumbers(
  db: Kysely<Database>,
): Promise<{ unit_class: UnitClass; member_id: string; version: number }[]> {
  return db
    .selectFrom('register_version')
    .select(['unit_class', 'member_id'])
    .select((eb) => eb.fn.max('version').as('version'))
    .groupBy(['unit_class', 'member_id'])
    .execute();
}

export async function insertVersions(
  db: Kysely<Database>,
  rows: readonly Insertable<RegisterVersionTable>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) {
    await db
      .insertInto('register_version')
      .values(rows.slice(at, at + 500))
      .execute();
  }
}

export async function markUndone(
  db: Kysely<Database>,
  { unitClass, memberId, version }: { unitClass: UnitClass; memberId: string; version: number },
  at: Date,
): Promise<void> {
  await db
    .updateTable('register_version')
    .set({ undone_at: at })
    .where('unit_class', '=', unitClass)
    .where('member_id', '=', memberId)
    .where('version', '=', version)
    .execute();
}

/** Which files were loaded, with the row locked: edits of the register come one after the other. */
export async function lockRegister(
  db: Kysely<Database>,
): Promise<{ fileVersion: string | null; editCount: number } | undefined> {
  const row = await db
    .selectFrom('register_about')
    .select(['file_version', 'edit_count'])
    .forUpdate()
    .executeTakeFirst();
  return row && { fileVersion: row.file_version, editCount: row.edit_count };
}

export async function setEditCount(db: Kysely<Database>, editCount: number): Promise<void> {
  await db.updateTable('register_about').set({ edit_count: editCount }).execute();
}

/** Names the state of the register: whatever is made from it is kept by this name. */
export async function setRegisterVersion(db: Kysely<Database>, version: string): Promise<void> {
  await sql`update meta set register_version = ${version}`.execute(db);
}
