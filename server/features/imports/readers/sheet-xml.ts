import { numberText } from './table-builder.ts';
import { MAX_CELL_LENGTH, MAX_ROWS, tooManyRows } from '../raw-table.ts';
import { daySerial } from '../cell-values.ts';
import { tooLarge, unreadable } from './refusals.ts';
import { parseXml } from './xml.ts';

/** More than any form has; each costs memory in every later step. */
const MAX_COLUMNS = 500;
const MAX_MERGES = 20_000;
/** Rows above the data: titles, headings, signatures. */
const ROWS_ABOVE = 100;

export interface SheetCell {
  text: string;
  /** Why the cell cannot be taken as it stands. */
  fault?: 'formula' | 'error' | 'long';
}
/** First and last row and column, counted from 1. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}
export interface Sheet {
  /** Cells that hold something, by row and column, both counted from 1. */
  rows: Map<number, Map<number, SheetCell>>;
  merges: Merge[];
}
/** How a number is shown, as far as it changes what it says. */
type NumberFormat = { kind: 'day' } | { kind: 'zeros'; width: number } | { kind: 'plain' };
export interface WorkbookContext {
  strings: readonly string[];
  formats: readonly NumberFormat[];
  epoch: '1900' | '1904';
}

/** Texts that the cells share, in order; formatting within one is dropped, and so is its pronunciation. */
export function readSharedStrings(bytes: Uint8Array): string[] {
  const strings: string[] = [];
  let text = '';
  parseXml(bytes, undefined, {
    open(name) {
      if (name === 'si') text = '';
    },
    close(name, content, _leaf, path) {
      if (name === 't' && !path.includes('rPh')) text += content;
      else if (name === 'si') strings.push(unescaped(text));
    },
  });
  return strings;
}

/** The number format of each cell style, in order. */
export function readNumberFormats(bytes: Uint8Array): NumberFormat[] {
  const codes = new Map<string, string>();
  const ids: string[] = [];
  parseXml(bytes, undefined, {
    open(name, attributes, path) {
      if (name === 'numFmt') codes.set(attributes.numFmtId, attributes.formatCode ?? '');
      else if (name === 'xf' && path.at(-2) === 'cellXfs') ids.push(attributes.numFmtId ?? '0');
    },
    close: () => undefined,
  });
  return ids.map((id) => formatOfCode(Number(id), codes.get(id)));
}

/** Numbers 14–17, 22, 27–36 and 50–58 are days in every spreadsheet (ECMA-376 part 1, 18.8.30). */
function formatOfCode(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    const isDay = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return { kind: isDay ? 'day' : 'plain' };
  }
  if (/^0{2,20}$/.test(code)) return { kind: 'zeros', width: code.length };
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/general/gi, '');
  return { kind: /[dy]/i.test(bare) ? 'day' : 'plain' };
}

/**
 * Cells of one sheet as texts: days as ISO days, other numbers in digits.
 * @throws DomainError file.too_many_rows, file.too_large, file.unreadable
 */
export function readSheet(bytes: Uint8Array, book: WorkbookContext): Sheet {
  const sheet: Sheet = { rows: new Map(), merges: [] };
  let row = 0;
  let column = 0;
  let cell = { type: 'n', style: 0, value: '', inline: '', formula: false };
  parseXml(bytes, undefined, {
    open(name, attributes) {
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r);
        column = 0;
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', inline: '', formula: false };
      } else if (name === 'f') cell.formula = true;
      else if (name === 'mergeCell') addMerge(sheet.merges, attributes.ref ?? '');
    },
    close(name, text, _leaf, path) {
      if (name === 'v') cell.value = text;
      else if (name === 't' && path.includes('is') && !path.includes('rPh')) cell.inline += text;
      else if (name === 'c') {
        const text = textOfCell(cell.type, cell.type === 'inlineStr' ? cell.inline : cell.value, cell.style, book);
        const long = text.length > MAX_CELL_LENGTH ? ('long' as const) : undefined;
        const fault = cell.formula ? 'formula' : cell.type === 'e' ? 'error' : long;
        if (text !== '' || fault !== undefined) put(sheet, row, column, { text, fault });
      }
    },
  });
  return sheet;
}

function put({ rows }: Sheet, row: number, column: number, cell: SheetCell): void {
  if (!Number.isSafeInteger(row) || row < 1 || !(column >= 1)) {
    throw unreadable('Ô của bảng tính có địa chỉ sai.', 'A cell of the sheet has a wrong address.');
  }
  if (column > MAX_COLUMNS) {
    throw tooLarge(`Bảng có hơn ${MAX_COLUMNS} cột.`, `The table has more than ${MAX_COLUMNS} columns.`);
  }
  let cells = rows.get(row);
  if (cells === undefined) {
    if (rows.size >= MAX_ROWS + ROWS_ABOVE) throw tooManyRows();
    rows.set(row, (cells = new Map()));
  }
  cells.set(column, cell);
}

function textOfCell(type: string, raw: string, style: number, book: WorkbookContext): string {
  if (type === 's') {
    const text = book.strings[Number(raw)];
    if (raw !== '' && text === undefined) {
      throw unreadable(
        'Bảng tính hỏng: thiếu văn bản dùng chung.',
        'The workbook is damaged: a shared text is missing.',
      );
    }
    return cleaned(text ?? '');
  }
  if (type !== 'n') return cleaned(type === 'd' ? raw.slice(0, 10) : unescaped(raw));
  // Fifteen digits are what a spreadsheet shows; the rest is how the number is stored.
  const value = raw.trim() === '' ? NaN : Number(Number(raw).toPrecision(15));
  const format = book.formats[style] ?? { kind: 'plain' };
  if (format.kind === 'zeros' && Number.isSafeInteger(value) && value >= 0) {
    return String(value).padStart(format.width, '0');
  }
  const text = numberText(value);
  return format.kind === 'day' ? (daySerial(text, book.epoch) ?? text) : text;
}

const cleaned = (text: string): string => text.trim().normalize('NFC');

/** `_x000D_`, as spreadsheets write what XML cannot hold. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function columnOf(address: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(address)?.[1] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function addMerge(merges: Merge[], ref: string): void {
  const parts = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref);
  if (parts === null) return;
  if (merges.length >= MAX_MERGES) throw tooLarge('Bảng có quá nhiều ô gộp.', 'The sheet has too many merged cells.');
  const [left, right] = [columnOf(`${parts[1]}1`), columnOf(`${parts[3]}1`)];
  merges.push({ top: Number(parts[2]), left, bottom: Number(parts[4]), right });
}
