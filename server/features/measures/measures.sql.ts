import { sql, type Kysely } from 'kysely';
import type { CommuneId, MeasureId } from '#geo/domain/ids.ts';
import type { DayRange } from '#geo/domain/period.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import { GROUP_ROWS, groupsOf, jsonChunks } from '../../db/chunks.ts';
import { planAnew } from '../../db/plan-anew.ts';
import type { Database } from '../../db/database.ts';
import type { MeasureRow, StoredMeasure } from './measure-row.ts';

/**
 * Stores measures with their agencies and communes, a few statements for
 * hundreds of them. Rows are taken from `measures` as they are needed, so that
 * making tens of thousands of them never keeps the thread from other requests.
 * @param onStored told after each group how many are stored; what it throws ends the work
 */
export async function insertMeasures(
  db: Kysely<Database>,
  measures: Iterable<StoredMeasure>,
  onStored: (count: number) => void = () => undefined,
): Promise<void> {
  let stored = 0;
  for (const some of groupsOf(measures, GROUP_ROWS)) {
    if (stored === GROUP_ROWS) await planAnew(db);
    await insertRows(db, some);
    await insertParts(db, some);
    stored += some.length;
    onStored(stored);
  }
}

async function insertRows(db: Kysely<Database>, measures: readonly StoredMeasure[]): Promise<void> {
  for (const chunk of jsonChunks(measures.map(({ row }) => row))) {
    await sql`
      insert into measure (
        province_code, id, type, lead_org_unit_id, first_on, until_on, place_kind, place, route_id, route_version,
        site_id, geom, mask_geom, sub_scheme, status, evidence, document_number, note, origin, batch_id, batch_row,
        entered_by_org_unit_id, author_id, verifier_id, verified_at, created_at, updated_at, version)
      select
        province_code, id, type, lead_org_unit_id, first_on, until_on, place_kind, place::json, route_id, route_version,
        site_id, geom::geometry, mask_geom::geometry, sub_scheme, status, evidence, document_number, note, origin, batch_id, batch_row,
        entered_by_org_unit_id, author_id, verifier_id, verified_at, created_at, updated_at, version
      from json_to_recordset(${chunk}::json) as new_measure (
        province_code text, id uuid, type text, lead_org_unit_id text, first_on date, until_on date,
        place_kind text, place text, route_id text, route_version integer, site_id text, geom text, mask_geom text, sub_scheme smallint,
        status text, evidence text, document_number text, note text, origin text, batch_id uuid, batch_row integer,
        entered_by_org_unit_id text, author_id text, verifier_id text, verified_at timestamptz,
        created_at timestamptz, updated_at timestamptz, version integer)
    `.execute(db);
  }
}

/** The agencies and communes of measures, in their order. */
async function insertParts(db: Kysely<Database>, measures: readonly StoredMeasure[]): Promise<void> {
  const parts = (idsOf: (measure: StoredMeasure) => readonly string[]) =>
    jsonChunks(measures.map((measure) => ({ id: measure.row.id, ids: idsOf(measure) })));
  for (const chunk of parts((measure) => measure.orgUnitIds)) {
    await sql`
      insert into measure_org_unit (province_code, measure_id, org_unit_id, position)
      select ${PROVINCE_CODE}, part.id, member.id, member.position
      from json_to_recordset(${chunk}::json) as part (id uuid, ids json)
      cross join json_array_elements_text(part.ids) with ordinality as member (id, position)
    `.execute(db);
  }
  for (const chunk of parts((measure) => measure.communeIds)) {
    await sql`
      insert into measure_commune (province_code, measure_id, commune_id, position)
      select ${PROVINCE_CODE}, part.id, member.id, member.position
      from json_to_recordset(${chunk}::json) as part (id uuid, ids json)
      cross join json_array_elements_text(part.ids) with ordinality as member (id, position)
    `.execute(db);
  }
}

/**
 * Replaces a measure, its row kept in place: who waits for its lock then finds
 * the new version, where a row removed and stored again would be gone. Where it
 * came from never changes.
 */
export async function replaceMeasure(db: Kysely<Database>, measure: StoredMeasure): Promise<void> {
  const { province_code, id, batch_id: _batch, batch_row: _row, superseded_by: _joint, ...changes } = measure.row;
  await db
    .updateTable('measure')
    .set(changes)
    .where('province_code', '=', province_code!)
    .where('id', '=', id)
    .execute();
  for (const part of ['measure_org_unit', 'measure_commune'] as const) {
    await db.deleteFrom(part).where('province_code', '=', province_code!).where('measure_id', '=', id).execute();
  }
  await insertParts(db, [measure]);
}

