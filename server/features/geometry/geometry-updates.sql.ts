import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { GeometryUpdateTable } from './geometry-updates.table.ts';

export type GeometryUpdateRow = Selectable<GeometryUpdateTable>;

/** Keeps a preview; those past their hour go. */
export async function insertGeometryUpdate(
  db: Kysely<Database>,
  row: Insertable<GeometryUpdateTable>,
  now: Date,
): Promise<void> {
  await db.deleteFrom('geometry_update').where('state', '=', 'previewed').where('expires_at', '<=', now).execute();
  await db.insertInto('geometry_update').values(row).execute();
}

export async function findGeometryUpdate(
  db: Kysely<Database>,
  id: string,
): Promise<Omit<GeometryUpdateRow, 'routes'> | undefined> {
  return db
    .selectFrom('geometry_update')
    .select(['id', 'file_name', 'sha256', 'identity_id', 'org_unit_id', 'state', 'preview', 'created_at'])
    .select(['expires_at', 'confirmed_at', 'from_on', 'source', 'versions'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** With its row locked: of two at the same time the second finds what the first left. */
export async function lockGeometryUpdate(db: Kysely<Database>, id: string): Promise<GeometryUpdateRow | undefined> {
  return db.selectFrom('geometry_update').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function markGeometryConfirmed(
  db: Kysely<Database>,
  id: string,
  by: { identity_id: string; org_unit_id: string; confirmed_at: Date; from_on: string; source: string },
  versions: readonly { routeId: string; version: number }[],
): Promise<void> {
  await db
    .updateTable('geometry_update')
    .set({ ...by, state: 'confirmed', routes: null, versions: JSON.stringify(versions) })
    .where('id', '=', id)
    .execute();
}

export async function markGeometryUndone(db: Kysely<Database>, id: string): Promise<void> {
  await db.updateTable('geometry_update').set({ state: 'undone' }).where('id', '=', id).execute();
}

export async function deleteGeometryUpdate(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('geometry_update').where('id', '=', id).execute();
}

/** Those that were confirmed, newest first. */
export async function listGeometryUpdates(
  db: Kysely<Database>,
): Promise<Omit<GeometryUpdateRow, 'routes' | 'preview'>[]> {
  return db
    .selectFrom('geometry_update')
    .select(['id', 'file_name', 'sha256', 'identity_id', 'org_unit_id', 'state', 'created_at', 'expires_at'])
    .select(['confirmed_at', 'from_on', 'source', 'versions'])
    .where('state', '<>', 'previewed')
    .orderBy('confirmed_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}
