import { SURROUNDINGS } from '#geo/domain/geometry.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { Route } from '#geo/domain/route.ts';
import { intervalLabel, mOfKm, parseKm } from '#geo/network/linear-referencing.ts';
import { readExtent } from './category-names.ts';
import { nameKey } from '#geo/domain/folded-text.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { shown, type RowReader } from './row-reader.ts';

/** Ways to say where, each with the field whose cell begins it. */
const WAYS = { point: 'lng', interval: 'route', site: 'site', communes: 'commune' } as const;
type Way = keyof typeof WAYS;

/** Which way this row says where; more than one is a fault, as one of them would be lost. */
function wayOf(row: RowReader): Way | 'geometry' | undefined {
  const ways = (Object.keys(WAYS) as Way[]).filter(
    (way) => row.has(WAYS[way]) || (way === 'point' && row.has('lat')) || (way === 'interval' && row.has('fromKm')),
  );
  const all = row.geometry === undefined || row.geometry === null ? ways : (['geometry', ...ways] as const);
  if (all.length > 1) {
    const columns = all.map((way) => (way === 'geometry' ? 'geometry' : row.columnOf(WAYS[way]))).join(', ');
    return row.fault(all[1] === 'geometry' ? 'geometry' : WAYS[all[1] as Way], 'field.malformed', {
      vi: `Địa điểm ghi bằng nhiều cách (${columns}); chỉ để một cách.`,
      en: `The place is given in several ways (${columns}); keep one.`,
    });
  }
  return all[0];
}

function missingPlace(row: RowReader): undefined {
  return row.fault('place', 'field.missing', {
    vi: 'Thiếu địa điểm: tuyến và km, kinh độ và vĩ độ, xã, hoặc khu vực.',
    en: 'No place: route and km, longitude and latitude, commune, or site.',
  });
}

/** Longitude and latitude of a row; VN-2000 metres in their place are recognised and said. */
function pointOf(row: RowReader): { type: 'Point'; coordinates: [number, number] } | undefined {
  for (const field of ['lng', 'lat']) if (row.required(field) === undefined) return undefined;
  const lng = row.number('lng', 'decimal');
  const lat = row.number('lat', 'decimal');
  if (lng === undefined || lat === undefined) return undefined;
  const [west, south, east, north] = SURROUNDINGS;
  if (lat >= west && lat <= east && lng >= south && lng <= north) {
    return row.fault('lng', 'geometry.swapped', {
      vi: 'Kinh độ và vĩ độ bị đổi chỗ.',
      en: 'Longitude and latitude are swapped.',
    });
  }
  if (lng > 1000 || lat > 1000) {
    return row.fault('lng', 'geometry.outside_province', {
      vi: 'Có vẻ là tọa độ mét VN-2000; hãy đổi sang độ WGS 84 trước khi nhập.',
      en: 'These look like VN-2000 metres; convert them to WGS 84 degrees first.',
    });
  }
  return { type: 'Point', coordinates: [lng, lat] };
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
  const m = mOfKm(route, km);
  const [firstM, lastM] = [route.measuresM[0], route.measuresM[route.measuresM.length - 1]];
  // Posts are printed to the nearest 100 m where they are not official: that much past an end is the end.
  if (m >= firstM - 100 && m <= lastM + 100) return Math.max(firstM, Math.min(lastM, m));
  const range = intervalLabel(route, firstM, lastM);
  return row.fault(field, 'field.out_of_range', {
    vi: `${shown(text)} nằm ngoài tuyến ${route.nameVi} (${range}).`,
    en: `${shown(text)} lies outside route ${route.nameEn} (${range}).`,
  });
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

/** Where a measure took place; shapes and positions themselves are checked later with the whole record. */
export function readMeasurePlace(row: RowReader, lookup: RegisterLookup, isTrack: boolean): MeasurePlace | undefined {
  const uncertaintyM = row.has('uncertaintyM') ? row.number('uncertaintyM', 'plain') : 0;
  if (uncertaintyM === undefined) return undefined;
  const before = row.bad.length;
  const way = wayOf(row);
  switch (way) {
    case 'geometry':
      return measureGeometry(row, isTrack, uncertaintyM);
    case 'point': {
      const geometry = pointOf(row);
      return geometry && { kind: 'point', geometry, uncertaintyM };
    }
    case 'interval': {
      const stretch = stretchOf(row, lookup);
      return stretch && { kind: 'interval', routeId: stretch.route.id, fromM: stretch.fromM, toM: stretch.toM };
    }
    case 'site': {
      const site = row.member('site', lookup.site);
      return site && { kind: 'site', siteId: site.id };
    }
    case 'communes': {
      const communes = row.members('commune', lookup.commune);
      // Without a word on the extent only the weaker claim is made: somewhere in the commune.
      const extent = row.has('extent') ? row.category('extent', readExtent, 'toàn xã, một nơi') : 'somewhere';
      if (extent === undefined || row.bad.length > before) return undefined;
      return { kind: 'communes', communeIds: communes.map((c) => c.id), extent };
    }
    default:
      return row.bad.length > before ? undefined : missingPlace(row);
  }
}

const PROVINCE_WORDS = new Set(['province', 'tinh', 'toan tinh', 'cap tinh', 'trong tinh']);

/** Where an incident happened and how well that is known. */
export function readIncidentPlace(row: RowReader, lookup: RegisterLookup): IncidentPlace | undefined {
  const before = row.bad.length;
  const way = wayOf(row);
  switch (way) {
    case 'geometry':
      return (row.geometry as { type?: unknown }).type === 'Point'
        ? { kind: 'exact', geometry: row.geometry as never }
        : geometryKind(row, 'Point');
    case 'point': {
      const geometry = pointOf(row);
      return geometry && { kind: 'exact', geometry };
    }
    case 'interval': {
      const stretch = stretchOf(row, lookup);
      return stretch && { kind: 'route-km', routeId: stretch.route.id, fromM: stretch.fromM, toM: stretch.toM };
    }
    case 'communes': {
      const commune = row.member('commune', lookup.commune);
      return commune && { kind: 'commune', communeId: commune.id };
    }
    default:
      if (row.bad.length > before) return undefined;
      return PROVINCE_WORDS.has(nameKey(row.text('placePrecision'))) ? { kind: 'province' } : missingPlace(row);
  }
}
