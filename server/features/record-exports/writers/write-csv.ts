import type { ExportTable } from '../../exports/export-table.ts';
import { renderCsv } from '../../exports/render-csv.ts';
import { withoutGuard } from '../../imports/formula-cells.ts';
import { numberText } from '../../imports/readers/table-builder.ts';
import type { WriteRecords } from '../record-table.ts';
import { shapesLeftOut } from './left-out.ts';

/** A CSV as {@link renderCsv} writes them; shapes other than points do not fit into its cells. */
export const writeCsv: WriteRecords = (table) => {
  const { lang, columns, rows } = table;
  const text = (value: number) => (lang === 'vi' ? numberText(value).replace('.', ',') : numberText(value));
  const plain: ExportTable = {
    id: table.kind,
    title: { vi: '', en: '' },
    columns,
    // The CSV puts its own guard before texts: never two.
    rows: rows.map(({ cells }) =>
      cells.map((cell) => (typeof cell === 'number' ? text(cell) : cell === null ? null : withoutGuard(cell))),
    ),
  };
  return { body: renderCsv(plain, lang), leftOut: shapesLeftOut(table) };
};
