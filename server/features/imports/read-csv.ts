import { CsvError, parse } from 'csv-parse/sync';
import { DomainError, type Message } from '#geo/domain/errors.ts';
import { readText } from './encoding/decode-file.ts';
import {
  MAX_CELL_LENGTH,
  MAX_ROWS,
  noRows,
  tooManyRows,
  type RawRow,
  type RawTable,
  type ReadOptions,
} from './raw-table.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;

/** Lines by which the delimiter is told. */
const LINES_COUNTED = 50;

/**
 * The delimiter of a CSV: Excel's own `sep=` line, else the one of the heading
 * line that parts most of the first lines into as many cells as the heading;
 * of equals, the one that parts it into most (Vietnamese Excel writes `;`, as
 * the comma is its decimal mark, so that commas alone do not tell).
 */
export function sniffDelimiter(text: string): string {
  const declared = /^sep=(.)\r?\n/.exec(text);
  if (declared) return declared[1];
  const lines = countsByLine(text);
  const heads = lines[0] ?? new Map<string, number>();
  const inHead = (delimiter: string) => heads.get(delimiter) ?? 0;
  const agreeing = (delimiter: string) =>
    inHead(delimiter) === 0 ? 0 : lines.filter((counts) => counts.get(delimiter) === inHead(delimiter)).length;
  const [best] = [...DELIMITERS].sort((a, b) => agreeing(b) - agreeing(a) || inHead(b) - inHead(a));
  return best;
}

/** How often each delimiter stands outside quotes, in each of the first lines that are not blank. */
function countsByLine(text: string): Map<string, number>[] {
  const lines: Map<string, number>[] = [];
  let counts = new Map<string, number>();
  let quoted = false;
  let isBlank = true;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (!quoted && (char === '\n' || char === '\r')) {
      if (!isBlank && lines.push(counts) === LINES_COUNTED) return lines;
      counts = new Map();
      isBlank = true;
      continue;
    }
    isBlank &&= char.trim() === '';
    if (!quoted && DELIMITERS.some((delimiter) => delimiter === char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return isBlank ? lines : [...lines, counts];
}

const NUMBERING_SKIPPED: Message = {
  vi: 'Dòng đánh số cột (1, 2, 3 …) dưới tiêu đề được bỏ qua.',
  en: 'The row of column numbers (1, 2, 3 …) under the headings is left out.',
};

/** A row of the columns' numbers under the headings, as forms have it: (1) (2) (3). */
function isNumbering(record: readonly string[]): boolean {
  const numbers = record.filter((text) => text !== '').map((text) => /^\(?(\d{1,2})\)?$/.exec(text)?.[1]);
  return (
    numbers.length > 2 && numbers.every((text, i) => text !== undefined && Number(text) === Number(numbers[0]) + i)
  );
}

function unreadable(error: CsvError, firstLine: number): DomainError {
  const line = typeof error.lines === 'number' ? error.lines + firstLine : undefined;
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED';
  return new DomainError(
    'file.unreadable',
    {
      vi: unclosed ? 'Có dấu nháy kép không đóng.' : 'Tệp CSV sai cú pháp (dấu nháy hoặc dòng quá dài).',
      en: unclosed ? 'A double quote is never closed.' : 'The CSV is malformed (quotes, or a line too long).',
    },
    line !== undefined && line > 1 ? { row: line - 1 } : {},
  );
}

/**
 * Rows of a CSV text. A row with more cells than the header keeps them under
 * `#n`, so that nothing is dropped unseen; blank lines are skipped but counted
 * in the numbering, which follows the file's records.
 * @throws DomainError file.unreadable, file.empty, file.too_many_rows
 */
export function readCsv(bytes: Uint8Array, options: ReadOptions): RawTable[] {
  const { text, ...written } = readText(bytes, options.encoding);
  const delimiter = options.delimiter ?? sniffDelimiter(text);
  const declared = /^sep=.\r?\n/.exec(text);
  const body = declared ? text.slice(declared[0].length) : text;
  let records: string[][];
  try {
    records = parse(body, {
      delimiter,
      bom: true,
      relax_column_count: true,
      max_record_size: MAX_CELL_LENGTH * 4,
      to: MAX_ROWS + 2,
      trim: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error, declared ? 1 : 0);
    throw error;
  }
  const [head, ...data] = records;
  if (head === undefined) throw noRows();
  if (data.length > MAX_ROWS) throw tooManyRows();
  const headers = head.map((name, i) => name || `#${i + 1}`);
  const repeated = headers.find((name, i) => headers.indexOf(name) !== i);
  if (repeated !== undefined) {
    throw new DomainError(
      'file.unreadable',
      { vi: `Cột “${repeated}” có hai lần.`, en: `The column “${repeated}” occurs twice.` },
      { column: repeated },
    );
  }
  const rows: RawRow[] = [];
  const hasNumbering = data.length > 1 && isNumbering(data[0]);
  data.forEach((record, i) => {
    if (i === 0 && hasNumbering) return;
    const cells = new Map<string, string>();
    record.forEach((value, c) => {
      if (value !== '') cells.set(headers[c] ?? `#${c + 1}`, value);
    });
    if (cells.size > 0) rows.push({ row: i + 1, cells });
  });
  if (rows.length === 0) throw noRows();
  const extra = new Set(rows.flatMap((r) => [...r.cells.keys()]).filter((name) => !headers.includes(name)));
  return [
    {
      name: '',
      headers: [...headers, ...extra],
      rows,
      remarks: hasNumbering ? [NUMBERING_SKIPPED] : [],
      coordinateSystem: null,
      text: { ...written, delimiter },
    },
  ];
}
