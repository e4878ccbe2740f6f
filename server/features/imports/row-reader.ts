import type { BadRow, ImportAnswers, ImportConstants, ImportQuestion } from '#geo/contract/imports.contract.ts';
import type { ErrorCode, Message } from '#geo/domain/errors.ts';
import { dayLabel } from '#geo/domain/period-label.ts';
import { addDays, type DayString } from '#geo/domain/period.ts';
import type { PlacePrecision } from '#geo/domain/place-precision.ts';
import { daySerial, parseDay, parseNumber } from './cell-values.ts';
import { withoutGuard } from './formula-cells.ts';
import type { RawRow, RawTable } from './raw-table.ts';
import type { Found } from './register-lookup.ts';

/** Longest stretch of a refused value that is repeated in a message. */
const SHOWN = 60;
export const shown = (text: string, length = SHOWN): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

/** What a row leaves open; rows that ask under one id are asked once for all. */
export type RowQuestion = Pick<ImportQuestion, 'id' | 'kind' | 'text' | 'options'>;

/** What holds for all rows of a file. */
export interface RowContext {
  /** Header as written, by field. */
  headerOf: ReadonlyMap<string, string>;
  /** Fields without a column whose text is the same in every row. */
  constants?: ImportConstants;
  answers?: ImportAnswers;
  serialDates?: RawTable['serialDates'];
}

/**
 * Reads one row's cells by field, collecting every fault instead of stopping
 * at the first, so that a file can be mended in one go.
 */
export class RowReader {
  readonly bad: BadRow[] = [];
  /** What the row asked, answered or not. */
  readonly asked: RowQuestion[] = [];
  /** Those of {@link asked} without an answer: the row waits for them, neither good nor bad. */
  readonly questions: RowQuestion[] = [];
  /** How well the place is known, where its way of saying so tells more than the record's kind of place. */
  precision: PlacePrecision | undefined;
  /** The place lies outside the commune that the row names beside it. */
  isElsewhere = false;
  /** Whether a day was read from a spreadsheet's plain number. */
  readSerialDay = false;
  readonly row: number;
  readonly #raw: RawRow;
  readonly #headerOf: ReadonlyMap<string, string>;
  readonly #constants: ImportConstants;
  readonly #answers: ImportAnswers;
  readonly #serialDates: RawTable['serialDates'];

  constructor(raw: RawRow, { headerOf, constants = {}, answers = {}, serialDates }: RowContext) {
    this.#raw = raw;
    this.#headerOf = headerOf;
    this.#constants = constants;
    this.#answers = answers;
    this.#serialDates = serialDates;
    this.row = raw.row;
    for (const [column, { code, message }] of raw.refused ?? []) {
      this.bad.push({ row: this.row, column, code, message });
    }
  }

