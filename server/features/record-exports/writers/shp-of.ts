import type { Bbox, LngLat } from '#geo/domain/geometry.ts';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';
import { boxOf } from './box-of.ts';

/** Shape types of the ESRI Shapefile Technical Description (July 1998). */
export const SHAPE_TYPES = { none: 0, points: 1, lines: 3, polygons: 5 } as const;
export type ShapeClass = keyof typeof SHAPE_TYPES;

const FILE_CODE = 9994;
const VERSION = 1000;
const HEADER_BYTES = 100;

export function shapeClassOf(geometry: PlaceGeometry | null): ShapeClass {
  if (geometry === null) return 'none';
  if (geometry.type === 'Point') return 'points';
  return geometry.type.endsWith('LineString') ? 'lines' : 'polygons';
}

/** The main file and the index of shapes of one class. */
export function shpOf(shapes: ShapeClass, geometries: readonly (PlaceGeometry | null)[]): { shp: Buffer; shx: Buffer } {
  const records = geometries.map((geometry) => contentOf(geometry));
  const box = boxOf(geometries) ?? [0, 0, 0, 0];
  const bytes = records.reduce((sum, record) => sum + 8 + record.length, HEADER_BYTES);
  const shp = Buffer.alloc(bytes);
  const shx = Buffer.alloc(HEADER_BYTES + 8 * records.length);
  writeHeader(shp, shapes, box);
  writeHeader(shx, shapes, box);
  let at = HEADER_BYTES;
  records.forEach((record, i) => {
    shx.writeInt32BE(at / 2, HEADER_BYTES + 8 * i);
    shx.writeInt32BE(record.length / 2, HEADER_BYTES + 8 * i + 4);
    shp.writeInt32BE(i + 1, at);
    shp.writeInt32BE(record.length / 2, at + 4);
    record.copy(shp, at + 8);
    at += 8 + record.length;
  });
  return { shp, shx };
}

function writeHeader(file: Buffer, shapes: ShapeClass, box: Bbox): void {
  file.writeInt32BE(FILE_CODE, 0);
  file.writeInt32BE(file.length / 2, 24);
  file.writeInt32LE(VERSION, 28);
  file.writeInt32LE(SHAPE_TYPES[shapes], 32);
  box.forEach((value, i) => file.writeDoubleLE(value, 36 + 8 * i));
}

function contentOf(geometry: PlaceGeometry | null): Buffer {
  if (geometry === null) return Buffer.alloc(4);
  if (geometry.type === 'Point') {
    const out = Buffer.alloc(20);
    out.writeInt32LE(SHAPE_TYPES.points, 0);
    geometry.coordinates.forEach((value, i) => out.writeDoubleLE(value, 4 + 8 * i));
    return out;
  }
  const parts = shapePartsOf(geometry);
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const out = Buffer.alloc(44 + 4 * parts.length + 16 * count);
  out.writeInt32LE(SHAPE_TYPES[shapeClassOf(geometry)], 0);
  boxOf([geometry])!.forEach((value, i) => out.writeDoubleLE(value, 4 + 8 * i));
  out.writeInt32LE(parts.length, 36);
  out.writeInt32LE(count, 40);
  let start = 0;
  let at = 44 + 4 * parts.length;
  parts.forEach((part, i) => {
    out.writeInt32LE(start, 44 + 4 * i);
    start += part.length;
    for (const [lng, lat] of part) {
      out.writeDoubleLE(lng, at);
      out.writeDoubleLE(lat, at + 8);
      at += 16;
    }
  });
  return out;
}

/** Lines as they are; outer rings clockwise and holes the other way, which is how a Shapefile tells them apart. */
function shapePartsOf(geometry: Exclude<PlaceGeometry, { type: 'Point' }>): LngLat[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
      return geometry.coordinates;
    case 'Polygon':
      return geometry.coordinates.map((ring, i) => turned(ring, i === 0));
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => rings.map((ring, i) => turned(ring, i === 0)));
  }
}

function turned(ring: LngLat[], clockwise: boolean): LngLat[] {
  let sum = 0;
  // Around its first vertex, so that large coordinates lose no digits.
  const [x0, y0] = ring[0];
  for (let i = 1; i < ring.length; i++) {
    sum += (ring[i - 1][0] - x0) * (ring[i][1] - y0) - (ring[i][0] - x0) * (ring[i - 1][1] - y0);
  }
  return sum < 0 === clockwise ? ring : ring.toReversed();
}
