import type { Database } from 'sql.js';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';
import { startSqlite } from '../../imports/readers/sqlite.ts';
import type { RecordColumn, RecordTable, WriteRecords } from '../record-table.ts';
import { boxOf } from './box-of.ts';
import { wkbOf } from './wkb-of.ts';

/** “GPKG” and version 1.3.1, as every reader since asks for. */
const APPLICATION_ID = 0x47504b47;
const USER_VERSION = 10301;
const SRS_ID = 4326;
const WGS84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]';

/** The tables that OGC 12-128r18 requires. */
const SCHEMA = `
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${USER_VERSION};
  CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
  CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
  CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
  INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
    ('WGS 84 geodetic', ${SRS_ID}, 'EPSG', 4326, '${WGS84}', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
`;

/** A GeoPackage of one layer of points, lines and polygons together (WGS 84); records without a place of their own have none. */
export const writeGeopackage: WriteRecords = async (table) => {
  const { Database: Sqlite } = await startSqlite();
  const db = new Sqlite();
  try {
    db.run(SCHEMA);
    fill(db, table);
    return { body: db.export(), leftOut: [] };
  } finally {
    db.close();
  }
};

const TYPES: Record<RecordColumn['kind'], string> = { text: 'TEXT', day: 'DATE', number: 'DOUBLE' };
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function fill(db: Database, { kind, lang, columns, rows, notes }: RecordTable): void {
  const names = columns.map(({ header }) => quoted(header[lang]));
  const declared = columns.map((column, i) => `${names[i]} ${TYPES[column.kind]}`);
  db.run(
    `CREATE TABLE ${kind} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY, ${declared.join(', ')})`,
  );
  const box = boxOf(rows.map(({ geometry }) => geometry));
  db.run('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    ...[kind, 'features', kind, notes.join('\n'), new Date().toISOString()],
    ...(box ?? [null, null, null, null]),
    SRS_ID,
  ]);
  db.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [kind, 'geom', 'GEOMETRY', SRS_ID]);
  const marks = ['?', ...names.map(() => '?')].join(', ');
  const statement = db.prepare(`INSERT INTO ${kind} (geom, ${names.join(', ')}) VALUES (${marks})`);
  db.run('BEGIN');
  for (const { cells, geometry } of rows) {
    statement.run([geometry && geopackageGeometry(geometry), ...cells.map((cell) => (cell === '' ? null : cell))]);
  }
  db.run('COMMIT');
  statement.free();
}

/** GeoPackageBinary: magic, version, flags (little-endian, an envelope of x and y but for points), srs, then WKB. */
function geopackageGeometry(geometry: PlaceGeometry): Uint8Array {
  const wkb = wkbOf(geometry);
  const box = geometry.type === 'Point' ? undefined : boxOf([geometry]);
  const bytes = new Uint8Array(8 + (box ? 32 : 0) + wkb.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x47, 0x50, 0, box ? 0b011 : 0b001]);
  view.setInt32(4, SRS_ID, true);
  if (box) [box[0], box[2], box[1], box[3]].forEach((value, i) => view.setFloat64(8 + 8 * i, value, true));
  bytes.set(wkb, bytes.length - wkb.length);
  return bytes;
}
