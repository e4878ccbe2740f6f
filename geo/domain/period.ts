import { z } from 'zod';

/** A calendar day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export const DayString = z.iso.date();
export type DayString = z.infer<typeof DayString>;

/**
 * Half-open range of whole days: `fromOn` is in it, `untilOn` is not. The
 * plan's 15/12–14/6 is { fromOn: '2025-12-15', untilOn: '2026-06-15' }.
 */
export const DayRange = z
  .object({ fromOn: DayString, untilOn: DayString })
  .refine((r) => r.fromOn < r.untilOn, { path: ['untilOn'], params: { code: 'period.ends_before_start' } });
export type DayRange = z.infer<typeof DayRange>;

export const PeriodKind = z.enum(['plan-half-year', 'plan-year', 'crime-year', 'calendar-year', 'ad-hoc']);
export type PeriodKind = z.infer<typeof PeriodKind>;

/** `id` names the period in links, e.g. `half-2025-12-15`, or `2026-01-01..2026-03-31` (inclusive) when ad hoc. */
export interface Period extends DayRange {
  id: string;
  kind: PeriodKind;
}

/** Vietnam has kept UTC+7 without daylight saving since 1975. */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;

/** The instant (ms since 1970 UTC) at which a day begins in Asia/Ho_Chi_Minh. */
export function startOfDayMs(day: DayString): number {
  return Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MS;
}

/** The day in Asia/Ho_Chi_Minh to which an instant belongs. */
export function dayOfInstant(ms: number): DayString {
  return new Date(ms + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** `day` moved by whole days; negative goes back. */
export function addDays(day: DayString, days: number): DayString {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last day inside a half-open range, as people write it. */
export function lastDayOf(range: DayRange): DayString {
  return addDays(range.untilOn, -1);
}

function periodOf(kind: PeriodKind, prefix: string, fromOn: DayString, untilOn: DayString): Period {
  return { id: `${prefix}-${fromOn}`, kind, fromOn, untilOn };
}

/** The plan's periods that begin in `year` or cover its reports, newest start last. */
export function periodsOfYear(year: number): Period[] {
  return [
    periodOf('crime-year', 'crime', `${year - 1}-11-01`, `${year}-11-01`),
    periodOf('plan-year', 'plan', `${year - 1}-12-15`, `${year}-12-15`),
    periodOf('plan-half-year', 'half', `${year - 1}-12-15`, `${year}-06-15`),
    periodOf('calendar-year', 'year', `${year}-01-01`, `${year + 1}-01-01`),
    periodOf('plan-half-year', 'half', `${year}-06-15`, `${year}-12-15`),
  ];
}

/**
 * Reads a period id back; `undefined` when it is none. Ad hoc ids name their
 * first and last day: `2026-01-01..2026-03-31`.
 */
export function parsePeriodId(id: string): Period | undefined {
  const adHoc = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(id);
  if (adHoc) {
    if (!DayString.safeParse(adHoc[1]).success || !DayString.safeParse(adHoc[2]).success) return undefined;
    const untilOn = addDays(adHoc[2], 1);
    return adHoc[1] < untilOn ? { id, kind: 'ad-hoc', fromOn: adHoc[1], untilOn } : undefined;
  }
  const named = /^(crime|plan|half|year)-(\d{4})-\d{2}-\d{2}$/.exec(id);
  if (!named) return undefined;
  const year = Number(named[2]);
  return [...periodsOfYear(year), ...periodsOfYear(year + 1)].find((p) => p.id === id);
}
