import type { ImportEncoding } from '#geo/contract/imports.contract.ts';
import type { ErrorCode, Message } from '#geo/domain/errors.ts';
import { isKnownHeading } from '../columns.ts';
import { recogniseLegacyFont, type LegacyFontReading } from '../encoding/legacy-fonts.ts';
import { FORMULA_REFUSED } from '../formula-cells.ts';
import { saidOf } from '../legacy-tables.ts';
import { MAX_ROWS, noRows, tooManyRows, type RawRow, type RawTable, type ReadOptions } from '../raw-table.ts';
import { openArchive, type Archive } from './archive.ts';
import { tooLarge, unreadable } from './refusals.ts';
import { findHeading, isNumbering, type Heading } from './sheet-heading.ts';
import { readNumberFormats, readSharedStrings, readSheet, type Sheet, type WorkbookContext } from './sheet-xml.ts';
import { BAD_TEXT, longRemarks, TOO_LONG } from './table-builder.ts';
import { parseXml } from './xml.ts';

const ERROR_REFUSED = {
  code: 'field.malformed',
  message: { vi: 'Ô báo lỗi của bảng tính (như #N/A).', en: 'The cell shows a spreadsheet error (such as #N/A).' },
} as const;
interface SheetEntry {
  name: string;
  hidden: boolean;
  path: string;
}

/**
 * The visible sheets of an Excel workbook that hold a table, in order. Formulas
 * and errors are refused where they stand; a sheet that is left out is named.
 * @throws DomainError file.*
 */
export async function readXlsx(bytes: Uint8Array, { encoding }: ReadOptions = {}): Promise<RawTable[]> {
  const archive = await openArchive(bytes);
  const { sheets, epoch } = readWorkbook(archive);
  const strings = archive.get('xl/sharedStrings.xml');
  const styles = archive.get('xl/styles.xml');
  const book: WorkbookContext = {
    strings: strings === undefined ? [] : readSharedStrings(strings),
    formats: styles === undefined ? [] : readNumberFormats(styles),
    epoch,
  };
  const tables: RawTable[] = [];
  const leftOut: string[] = [];
  for (const { name, hidden, path } of sheets) {
    const content = archive.get(path);
    // A sheet of charts is no table.
    if (content === undefined || !path.includes('worksheets/')) continue;
    const sheet = hidden ? undefined : readSheet(content, book);
    // Before the heading is looked for: it is in the same letters.
    const typed = sheet && inUnicode(sheet, encoding);
    const heading = sheet && findHeading(sheet);
    const plain = heading && tableOf(name, sheet, heading, epoch);
    const table = plain && typed ? { ...plain, ...saidOf(plain, typed) } : plain;
    if (table !== undefined && table.rows.length > 0) tables.push(table);
    else if (sheet === undefined || sheet.rows.size > 0) leftOut.push(name);
  }
  if (tables.length === 0) throw noRows();
  if (leftOut.length > 0) tables[0].remarks.push(leftOutRemark(leftOut));
  return tables;
}

/** Turns what was typed with a font of before Unicode into Unicode, in place; what was found, where it was. */
function inUnicode({ rows }: Sheet, chosen: ImportEncoding | undefined): LegacyFontReading | undefined {
  const cells = [...rows.values()].flatMap((line) => [...line.values()]);
  const typed = recogniseLegacyFont(
    cells.map(({ text }) => text),
    chosen,
  );
  if (typed === undefined || typed.font === null) return undefined;
  for (const cell of cells) cell.text = typed.read(cell.text);
  return typed;
}

function readWorkbook(archive: Archive): { sheets: SheetEntry[]; epoch: '1900' | '1904' } {
  const targets = new Map<string, string>();
  parseXml(part(archive, 'xl/_rels/workbook.xml.rels'), undefined, {
    open(name, { Id, Target }) {
      if (name !== 'Relationship' || Target === undefined) return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
    },
    close: () => undefined,
  });
  const sheets: SheetEntry[] = [];
  let epoch: '1900' | '1904' = '1900';
  parseXml(part(archive, 'xl/workbook.xml'), undefined, {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) epoch = '1904';
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key))?.[1] ?? '';
      const hidden = /hidden/i.test(attributes.state ?? '');
      sheets.push({ name: (attributes.name ?? '').normalize('NFC'), hidden, path: targets.get(id) ?? '' });
    },
    close: () => undefined,
  });
  return { sheets, epoch };
}

