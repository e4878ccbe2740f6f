import { DomainError } from '#geo/domain/errors.ts';

/** A file's rows before anyone has said what its columns mean. */
export interface RawRow {
  /** 1 = first data row (CSV), first feature (GeoJSON). */
  row: number;
  /** Cell texts by the header as written, trimmed; blank cells are left out. */
  cells: ReadonlyMap<string, string>;
  /** GeoJSON only: the feature's geometry as it came. */
  geometry?: unknown;
}
export interface RawTable {
  headers: string[];
  rows: RawRow[];
}

export const MAX_ROWS = 50_000;
/** Longest cell that is read; a note has at most 500 characters. */
export const MAX_CELL_LENGTH = 20_000;

export function tooManyRows(): DomainError {
  return new DomainError('file.too_many_rows', {
    vi: `Tệp có hơn ${MAX_ROWS.toLocaleString('vi')} dòng; hãy chia nhỏ.`,
    en: `The file has more than ${MAX_ROWS.toLocaleString('en')} rows; split it.`,
  });
}
export function noRows(): DomainError {
  return new DomainError(
    'file.empty',
    { vi: 'Tệp không có dòng dữ liệu nào.', en: 'The file has no data row.' },
    { path: 'file' },
  );
}
