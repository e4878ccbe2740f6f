import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { ImportBatchTable, ImportMappingTable } from './imports.table.ts';

/** Stores a preview. */
export async function insertBatch(db: Kysely<Database>, batch: Insertable<ImportBatchTable>): Promise<void> {
  await db.insertInto('import_batch').values(batch).execute();
}

/** A batch without its records, which may be megabytes. */
export async function findBatch(
  db: Kysely<Database>,
  id: string,
): Promise<Omit<Selectable<ImportBatchTable>, 'records'> | undefined> {
  return db
    .selectFrom('import_batch')
    .select([
      'province_code',
      'id',
      'kind',
      'format',
      'file_name',
      'sha256',
      'identity_id',
      'org_unit_id',
      'state',
      'good',
      'bad_total',
      'preview',
      'created_at',
      'expires_at',
      'confirmed_at',
      'undone_at',
      'undone_by',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The staged records of a batch, its row locked until the transaction ends, so that two confirmations cannot both store it. */
export async function lockBatchRecords(
  db: Kysely<Database>,
  id: string,
): Promise<Selectable<ImportBatchTable> | undefined> {
  return db.selectFrom('import_batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Marks a batch as stored and drops its records, which live on as themselves. */
export async function markConfirmed(db: Kysely<Database>, id: string, confirmedAt: Date): Promise<void> {
  await db
    .updateTable('import_batch')
    .set({ state: 'confirmed', confirmed_at: confirmedAt, records: null })
    .where('id', '=', id)
    .execute();
}

export async function deleteBatch(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('import_batch').where('id', '=', id).execute();
}

/** Previews past their hour; called with every new preview and at every start, so that none lingers. */
export async function deleteExpired(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('import_batch').where('state', '=', 'previewed').where('expires_at', '<=', now).execute();
}

/** When the same file was stored before, latest first; undefined when never. */
export async function findEarlierImport(
  db: Kysely<Database>,
  kind: ImportBatchTable['kind'],
  sha256: string,
): Promise<Date | undefined> {
  const earlier = await db
    .selectFrom('import_batch')
    .select('confirmed_at')
    .where('sha256', '=', sha256)
    .where('kind', '=', kind)
    .where('state', '=', 'confirmed')
    .orderBy('confirmed_at', 'desc')
    .executeTakeFirst();
  return earlier?.confirmed_at ?? undefined;
}

/** What an agency's columns meant before, latest first, at most `limit` sets of headings. */
export async function listMappings(
  db: Kysely<Database>,
  orgUnitId: string,
  kind: ImportMappingTable['kind'],
  limit: number,
): Promise<Pick<Selectable<ImportMappingTable>, 'headings_sha256' | 'mapping' | 'constants'>[]> {
  return db
    .selectFrom('import_mapping')
    .select(['headings_sha256', 'mapping', 'constants'])
    .where('org_unit_id', '=', orgUnitId)
    .where('kind', '=', kind)
    .orderBy('used_at', 'desc')
    .limit(limit)
    .execute();
}

/** Stores what an agency's columns mean, over what was stored for the same headings. */
export async function storeMapping(db: Kysely<Database>, mapping: Insertable<ImportMappingTable>): Promise<void> {
  await db
    .insertInto('import_mapping')
    .values(mapping)
    .onConflict((conflict) =>
      conflict
        .columns(['province_code', 'org_unit_id', 'kind', 'headings_sha256'])
        .doUpdateSet({ mapping: mapping.mapping, constants: mapping.constants, used_at: mapping.used_at }),
    )
    .execute();
}

/** Forgets what an agency's columns of one layout meant. */
export async function deleteMapping(
  db: Kysely<Database>,
  { org_unit_id, kind, headings_sha256 }: Pick<ImportMappingTable, 'org_unit_id' | 'kind' | 'headings_sha256'>,
): Promise<void> {
  await db
    .deleteFrom('import_mapping')
    .where('org_unit_id', '=', org_unit_id)
    .where('kind', '=', kind)
    .where('headings_sha256', '=', headings_sha256)
    .execute();
}
