import type { Insertable, Selectable } from 'kysely';
import type { Incident, IncidentInput, IncidentPlace } from '#geo/domain/incident.ts';
import { addDays } from '#geo/domain/period.ts';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';
import { maskIncidentPlace } from '#geo/domain/precision.ts';
import { toEwkbHex } from '#geo/geometry/ewkb.ts';
import { pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import type { IncidentTable } from './incidents.table.ts';

export interface StoredIncident {
  row: Insertable<IncidentTable>;
  handling: IncidentInput['handling'];
}

export type IncidentRow = Omit<Selectable<IncidentTable>, 'geom' | 'mask_geom' | 'province_code'> & {
  handling: { step: string; on: string }[];
};

/** A place as it is stored: metres of a route are those of the version on which they were written. */
export interface WrittenPlace {
  place: IncidentPlace;
  routeVersion: number;
}

export function writtenPlaceOf(row: IncidentRow): WrittenPlace {
  return { place: row.place, routeVersion: row.route_version };
}

function writtenHere(place: IncidentPlace, register: RegisterSnapshot): WrittenPlace {
  return { place, routeVersion: place.kind === 'route-km' ? register.routeVersionOf(place.routeId) : 1 };
}

/** A place as other agencies see it: reduced in the metres that were written, then said in those that hold here. */
export function maskedPlaceOf({ place, routeVersion }: WrittenPlace, register: RegisterSnapshot): IncidentPlace {
  const routeLengthM = (id: string) => register.routeOfVersion(id, routeVersion).measuresM.at(-1)!;
  return register.placeHere(maskIncidentPlace(place, routeLengthM), routeVersion);
}

/** What is derived from a place to filter by: the exact and the masked geometry. */
export function derivedPlaceOf(place: IncidentPlace, written: WrittenPlace, register: RegisterSnapshot) {
  const geometry = incidentGeometry(place, register);
  const mask = incidentGeometry(maskedPlaceOf(written, register), register);
  return { geom: geometry && toEwkbHex(geometry), mask_geom: mask && toEwkbHex(mask) };
}

/**
 * @param batchRow row of the file it stood in, 1 = first data row
 * @param written the place to store, where it was written on an earlier version of its route
 */
export function rowFromIncident(
  incident: Incident,
  register: RegisterSnapshot,
  batchId: string | null,
  batchRow: number | null = null,
  written: WrittenPlace = writtenHere(incident.place, register),
): StoredIncident {
  const { place } = incident;
  return {
    row: {
      province_code: PROVINCE_CODE,
      id: incident.id,
      type: incident.type,
      first_on: incident.firstOn,
      until_on: addDays(incident.lastOn, 1),
      place_kind: place.kind,
      place: JSON.stringify(written.place),
      route_id: place.kind === 'route-km' ? place.routeId : null,
      route_version: written.routeVersion,
      commune_id: place.kind === 'commune' ? place.communeId : null,
      ...derivedPlaceOf(place, written, register),
      how_found: incident.howFound,
      reported_to_org_unit_id: incident.reportedToOrgUnitId,
      victims_rescued: incident.victimsRescued,
      note: incident.note,
      origin: incident.origin,
      batch_id: batchId,
      batch_row: batchRow,
      entered_by_org_unit_id: incident.enteredByOrgUnitId,
      author_id: incident.authorId,
      created_at: new Date(incident.createdAt),
      updated_at: new Date(incident.updatedAt),
      version: incident.version,
    },
    handling: incident.handling,
  };
}

/** snake_case stops here. The place is said in the metres that hold in `register`. */
export function incidentFromRow(row: IncidentRow, register: RegisterSnapshot): Incident {
  return {
    id: row.id,
    type: row.type,
    firstOn: row.first_on,
    lastOn: addDays(row.until_on, -1),
    place: register.placeHere(row.place, row.route_version),
    howFound: row.how_found,
    reportedToOrgUnitId: row.reported_to_org_unit_id,
    handling: row.handling,
    victimsRescued: row.victims_rescued,
    note: row.note,
    origin: row.origin,
    enteredByOrgUnitId: row.entered_by_org_unit_id,
    authorId: row.author_id,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    // The columns' check constraints hold what the domain's types say.
  } as unknown as Incident;
}

/** Geometry of a place; null where only the commune or the province is known. */
export function incidentGeometry(place: IncidentPlace, register: RegisterSnapshot): PlaceGeometry | null {
  switch (place.kind) {
    case 'exact':
      return place.geometry;
    case 'route-km': {
      const route = register.routesById.get(place.routeId)!;
      if (place.fromM === place.toM) return { type: 'Point', coordinates: pointAtM(route, place.fromM) };
      return { type: 'LineString', coordinates: sliceRoute(route, place.fromM, place.toM) };
    }
    case 'commune':
    case 'province':
      return null;
  }
}
