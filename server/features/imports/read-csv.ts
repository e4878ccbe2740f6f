import { CsvError, parse } from 'csv-parse/sync';
import { DomainError } from '#geo/domain/errors.ts';
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

/**
 * The delimiter of a CSV: Excel's own `sep=` line, else the one that the
 * header line holds most of outside quotes (Vietnamese Excel writes `;`, as
 * the comma is its decimal mark).
 */
export function sniffDelimiter(text: string): string {
  const declared = /^sep=(.)\r?\n/.exec(text);
  if (declared) return declared[1];
  const counts = new Map<string, number>(DELIMITERS.map((d) => [d, 0]));
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
    else if (!quoted && counts.has(char)) counts.set(char, counts.get(char)! + 1);
  }
  return DELIMITERS.reduce((best, d) => (counts.get(d)! > counts.get(best)! ? d : best), DELIMITERS[0]);
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
  data.forEach((record, i) => {
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
      remarks: [],
      coordinateSystem: null,
      text: { ...written, delimiter },
    },
  ];
}
