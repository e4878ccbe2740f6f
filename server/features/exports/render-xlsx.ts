import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import type { CellKind, ExportCell, ExportTable, Lang } from './export-table.ts';

const FORMATS: Partial<Record<CellKind, string>> = {
  count: '#,##0',
  number: '#,##0.###',
  share: '0.00%',
  day: 'dd/mm/yyyy',
};
const TITLE = { fontWeight: 'bold', fontSize: 14 } as const;
const HEAD = {
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'center',
  backgroundColor: '#E8EDF2',
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#5B6B7A',
} as const;

export interface Workbook {
  title: string;
  /** Lines under the title of every sheet: period, demo label, run. */
  notes: string[];
  tables: ExportTable[];
}

/**
 * A workbook with real numbers and dates, one sheet a table, headings frozen.
 * Texts are written as text cells, never as formulas.
 */
export async function renderXlsx(workbook: Workbook, lang: Lang): Promise<Uint8Array> {
  const sheets = workbook.tables.map((table) => sheetOf(table, workbook, lang));
  return writeXlsxFile(sheets as never, { fontFamily: 'Times New Roman', fontSize: 11 }).toBuffer();
}

function sheetOf(table: ExportTable, { title, notes }: Workbook, lang: Lang): Sheet<never> {
  const above: Cell[][] = [
    [{ value: `${title} – ${table.title[lang]}`, type: String, ...TITLE }],
    ...notes.map((note) => [{ value: note, type: String }]),
    [],
  ];
  const head = table.columns.map((c): Cell => ({ value: c.header[lang], type: String, ...HEAD, height: 44 }));
  return {
    sheet: table.title[lang],
    data: [...above, head, ...table.rows.map((row) => row.map((value, i) => cellOf(value, table.columns[i].kind)))],
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: above.length + 1,
    stickyColumnsCount: Math.min(2, table.columns.length - 1),
    orientation: 'landscape',
  } as Sheet<never>;
}

function cellOf(value: ExportCell, kind: CellKind): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number, format: FORMATS[kind], align: 'right' };
  const day = typeof value === 'object' ? value.on : kind === 'day' ? value : undefined;
  if (day !== undefined) return { value: new Date(`${day}T00:00:00Z`), type: Date, format: FORMATS.day, align: 'left' };
  return { value: value as string, type: String };
}
