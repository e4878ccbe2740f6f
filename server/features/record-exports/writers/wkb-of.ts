import type { LngLat } from '#geo/domain/geometry.ts';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';

const CODES = { Point: 1, LineString: 2, Polygon: 3, MultiLineString: 5, MultiPolygon: 6 } as const;

/** A geometry in well-known binary (ISO 13249-3), little-endian, longitude before latitude. */
export function wkbOf(geometry: PlaceGeometry): Uint8Array {
  const bytes = new Uint8Array(sizeOf(geometry));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const head = (type: keyof typeof CODES) => {
    bytes[at] = 1;
    view.setUint32(at + 1, CODES[type], true);
    at += 5;
  };
  const count = (n: number) => {
    view.setUint32(at, n, true);
    at += 4;
  };
  const position = ([lng, lat]: LngLat) => {
    view.setFloat64(at, lng, true);
    view.setFloat64(at + 8, lat, true);
    at += 16;
  };
  const line = (positions: readonly LngLat[]) => {
    count(positions.length);
    positions.forEach(position);
  };
  const polygon = (rings: readonly LngLat[][]) => {
    count(rings.length);
    rings.forEach(line);
  };
  head(geometry.type);
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
      count(geometry.coordinates.length);
      for (const part of geometry.coordinates) {
        head('LineString');
        line(part);
      }
      break;
    case 'MultiPolygon':
      count(geometry.coordinates.length);
      for (const part of geometry.coordinates) {
        head('Polygon');
        polygon(part);
      }
  }
  return bytes;
}

function sizeOf(geometry: PlaceGeometry): number {
  const lineSize = (line: readonly LngLat[]) => 4 + 16 * line.length;
  const polygonSize = (rings: readonly LngLat[][]) => rings.reduce((sum, ring) => sum + lineSize(ring), 4);
  switch (geometry.type) {
    case 'Point':
      return 21;
    case 'LineString':
      return 5 + lineSize(geometry.coordinates);
    case 'Polygon':
      return 5 + polygonSize(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.reduce((sum, line) => sum + 5 + lineSize(line), 9);
    case 'MultiPolygon':
      return geometry.coordinates.reduce((sum, rings) => sum + 5 + polygonSize(rings), 9);
  }
}
