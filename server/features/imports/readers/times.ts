import type { Message } from '#geo/domain/errors.ts';

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Milliseconds of an ISO 8601 time as receivers write it (a blank for the T, a
 * decimal comma, no zone: UTC, as GPX says); undefined for anything else and
 * for days that do not exist.
 */
export function parseInstant(text: string): number | undefined {
  const parts = INSTANT.exec(text.trim());
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const fraction = parts[7] === undefined ? 0 : Number(`0.${parts[7]}`) * 1000;
  if (month < 1 || month > 12 || hour > 24 || minute > 59 || second > 60) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second) + fraction;
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return undefined;
  const zone = parts[8]?.toUpperCase();
  if (zone === undefined || zone === 'Z') return ms;
  const offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return ms - (zone.startsWith('-') ? -offset : offset) * 60_000;
}

/** Before any record that the platform holds (the plan is of 2017): a clock that was never set, or set back. */
const CLOCK_UNSET_BEFORE_MS = Date.UTC(2010, 0, 1);
/** GPS counts weeks modulo 1,024; an old receiver shows a day that many weeks too early. */
const ROLLOVER_MS = 1024 * 7 * 86_400_000;
const PLAN_BEGAN_MS = Date.UTC(2017, 0, 1);

/**
 * Times of a receiver's clock, without those it cannot have meant: they are
 * left out (a wrong day is worse than none) and counted, to be said.
 */
export class ReceiverClock {
  #unset = 0;
  #rolledOver = 0;
  #malformed = 0;
  #example = NaN;

  /** Milliseconds; NaN where the time is missing, malformed or not to be believed. */
  read(text: string | undefined): number {
    if (text === undefined || text.trim() === '') return NaN;
    const ms = parseInstant(text);
    if (ms === undefined) {
      this.#malformed += 1;
      return NaN;
    }
    if (ms >= CLOCK_UNSET_BEFORE_MS) return ms;
    if (ms + ROLLOVER_MS >= PLAN_BEGAN_MS) {
      this.#rolledOver += 1;
      this.#example = ms;
    } else this.#unset += 1;
    return NaN;
  }

  remarks(): Message[] {
    const remarks: Message[] = [];
    if (this.#malformed > 0) {
      remarks.push({
        vi: `${this.#malformed} thời điểm không đọc được, đã bỏ qua.`,
        en: `${this.#malformed} times could not be read and were left out.`,
      });
    }
    if (this.#unset > 0) {
      remarks.push({
        vi: `${this.#unset} thời điểm trước năm 2010 (đồng hồ máy chưa chỉnh), đã bỏ qua.`,
        en: `${this.#unset} times before 2010 (the receiver’s clock was not set) were left out.`,
      });
    }
    if (this.#rolledOver > 0) {
      const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
      const [shown, meant] = [day(this.#example), day(this.#example + ROLLOVER_MS)];
      remarks.push({
        vi: `${this.#rolledOver} thời điểm lùi 1024 tuần (lỗi tuần GPS của máy cũ: ${shown}, có lẽ là ${meant}), đã bỏ qua; hãy ghi ngày vào tệp.`,
        en: `${this.#rolledOver} times are 1,024 weeks early (an old receiver’s GPS week: ${shown}, probably ${meant}) and were left out; write the days into the file.`,
      });
    }
    return remarks;
  }
}
