import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { LngLat } from '#geo/domain/geometry.ts';
import { TILE_EXTENT, tilePoint, type TileAddress } from './tile-math.ts';
import { clipPoint, tileLines, tilePolygons, type Ring } from './tile-geometry.ts';

/** Kinds of GeoJSON geometry that layers hold. */
export type TileGeometry =
  | { type: 'Point'; coordinates: LngLat }
  | { type: 'LineString'; coordinates: LngLat[] }
  | { type: 'MultiLineString'; coordinates: LngLat[][] }
  | { type: 'Polygon'; coordinates: LngLat[][] }
  | { type: 'MultiPolygon'; coordinates: LngLat[][][] };

export interface TileFeature {
  geometry: TileGeometry;
  properties: Record<string, string | number | boolean | null>;
}

type Encoded = { type: 1 | 2 | 3; geometry: Ring | Ring[] } | undefined;

function encodeGeometry(geometry: TileGeometry, tile: TileAddress): Encoded {
  const project = (points: LngLat[]): Ring => points.map(([lng, lat]) => tilePoint(lng, lat, tile));
  switch (geometry.type) {
    case 'Point': {
      const point = clipPoint(tilePoint(geometry.coordinates[0], geometry.coordinates[1], tile));
      return point && { type: 1, geometry: [point] };
    }
    case 'LineString':
    case 'MultiLineString': {
      const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      const parts = tileLines(lines.map(project));
      return parts.length > 0 ? { type: 2, geometry: parts } : undefined;
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      const rings = tilePolygons(polygons.map((rings) => rings.map(project)));
      return rings.length > 0 ? { type: 3, geometry: rings } : undefined;
    }
  }
}

/**
 * A Mapbox Vector Tile (v2, extent 4096) of one layer: what ST_AsMVT makes on
 * PostGIS. Null properties are left out, as there. Ids are the property `id`,
 * since ours are codes and UUIDs and a tile's own ids are integers.
 */
export function encodeTile(layer: string, features: readonly TileFeature[], tile: TileAddress): Uint8Array {
  const encoded = features.flatMap(({ geometry, properties }) => {
    const shape = encodeGeometry(geometry, tile);
    if (shape === undefined) return [];
    const tags = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
    return [{ ...shape, tags }];
  });
  if (encoded.length === 0) return new Uint8Array();
  return fromGeojsonVt({ [layer]: { features: encoded } as never }, { version: 2, extent: TILE_EXTENT });
}
