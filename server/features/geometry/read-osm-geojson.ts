import type { LngLat } from '#geo/domain/geometry.ts';
import { isTransport, TAGS_READ, type OsmWay } from '#geo/network/osm-names.ts';
import { parseGeojson } from '../imports/readers/geojson.ts';
import { unreadable, unsupported } from '../imports/readers/refusals.ts';
import type { OsmRoads, WayFilter } from './osm-roads.ts';

/** A file of 20 MB holds fewer; roads of a province are some ten thousand. */
const MAX_FEATURES = 200_000;

/**
 * Roads and railways of a GeoJSON file whose properties are the tags, as
 * `osmium export` and overpass-turbo write it. Lines only: closed ways come
 * from osmium as areas once more.
 * @throws DomainError file.unreadable, file.empty, file.unsupported
 */
export function readOsmGeojson(bytes: Uint8Array, isWanted: WayFilter): OsmRoads {
  const { features, crs } = parseGeojson(bytes, {}, MAX_FEATURES);
  if (crs !== '' && !/CRS84|EPSG:+4326/i.test(crs)) {
    throw unsupported('GeoJSON phải theo WGS 84 (EPSG:4326).', 'The GeoJSON must be in WGS 84 (EPSG:4326).');
  }
  let wayCount = 0;
  const ways = features.flatMap(({ properties, geometry }): OsmWay[] => {
    const tags = tagsOf(properties);
    if (!isTransport({ tags })) return [];
    const lines = linesOf(geometry);
    wayCount += lines.length;
    return isWanted({ tags }) ? lines.map((coordinates) => ({ coordinates, tags })) : [];
  });
  return { ways, wayCount, extractOn: null };
}

function tagsOf(properties: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(properties).flatMap(([name, value]): [string, string][] =>
    TAGS_READ.has(name) && (typeof value === 'string' || typeof value === 'number')
      ? [[name, String(value).normalize('NFC')]]
      : [],
  );
  return Object.fromEntries(entries);
}

function linesOf(geometry: unknown): LngLat[][] {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type === 'LineString') return [lineOf(coordinates)];
  if (type === 'MultiLineString' && Array.isArray(coordinates)) return coordinates.map(lineOf);
  return [];
}

function lineOf(coordinates: unknown): LngLat[] {
  if (!Array.isArray(coordinates) || coordinates.length < 2) throw malformed();
  return coordinates.map((at: unknown): LngLat => {
    const [lng, lat] = Array.isArray(at) ? (at as unknown[]) : [];
    if (typeof lng !== 'number' || typeof lat !== 'number' || Math.abs(lng) > 180 || Math.abs(lat) > 90) {
      throw malformed();
    }
    // As many digits as OpenStreetMap keeps.
    return [Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
  });
}

const malformed = () =>
  unreadable(
    'Hình học không đúng: tọa độ phải là cặp số [kinh độ, vĩ độ] theo độ.',
    'The geometry is malformed: coordinates are pairs of numbers [longitude, latitude] in degrees.',
  );
