import type { Insertable, Kysely, Selectable } from 'kysely';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Database } from '../../db/database.ts';
import type { QualityDismissalTable } from './quality.table.ts';

/** Findings that were set aside, of all agencies; few. */
export async function selectDismissals(db: Kysely<Database>): Promise<Selectable<QualityDismissalTable>[]> {
  return db.selectFrom('quality_dismissal').selectAll().where('province_code', '=', PROVINCE_CODE).execute();
}

/** Sets a finding aside, or again where a record changed since. */
export async function upsertDismissal(
  db: Kysely<Database>,
  dismissal: Insertable<QualityDismissalTable>,
): Promise<void> {
  const { province_code: _province, finding_key: _key, ...changes } = dismissal;
  await db
    .insertInto('quality_dismissal')
    .values(dismissal)
    .onConflict((conflict) => conflict.columns(['province_code', 'finding_key']).doUpdateSet(changes))
    .execute();
}

export async function findDismissal(
  db: Kysely<Database>,
  key: string,
): Promise<Selectable<QualityDismissalTable> | undefined> {
  return db
    .selectFrom('quality_dismissal')
    .selectAll()
    .where('province_code', '=', PROVINCE_CODE)
    .where('finding_key', '=', key)
    .executeTakeFirst();
}

export async function deleteDismissal(db: Kysely<Database>, key: string): Promise<void> {
  await db
    .deleteFrom('quality_dismissal')
    .where('province_code', '=', PROVINCE_CODE)
    .where('finding_key', '=', key)
    .execute();
}
