import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../db/database.ts';

export type SourceRow = Pick<
  Selectable<Database['import_batch']>,
  'id' | 'file_name' | 'sha256' | 'identity_id' | 'org_unit_id' | 'confirmed_at' | 'created_at'
>;

/** The files that records came from. */
export async function selectSources(db: Kysely<Database>, ids: readonly string[]): Promise<SourceRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('import_batch')
    .select(['id', 'file_name', 'sha256', 'identity_id', 'org_unit_id', 'confirmed_at', 'created_at'])
    .where('id', 'in', [...ids])
    .execute();
}
