import { sql, type Kysely } from 'kysely';
import { PROVINCE_CODE } from '../../db/province.ts';
import { jsonChunks } from '../../db/chunks.ts';
import type { Database } from '../../db/database.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { WrittenStretch } from './measure-row.ts';

export interface PlaceRow {
  id: string;
  first_on: string;
  entered_by_org_unit_id: string;
  place: MeasurePlace;
  route_version: number;
}

export type TrackRow = Pick<PlaceRow, 'id' | 'first_on' | 'entered_by_org_unit_id'> & { matched: WrittenStretch[] };

/** Measures whose place is said by a member of the register. */
export async function selectPlacesAt(
  db: Kysely<Database>,
  at: { routeId: string } | { siteId: string },
): Promise<PlaceRow[]> {
  const [column, id] = 'routeId' in at ? (['route_id', at.routeId] as const) : (['site_id', at.siteId] as const);
  return db
    .selectFrom('measure')
    .select(['id', 'first_on', 'entered_by_org_unit_id', 'place', 'route_version'])
    .where('province_code', '=', PROVINCE_CODE)
    .where(column, '=', id)
    .orderBy('id')
    .execute();
}

export async function selectLaterVersions(
  db: Kysely<Database>,
  routeId: string,
  firstVersion: number,
): Promise<Pick<PlaceRow, 'id' | 'route_version'>[]> {
  return db
    .selectFrom('measure')
    .select(['id', 'route_version'])
    .where('province_code', '=', PROVINCE_CODE)
    .where('route_id', '=', routeId)
    .where('route_version', '>', firstVersion)
    .execute();
}

/** Tracks with stretches that were confirmed on a route; their geometry, which may be long, is left where it is. */
export async function selectTracksOn(db: Kysely<Database>, routeId: string): Promise<TrackRow[]> {
  const { rows } = await sql<TrackRow>`
    select id, first_on, entered_by_org_unit_id, place -> 'matched' as matched
    from measure
    where province_code = ${PROVINCE_CODE} and place_kind = 'track'
      and exists (
        select from json_array_elements(place -> 'matched') as stretch where stretch ->> 'routeId' = ${routeId}
      )
    order by id
  `.execute(db);
  return rows;
}

/** Stores what is derived from places anew; the places themselves stay as they were written. */
export async function updateDerivedPlaces(
  db: Kysely<Database>,
  derived: Iterable<{ id: string; geom: string | null; mask_geom: string | null; communeIds: readonly string[] }>,
): Promise<void> {
  for (const chunk of jsonChunks(derived)) {
    await sql`
      update measure set geom = derived.geom::geometry, mask_geom = derived.mask_geom::geometry
      from json_to_recordset(${chunk}::json) as derived (id uuid, geom text, mask_geom text)
      where measure.province_code = ${PROVINCE_CODE} and measure.id = derived.id
    `.execute(db);
    await sql`
      delete from measure_commune where province_code = ${PROVINCE_CODE}
        and measure_id in (select id from json_to_recordset(${chunk}::json) as derived (id uuid))
    `.execute(db);
    await sql`
      insert into measure_commune (province_code, measure_id, commune_id, position)
      select ${PROVINCE_CODE}, derived.id, member.id, member.position
      from json_to_recordset(${chunk}::json) as derived (id uuid, "communeIds" json)
      cross join json_array_elements_text(derived."communeIds") with ordinality as member (id, position)
    `.execute(db);
  }
}
