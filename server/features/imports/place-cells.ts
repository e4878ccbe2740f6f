import type { PlaceReading } from '#geo/domain/found-place.ts';
import type { PointGeometry } from '#geo/domain/geometry.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { Route } from '#geo/domain/route.ts';
import type { DayString } from '#geo/domain/period.ts';
import { parseKm } from '#geo/network/linear-referencing.ts';
import { spotOnRoute } from '#geo/network/route-spot.ts';
import { metresAtKm } from '#geo/places/route-text.ts';
import { readExtent, readIncidentPlaceKind, readMeasurePlaceKind } from './category-names.ts';
import { PAIRS, positionOf } from './coordinate-cells.ts';
import { placeOfText } from './place-text-cell.ts';
import { REFORM_ON } from '#geo/places/district-changes.ts';
import type { CommuneId } from '#geo/domain/ids.ts';
import { wayOf } from './place-ways.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { shown, type RowReader } from './row-reader.ts';

function missingPlace(row: RowReader): undefined {
  return row.fault('place', 'field.missing', {
    vi: 'Thiếu địa điểm: tuyến và km, kinh độ và vĩ độ, xã, hoặc khu vực.',
    en: 'No place: route and km, longitude and latitude, commune, or site.',
  });
}

function pointOf(row: RowReader, way: 'point' | 'metres' | 'xy', lookup: RegisterLookup): PointGeometry | undefined {
  const pair = PAIRS[way === 'point' ? 0 : way === 'metres' ? 1 : 2];
  const coordinates = positionOf(row, pair, lookup);
  return coordinates && { type: 'Point', coordinates };
}

function kmOf(row: RowReader, field: string, route: Route): number | undefined {
  const text = row.text(field);
  const km = parseKm(text);
  if (km === undefined) {
    return row.fault(field, 'field.malformed', {
      vi: `“${shown(text)}” không phải lý trình; ghi dạng Km 112+300.`,
      en: `“${shown(text)}” is no km post; write Km 112+300.`,
    });
  }
  const at = metresAtKm(route, km);
  return 'm' in at ? at.m : row.fault(field, at.fault.code, at.fault.message);
}

/** A stretch of a route by km posts, in either order; `toKm` may be left out for a spot. */
function stretchOf(row: RowReader, lookup: RegisterLookup): { route: Route; fromM: number; toM: number } | undefined {
  if (row.required('route') === undefined || row.required('fromKm') === undefined) return undefined;
  const route = row.member('route', lookup.route);
  if (route === undefined) return undefined;
  const from = kmOf(row, 'fromKm', route);
  const to = row.has('toKm') ? kmOf(row, 'toKm', route) : from;
  if (from === undefined || to === undefined) return undefined;
  return { route, fromM: Math.min(from, to), toM: Math.max(from, to) };
}

/** Geometry kinds that say where a measure took place; the drawn line is a `line`, never a claimed GPS track, unless graded E3. */
function measureGeometry(row: RowReader, isTrack: boolean, uncertaintyM: number): MeasurePlace | undefined {
  const geometry = row.geometry as { type?: unknown };
  switch (geometry.type) {
    case 'Point':
      return { kind: 'point', geometry: geometry as never, uncertaintyM };
    case 'LineString':
    case 'MultiLineString':
      return { kind: isTrack ? 'track' : 'line', geometry: geometry as never, uncertaintyM };
    case 'Polygon':
    case 'MultiPolygon':
      return { kind: 'polygon', geometry: geometry as never };
    default:
      return geometryKind(row, 'Point, LineString, Polygon');
  }
}

function geometryKind(row: RowReader, allowed: string): undefined {
  return row.fault('geometry', 'geometry.malformed', {
    vi: `Hình học phải là ${allowed}.`,
    en: `The geometry must be ${allowed}.`,
  });
}

/** The free text of the place, with the commune of its own column beside it. */
function readingOfText(row: RowReader, lookup: RegisterLookup, onDay: DayString): PlaceReading | undefined {
  const text = [row.text('place'), row.text('commune')].filter((part) => part !== '').join(', ');
  const reading = placeOfText(row, 'place', text, lookup, onDay);
  if (reading?.place.kind === 'route') {
    return row.fault('place', 'field.missing', {
      vi: `“${shown(text)}” chỉ có tên tuyến; hãy ghi thêm lý trình, như Km 112+300.`,
      en: `“${shown(text)}” names a route only; add the post, as in Km 112+300.`,
    });
  }
  if (reading) row.precision = reading.precision;
  return reading;
}

