import type { LngLat } from '../domain/geometry.ts';
import type { PlaceGeometry } from '../domain/place-rules.ts';

const SRID_FLAG = 0x20000000;
const TYPE_CODES = { Point: 1, LineString: 2, Polygon: 3, MultiLineString: 5, MultiPolygon: 6 } as const;

/**
 * A geometry as PostGIS's extended well-known binary in hexadecimal, little
 * endian, SRID 4326: what a geometry column takes as text, exact to the bit.
 */
export function toEwkbHex(geometry: PlaceGeometry): string {
  const bytes = new Uint8Array(sizeOf(geometry));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const byte = (value: number): void => view.setUint8(at++, value);
  const uint = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const head = (type: keyof typeof TYPE_CODES, outermost: boolean): void => {
    byte(1);
    uint(outermost ? TYPE_CODES[type] | SRID_FLAG : TYPE_CODES[type]);
    if (outermost) uint(4326);
  };
  const position = ([lng, lat]: LngLat): void => {
    view.setFloat64(at, lng, true);
    view.setFloat64(at + 8, lat, true);
    at += 16;
  };
  const line = (positions: readonly LngLat[]): void => {
    uint(positions.length);
    positions.forEach(position);
  };
  const polygon = (rings: readonly LngLat[][]): void => {
    uint(rings.length);
    rings.forEach(line);
  };

  head(geometry.type, true);
  switch (geometry.type) {
    case 'Point':
      position(geometry.coordinates);
      break;
    case 'LineString':
      line(geometry.coordinates);
      break;
    case 'Polygon':
      polygon(geometry.coordinates);
      break;
    case 'MultiLineString':
      uint(geometry.coordinates.length);
      for (const part of geometry.coordinates) {
        head('LineString', false);
        line(part);
      }
      break;
    case 'MultiPolygon':
      uint(geometry.coordinates.length);
      for (const part of geometry.coordinates) {
        head('Polygon', false);
        polygon(part);
      }
      break;
  }
  return toHex(bytes);
}

function sizeOf(geometry: PlaceGeometry): number {
  const ringsSize = (rings: readonly LngLat[][]): number => rings.reduce((sum, ring) => sum + 4 + 16 * ring.length, 4);
  switch (geometry.type) {
    case 'Point':
      return 9 + 16;
    case 'LineString':
      return 9 + 4 + 16 * geometry.coordinates.length;
    case 'Polygon':
      return 9 + ringsSize(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.reduce((sum, part) => sum + 9 + 16 * part.length, 13);
    case 'MultiPolygon':
      return geometry.coordinates.reduce((sum, part) => sum + 5 + ringsSize(part), 13);
  }
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}
