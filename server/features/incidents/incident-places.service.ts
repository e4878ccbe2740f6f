import type { Kysely } from 'kysely';
import type { IncidentId, OrgUnitId } from '#geo/domain/ids.ts';
import { lazily } from '../../db/chunks.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { derivedPlaceOf } from './incident-row.ts';
import { selectPlacesOnRoute, updateDerivedPlaces } from './incident-places.sql.ts';

/** Incidents written in metres of a route, as they were written. */
export async function listIncidentsOnRoute(db: Kysely<Database>, routeId: string) {
  const rows = await selectPlacesOnRoute(db, routeId);
  return rows.flatMap(({ id, first_on, entered_by_org_unit_id, place, route_version }) =>
    place.kind === 'route-km'
      ? [
          {
            recordKind: 'incident' as const,
            recordId: id as IncidentId,
            enteredBy: entered_by_org_unit_id as OrgUnitId,
            firstOn: first_on,
            routeVersion: route_version,
            fromM: place.fromM,
            toM: place.toM,
          },
        ]
      : [],
  );
}

/** Derives the geometry of the incidents on a route anew, from the register given. */
export async function refreshIncidentPlaces(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  routeId: string,
): Promise<void> {
  const rows = await selectPlacesOnRoute(db, routeId);
  await updateDerivedPlaces(
    db,
    lazily(rows, ({ id, place, route_version: routeVersion }) => ({
      id,
      ...derivedPlaceOf(register.placeHere(place, routeVersion), { place, routeVersion }, register),
    })),
  );
}
