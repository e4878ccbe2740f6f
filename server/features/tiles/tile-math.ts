import type { Bbox } from '#geo/domain/geometry.ts';

/** A tile of the Web Mercator pyramid (EPSG:3857), y from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}
/** Units along a tile's side, and how far beyond it geometry is kept; both as in ST_AsMVTGeom. */
export const TILE_EXTENT = 4096;
export const TILE_BUFFER = 64;

const MAX_LAT = 85.0511287798066;

/** Position in tile units: 0…4096 inside the tile, y downwards. Latitude is held within Mercator's square. */
export function tilePoint(lng: number, lat: number, { z, x, y }: TileAddress): [number, number] {
  const side = 2 ** z;
  const sine = Math.sin((Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * Math.PI) / 180);
  const worldX = (lng / 360 + 0.5) * side;
  const worldY = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
  return [(worldX - x) * TILE_EXTENT, (worldY - y) * TILE_EXTENT];
}

/** Ground covered by a tile with its buffer, in degrees, to select rows by. */
export function tileBbox({ z, x, y }: TileAddress): Bbox {
  const side = 2 ** z;
  const margin = TILE_BUFFER / TILE_EXTENT;
  const lng = (tileX: number) => (tileX / side - 0.5) * 360;
  const lat = (tileY: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * tileY) / side))) * 180) / Math.PI;
  return [lng(x - margin), lat(y + 1 + margin), lng(x + 1 + margin), lat(y - margin)];
}
