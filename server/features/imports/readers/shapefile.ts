import { noRows, type RawTable, type ReadOptions } from '../raw-table.ts';
import { openArchive, type Archive } from './archive.ts';
import { systemOfWkt } from './coordinate-system.ts';
import { parseDbf, type DbfTable } from './dbf.ts';
import { placeFeatures } from './place-features.ts';
import { unreadable } from './refusals.ts';
import { parseShp } from './shp.ts';
import { TableBuilder } from './table-builder.ts';
import { VertexCount } from './vertices.ts';

/**
 * Shapefiles of a ZIP, a table each: shapes (.shp), their rows (.dbf), the
 * letters (.cpg) and the coordinate system (.prj), which becomes WGS 84.
 * @throws DomainError file.*
 */
export async function readShapefile(bytes: Uint8Array, options: ReadOptions): Promise<RawTable[]> {
  const files = await openArchive(bytes);
  const stems = [...files.keys()].filter((name) => /\.shp$/i.test(name)).map((name) => name.slice(0, -4));
  const vertices = new VertexCount();
  const tables = stems.sort().map((stem) => readLayer(files, stem, options, vertices));
  const filled = tables.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) throw noRows();
  return filled;
}

function readLayer(files: Archive, stem: string, options: ReadOptions, vertices: VertexCount): RawTable {
  const part = (extension: string) => {
    const wanted = `${stem}.${extension}`.toLowerCase();
    const name = [...files.keys()].find((path) => path.toLowerCase() === wanted);
    return name === undefined ? undefined : files.get(name);
  };
  const textOf = (file: Uint8Array | undefined) => file && Buffer.from(file).toString('latin1').trim();

  const name = stem.slice(stem.lastIndexOf('/') + 1);
  const shapes = parseShp(part('shp')!, name, vertices);
  const dbfBytes = part('dbf');
  const dbf = dbfBytes && parseDbf(dbfBytes, textOf(part('cpg')), options.encoding);
  if (dbf !== undefined && dbf.records.length !== shapes.length) {
    throw unreadable(
      `Lớp ${stem}: tệp .shp có ${shapes.length} hình, tệp .dbf có ${dbf.records.length} dòng.`,
      `Layer ${stem}: the .shp has ${shapes.length} shapes, the .dbf ${dbf.records.length} rows.`,
    );
  }
  const wkt = textOf(part('prj')) ?? '';
  const table = tableOf(name, shapes, dbf);
  return placeFeatures(table, { system: systemOfWkt(wkt), text: nameOfWkt(wkt) }, options.coordinateSystem);
}

function tableOf(name: string, shapes: readonly (object | null)[], dbf: DbfTable | undefined): RawTable {
  const builder = new TableBuilder(name);
  for (const field of dbf?.fields ?? []) builder.header(field);
  shapes.forEach((shape, i) => {
    const cells = dbf === undefined ? [] : dbf.records[i];
    if (cells !== undefined) builder.add(cells, shape);
  });
  const table = builder.finish(null);
  return dbf === undefined ? table : { ...table, text: dbf.text };
}

/** `PROJCS["VN_2000 …", …` as its name; the start of the text where it has none. */
const nameOfWkt = (wkt: string): string => /^\s*\w+\s*\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? wkt.slice(0, 80);
