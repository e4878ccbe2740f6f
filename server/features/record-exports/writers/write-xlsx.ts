import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import type { RecordCell, RecordTable, WriteRecords } from '../record-table.ts';
import { shapesLeftOut } from './left-out.ts';

const HEAD = { fontWeight: 'bold', wrap: true, backgroundColor: '#E8EDF2', alignVertical: 'center' } as const;

/**
 * A workbook whose first sheet has its headings in the first row: real days and
 * numbers, texts as text cells; a second says what it is and what is left out.
 */
export const writeXlsx: WriteRecords = async (table) => {
  const leftOut = shapesLeftOut(table);
  const notes = [...table.notes, ...leftOut.map((message) => message[table.lang])];
  const sheets = [recordSheet(table), noteSheet(table, notes)];
  const body = await writeXlsxFile(sheets as never, { fontFamily: 'Times New Roman', fontSize: 11 }).toBuffer();
  return { body, leftOut };
};

function recordSheet({ kind, lang, columns, rows }: RecordTable): Sheet<never> {
  const name = {
    measures: { vi: 'Biện pháp', en: 'Measures' },
    incidents: { vi: 'Vụ việc', en: 'Incidents' },
  }[kind][lang];
  const head = columns.map(({ header }): Cell => ({ value: header[lang], type: String, ...HEAD, height: 32 }));
  return {
    sheet: name,
    data: [head, ...rows.map(({ cells }) => cells.map((cell, i) => cellOf(cell, columns[i].kind)))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  } as Sheet<never>;
}

function noteSheet({ lang }: RecordTable, notes: readonly string[]): Sheet<never> {
  return {
    sheet: { vi: 'Thông tin', en: 'About' }[lang],
    data: notes.map((note): Cell[] => [{ value: note, type: String }]),
    columns: [{ width: 120 }],
  } as Sheet<never>;
}

function cellOf(cell: RecordCell, kind: 'text' | 'day' | 'number'): Cell {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (kind === 'day') return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
  return { value: cell, type: String };
}