/** The kind of place that the row names; undefined where it names none. */
function measureKindOf(row: RowReader): MeasurePlace['kind'] | undefined {
  return row.category('placeKind', readMeasurePlaceKind, 'Điểm, Đoạn lý trình, Xã, phường, …');
}

/** Communes of a cell that lists several, of today or of before; each asked where its name is not clear. */
function communesOf(row: RowReader, lookup: RegisterLookup, onDay: DayString): CommuneId[] | undefined {
  const whole = row.text('commune');
  const code = lookup.commune(whole);
  if ('found' in code) return [code.found.id];
  const ids = new Set<CommuneId>();
  let isComplete = true;
  // “xã Đồng Văn, Tân Kỳ” is one commune: commas part communes only where the whole is not understood.
  const one = lookup.places.find(whole, onDay, { onlyCommunes: true });
  const parts = one.kind === 'unknown' || one.kind === 'fault' ? whole.split(/[;,|]/) : whole.split(/[;|]/);
  for (const part of parts.map((name) => name.trim()).filter((name) => name !== '')) {
    const byName = lookup.commune(part);
    if (!('found' in byName) && byName.formerDistrict) {
      // “Kỳ Sơn” in a column of communes is the district to most: never its namesake in Tân Kỳ.
      row.member('commune', lookup.commune, part);
      isComplete = false;
      continue;
    }
    const place =
      'found' in byName && (onDay >= REFORM_ON || byName.found.id === part)
        ? ({ kind: 'communes', communeIds: [byName.found.id] } as const)
        : placeOfText(row, 'commune', part, lookup, onDay, { onlyCommunes: true })?.place;
    if (place?.kind === 'communes') for (const id of place.communeIds) ids.add(id);
    else isComplete = false;
  }
  return isComplete && ids.size > 0 ? [...ids] : undefined;
}

/**
 * Where a measure took place; shapes and positions themselves are checked later
 * with the whole record. `onDay` decides between names of before and after a reform.
 */
export function readMeasurePlace(
  row: RowReader,
  lookup: RegisterLookup,
  isTrack: boolean,
  onDay: DayString,
): MeasurePlace | undefined {
  const uncertaintyM = row.has('uncertaintyM') ? row.number('uncertaintyM', 'plain') : 0;
  if (uncertaintyM === undefined) return undefined;
  const before = row.bad.length;
  const kind = measureKindOf(row);
  const way = wayOf(row, kind);
  switch (way) {
    case 'geometry':
      return measureGeometry(row, kind === undefined ? isTrack : kind === 'track', uncertaintyM);
    case 'point':
    case 'metres':
    case 'xy': {
      const geometry = pointOf(row, way, lookup);
      return geometry && { kind: 'point', geometry, uncertaintyM };
    }
    case 'interval': {
      const stretch = stretchOf(row, lookup);
      if (!stretch) return undefined;
      const { route, fromM, toM } = stretch;
      // The same post at both ends is a spot; a missing end stays a fault: it may have been forgotten.
      if (fromM === toM && row.has('toKm')) return spotOf(route, fromM, uncertaintyM);
      return { kind: 'interval', routeId: route.id, fromM, toM };
    }
    case 'site': {
      const site = row.member('site', lookup.site);
      return site && { kind: 'site', siteId: site.id };
    }
    case 'communes':
    case 'text': {
      const reading = way === 'text' ? readingOfText(row, lookup, onDay) : undefined;
      if (way === 'text' && !reading) return undefined;
      const communeIds = reading ? undefined : communesOf(row, lookup, onDay);
      // Without a word on the extent only the weaker claim is made: somewhere in the commune.
      const extent = row.has('extent') ? row.category('extent', readExtent, 'toàn xã, một nơi') : 'somewhere';
      if (extent === undefined || row.bad.length > before) return undefined;
      if (reading) return measurePlaceOf(row, reading, extent, uncertaintyM, lookup);
      return communeIds && { kind: 'communes', communeIds, extent };
    }
    default:
      return row.bad.length > before ? undefined : missingPlace(row);
  }
}

