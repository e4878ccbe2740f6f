import { DayString } from '#geo/domain/period.ts';

export type DayFault = 'date.missing' | 'date.malformed' | 'date.tooEarly';
export type DayRead = { day: DayString } | { fault: DayFault };

const EARLIEST = '2000-01-01';

/**
 * A day as people type it: 23/11/2026, 3.11.26, 3-11-2026, 2026-11-23, or just
 * 23112026. Days that do not exist (31/02) are no day.
 */
export function readDay(text: string): DayRead {
  const trimmed = text.trim();
  if (trimmed === '') return { fault: 'date.missing' };
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed);
  const typed =
    /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{2}|\d{4})$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed);
  if (!iso && !typed) return { fault: 'date.malformed' };
  const [year, month, date] = iso ? iso.slice(1) : typed!.slice(1).reverse();
  const day = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!DayString.safeParse(day).success) return { fault: 'date.malformed' };
  return day < EARLIEST ? { fault: 'date.tooEarly' } : { day };
}

/** `2026-11-23` as 23/11/2026, for a field. */
export function dayToText(day: string): string {
  return day.split('-').reverse().join('/');
}
