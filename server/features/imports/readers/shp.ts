import type { Position } from 'geojson';
import { MAX_ROWS, tooManyRows } from '../raw-table.ts';
import { ByteReader, damaged } from './byte-reader.ts';
import { unsupported } from './refusals.ts';
import { assembleRings } from './rings.ts';
import type { VertexCount } from './vertices.ts';

const FILE_CODE = 9994;
const HEADER_BYTES = 100;
const POINT = 1;
const LINE = 3;
const POLYGON = 5;
const MULTI_POINT = 8;

/**
 * Shapes of a .shp (ESRI Shapefile Technical Description, July 1998), one a
 * record, null where a record has none; heights and measures are dropped.
 * shpjs reads the same but runs for ever on a negative record length and
 * writes numbers anew from the table beside; here every length is checked.
 * @throws DomainError file.unreadable, file.unsupported, file.too_many_rows, file.too_large
 */
export function parseShp(bytes: Uint8Array, layer: string, vertices: VertexCount): (object | null)[] {
  const head = new ByteReader(bytes);
  head.littleEndian = false;
  if (head.int32() !== FILE_CODE) throw damaged();
  head.need(1, HEADER_BYTES - 4);
  const shapes: (object | null)[] = [];
  let at = HEADER_BYTES;
  while (at + 8 <= bytes.length) {
    const record = new ByteReader(bytes, at + 4);
    record.littleEndian = false;
    const contentBytes = record.int32() * 2;
    record.need(contentBytes, 1);
    if (contentBytes < 4) throw damaged();
    if (shapes.length >= MAX_ROWS) throw tooManyRows();
    const shape = shapeOf(new ByteReader(bytes, at + 8, at + 8 + contentBytes));
    vertices.add(shape, shapes.length + 1, layer);
    shapes.push(shape);
    at += 8 + contentBytes;
  }
  return shapes;
}

function shapeOf(reader: ByteReader): object | null {
  const type = reader.int32();
  if (type === 0) return null;
  // 11 … 18 have heights, 21 … 28 measures; both stand after the positions.
  switch (type > 20 ? type - 20 : type > 10 ? type - 10 : type) {
    case POINT:
      return { type: 'Point', coordinates: [reader.double(), reader.double()] };
    case MULTI_POINT: {
      reader.skip(32);
      const points = positionsOf(reader, reader.int32());
      if (points.length === 0) return null;
      return points.length === 1
        ? { type: 'Point', coordinates: points[0] }
        : { type: 'MultiPoint', coordinates: points };
    }
    case LINE: {
      const parts = partsOf(reader);
      if (parts.length === 0) return null;
      return parts.length === 1
        ? { type: 'LineString', coordinates: parts[0] }
        : { type: 'MultiLineString', coordinates: parts };
    }
    case POLYGON: {
      const polygons = assembleRings(partsOf(reader));
      if (polygons.length === 0) return null;
      return polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons };
    }
    default:
      throw unsupported(
        `Shapefile có dạng hình ${type}, không đọc được (chỉ đọc điểm, đường, vùng).`,
        `The Shapefile has shapes of type ${type}, which are not read (points, lines and polygons are).`,
      );
  }
}

function partsOf(reader: ByteReader): Position[][] {
  reader.skip(32);
  const partCount = reader.int32();
  const pointCount = reader.int32();
  reader.need(partCount, 4);
  const starts: number[] = [];
  for (let i = 0; i < partCount; i++) {
    const start = reader.int32();
    if (start < (starts.at(-1) ?? 0) || start > pointCount || (i === 0 && start !== 0)) throw damaged();
    starts.push(start);
  }
  const points = positionsOf(reader, pointCount);
  return starts.map((start, i) => points.slice(start, starts[i + 1] ?? pointCount)).filter((part) => part.length > 0);
}

function positionsOf(reader: ByteReader, count: number): Position[] {
  reader.need(count, 16);
  return Array.from({ length: count }, () => [reader.double(), reader.double()]);
}