/** A measure at one post is at a point, as uncertain as the route's line is there. */
function spotOf(route: Route | undefined, m: number, uncertaintyM: number): MeasurePlace | undefined {
  return route && { kind: 'point', ...spotOnRoute(route, m, uncertaintyM) };
}

function measurePlaceOf(
  row: RowReader,
  { place }: PlaceReading,
  extent: 'whole' | 'somewhere',
  uncertaintyM: number,
  lookup: RegisterLookup,
): MeasurePlace | undefined {
  switch (place.kind) {
    case 'position':
      return { kind: 'point', geometry: { type: 'Point', coordinates: place.lngLat }, uncertaintyM };
    case 'stretch':
      if (place.fromM < place.toM) {
        return { kind: 'interval', routeId: place.routeId, fromM: place.fromM, toM: place.toM };
      }
      return spotOf(lookup.routeById(place.routeId), place.fromM, uncertaintyM) ?? missingPlace(row);
    case 'site':
      return { kind: 'site', siteId: place.siteId };
    case 'communes':
    case 'district':
      return { kind: 'communes', communeIds: [...place.communeIds], extent };
    case 'province':
      return { kind: 'communes', communeIds: [...lookup.allCommuneIds], extent };
    case 'route':
      return missingPlace(row);
  }
}

/** Where an incident happened and how well that is known; `onDay` as for measures. */
export function readIncidentPlace(row: RowReader, lookup: RegisterLookup, onDay: DayString): IncidentPlace | undefined {
  const before = row.bad.length;
  const kind = readIncidentPlaceKind(row.text('placePrecision'));
  const way = wayOf(row, kind);
  switch (way) {
    case 'geometry':
      return (row.geometry as { type?: unknown }).type === 'Point'
        ? { kind: 'exact', geometry: row.geometry as never }
        : geometryKind(row, 'Point');
    case 'point':
    case 'metres':
    case 'xy': {
      const geometry = pointOf(row, way, lookup);
      return geometry && { kind: 'exact', geometry };
    }
    case 'interval': {
      const stretch = stretchOf(row, lookup);
      return stretch && { kind: 'route-km', routeId: stretch.route.id, fromM: stretch.fromM, toM: stretch.toM };
    }
    case 'communes': {
      const ids = communesOf(row, lookup, onDay);
      return ids && oneCommune(row, 'commune', ids);
    }
    case 'text': {
      const reading = readingOfText(row, lookup, onDay);
      return reading && incidentPlaceOf(row, reading, lookup);
    }
    default:
      if (row.bad.length > before) return undefined;
      return kind === 'province' ? { kind } : missingPlace(row);
  }
}

/** An incident has one commune: a list or a district is known no better than the province. */
function oneCommune(row: RowReader, field: string, ids: readonly CommuneId[]): IncidentPlace | undefined {
  if (ids.length === 1) return { kind: 'commune', communeId: ids[0] };
  return row.fault(field, 'place.ambiguous', {
    vi: `Vụ việc chỉ ghi được một xã, phường; “${shown(row.text(field))}” gồm ${ids.length}. Hãy ghi xã, hoặc để mức vị trí là “cấp tỉnh”.`,
    en: `An incident has one commune; “${shown(row.text(field))}” is ${ids.length}. Write the commune, or the precision “province”.`,
  });
}

function incidentPlaceOf(row: RowReader, { place }: PlaceReading, lookup: RegisterLookup): IncidentPlace | undefined {
  switch (place.kind) {
    case 'position':
      return { kind: 'exact', geometry: { type: 'Point', coordinates: place.lngLat } };
    case 'stretch':
      return { kind: 'route-km', routeId: place.routeId, fromM: place.fromM, toM: place.toM };
    case 'site': {
      const coordinates = lookup.siteById(place.siteId)?.point;
      return coordinates ? { kind: 'exact', geometry: { type: 'Point', coordinates } } : missingPlace(row);
    }
    case 'communes':
    case 'district':
      return oneCommune(row, 'place', place.communeIds);
    case 'province':
      return { kind: 'province' };
    case 'route':
      return missingPlace(row);
  }
}
