import { HEADING_JOIN, isKnownHeading } from '../columns.ts';
import { cleanHeader } from './table-builder.ts';
import type { Merge, Sheet, SheetCell } from './sheet-xml.ts';

/** Rows in which a heading is looked for: titles and letterheads stand above it. */
const SEARCHED_ROWS = 40;
const MAX_HEADING_ROWS = 4;

export interface Heading {
  /** Row of the heading's last line; the data begin below. */
  bottom: number;
  /** Name by column. */
  names: Map<number, string>;
}

/**
 * Where a sheet's heading stands and what it says: the row with most known
 * headings, else the first with two cells; with the rows that merged cells join
 * to it. Undefined where there is none (a page of instructions).
 */
export function findHeading({ rows, merges }: Sheet): Heading | undefined {
  const candidates = [...rows]
    .sort(([a], [b]) => a - b)
    .slice(0, SEARCHED_ROWS)
    .filter(([, cells]) => cells.size > 1);
  if (candidates.length === 0) return undefined;
  const known = candidates.map(([, cells]) => [...cells.values()].filter(({ text }) => isKnownHeading(text)).length);
  const main = candidates[known.indexOf(Math.max(...known))][0];
  const [top, bottom] = linesOf(main, { rows, merges });
  const names = new Map<number, string>();
  const width = Math.max(...[...rows.values()].flatMap((cells) => Math.max(...cells.keys())));
  for (let column = 1; column <= width; column++) {
    const parts: string[] = [];
    for (let row = top; row <= bottom; row++) {
      const text = headingText({ rows, merges }, row, column);
      if (text !== '' && text !== parts.at(-1)) parts.push(text);
    }
    const name = cleanHeader(parts.join(HEADING_JOIN));
    if (name !== '') names.set(column, name);
  }
  return { bottom, names: unique(names) };
}

/** A heading that occurs again is told apart by the number of its column. */
function unique(names: Map<number, string>): Map<number, string> {
  const taken = new Set<string>();
  for (const [column, name] of names) {
    const own = taken.has(name) ? `${name} #${column}` : name;
    taken.add(own);
    names.set(column, own);
  }
  return names;
}

/**
 * Whether a row only numbers the columns, as forms do under their headings:
 * “(1) (2) (3)”, “A B 1 2”, one more from each to the next.
 */
export function isNumbering(cells: ReadonlyMap<number, SheetCell>): boolean {
  const texts = [...cells].sort(([a], [b]) => a - b).map(([, { text }]) => text);
  if (texts.length < 3) return false;
  const orders = texts.map((text) => /^\(?\s*(?:(\d{1,3})|([A-Z]))\s*\)?$/i.exec(text));
  const numbers = orders.map((order) => (order?.[1] === undefined ? NaN : Number(order[1])));
  const first = numbers.findIndex((number) => number === 1);
  if (first < 0 || orders.some((order, i) => order === null || (i < first && order[2] === undefined))) return false;
  return numbers.slice(first).every((number, i) => number === i + 1) && numbers.length - first >= 2;
}

/** First and last row of the heading that `main` belongs to. */
function linesOf(main: number, { rows, merges }: Sheet): [top: number, bottom: number] {
  const tall = merges.filter(
    ({ top, bottom }) => top <= main && bottom >= main && bottom > top && bottom - top < MAX_HEADING_ROWS,
  );
  const bottom = Math.max(main, ...tall.map((merge) => merge.bottom));
  let top = Math.min(main, ...tall.map((merge) => merge.top));
  // A row of groups above, unless it is a title: one text over the whole width.
  const isGroup = (merge: Merge) => merge.top === top - 1 && merge.bottom === merge.top && merge.right > merge.left;
  if (top === main && (rows.get(main - 1)?.size ?? 0) > 1 && merges.some(isGroup)) top -= 1;
  return [top, bottom];
}

function headingText({ rows, merges }: Sheet, row: number, column: number): string {
  const over = merges.find((m) => row >= m.top && row <= m.bottom && column >= m.left && column <= m.right);
  const text = rows.get(over?.top ?? row)?.get(over?.left ?? column)?.text ?? '';
  return text.replace(/\s+/g, ' ').slice(0, 200);
}
