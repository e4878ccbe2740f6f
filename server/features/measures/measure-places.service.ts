import type { Kysely } from 'kysely';
import type { MeasureId, OrgUnitId } from '#geo/domain/ids.ts';
import { lazily } from '../../db/chunks.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { derivedPlaceOf } from './measure-row.ts';
import { selectLaterVersions, selectPlacesAt, selectTracksOn, updateDerivedPlaces } from './measure-places.sql.ts';

/** Measures written in metres of a route, as they were written: intervals, posts, and each stretch of a track confirmed on it. */
export async function listMeasuresOnRoute(db: Kysely<Database>, routeId: string) {
  const recordOf = (row: { id: string; first_on: string; entered_by_org_unit_id: string }) => ({
    recordKind: 'measure' as const,
    recordId: row.id as MeasureId,
    enteredBy: row.entered_by_org_unit_id as OrgUnitId,
    firstOn: row.first_on,
  });
  const intervals = (await selectPlacesAt(db, { routeId })).flatMap((row) => {
    const { place, route_version: routeVersion } = row;
    if (place.kind === 'point' && place.onRoute) {
      const { m } = place.onRoute;
      return [{ ...recordOf(row), routeVersion, fromM: m, toM: m, isSpot: true }];
    }
    if (place.kind !== 'interval') return [];
    return [{ ...recordOf(row), routeVersion, fromM: place.fromM, toM: place.toM }];
  });
  const stretches = (await selectTracksOn(db, routeId)).flatMap((row) =>
    row.matched
      .filter((one) => one.routeId === routeId)
      .map(({ routeVersion = 1, fromM, toM }) => ({ ...recordOf(row), routeVersion, fromM, toM })),
  );
  return [...intervals, ...stretches];
}

/** Measures whose interval or post was written on a later version of a route than its first, with that version. */
export async function listLaterVersionsOn(
  db: Kysely<Database>,
  routeId: string,
  firstVersion: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await selectLaterVersions(db, routeId, firstVersion);
  return new Map(rows.map(({ id, route_version: version }) => [id, version]));
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
