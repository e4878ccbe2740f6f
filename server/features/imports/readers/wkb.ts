import type { Position } from 'geojson';
import type { ByteReader } from './byte-reader.ts';
import { damaged } from './byte-reader.ts';

const NAMES = [
  '',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
];
/** A collection holds multi-geometries, which hold their parts. */
const MAX_DEPTH = 4;
const EWKB_Z = 0x80000000;
const EWKB_M = 0x40000000;
const EWKB_SRID = 0x20000000;

interface Shape {
  type: string;
  coordinates?: unknown;
  geometries?: Shape[];
}

/**
 * A geometry in well-known binary (ISO 13249-3 and PostGIS's extended form) as
 * GeoJSON; heights and measures are dropped. Empty ones are null.
 * @throws DomainError file.unreadable
 */
export function parseWkb(reader: ByteReader, depth = 0): Shape | null {
  if (depth >= MAX_DEPTH) throw damaged();
  reader.littleEndian = reader.uint8() === 1;
  const code = reader.uint32();
  if (code & EWKB_SRID) reader.skip(4);
  const iso = (code & 0x0fffffff) % 1000;
  const flags = Math.floor((code & 0x0fffffff) / 1000);
  const type = NAMES[iso];
  if (!type || flags > 3) throw damaged();
  const hasZ = (code & EWKB_Z) !== 0 || flags === 1 || flags === 3;
  const hasM = (code & EWKB_M) !== 0 || flags === 2 || flags === 3;
  const width = 2 + Number(hasZ) + Number(hasM);

  const position = (): Position => {
    const [x, y] = [reader.double(), reader.double()];
    reader.skip((width - 2) * 8);
    return [x, y];
  };
  const positions = (): Position[] => {
    const count = reader.uint32();
    reader.need(count, width * 8);
    return Array.from({ length: count }, position);
  };
  switch (type) {
    case 'Point': {
      const [x, y] = position();
      return Number.isNaN(x) && Number.isNaN(y) ? null : { type, coordinates: [x, y] };
    }
    case 'LineString': {
      const coordinates = positions();
      return coordinates.length === 0 ? null : { type, coordinates };
    }
    case 'Polygon': {
      const count = reader.uint32();
      reader.need(count, 4);
      const coordinates = Array.from({ length: count }, positions);
      return coordinates.length === 0 ? null : { type, coordinates };
    }
    default: {
      const count = reader.uint32();
      // The smallest part: an empty line of 1 + 4 + 4 bytes.
      reader.need(count, 9);
      const parts: Shape[] = [];
      for (let i = 0; i < count; i++) {
        const part = parseWkb(reader, depth + 1);
        if (part !== null && type !== 'GeometryCollection' && `Multi${part.type}` !== type) throw damaged();
        if (part !== null) parts.push(part);
      }
      if (parts.length === 0) return null;
      if (type === 'GeometryCollection') return { type, geometries: parts };
      // A multi-geometry of one is that one, as GDAL wraps single shapes to keep a layer of one kind.
      return parts.length === 1 ? parts[0] : { type, coordinates: parts.map(({ coordinates }) => coordinates) };
    }
  }
}
