import { sql, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { IncidentQuery } from '#geo/contract/incidents.contract.ts';
import type { DayRange } from '#geo/domain/period.ts';
import { GROUP_ROWS, groupsOf, jsonChunks } from '../../db/chunks.ts';
import type { Database } from '../../db/database.ts';
import { planAnew } from '../../db/plan-anew.ts';
import { communesIn, envelope, visiblePlaceMeets, type ExactScope } from '../../db/place-filter.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { IncidentRow, StoredIncident } from './incident-row.ts';

/**
 * Stores incidents with their handling, a few statements for hundreds of them, drawn as they are needed.
 * @param onStored told after each group how many are stored; what it throws ends the work
 */
export async function insertIncidents(
  db: Kysely<Database>,
  incidents: Iterable<StoredIncident>,
  onStored: (count: number) => void = () => undefined,
): Promise<void> {
  let stored = 0;
  for (const some of groupsOf(incidents, GROUP_ROWS)) {
    if (stored === GROUP_ROWS) await planAnew(db);
    await insertRows(db, some);
    await insertHandling(db, some);
    stored += some.length;
    onStored(stored);
  }
}

async function insertRows(db: Kysely<Database>, incidents: readonly StoredIncident[]): Promise<void> {
  for (const chunk of jsonChunks(incidents.map(({ row }) => row))) {
    await sql`
      insert into incident (
        province_code, id, type, first_on, until_on, place_kind, place, route_id, route_version, commune_id,
        geom, mask_geom,
        how_found, reported_to_org_unit_id, victims_rescued, note, origin, batch_id, batch_row,
        entered_by_org_unit_id, author_id, created_at, updated_at, version)
      select
        province_code, id, type, first_on, until_on, place_kind, place::json, route_id, route_version, commune_id,
        geom::geometry, mask_geom::geometry, how_found, reported_to_org_unit_id, victims_rescued, note, origin,
        batch_id, batch_row, entered_by_org_unit_id, author_id, created_at, updated_at, version
      from json_to_recordset(${chunk}::json) as new_incident (
        province_code text, id uuid, type text, first_on date, until_on date, place_kind text, place text,
        route_id text, route_version integer, commune_id text, geom text, mask_geom text, how_found text, reported_to_org_unit_id text,
        victims_rescued integer, note text, origin text, batch_id uuid, batch_row integer,
        entered_by_org_unit_id text, author_id text, created_at timestamptz, updated_at timestamptz, version integer)
    `.execute(db);
  }
}

/** The steps of handling, in their order. */
async function insertHandling(db: Kysely<Database>, incidents: readonly StoredIncident[]): Promise<void> {
  const events = incidents.flatMap(({ row, handling }) =>
    handling.map(({ step, on }, i) => ({ id: row.id, position: i + 1, step, on })),
  );
  for (const chunk of jsonChunks(events)) {
    await sql`
      insert into incident_event (province_code, incident_id, position, step, happened_on)
      select ${PROVINCE_CODE}, event.id, event.position, event.step, event."on"
      from json_to_recordset(${chunk}::json) as event (id uuid, position smallint, step text, "on" date)
    `.execute(db);
  }
}

/**
 * Replaces an incident, its row kept in place: who waits for its lock then finds
 * the new version, where a row removed and stored again would be gone. Where it
 * came from never changes.
 */
export async function replaceIncident(db: Kysely<Database>, incident: StoredIncident): Promise<void> {
  const { province_code, id, batch_id: _batch, batch_row: _row, ...changes } = incident.row;
  await db
    .updateTable('incident')
    .set(changes)
    .where('province_code', '=', province_code!)
    .where('id', '=', id)
    .execute();
  await db
    .deleteFrom('incident_event')
    .where('province_code', '=', province_code!)
    .where('incident_id', '=', id)
    .execute();
  await insertHandling(db, [incident]);
}

const columns = [
  'incident.id',
  'incident.type',
  'incident.first_on',
  'incident.until_on',
  'incident.place_kind',
  'incident.place',
  'incident.route_id',
  'incident.route_version',
  'incident.commune_id',
  'incident.how_found',
  'incident.reported_to_org_unit_id',
  'incident.victims_rescued',
  'incident.note',
  'incident.origin',
  'incident.batch_id',
  'incident.batch_row',
  'incident.entered_by_org_unit_id',
  'incident.author_id',
  'incident.created_at',
  'incident.updated_at',
  'incident.version',
] as const;

const handling = sql<IncidentRow['handling']>`coalesce((
  select json_agg(json_build_object('step', step, 'on', happened_on) order by position) from incident_event
  where incident_event.province_code = incident.province_code and incident_id = incident.id), '[]'::json)`.as(
  'handling',
);

/** One incident; `lock` keeps others from changing it until the transaction ends. */
export async function selectIncident(db: Kysely<Database>, id: string, lock = false): Promise<IncidentRow | undefined> {
  const query = db
    .selectFrom('incident')
    .select(columns)
    .select(handling)
    .where('incident.province_code', '=', PROVINCE_CODE)
    .where('incident.id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

export type IncidentFilter = Pick<IncidentQuery, 'bbox' | 'type' | 'howFound' | 'orgUnit' | 'batch'> & {
  days: Partial<DayRange>;
};
export type IncidentListFilter = IncidentFilter & Pick<IncidentQuery, 'sort' | 'page' | 'pageSize'>;

const SORTS = {
  firstOn: ['incident.first_on', 'asc'],
  '-firstOn': ['incident.first_on', 'desc'],
  type: ['incident.type', 'asc'],
  row: ['incident.batch_row', 'asc'],
} as const;

/** One page of incidents and how many match. */
export async function selectIncidentPage(
  db: Kysely<Database>,
  filter: IncidentListFilter,
  scope: ExactScope,
): Promise<{ rows: IncidentRow[]; total: number }> {
  const matching = db.selectFrom('incident').where((eb) => eb.and(conditions(eb, filter, scope)));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [column, direction] = SORTS[filter.sort];
  const rows = await matching
    .select(columns)
    .select(handling)
    .orderBy(column, direction)
    .orderBy('incident.id')
    .limit(filter.pageSize)
    .offset(Math.min((filter.page - 1) * filter.pageSize, 1_000_000_000))
    .execute();
  return { rows, total };
}

/** All matching incidents at their exact places, for computations on the server. */
export async function selectIncidents(db: Kysely<Database>, filter: IncidentFilter): Promise<IncidentRow[]> {
  return db
    .selectFrom('incident')
    .select(columns)
    .select(handling)
    .where((eb) => eb.and(conditions(eb, filter, 'all')))
    .orderBy('incident.first_on')
    .orderBy('incident.id')
    .execute();
}

function conditions(eb: ExpressionBuilder<Database, 'incident'>, filter: IncidentFilter, scope: ExactScope) {
  const { days, type, howFound, orgUnit, batch, bbox } = filter;
  const all = [eb('incident.province_code', '=', PROVINCE_CODE)];
  if (days.untilOn) all.push(eb('incident.first_on', '<', days.untilOn));
  if (days.fromOn) all.push(eb('incident.until_on', '>', days.fromOn));
  if (type) all.push(eb('incident.type', 'in', type));
  if (howFound) all.push(eb('incident.how_found', 'in', howFound));
  if (batch) all.push(eb('incident.batch_id', '=', batch));
  if (orgUnit !== undefined) all.push(eb('incident.reported_to_org_unit_id', '=', orgUnit));
  if (bbox) {
    const box = envelope(bbox);
    const seesExact = scope === 'all' ? sql<SqlBool>`true` : eb('incident.entered_by_org_unit_id', 'in', [...scope]);
    const communeMeets = sql<SqlBool>`incident.commune_id = any(${communesIn(box)})`;
    all.push(eb(visiblePlaceMeets('incident', box, seesExact, communeMeets), '=', true));
  }
  return all;
}

/** Removes an incident with its handling. */
export async function deleteIncident(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('incident').where('province_code', '=', PROVINCE_CODE).where('id', '=', id).execute();
}

export async function deleteDemoIncidents(db: Kysely<Database>): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('incident')
    .where('province_code', '=', PROVINCE_CODE)
    .where('origin', '=', 'demo')
    .executeTakeFirst();
  return Number(numDeletedRows);
}
