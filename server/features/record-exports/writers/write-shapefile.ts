import { zipSync } from 'fflate';
import type { Message } from '#geo/domain/errors.ts';
import type { RecordTable, WriteRecords } from '../record-table.ts';
import { dbfOf } from './dbf-of.ts';
import { shapeClassOf, SHAPE_TYPES, shpOf, type ShapeClass } from './shp-of.ts';

const PRJ =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/**
 * A ZIP of Shapefiles (WGS 84, UTF-8), one for each class of shapes that the
 * records have, as a Shapefile holds one class only; records without a place
 * of their own stand in one of empty shapes. Days and numbers keep their types,
 * names of columns are the short ones.
 */
export const writeShapefile: WriteRecords = (table) => {
  const files: Record<string, Uint8Array> = {};
  const text = (content: string) => new TextEncoder().encode(content);
  const used = (Object.keys(SHAPE_TYPES) as ShapeClass[]).filter((shapes) => rowsOf(table, shapes).length > 0);
  let cut = 0;
  for (const shapes of used.length > 0 ? used : (['points'] as const)) {
    const rows = rowsOf(table, shapes);
    const dbf = dbfOf(table.columns, rows);
    cut += dbf.cut;
    const { shp, shx } = shpOf(
      shapes,
      rows.map(({ geometry }) => geometry),
    );
    const stem = `${table.kind}_${shapes === 'none' ? 'no_shape' : shapes}`;
    files[`${stem}.shp`] = Uint8Array.from(shp);
    files[`${stem}.shx`] = Uint8Array.from(shx);
    files[`${stem}.dbf`] = Uint8Array.from(dbf.bytes);
    files[`${stem}.prj`] = text(PRJ);
    files[`${stem}.cpg`] = text('UTF-8');
  }
  const leftOut = cut === 0 ? [] : [tooLong(cut)];
  const notes = [...table.notes, ...leftOut.map((message) => message[table.lang])];
  if (notes.length > 0) files['README.txt'] = text(`${notes.join('\r\n')}\r\n`);
  return { body: zipSync(files, { level: 6, mtime: new Date(2026, 0, 1) }), leftOut };
};

const rowsOf = ({ rows }: RecordTable, shapes: ShapeClass) =>
  rows.filter(({ geometry }) => shapeClassOf(geometry) === shapes);

const tooLong = (count: number): Message => ({
  vi: `${count} ô dài hơn 254 byte: Shapefile không giữ được, ghi chú bị cắt (…), danh sách dài để trống; hãy xuất GeoPackage.`,
  en: `${count} cells are over 254 bytes, which a Shapefile does not hold: notes are cut (…), long lists left blank; export GeoPackage.`,
});
