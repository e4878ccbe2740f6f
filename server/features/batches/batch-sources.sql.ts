import type { Kysely, Selectable } from 'kysely';
import type { DayRange } from '#geo/domain/period.ts';
import type { Database } from '../../db/database.ts';
import { PROVINCE_CODE } from '../../db/province.ts';

export type SourceRow = Pick<
  Selectable<Database['import_batch']>,
  'id' | 'file_name' | 'format' | 'sha256' | 'identity_id' | 'org_unit_id' | 'confirmed_at' | 'created_at'
>;

/** The files that records came from. */
export async function selectSources(db: Kysely<Database>, ids: readonly string[]): Promise<SourceRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('import_batch')
    .select(['id', 'file_name', 'format', 'sha256', 'identity_id', 'org_unit_id', 'confirmed_at', 'created_at'])
    .where('id', 'in', [...ids])
    .execute();
}

/** Which file each measure of a sender came from, of those in force that overlap half-open days. */
export async function selectMeasureBatches(
  db: Kysely<Database>,
  senderId: string,
  days: DayRange,
): Promise<{ id: string; batch_id: string | null }[]> {
  return db
    .selectFrom('measure')
    .select(['id', 'batch_id'])
    .where('province_code', '=', PROVINCE_CODE)
    .where('entered_by_org_unit_id', '=', senderId)
    .where('superseded_by', 'is', null)
    .where('first_on', '<', days.untilOn)
    .where('until_on', '>', days.fromOn)
    .execute();
}