const columns = [
  'measure.id',
  'measure.type',
  'measure.lead_org_unit_id',
  'measure.first_on',
  'measure.until_on',
  'measure.place_kind',
  'measure.place',
  'measure.route_id',
  'measure.route_version',
  'measure.site_id',
  'measure.sub_scheme',
  'measure.status',
  'measure.evidence',
  'measure.document_number',
  'measure.note',
  'measure.origin',
  'measure.batch_id',
  'measure.batch_row',
  'measure.superseded_by',
  'measure.entered_by_org_unit_id',
  'measure.author_id',
  'measure.verifier_id',
  'measure.verified_at',
  'measure.created_at',
  'measure.updated_at',
  'measure.version',
] as const;

const orgUnitIds = sql<string[]>`array(
  select org_unit_id from measure_org_unit
  where measure_org_unit.province_code = measure.province_code and measure_id = measure.id
  order by position)`.as('org_unit_ids');

const communeIds = sql<CommuneId[]>`array(
  select commune_id from measure_commune
  where measure_commune.province_code = measure.province_code and measure_id = measure.id
  order by position)`.as('commune_ids');

const mergedFrom = sql<MeasureId[]>`array(
  select source.id from measure source
  where source.province_code = measure.province_code and source.superseded_by = measure.id
  order by source.id)`.as('merged_from');

export type MeasureListRow = MeasureRow & { commune_ids: CommuneId[]; merged_from: MeasureId[] };

/** One measure; `lock` keeps others from changing it until the transaction ends. */
export async function selectMeasure(
  db: Kysely<Database>,
  id: string,
  lock = false,
): Promise<MeasureListRow | undefined> {
  const query = db
    .selectFrom('measure')
    .select(columns)
    .select([orgUnitIds, communeIds, mergedFrom])
    .where('measure.province_code', '=', PROVINCE_CODE)
    .where('measure.id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** Measures in force that began before a day, oldest first, as the coverage computation takes them. */
export async function selectMeasuresUntil(db: Kysely<Database>, untilOn: string): Promise<MeasureRow[]> {
  return db
    .selectFrom('measure')
    .select(columns)
    .select(orgUnitIds)
    .where('measure.province_code', '=', PROVINCE_CODE)
    .where('measure.superseded_by', 'is', null)
    .where('measure.first_on', '<', untilOn)
    .orderBy('measure.first_on')
    .orderBy('measure.id')
    .execute();
}

/**
 * Some of the measures in force that overlap half-open days, in order of first
 * days: those after the last one read (null: the first).
 */
export async function selectMeasuresAfter(
  db: Kysely<Database>,
  days: DayRange,
  after: Pick<MeasureRow, 'first_on' | 'id'> | null,
  limit: number,
): Promise<MeasureRow[]> {
  let query = db
    .selectFrom('measure')
    .select(columns)
    .select(orgUnitIds)
    .where('measure.province_code', '=', PROVINCE_CODE)
    .where('measure.superseded_by', 'is', null)
    .where('measure.first_on', '<', days.untilOn)
    .where('measure.until_on', '>', days.fromOn);
  if (after) {
    query = query.where(sql<boolean>`(measure.first_on, measure.id) > (${after.first_on}::date, ${after.id}::uuid)`);
  }
  return query.orderBy('measure.first_on').orderBy('measure.id').limit(limit).execute();
}

/** Removes a measure with its agencies and communes. */
export async function deleteMeasure(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('measure').where('province_code', '=', PROVINCE_CODE).where('id', '=', id).execute();
}

export async function deleteDemoMeasures(db: Kysely<Database>): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('measure')
    .where('province_code', '=', PROVINCE_CODE)
    .where('origin', '=', 'demo')
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function setVerified(
  db: Kysely<Database>,
  id: string,
  verifierId: string,
  at: Date,
  version: number,
): Promise<void> {
  await db
    .updateTable('measure')
    .set({ status: 'verified', verifier_id: verifierId, verified_at: at, updated_at: at, version })
    .where('province_code', '=', PROVINCE_CODE)
    .where('id', '=', id)
    .execute();
}

/** First day of the latest measure that is not planned; null where there is none. */
export async function selectLatestMeasureDay(db: Kysely<Database>): Promise<string | null> {
  const row = await db
    .selectFrom('measure')
    .select((eb) => eb.fn.max('first_on').as('day'))
    .where('province_code', '=', PROVINCE_CODE)
    .where('status', '<>', 'planned')
    .where('superseded_by', 'is', null)
    .executeTakeFirst();
  return row?.day ?? null;
}

/** First day of the earliest measure. */
export async function selectEarliestMeasureDay(db: Kysely<Database>): Promise<string | null> {
  const row = await db
    .selectFrom('measure')
    .select((eb) => eb.fn.min('first_on').as('day'))
    .where('province_code', '=', PROVINCE_CODE)
    .where('superseded_by', 'is', null)
    .executeTakeFirst();
  return row?.day ?? null;
}

export {
  columns as measureColumns,
  communeIds as measureCommuneIds,
  mergedFrom as measureMergedFrom,
  orgUnitIds as measureOrgUnitIds,
};
