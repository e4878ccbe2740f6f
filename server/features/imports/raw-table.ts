import type { ImportDelimiter, ImportEncoding } from '#geo/contract/imports.contract.ts';
import { DomainError, type ErrorCode, type Message } from '#geo/domain/errors.ts';

/** A file's rows before anyone has said what its columns mean. */
export interface RawRow {
  /** 1 = first data row (CSV, one less than the row's own number in a sheet), first feature (GeoJSON, a layer). */
  row: number;
  /** Cell texts by the header as written, trimmed, in NFC; blank cells are left out. */
  cells: ReadonlyMap<string, string>;
  /** The feature's GeoJSON geometry as the file has it; unchecked. */
  geometry?: unknown;
  /** Cells that cannot be taken as they stand (a formula, an error value): why, by header. The row is refused. */
  refused?: ReadonlyMap<string, { code: ErrorCode; message: Message }>;
}

/** One sheet, layer or whole file. */
export interface RawTable {
  /** Name of the sheet or layer; empty where the format has none. */
  name: string;
  headers: string[];
  rows: RawRow[];
  /** What is worth knowing and stops nothing. */
  remarks: Message[];
  /** System of the geometries as the file declares it, e.g. `EPSG:9208`; null where it says nothing or has none. */
  coordinateSystem: string | null;
  /** Geometries in metres whose system the file does not say: asked, and read again with the answer. */
  asksCoordinateSystem?: true;
  /** Plain numbers in columns of days are days counted from this epoch, as spreadsheets do. */
  serialDates?: '1900' | '1904';
  /** How the text was written, where the format is text. */
  text?: { encoding: ImportEncoding; guesses: { encoding: ImportEncoding; sample: string }[]; delimiter?: string };
}

/** What the person chose for the file; what is left out is found out. */
export interface ReadOptions {
  encoding?: ImportEncoding;
  delimiter?: ImportDelimiter;
  /** Answer to {@link RawTable.asksCoordinateSystem}, e.g. `EPSG:5897`. */
  coordinateSystem?: string;
}

/**
 * Reads a file of one format: its tables in the file's order, geometries in
 * WGS 84 [lng, lat].
 * @throws DomainError file.*
 */
export type ReadFile = (bytes: Uint8Array, options: ReadOptions) => RawTable[] | Promise<RawTable[]>;

export const MAX_ROWS = 50_000;
/** Longest cell that is read; a note has at most 500 characters. */
export const MAX_CELL_LENGTH = 20_000;

export function tooManyRows(most = MAX_ROWS): DomainError {
  return new DomainError('file.too_many_rows', {
    vi: `Tệp có hơn ${most.toLocaleString('vi')} dòng; hãy chia nhỏ.`,
    en: `The file has more than ${most.toLocaleString('en')} rows; split it.`,
  });
}
export function noRows(): DomainError {
  return new DomainError(
    'file.empty',
    { vi: 'Tệp không có dòng dữ liệu nào.', en: 'The file has no data row.' },
    { path: 'file' },
  );
}
