import type { DayString } from '#geo/domain/period.ts';
import type { Message } from '#geo/domain/errors.ts';

/**
 * A table on its way out, before it is a sheet or a CSV. Cells are real
 * numbers, days (`YYYY-MM-DD`) or texts; `share` is 0–1. Free text of records
 * never becomes a cell.
 */
export type CellKind = 'text' | 'count' | 'number' | 'share' | 'day' | 'instant';
export interface ExportColumn {
  header: Message;
  kind: CellKind;
  /** Characters. */
  width: number;
}
/** `on` is a day in a column of another kind. */
export type ExportCell = string | number | { on: DayString } | null;
export interface ExportTable {
  id: string;
  title: Message;
  columns: ExportColumn[];
  rows: ExportCell[][];
}
export type Lang = 'vi' | 'en';

/** A column headed by a word of the glossary. */
export const termColumn = ({ vi, en }: Message, kind: CellKind, width: number) => column(vi, en, kind, width);

export const column = (vi: string, en: string, kind: CellKind, width: number): ExportColumn => ({
  header: { vi, en },
  kind,
  width,
});

/** Says in every export that figures rest on invented records. */
export const DEMO_LABEL: Message = { vi: 'dữ liệu mô phỏng', en: 'simulated data' };
export const REAL_LABEL: Message = { vi: 'dữ liệu nghiệp vụ', en: 'operational data' };
