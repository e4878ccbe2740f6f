import { readXlsx as readWorkbook, type Sheet } from 'hucre/xlsx';
import type { ImportEncoding } from '#geo/contract/imports.contract.ts';
import { DomainError, type Message } from '#geo/domain/errors.ts';
import { HEADING_JOIN, isKnownHeading } from './columns.ts';
import { recogniseLegacyFont } from './encoding/legacy-fonts.ts';
import { saidOf } from './legacy-tables.ts';
import { MAX_CELL_LENGTH, MAX_ROWS, tooManyRows, type RawRow, type RawTable, type ReadOptions } from './raw-table.ts';
import { openArchive } from './readers/archive.ts';
import { hostile, unreadable } from './readers/refusals.ts';
import { BAD_TEXT, cleanHeader } from './readers/table-builder.ts';
import { cellRefusal, cellText } from './sheet-cells.ts';

/** Titles, agency and number stand above the headings of a report; no report has more of them. */
const HEADING_WITHIN = 30;
const MAX_COLUMNS = 200;

/**
 * The visible sheets of a workbook. The heading is the row, or the two rows
 * joined by merged cells, that names most columns we know; what stands above
 * it is left out. Formulas and error values refuse their row.
 * @throws DomainError file.unreadable, file.hostile, file.too_large, file.too_many_rows
 */
export async function readXlsx(bytes: Uint8Array, { encoding }: ReadOptions = {}): Promise<RawTable[]> {
  // Unpacked once with our own limits; nothing in a workbook needs a document type.
  for (const content of (await openArchive(bytes)).values()) {
    if (Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes('<!DOCTYPE')) {
      throw hostile('Bảng tính chứa khai báo DOCTYPE.', 'The workbook declares a document type.');
    }
  }
  const hidden: string[] = [];
  const workbook = await readWorkbook(bytes, {
    sheets: (info) => {
      const isHidden = Boolean(info.hidden || info.veryHidden);
      if (isHidden) hidden.push(info.name);
      return !isHidden;
    },
  }).catch((error: unknown) => {
    if (error instanceof DomainError) throw error;
    throw unreadable('Bảng tính hỏng hoặc có mật khẩu.', 'The workbook is damaged or locked.');
  });
  const remarks: Message[] = hidden.map((name) => ({
    vi: `Trang ẩn “${name.slice(0, 60)}” không được đọc.`,
    en: `The hidden sheet “${name.slice(0, 60)}” is not read.`,
  }));
  const serialDates = workbook.dateSystem ?? '1900';
  return workbook.sheets.map((sheet) => ({
    ...tableOf(sheet, remarks, encoding),
    coordinateSystem: null,
    serialDates,
  }));
}

function tableOf(
  sheet: Sheet,
  remarks: Message[],
  encoding: ImportEncoding | undefined,
): Pick<RawTable, 'name' | 'headers' | 'rows' | 'remarks' | 'text'> {
  const written = sheet.rows.map((row) =>
    row.slice(0, MAX_COLUMNS).map((value) => cellText(value).slice(0, MAX_CELL_LENGTH)),
  );
  // Before the heading is looked for: it is in the same letters.
  const typed = recogniseLegacyFont(written.flat(), encoding);
  const isLegacy = typed !== undefined && typed.font !== null;
  const grid = isLegacy ? written.map((row) => row.map(typed.read)) : written;
  const { top, lines } = headingOf(grid, sheet);
  const headers = headersOf(grid, sheet, top, lines);
  const rows: RawRow[] = [];
  for (let r = top + lines; r < grid.length; r++) {
    const cells = new Map<string, string>();
    const refused: [string, NonNullable<ReturnType<typeof cellRefusal>>][] = [];
    headers.forEach((header, c) => {
      const text = grid[r][c] ?? '';
      const isBroken = text.includes('\0') || !text.isWellFormed();
      if (text !== '' && !isBroken) cells.set(header, text);
      const refusal = isBroken ? { code: 'field.malformed' as const, message: BAD_TEXT } : cellRefusal(sheet, r, c);
      if (refusal) refused.push([header, refusal]);
    });
    if (cells.size === 0 && refused.length === 0) continue;
    if (rows.length === MAX_ROWS) throw tooManyRows();
    // The row's own number in the sheet is one more, as under a heading in the first row.
    rows.push(refused.length > 0 ? { row: r, cells, refused: new Map(refused) } : { row: r, cells });
  }
  const isUsed = (header: string) => !header.startsWith('#') || rows.some(({ cells }) => cells.has(header));
  const said = isLegacy ? saidOf({ remarks }, typed) : { remarks };
  return { name: sheet.name, headers: headers.filter(isUsed), rows, ...said };
}

/** Where the heading begins and whether it has one row or two. */
function headingOf(grid: string[][], sheet: Sheet): { top: number; lines: number } {
  let best = {
    top: Math.max(
      0,
      grid.findIndex((row) => row.some((text) => text !== '')),
    ),
    lines: 1,
    known: 1,
  };
  for (let top = 0; top < Math.min(grid.length, HEADING_WITHIN); top++) {
    const isMerged = sheet.merges?.some(
      ({ startRow, endRow, startCol, endCol }) => startRow === top && (endCol > startCol || endRow === top + 1),
    );
    for (const lines of isMerged && top + 1 < grid.length ? [1, 2] : [1]) {
      const known = headersOf(grid, sheet, top, lines).filter(isKnownHeading).length;
      if (known > best.known) best = { top, lines, known };
    }
  }
  return best;
}

/** Headings of all columns: a merged cell's text stands over each column it spans; a blank or repeated one gets its number. */
function headersOf(grid: string[][], sheet: Sheet, top: number, lines: number): string[] {
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, c) => {
    const parts: string[] = [];
    for (let r = top; r < top + lines; r++) {
      const merge = sheet.merges?.find((m) => r >= m.startRow && r <= m.endRow && c >= m.startCol && c <= m.endCol);
      const text = (merge ? grid[merge.startRow]?.[merge.startCol] : grid[r]?.[c]) ?? '';
      const line = text.replace(/\s+/g, ' ');
      if (line !== '' && !parts.includes(line)) parts.push(line);
    }
    const name = cleanHeader(parts.join(HEADING_JOIN)) || `#${c + 1}`;
    const unique = taken.has(name) ? `${name} #${c + 1}` : name;
    taken.add(unique);
    return unique;
  });
}
