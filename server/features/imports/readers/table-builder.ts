import type { Message } from '#geo/domain/errors.ts';
import { nameKey } from '#geo/domain/folded-text.ts';
import { HANDLING_STEPS } from '#geo/domain/incident.ts';
import { dayOfInstant, type DayString } from '#geo/domain/period.ts';
import { COLUMNS, isKnownHeading } from '../columns.ts';
import { MAX_CELL_LENGTH, MAX_ROWS, tooManyRows, type RawRow, type RawTable } from '../raw-table.ts';
import { tooLarge } from './refusals.ts';
import { parseInstant } from './times.ts';
import { VertexCount } from './vertices.ts';

/** More columns than any form has; each costs memory in every later step. */
const MAX_HEADERS = 500;
export const BAD_TEXT: Message = {
  vi: 'Văn bản chứa ký tự không hợp lệ (NUL hoặc nửa cặp thay thế).',
  en: 'The text holds an invalid character (NUL or half a surrogate pair).',
};

export const TOO_LONG = {
  code: 'field.malformed',
  message: {
    vi: `Ô dài hơn ${MAX_CELL_LENGTH.toLocaleString('vi')} ký tự; hãy viết ngắn lại.`,
    en: `The cell is longer than ${MAX_CELL_LENGTH.toLocaleString('en')} characters; shorten it.`,
  },
} as const;

/** Says how many cells of columns that mean nothing were too long to read. */
export function longRemarks(cells: ReadonlyMap<string, number>): Message[] {
  return [...cells].map(([header, count]) => ({
    vi: `Cột “${header.slice(0, 60)}”: ${count} ô dài hơn ${MAX_CELL_LENGTH.toLocaleString('vi')} ký tự, không đọc.`,
    en: `Column “${header.slice(0, 60)}”: ${count} cells longer than ${MAX_CELL_LENGTH.toLocaleString('en')} characters were not read.`,
  }));
}

/** First and last day of a feature, known from its times. */
export interface Days {
  firstOn: DayString;
  lastOn: DayString;
}

/** Days in Vietnam of the first and last of some instants; undefined where there is none. */
export function daysOfTimes(timesMs: Iterable<number>): Days | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const ms of timesMs) {
    if (!Number.isFinite(ms)) continue;
    first = Math.min(first, ms);
    last = Math.max(last, ms);
  }
  return first > last ? undefined : { firstOn: dayOfInstant(first), lastOn: dayOfInstant(last) };
}

/**
 * Rows of one layer as they are read, with what holds for every format: cells
 * trimmed, in NFC and bounded; blank ones left out; broken characters refused
 * where they stand; rows and columns counted.
 */
export class TableBuilder {
  readonly remarks: Message[] = [];
  readonly #name: string;
  readonly #vertices: VertexCount;
  readonly #headers = new Set<string>();
  readonly #rows: RawRow[] = [];
  readonly #days = new Map<RawRow, Days>();
  /** Texts too long for any record, by column; said, not read. */
  readonly #long = new Map<string, number>();

  /** @param vertices the count of the whole file, where it may have several layers */
  constructor(name: string, vertices = new VertexCount()) {
    this.#name = cleanHeader(name);
    this.#vertices = vertices;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Names a column even if no row fills it. */
  header(name: string): void {
    this.#headers.add(cleanHeader(name));
    if (this.#headers.size > MAX_HEADERS) {
      throw tooLarge(`Bảng có hơn ${MAX_HEADERS} cột.`, `The table has more than ${MAX_HEADERS} columns.`);
    }
  }

  /**
   * @param days used where no column of the table says the days itself
   * @throws DomainError file.too_many_rows, file.too_large
   */
  add(cells: Iterable<readonly [string, string]>, geometry?: unknown, days?: Days): void {
    if (this.#rows.length >= MAX_ROWS) throw tooManyRows();
    this.#vertices.add(geometry, this.#rows.length + 1, this.#name);
    const kept = new Map<string, string>();
    let refused: Map<string, { code: 'field.malformed'; message: Message }> | undefined;
    for (const [name, text] of cells) {
      this.header(name);
      const header = cleanHeader(name);
      if (text.includes('\0') || !text.isWellFormed()) {
        (refused ??= new Map()).set(header, { code: 'field.malformed', message: BAD_TEXT });
        continue;
      }
      const cell = text.trim().normalize('NFC');
      if (cell.length > MAX_CELL_LENGTH) {
        if (isKnownHeading(header)) (refused ??= new Map()).set(header, TOO_LONG);
        else this.#long.set(header, (this.#long.get(header) ?? 0) + 1);
        continue;
      }
      if (cell !== '') kept.set(header, DAY_HEADERS.has(nameKey(header)) ? dayText(cell) : cell);
    }
    const row: RawRow = { row: this.#rows.length + 1, cells: kept, geometry: geometry ?? undefined, refused };
    if (days !== undefined) this.#days.set(row, days);
    this.#rows.push(row);
  }

  finish(coordinateSystem: string | null): RawTable {
    if (this.#days.size > 0 && ![...this.#headers].some(saysDays)) {
      this.header('firstOn');
      this.header('lastOn');
      for (const [row, { firstOn, lastOn }] of this.#days) {
        (row.cells as Map<string, string>).set('firstOn', firstOn).set('lastOn', lastOn);
      }
    }
    return {
      name: this.#name,
      headers: [...this.#headers],
      rows: this.#rows,
      remarks: [...this.remarks, ...longRemarks(this.#long)],
      coordinateSystem,
    };
  }
}

const namesOf = (fields: readonly string[]) =>
  new Set(
    Object.values(COLUMNS)
      .flat()
      .filter(({ field }) => fields.includes(field))
      .flatMap(({ field, vi, en, aliases }) => [field, vi, en, ...(aliases ?? [])].map(nameKey)),
  );
const SPAN_HEADERS = namesOf(['firstOn', 'lastOn']);
const DAY_HEADERS = namesOf(['firstOn', 'lastOn', ...HANDLING_STEPS]);
const saysDays = (header: string) => SPAN_HEADERS.has(nameKey(header));

/** `2026/11/02` as GDAL writes days, or an instant, as the day in Vietnam; other texts as they are. */
function dayText(text: string): string {
  const iso = text.replace(/^(\d{4})\/(\d{2})\/(\d{2})(?=$|[ T])/, '$1-$2-$3');
  if (!/^\d{4}-\d{2}-\d{2}[ T]/.test(iso)) return iso;
  const ms = parseInstant(iso);
  return ms === undefined ? text : dayOfInstant(ms);
}

/** A heading as it can be stored and shown. */
export const cleanHeader = (name: string): string =>
  name.replaceAll('\0', '').toWellFormed().trim().normalize('NFC').slice(0, 200).toWellFormed();

/**
 * A number as a cell's text that can be read one way only: 1.125 is written
 * 1.1250, since three decimals alone look like grouped thousands.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  const plain = String(value);
  const text = plain.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : plain;
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}
