import { sql, type Kysely } from 'kysely';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import { jsonChunks } from '../../db/chunks.ts';
import type { Database } from '../../db/database.ts';

export interface PlaceRow {
  id: string;
  first_on: string;
  entered_by_org_unit_id: string;
  place: IncidentPlace;
  route_version: number;
}

/** Incidents whose place is said in metres of a route. */
export async function selectPlacesOnRoute(db: Kysely<Database>, routeId: string): Promise<PlaceRow[]> {
  return db
    .selectFrom('incident')
    .select(['id', 'first_on', 'entered_by_org_unit_id', 'place', 'route_version'])
    .where('province_code', '=', PROVINCE_CODE)
    .where('route_id', '=', routeId)
    .orderBy('id')
    .execute();
}

/** Stores what is derived from places anew; the places themselves stay as they were written. */
export async function updateDerivedPlaces(
  db: Kysely<Database>,
  derived: Iterable<{ id: string; geom: string | null; mask_geom: string | null }>,
): Promise<void> {
  for (const chunk of jsonChunks(derived)) {
    await sql`
      update incident set geom = derived.geom::geometry, mask_geom = derived.mask_geom::geometry
      from json_to_recordset(${chunk}::json) as derived (id uuid, geom text, mask_geom text)
      where incident.province_code = ${PROVINCE_CODE} and incident.id = derived.id
    `.execute(db);
  }
}