  /**
   * The value of the option that was chosen for the file; undefined while
   * nobody has (or the answer is no longer among the options), and the row
   * then waits.
   */
  ask(question: RowQuestion): string | undefined {
    if (!this.asked.some(({ id }) => id === question.id)) this.asked.push(question);
    const answer = Object.hasOwn(this.#answers, question.id) ? this.#answers[question.id] : undefined;
    if (answer !== undefined && question.options.some(({ value }) => value === answer)) return answer;
    if (!this.questions.some(({ id }) => id === question.id)) this.questions.push(question);
    return undefined;
  }

  get geometry(): unknown {
    return this.#raw.geometry;
  }

  /** The header as the file writes it, or the field's own name. */
  columnOf(field: string): string {
    return this.#headerOf.get(field) ?? field;
  }

  text(field: string): string {
    const header = this.#headerOf.get(field);
    if (header !== undefined) return withoutGuard(this.#raw.cells.get(header) ?? '');
    return Object.hasOwn(this.#constants, field) ? this.#constants[field] : '';
  }

  has(field: string): boolean {
    return this.text(field) !== '';
  }

  fault(field: string, code: ErrorCode, message: Message): undefined {
    this.bad.push({ row: this.row, column: this.columnOf(field), code, message });
    return undefined;
  }

  required(field: string): string | undefined {
    const text = this.text(field);
    if (text !== '') return text;
    return this.fault(field, 'field.missing', {
      vi: `Thiếu “${this.columnOf(field)}”.`,
      en: `“${this.columnOf(field)}” is missing.`,
    });
  }

  day(field: string): DayString | undefined {
    const text = this.text(field);
    if (text === '') return undefined;
    const serial = this.#serialDates && daySerial(text, this.#serialDates);
    if (serial !== undefined) {
      this.readSerialDay = true;
      return serial;
    }
    if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text)) {
      return this.fault(field, 'date.malformed', {
        vi: `“${shown(text)}” thiếu năm đủ bốn chữ số; ghi dạng 23/11/2026.`,
        en: `“${shown(text)}” needs a year of four digits; write 23/11/2026 or 2026-11-23.`,
      });
    }
    return (
      parseDay(text) ??
      this.fault(field, 'date.malformed', {
        vi: `“${shown(text)}” không phải ngày; ghi dạng 23/11/2026.`,
        en: `“${shown(text)}” is no date; write 23/11/2026 or 2026-11-23.`,
      })
    );
  }

  /** First and last day; the last defaults to the first. Only days of what is planned may lie after today. */
  days(todayOn: DayString, isPlanned = false): { firstOn: DayString; lastOn: DayString } | undefined {
    if (this.required('firstOn') === undefined) return undefined;
    const firstOn = this.day('firstOn');
    const lastOn = this.has('lastOn') ? this.day('lastOn') : firstOn;
    if (firstOn === undefined || lastOn === undefined) return undefined;
    if (lastOn < firstOn) {
      return this.fault('lastOn', 'period.ends_before_start', {
        vi: 'Ngày kết thúc trước ngày bắt đầu.',
        en: 'The last day is before the first.',
      });
    }
    for (const [field, on] of [
      ['firstOn', firstOn],
      ['lastOn', lastOn],
    ] as const) {
      if (!isPlanned && on >= addDays(todayOn, 1)) {
        const column = this.has(field) ? field : 'firstOn';
        return this.fault(column, 'date.in_future', {
          vi: `Ngày ${dayLabel(on, 'vi')} ở tương lai.`,
          en: `The day ${dayLabel(on, 'en')} is in the future.`,
        });
      }
    }
    return { firstOn, lastOn };
  }

  number(field: string, reading: 'decimal' | 'integer' | 'plain'): number | undefined {
    const text = this.text(field);
    if (text === '') return undefined;
    const value = parseNumber(text, reading);
    if (value !== undefined && Number.isFinite(value)) return value;
    return this.fault(field, 'field.not_a_number', {
      vi: `“${shown(text)}” không phải số rõ ràng; ghi như 1234,5.`,
      en: `“${shown(text)}” is not a clear number; write 1234.5.`,
    });
  }

  /** A code of a closed vocabulary. */
  category<T>(field: string, read: (text: string) => T | undefined, examples: string): T | undefined {
    const text = this.text(field);
    if (text === '') return undefined;
    return (
      read(text) ??
      this.fault(field, 'field.malformed', {
        vi: `“${shown(text)}” không có trong danh mục (${examples}).`,
        en: `“${shown(text)}” is not in the vocabulary (${examples}).`,
      })
    );
  }

  /** A member of the register by id or name; unknown and ambiguous names are faults. */
  member<T extends { id: string; nameVi: string }>(
    field: string,
    find: (text: string) => Found<T>,
    text = this.text(field),
  ): T | undefined {
    const result = find(text);
    if ('found' in result) return result.found;
    const names = result.candidates.map((c) => `${c.nameVi} (${c.id})`).join(', ');
    if (result.formerDistrict) {
      return this.fault(field, 'reference.unknown', {
        vi: `“${shown(text)}” là cấp huyện cũ (${result.formerDistrict}), không còn từ 01/7/2025; hãy ghi xã, phường ngày nay.`,
        en: `“${shown(text)}” is a former district (${result.formerDistrict}), abolished on 1 July 2025; write today’s commune.`,
      });
    }
    const nearest = (result.nearest?.() ?? []).map((c) => c.nameVi).join(', ');
    return names === ''
      ? this.fault(field, 'reference.unknown', {
          vi: `“${shown(text)}” không có trong danh mục.${nearest && ` Gần giống: ${nearest}.`}`,
          en: `“${shown(text)}” is not in the register.${nearest && ` Similar: ${nearest}.`}`,
        })
      : this.fault(field, 'reference.unknown', {
          vi: `“${shown(text)}” có thể là ${names}; hãy ghi mã.`,
          en: `“${shown(text)}” may be ${names}; write the code.`,
        });
  }

  /** Members of a cell that lists several, by `;`, `,` or `|`. */
  members<T extends { id: string; nameVi: string }>(field: string, find: (text: string) => Found<T>): T[] {
    const found: T[] = [];
    for (const part of this.text(field).split(/[;,|]/)) {
      const name = part.trim();
      const member = name === '' ? undefined : this.member(field, find, name);
      if (member !== undefined && !found.includes(member)) found.push(member);
    }
    return found;
  }
}