function part(archive: Archive, path: string): Uint8Array {
  const content = archive.get(path);
  if (content === undefined) {
    throw unreadable(`Bảng tính hỏng: thiếu ${path}.`, `The workbook is damaged: ${path} is missing.`);
  }
  return content;
}

/** Rows that merged cells may span together: each merge of a hostile sheet may span all of it. */
const MAX_MERGED_ROWS = 2_000_000;
const REFUSALS = { formula: FORMULA_REFUSED, error: ERROR_REFUSED, long: TOO_LONG } as const;

/** Rows are numbered as in the sheet, less one. What stands beside the headings is kept under `#n`. */
function tableOf(name: string, sheet: Sheet, { bottom, names }: Heading, epoch: '1900' | '1904'): RawTable {
  const remarks: Message[] = fillMerged(sheet, bottom) ? [MERGED_ROWS] : [];
  const rows: RawRow[] = [];
  const headers = new Set(names.values());
  const long = new Map<string, number>();
  for (const [number, line] of [...sheet.rows].sort(([a], [b]) => a - b)) {
    // Formulas that come to nothing are a form's empty rows.
    if (number <= bottom || [...line.values()].every(({ text }) => text === '')) continue;
    if (number === bottom + 1 && isNumbering(line)) {
      remarks.push(NUMBERING);
      continue;
    }
    if (rows.length >= MAX_ROWS) throw tooManyRows();
    const cells = new Map<string, string>();
    const refused = new Map<string, { code: ErrorCode; message: Message }>();
    for (const [column, { text, fault }] of line) {
      const header = names.get(column) ?? `#${column}`;
      headers.add(header);
      const broken = text.includes('\0') || !text.isWellFormed();
      if (fault === 'long' && !isKnownHeading(header)) long.set(header, (long.get(header) ?? 0) + 1);
      else if (fault !== undefined) refused.set(header, REFUSALS[fault]);
      else if (broken) refused.set(header, { code: 'field.malformed', message: BAD_TEXT });
      else cells.set(header, text);
    }
    rows.push({ row: number - 1, cells, ...(refused.size > 0 && { refused }) });
  }
  remarks.push(...longRemarks(long));
  return { name, headers: [...headers], rows, remarks, coordinateSystem: null, serialDates: epoch };
}

/**
 * A cell merged over several rows of data says the same of each of them that
 * says anything else; true where there was one.
 */
function fillMerged({ rows, merges }: Sheet, headingBottom: number): boolean {
  let found = false;
  let visited = 0;
  for (const { top, left, bottom } of merges) {
    const cell = top > headingBottom && bottom > top ? rows.get(top)?.get(left) : undefined;
    if (cell === undefined || cell.text === '') continue;
    found = true;
    for (let number = top + 1; number <= bottom; number++) {
      if (++visited > MAX_MERGED_ROWS)
        throw tooLarge('Bảng có quá nhiều ô gộp.', 'The sheet has too many merged cells.');
      const line = rows.get(number);
      if (line !== undefined && line.size > 0) line.set(left, cell);
    }
  }
  return found;
}

const MERGED_ROWS: Message = {
  vi: 'Có ô gộp qua nhiều dòng dữ liệu; giá trị được tính cho từng dòng.',
  en: 'Cells are merged over several data rows; their value counts for each of the rows.',
};
const NUMBERING: Message = {
  vi: 'Dòng đánh số cột dưới tiêu đề không được tính là dữ liệu.',
  en: 'The row that numbers the columns under the headings is no data.',
};

const leftOutRemark = (names: readonly string[]): Message => ({
  vi: `Không đọc các trang tính ẩn hoặc không có bảng: ${names.join(', ')}.`,
  en: `Sheets that are hidden or hold no table were not read: ${names.join(', ')}.`,
});
