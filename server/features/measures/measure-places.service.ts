import type { Kysely } from 'kysely';
import type { MeasureId, OrgUnitId } from '#geo/domain/ids.ts';
import { lazily } from '../../db/chunks.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { derivedPlaceOf } from './measure-row.ts';
import { selectPlacesAt, updateDerivedPlaces } from './measure-places.sql.ts';

/** Measures written in metres of a route, as they were written. */
export async function listMeasuresOnRoute(db: Kysely<Database>, routeId: string) {
  const rows = await selectPlacesAt(db, { routeId });
  return rows.flatMap(({ id, first_on, entered_by_org_unit_id, place, route_version }) =>
    place.kind === 'interval'
      ? [
          {
            recordKind: 'measure' as const,
            recordId: id as MeasureId,
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

/** Ids of the measures at a site. */
export async function listMeasuresAtSite(db: Kysely<Database>, siteId: string): Promise<MeasureId[]> {
  return (await selectPlacesAt(db, { siteId })).map(({ id }) => id as MeasureId);
}

/** Derives geometry and communes of the measures on a route or at a site anew, from the register given. */
export async function refreshMeasurePlaces(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  at: { routeId: string } | { siteId: string },
): Promise<void> {
  const rows = await selectPlacesAt(db, at);
  await updateDerivedPlaces(
    db,
    lazily(rows, ({ id, place, route_version: routeVersion }) => ({
      id,
      ...derivedPlaceOf(register.placeHere(place, routeVersion), { place, routeVersion }, register),
    })),
  );
}
