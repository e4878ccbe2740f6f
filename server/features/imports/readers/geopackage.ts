import type { Database } from 'sql.js';
import { DomainError } from '#geo/domain/errors.ts';
import { MAX_ROWS, noRows, tooManyRows, type RawTable, type ReadOptions } from '../raw-table.ts';
import { ByteReader, damaged } from './byte-reader.ts';
import { systemOfName, systemOfWkt } from './coordinate-system.ts';
import { placeFeatures, type Declared } from './place-features.ts';
import { unsupported } from './refusals.ts';
import { openSqlite } from './sqlite.ts';
import { numberText, TableBuilder } from './table-builder.ts';
import { VertexCount } from './vertices.ts';
import { parseWkb } from './wkb.ts';

const MAX_LAYERS = 100;
const SQLITE_MAGIC = 'SQLite format 3\0';
/** Bytes of the envelope before the geometry, by its code. */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

export const isSqlite = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, SQLITE_MAGIC.length)).toString('latin1') === SQLITE_MAGIC;

interface Layer {
  table: string;
  geometry: string | undefined;
  srs: Declared;
}

/**
 * Layers of a GeoPackage (OGC 12-128r19), a table each, brought to WGS 84 from
 * the system that its row of gpkg_spatial_ref_sys names. Only what
 * gpkg_contents lists is read, and only from real tables: views and virtual
 * tables could compute for ever.
 * @throws DomainError file.*
 */
export async function readGeopackage(bytes: Uint8Array, options: ReadOptions): Promise<RawTable[]> {
  const db = await openSqlite(bytes);
  try {
    const vertices = new VertexCount();
    const tables = layersOf(db).map((layer) => readLayer(db, layer, options, vertices));
    const filled = tables.filter(({ rows }) => rows.length > 0);
    if (filled.length === 0) throw noRows();
    return filled;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // SQLite's own messages name pages and schemas of a file that is broken or made to be.
    throw damaged();
  } finally {
    db.close();
  }
}

function layersOf(db: Database): Layer[] {
  if (!isTable(db, 'gpkg_contents')) {
    throw unsupported('Đây là tệp SQLite nhưng không phải GeoPackage.', 'This is SQLite, but no GeoPackage.');
  }
  const layers: Layer[] = [];
  for (const [table, kind] of rowsOf(db, 'SELECT table_name, data_type FROM gpkg_contents LIMIT 1000')) {
    if (typeof table !== 'string' || (kind !== 'features' && kind !== 'attributes') || !isTable(db, table)) continue;
    if (layers.length >= MAX_LAYERS) throw unsupported('Tệp có quá nhiều lớp.', 'The file has too many layers.');
    layers.push({ table, ...geometryOf(db, table) });
  }
  return layers;
}

/** A real table, not a view or virtual table of that name. */
function isTable(db: Database, name: string): boolean {
  const [found] = rowsOf(db, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [name]);
  return typeof found?.[0] === 'string' && !/^\s*CREATE\s+VIRTUAL/i.test(found[0]);
}

function geometryOf(db: Database, table: string): Omit<Layer, 'table'> {
  const none = { geometry: undefined, srs: { system: undefined, text: '' } };
  if (!isTable(db, 'gpkg_geometry_columns')) return none;
  const [column] = rowsOf(db, 'SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?', [table]);
  if (typeof column?.[0] !== 'string') return none;
  return { geometry: column[0], srs: systemOfLayer(db, column[1]) };
}

function systemOfLayer(db: Database, srsId: unknown): Declared {
  // -1 and 0 stand for “unknown” and are in every GeoPackage.
  if (typeof srsId !== 'number' || srsId <= 0 || !isTable(db, 'gpkg_spatial_ref_sys')) {
    return { system: undefined, text: '' };
  }
  const [row] = rowsOf(
    db,
    'SELECT organization, organization_coordsys_id, definition, srs_name FROM gpkg_spatial_ref_sys WHERE srs_id = ?',
    [srsId],
  );
  if (row === undefined) return { system: undefined, text: String(srsId) };
  const [organization, code, definition, name] = row.map(String);
  const byName = /^epsg$/i.test(organization) ? systemOfName(`EPSG:${code}`) : undefined;
  return { system: byName ?? systemOfWkt(definition), text: name };
}

function readLayer(
  db: Database,
  { table, geometry, srs }: Layer,
  options: ReadOptions,
  vertices: VertexCount,
): RawTable {
  const columns = rowsOf(db, 'SELECT name, type, pk FROM pragma_table_info(?)', [table]);
  // The key that every GeoPackage table has counts rows and says nothing.
  const kept = columns.filter(([name, , pk]) => name !== geometry && !(pk && /^(fid|id|ogc_fid)$/i.test(String(name))));
  const builder = new TableBuilder(table, vertices);
  for (const [name] of kept) builder.header(String(name));
  const wanted = [...kept.map(([name]) => String(name)), ...(geometry === undefined ? [] : [geometry])];
  if (wanted.length === 0) return builder.finish(null);
  const list = wanted.map(quoted).join(', ');
  const statement = db.prepare(`SELECT ${list} FROM ${quoted(table)} LIMIT ${MAX_ROWS + 1}`);
  try {
    while (statement.step()) {
      if (builder.size >= MAX_ROWS) throw tooManyRows();
      const values = statement.get();
      const cells = kept.map(([name, type], i) => [String(name), cellText(values[i], String(type))] as const);
      const shape = geometry === undefined ? undefined : values[kept.length];
      builder.add(cells, shape instanceof Uint8Array ? parseGeopackageGeometry(shape) : undefined);
    }
  } finally {
    statement.free();
  }
  return placeFeatures(builder.finish(null), srs, options.coordinateSystem);
}

/** GeoPackageBinary: a header with an optional envelope, then WKB. Empty ones are undefined. */
export function parseGeopackageGeometry(bytes: Uint8Array): unknown {
  const reader = new ByteReader(bytes);
  if (reader.uint8() !== 0x47 || reader.uint8() !== 0x50) throw damaged();
  reader.skip(1);
  const flags = reader.uint8();
  reader.skip(4);
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7] as number | undefined;
  if (envelope === undefined) throw damaged();
  reader.skip(envelope);
  return flags & 0x10 ? undefined : (parseWkb(reader) ?? undefined);
}

function cellText(value: unknown, type: string): string {
  if (typeof value === 'number') {
    return /^bool/i.test(type) ? (value === 0 ? 'false' : 'true') : numberText(value);
  }
  return typeof value === 'string' ? value : '';
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function rowsOf(db: Database, query: string, params: (string | number)[] = []): unknown[][] {
  const statement = db.prepare(query, params);
  try {
    const rows: unknown[][] = [];
    while (statement.step()) rows.push(statement.get());
    return rows;
  } finally {
    statement.free();
  }
}
