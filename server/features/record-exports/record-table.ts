import type { ImportKind } from '#geo/contract/imports.contract.ts';
import type { Message } from '#geo/domain/errors.ts';
import type { PlaceGeometry } from '#geo/domain/place-rules.ts';

/** Records on their way out, before they are a file of some format. */
export interface RecordTable {
  kind: ImportKind;
  lang: 'vi' | 'en';
  columns: RecordColumn[];
  rows: RecordRow[];
  /** What the file is and what it leaves out, for those formats that can say so inside. */
  notes: string[];
}
export interface RecordColumn {
  /** Field of our own import; other columns are only to be read by people. */
  field: string;
  header: Message;
  /** ASCII, at most ten letters, as dBASE holds; our import knows it too. */
  short: string;
  kind: 'text' | 'day' | 'number';
  /** Characters. */
  width: number;
}
/** Texts guarded against spreadsheets, days as yyyy-MM-dd. */
export type RecordCell = string | number | null;
export interface RecordRow {
  cells: RecordCell[];
  geometry: PlaceGeometry | null;
  /** Kind of its place, of a measure or an incident. */
  placeKind: string;
  /** What a map writes beside it. */
  label: string;
}

/** A file of one format, and what the format could not hold. */
export interface WrittenFile {
  body: string | Uint8Array;
  leftOut: Message[];
}
export type WriteRecords = (table: RecordTable) => WrittenFile | Promise<WrittenFile>;
