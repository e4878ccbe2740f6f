import type { Insertable, Selectable } from 'kysely';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { CommuneId } from '#geo/domain/ids.ts';
import type { MatchedInterval, Measure, MeasurePlace } from '#geo/domain/measure.ts';
import { addDays } from '#geo/domain/period.ts';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';
import { maskMeasurePlace } from '#geo/domain/precision.ts';
import { toEwkbHex } from '#geo/geometry/ewkb.ts';
import { sliceRoute } from '#geo/network/linear-referencing.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import type { MeasureTable } from './measures.table.ts';

/** A row with what hangs on it. */
export interface StoredMeasure {
  row: Insertable<MeasureTable>;
  orgUnitIds: readonly string[];
  communeIds: readonly string[];
}

/** A row as the list queries read it. */
export type MeasureRow = Omit<Selectable<MeasureTable>, 'geom' | 'mask_geom' | 'province_code'> & {
  org_unit_ids: string[];
};

/** A confirmed stretch as it is stored. */
export interface WrittenStretch extends MatchedInterval {
  /** The version of its route on which its metres were written; none where there were no versions: the first. */
  routeVersion?: number;
}

/** A place as it is stored: metres of a route are those of the version on which they were written. */
export interface WrittenPlace {
  place: MeasurePlace;
  routeVersion: number;
}

export function writtenPlaceOf(row: MeasureRow): WrittenPlace {
  return { place: row.place, routeVersion: row.route_version };
}

function writtenHere(place: MeasurePlace, register: RegisterSnapshot): WrittenPlace {
  if (place.kind === 'track' && place.matched) {
    const matched = place.matched.map((one): WrittenStretch => ({
      ...one,
      routeVersion: register.routeVersionOf(one.routeId),
    }));
    return { place: { ...place, matched }, routeVersion: 1 };
  }
  const routeId = routeIdOf(place);
  return { place, routeVersion: routeId === null ? 1 : register.routeVersionOf(routeId) };
}

/** The route in whose metres a place is written: of an interval, and of a point at a km post. */
function routeIdOf(place: MeasurePlace): string | null {
  if (place.kind === 'interval') return place.routeId;
  return place.kind === 'point' ? (place.onRoute?.routeId ?? null) : null;
}

/**
 * A place as other agencies see it. It is reduced in the metres that were
 * written, then said in those that hold here: versions of a route add nothing
 * to what can be learnt by asking again.
 */
export function maskedPlaceOf(
  { place, routeVersion }: WrittenPlace,
  communeIds: readonly CommuneId[],
  register: RegisterSnapshot,
): MeasurePlace {
  const routeLengthM = (id: string) => register.routeOfVersion(id, routeVersion).measuresM.at(-1)!;
  return register.placeHere(maskMeasurePlace(place, { communeIds, routeLengthM }), routeVersion);
}

/**
 * Rows of a measure, with the geometries to filter by and the communes it touches.
 * @param batchRow row of the file it stood in, 1 = first data row
 * @param written the place to store, where it was written on an earlier version of its route
 */
export function rowsFromMeasure(
  measure: Measure,
  register: RegisterSnapshot,
  batchId: string | null,
  batchRow: number | null = null,
  written: WrittenPlace = writtenHere(measure.place, register),
): StoredMeasure {
  const { place } = measure;
  const { geom, mask_geom, communeIds } = derivedPlaceOf(place, written, register);
  return {
    row: {
      province_code: PROVINCE_CODE,
      id: measure.id,
      type: measure.type,
      lead_org_unit_id: measure.leadOrgUnitId,
      first_on: measure.firstOn,
      until_on: addDays(measure.lastOn, 1),
      place_kind: place.kind,
      place: JSON.stringify(written.place),
      route_id: routeIdOf(place),
      route_version: written.routeVersion,
      site_id: place.kind === 'site' ? place.siteId : null,
      geom,
      mask_geom,
      sub_scheme: measure.subScheme,
      status: measure.status,
      evidence: measure.evidence,
      document_number: measure.documentNumber,
      note: measure.note,
      origin: measure.origin,
      batch_id: batchId,
      batch_row: batchRow,
      entered_by_org_unit_id: measure.enteredByOrgUnitId,
      author_id: measure.authorId,
      verifier_id: measure.verifierId,
      verified_at: measure.verifiedAt === null ? null : new Date(measure.verifiedAt),
      created_at: new Date(measure.createdAt),
      updated_at: new Date(measure.updatedAt),
      version: measure.version,
    },
    orgUnitIds: measure.orgUnitIds,
    communeIds,
  };
}

/** What is derived from a place to filter by: the exact and the masked geometry, and the communes. */
export function derivedPlaceOf(place: MeasurePlace, written: WrittenPlace, register: RegisterSnapshot) {
  const geometry = geometryOf(place, register);
  const communeIds = communesOf(place, geometry, register);
  const mask = maskGeometryOf(maskedPlaceOf(written, communeIds, register), register);
  return { geom: geometry && toEwkbHex(geometry), mask_geom: mask && toEwkbHex(mask), communeIds };
}

/** snake_case stops here. The place is said in the metres that hold in `register`. */
export function measureFromRow(row: MeasureRow, register: RegisterSnapshot): Measure {
  return {
    id: row.id,
    type: row.type,
    leadOrgUnitId: row.lead_org_unit_id,
    orgUnitIds: row.org_unit_ids,
    firstOn: row.first_on,
    lastOn: addDays(row.until_on, -1),
    place: register.placeHere(row.place, row.route_version),
    subScheme: row.sub_scheme,
    status: row.status,
    evidence: row.evidence,
    documentNumber: row.document_number,
    note: row.note,
    origin: row.origin,
    enteredByOrgUnitId: row.entered_by_org_unit_id,
    authorId: row.author_id,
    verifierId: row.verifier_id,
    verifiedAt: row.verified_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    // The columns' check constraints hold what the domain's types say.
  } as unknown as Measure;
}

/** The exact geometry of a place; null where it is communes. */
export function geometryOf(place: MeasurePlace, register: RegisterSnapshot): PlaceGeometry | null {
  switch (place.kind) {
    case 'track':
    case 'line':
    case 'point':
    case 'polygon':
      return place.geometry;
    case 'interval':
      return intervalGeometry(place.routeId, place.fromM, place.toM, register);
    case 'site':
      return { type: 'Point', coordinates: register.sitesById.get(place.siteId)!.point };
    case 'communes':
      return null;
  }
}

export function intervalGeometry(
  routeId: string,
  fromM: number,
  toM: number,
  register: RegisterSnapshot,
): { type: 'LineString'; coordinates: LngLat[] } {
  return { type: 'LineString', coordinates: sliceRoute(register.routesById.get(routeId)!, fromM, toM) };
}

/** The geometry of a masked place; null where it is communes. */
function maskGeometryOf(masked: MeasurePlace, register: RegisterSnapshot): PlaceGeometry | null {
  return masked.kind === 'communes' ? null : geometryOf(masked, register);
}

function communesOf(place: MeasurePlace, geometry: PlaceGeometry | null, register: RegisterSnapshot): CommuneId[] {
  if (place.kind === 'communes') return place.communeIds;
  if (place.kind === 'site') {
    const { communeId } = register.sitesById.get(place.siteId)!;
    if (communeId) return [communeId];
  }
  return geometry ? register.communeIndex.touchedBy(geometry) : [];
}
