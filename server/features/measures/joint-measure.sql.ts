import type { Kysely } from 'kysely';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Database } from '../../db/database.ts';

/** Puts measures behind the joint one that stands for them. */
export async function supersede(db: Kysely<Database>, ids: readonly string[], jointId: string): Promise<void> {
  await db
    .updateTable('measure')
    .set({ superseded_by: jointId })
    .where('province_code', '=', PROVINCE_CODE)
    .where('id', 'in', [...ids])
    .execute();
}

/** Brings back what a joint measure stood for, as it was; returns how many. */
export async function bringBack(db: Kysely<Database>, jointId: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('measure')
    .set({ superseded_by: null })
    .where('province_code', '=', PROVINCE_CODE)
    .where('superseded_by', '=', jointId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
