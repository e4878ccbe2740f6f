import { sql, type Kysely, type Selectable } from 'kysely';
import type { BatchQuery } from '#geo/contract/batches.contract.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Database } from '../../db/database.ts';
import type { ExactScope } from '../../db/place-filter.ts';

/** A stored file without its preview, and how many of its records still exist. */
export type BatchRow = Omit<
  Selectable<Database['import_batch']>,
  'records' | 'preview' | 'province_code' | 'expires_at'
> & {
  left: number;
};

const columns = [
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
  'created_at',
  'confirmed_at',
  'undone_at',
  'undone_by',
] as const;

const left = sql<number>`(case kind
  when 'measures' then (select count(*) from measure
    where measure.province_code = import_batch.province_code and measure.batch_id = import_batch.id)
  else (select count(*) from incident
    where incident.province_code = import_batch.province_code and incident.batch_id = import_batch.id)
  end)::int`.as('left');

export type BatchFilter = Pick<BatchQuery, 'kind' | 'state' | 'orgUnit'> & { sent?: { from: Date; until: Date } };

function batchesOf(db: Kysely<Database>, filter: BatchFilter, scope: ExactScope) {
  let batches = db
    .selectFrom('import_batch')
    .where('province_code', '=', PROVINCE_CODE)
    .where('state', '<>', 'previewed');
  if (scope !== 'all') batches = batches.where('org_unit_id', 'in', [...scope]);
  if (filter.kind) batches = batches.where('kind', '=', filter.kind);
  if (filter.state) batches = batches.where('state', '=', filter.state);
  if (filter.orgUnit !== undefined) batches = batches.where('org_unit_id', '=', filter.orgUnit);
  const { sent } = filter;
  if (sent) batches = batches.where('confirmed_at', '>=', sent.from).where('confirmed_at', '<', sent.until);
  return batches;
}

/** The names of the stored files of a scope, newest first: to be searched as they are shown. */
export async function selectBatchNames(
  db: Kysely<Database>,
  filter: BatchFilter,
  scope: ExactScope,
): Promise<{ id: string; file_name: string }[]> {
  return batchesOf(db, filter, scope)
    .select(['id', 'file_name'])
    .orderBy('confirmed_at', 'desc')
    .orderBy('id')
    .execute();
}

/** One page of the stored files of a scope, newest first, and how many there are; of `ids` only, where given. */
export async function selectBatchPage(
  db: Kysely<Database>,
  filter: BatchFilter,
  scope: ExactScope,
  { page, pageSize }: Pick<BatchQuery, 'page' | 'pageSize'>,
  ids?: readonly string[],
): Promise<{ rows: BatchRow[]; total: number }> {
  if (ids?.length === 0) return { rows: [], total: 0 };
  let batches = batchesOf(db, filter, scope);
  if (ids) batches = batches.where('id', 'in', [...ids]);
  const { total } = await batches.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await batches
    .select(columns)
    .select(left)
    .orderBy('confirmed_at', 'desc')
    .orderBy('id')
    .limit(pageSize)
    .offset(Math.min((page - 1) * pageSize, 1_000_000_000))
    .execute();
  return { rows, total };
}

/** One stored file; `lock` keeps a second undo waiting until the transaction ends. */
export async function selectBatch(db: Kysely<Database>, id: string, lock = false): Promise<BatchRow | undefined> {
  const query = db
    .selectFrom('import_batch')
    .select(columns)
    .select(left)
    .where('province_code', '=', PROVINCE_CODE)
    .where('id', '=', id)
    .where('state', '<>', 'previewed');
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** What became of a record since its file was stored. */
export interface BatchRecord {
  id: string;
  row: number | null;
  version: number;
  verified: boolean;
  merged: boolean;
}

/** The records of a file that still exist, in order of rows, locked where they are about to be removed. */
export async function selectBatchRecords(
  db: Kysely<Database>,
  kind: Database['import_batch']['kind'],
  batchId: string,
  lock: boolean,
): Promise<BatchRecord[]> {
  const state =
    kind === 'measures'
      ? sql`status = 'verified' as verified, superseded_by is not null as merged`
      : sql`false as verified, false as merged`;
  const { rows } = await sql<BatchRecord>`
    select id, batch_row as "row", version, ${state} from ${sql.table(tableOf(kind))}
    where province_code = ${PROVINCE_CODE} and batch_id = ${batchId}
    order by batch_row nulls last, id ${lock ? sql`for update` : sql``}
  `.execute(db);
  return rows;
}

/** Removes every record of a file; returns how many. */
export async function deleteBatchRecords(
  db: Kysely<Database>,
  kind: Database['import_batch']['kind'],
  batchId: string,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom(tableOf(kind))
    .where('province_code', '=', PROVINCE_CODE)
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function markUndone(db: Kysely<Database>, id: string, undoneBy: string, undoneAt: Date): Promise<void> {
  await db
    .updateTable('import_batch')
    .set({ state: 'undone', undone_at: undoneAt, undone_by: undoneBy })
    .where('province_code', '=', PROVINCE_CODE)
    .where('id', '=', id)
    .execute();
}

function tableOf(kind: Database['import_batch']['kind']): 'measure' | 'incident' {
  return kind === 'measures' ? 'measure' : 'incident';
}
