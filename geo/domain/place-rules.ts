import type { Fault, GeometryFaultCode, Message } from './errors.ts';
import { SURROUNDINGS, type ArealGeometry, type LinearGeometry, type LngLat, type PointGeometry } from './geometry.ts';
import { findRingFault } from './polygon-rules.ts';

/** More vertices than this are refused, in one record and in one imported file: a year's track of one patrol has fewer. */
export const MAX_VERTICES = 200_000;

export type PlaceGeometry = PointGeometry | LinearGeometry | ArealGeometry;

const MESSAGES = {
  'geometry.malformed': {
    vi: 'Hình học không đúng: tọa độ phải là cặp số [kinh độ, vĩ độ]; vòng của vùng phải khép kín.',
    en: 'The geometry is malformed: coordinates are pairs of numbers [longitude, latitude]; rings of polygons are closed.',
  },
  'geometry.empty': {
    vi: 'Hình học rỗng: không có điểm nào, hoặc đường dài 0 m, hoặc vùng rộng 0 m².',
    en: 'The geometry is empty: it has no point, or a line of 0 m, or an area of 0 m².',
  },
  'geometry.outside_province': {
    vi: 'Vị trí nằm ngoài địa bàn tỉnh Nghệ An và vùng lân cận.',
    en: 'The place lies outside Nghệ An and its surroundings.',
  },
  'geometry.swapped': {
    vi: 'Kinh độ và vĩ độ có vẻ bị đảo: hãy ghi [kinh độ, vĩ độ].',
    en: 'Longitude and latitude look swapped: write [longitude, latitude].',
  },
  'geometry.self_intersecting': {
    vi: 'Đường biên của vùng tự cắt hoặc chồng lên chính nó.',
    en: 'The boundary of the polygon crosses or overlaps itself.',
  },
  'geometry.too_complex': {
    vi: `Hình học quá phức tạp: nhiều nhất ${MAX_VERTICES.toLocaleString('vi')} đỉnh.`,
    en: `The geometry is too complex: at most ${MAX_VERTICES} vertices.`,
  },
} as const satisfies Record<GeometryFaultCode, Message>;

export function geometryFault(code: GeometryFaultCode, path: string): Fault {
  return { code, message: MESSAGES[code], place: { path } };
}

/** True where a position lies in the province or its surroundings. */
export function isInSurroundings([lng, lat]: LngLat): boolean {
  const [west, south, east, north] = SURROUNDINGS;
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/**
 * Checks the geometry of a record and answers the first fault found, most
 * telling first: malformed, too complex, empty, swapped, outside, crossing
 * itself. `path` names the geometry in the record. Coordinates in degrees.
 * O(n log n) in the vertices for polygons, O(n) otherwise.
 */
export function validateGeometry(geometry: PlaceGeometry, path: string): Fault[] {
  const code = findGeometryFault(geometry);
  return code ? [geometryFault(code, path)] : [];
}

function findGeometryFault(geometry: PlaceGeometry): GeometryFaultCode | undefined {
  const parts = partsOf(geometry);
  let count = 0;
  let outside = 0;
  let swapped = 0;
  for (const part of parts) {
    for (const position of part) {
      count++;
      if (count > MAX_VERTICES) return 'geometry.too_complex';
      if (!isPosition(position)) return 'geometry.malformed';
      if (isInSurroundings(position)) continue;
      outside++;
      if (isInSurroundings([position[1], position[0]])) swapped++;
    }
  }
  if (count === 0) return 'geometry.empty';
  if (outside > 0) return swapped === outside ? 'geometry.swapped' : 'geometry.outside_province';
  switch (geometry.type) {
    case 'Point':
      return undefined;
    case 'LineString':
    case 'MultiLineString':
      // Every part must have a length: a part of one point is a recording fault, not a track.
      return parts.some((line) => !hasLength(line)) ? 'geometry.empty' : undefined;
    case 'Polygon':
      return findRingFault([geometry.coordinates]);
    case 'MultiPolygon':
      return findRingFault(geometry.coordinates);
  }
}

/** The geometry's lists of positions: one for a point, a line or ring each otherwise. */
export function partsOf(geometry: PlaceGeometry): LngLat[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}

function isPosition(position: LngLat): boolean {
  return (
    Array.isArray(position) && position.length === 2 && Number.isFinite(position[0]) && Number.isFinite(position[1])
  );
}

function hasLength(line: readonly LngLat[]): boolean {
  return line.some((position) => position[0] !== line[0][0] || position[1] !== line[0][1]);
}
