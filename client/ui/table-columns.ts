/** A column of ui/Table. `text` is what is shown and what a tooltip repeats. */
export interface Column<R> {
  key: string;
  title: string;
  /** Px; the table scrolls sideways when the sum is wider than it. */
  width: number;
  isNumber?: boolean;
  isSortable?: boolean;
  /** Takes what space is left. */
  grows?: boolean;
  text: (row: R) => string;
}

export interface SortState {
  key: string;
  direction: 'ascending' | 'descending';
}

/** Rows to draw for a scroll position, with a margin so that a quick scroll shows no blank. */
export function visibleRows(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  count: number,
  margin = 12,
): { first: number; end: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const end = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + margin);
  return { first, end: Math.max(first, end) };
}
