import type { LngLat } from './geometry.ts';
import type { IncidentPlace } from './incident.ts';
import type { CommuneId, OrgUnitId } from './ids.ts';
import type { MeasurePlace } from './measure.ts';
import type { Role } from './permission.ts';
import { isAllowed } from './permission.ts';

/** Side of the ground cells to which an exact place is reduced for other agencies. */
export const MASK_CELL_M = 1000;
/** Below this a count of victims leaves the entering agency only as a band. */
export const VICTIM_BAND_FROM = 11;
/** A cell of a table or map with fewer incidents is suppressed. */
export const INCIDENT_CELL_MIN = 5;

/** Metres of a degree of latitude, and of longitude at the equator (WGS 84 mean; the grid is a fixed reference, not a measurement). */
const LAT_DEGREE_M = 110_574;
const LNG_DEGREE_M = 111_320;

/**
 * Centre of the 1 km ground cell in which a position lies. The grid is fixed
 * on the ground: the same place always gives the same centre whoever asks and
 * however often, so asking again cannot average the mask out.
 */
export function maskCellCentre([lng, lat]: LngLat): LngLat {
  const rowHeight = MASK_CELL_M / LAT_DEGREE_M;
  const row = Math.floor(lat / rowHeight);
  const centreLat = (row + 0.5) * rowHeight;
  const columnWidth = MASK_CELL_M / (LNG_DEGREE_M * Math.cos((centreLat * Math.PI) / 180));
  const centreLng = (Math.floor(lng / columnWidth) + 0.5) * columnWidth;
  return [roundDegree(centreLng), roundDegree(centreLat)];
}

/** The outline of the 1 km ground cell around a centre that `maskCellCentre` gave, closed, anticlockwise. */
export function maskCellRing([lng, lat]: LngLat): LngLat[] {
  const halfHeight = MASK_CELL_M / LAT_DEGREE_M / 2;
  const halfWidth = MASK_CELL_M / (LNG_DEGREE_M * Math.cos((lat * Math.PI) / 180)) / 2;
  const [west, east] = [lng - halfWidth, lng + halfWidth];
  const [south, north] = [lat - halfHeight, lat + halfHeight];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** Six decimals (0.1 m): a longer tail would add nothing. */
function roundDegree(degree: number): number {
  return Math.round(degree * 1e6) / 1e6;
}

/**
 * A route interval widened to whole kilometres of the route's own reference.
 * The rest beyond the last kilometre belongs to the one before, so that no
 * cell is ever shorter than 1 km (unless the route is).
 */
export function maskInterval(fromM: number, toM: number, lengthM: number): { fromM: number; toM: number } {
  const lastCell = Math.max(0, Math.floor(lengthM / MASK_CELL_M) - 1);
  const cellOf = (m: number): number => Math.min(lastCell, Math.max(0, Math.floor(m / MASK_CELL_M)));
  const [low, high] = [Math.min(fromM, toM), Math.max(fromM, toM)];
  // An end exactly on a kilometre belongs to the kilometre before; a spot there, to the one after.
  const end = Math.max(cellOf(low), high % MASK_CELL_M === 0 ? cellOf(high - 1) : cellOf(high));
  return { fromM: cellOf(low) * MASK_CELL_M, toM: end === lastCell ? lengthM : (end + 1) * MASK_CELL_M };
}

/** Who is looking: `scope` holds the viewer's own unit and the units below it. */
export interface Viewer {
  role: Role;
  scope: ReadonlySet<OrgUnitId>;
}

/**
 * The top of the precision ladder: exact places are for the agency that
 * entered the record, and for the role with the statutory scope (audited).
 */
export function seesExactPlace(viewer: Viewer, enteredBy: OrgUnitId): boolean {
  return isAllowed(viewer.role, 'place.read-exact') || viewer.scope.has(enteredBy);
}

/** What masking needs to know of a record and the register; both are looked up by the caller. */
export interface MaskContext {
  /** Communes that the exact place touches, nearest one where it touches none. */
  communeIds: readonly CommuneId[];
  routeLengthM: (routeId: string) => number;
}

/**
 * A measure's place as other agencies see it: tracks, lines and polygons
 * become the communes they touch (a track's matched stretches and dwells go
 * with it: the finer of two masks would undo the coarser), points the centre of their 1 km cell,
 * intervals whole kilometres. Communes and sites of the register stay.
 */
export function maskMeasurePlace(place: MeasurePlace, { communeIds, routeLengthM }: MaskContext): MeasurePlace {
  switch (place.kind) {
    case 'track':
    case 'line':
    case 'polygon':
      return { kind: 'communes', communeIds: [...communeIds], extent: 'somewhere' };
    case 'point':
      return {
        kind: 'point',
        geometry: { type: 'Point', coordinates: maskCellCentre(place.geometry.coordinates) },
        uncertaintyM: MASK_CELL_M,
      };
    case 'interval':
      return { ...place, ...maskInterval(place.fromM, place.toM, routeLengthM(place.routeId)) };
    case 'communes':
    case 'site':
      return place;
  }
}

/** An incident's place as other agencies see it: its 1 km cell, whole kilometres of route, or as it is. */
export function maskIncidentPlace(place: IncidentPlace, routeLengthM: (routeId: string) => number): IncidentPlace {
  switch (place.kind) {
    case 'exact':
      return { kind: 'exact', geometry: { type: 'Point', coordinates: maskCellCentre(place.geometry.coordinates) } };
    case 'route-km':
      return { ...place, ...maskInterval(place.fromM, place.toM, routeLengthM(place.routeId)) };
    case 'commune':
    case 'province':
      return place;
  }
}

/** The band of a count of victims: 0–10 are one band, so that “none” and “one” look alike. */
export function victimsBand(count: number): { vi: string; en: string } {
  if (count < VICTIM_BAND_FROM) return { vi: 'dưới 11', en: 'fewer than 11' };
  if (count <= 25) return { vi: '11–25', en: '11–25' };
  if (count <= 50) return { vi: '26–50', en: '26–50' };
  return { vi: 'trên 50', en: 'more than 50' };
}

/**
 * Suppresses the small cells of a row whose total is published: cells of
 * 1 … `min − 1` become null, and where that leaves just one null, or nulls
 * adding up to less than `min`, the smallest other cell goes too, so that none
 * can be had by subtraction. Zeros are shown. O(n log n).
 */
export function suppressSmallCells(counts: readonly number[], min: number): (number | null)[] {
  const hidden = new Set<number>();
  for (const [i, count] of counts.entries()) if (count > 0 && count < min) hidden.add(i);
  const rest = counts
    .map((count, i) => ({ count, i }))
    .filter(({ count }) => count >= min)
    .sort((a, b) => a.count - b.count);
  const hiddenSum = (): number => [...hidden].reduce((sum, i) => sum + counts[i], 0);
  while (hidden.size > 0 && rest.length > 0 && (hidden.size < 2 || hiddenSum() < min)) hidden.add(rest.shift()!.i);
  return counts.map((count, i) => (hidden.has(i) ? null : count));
}
