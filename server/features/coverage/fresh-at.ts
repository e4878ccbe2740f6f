import { addDays, dayOfInstant, startOfDayMs, type Period } from '#geo/domain/period.ts';

/**
 * The instant at which “fresh” holds: the end of the period, or the end of
 * today (in Asia/Ho_Chi_Minh) while the period is running. The day's end
 * rather than the second of asking, so that all who ask on one day read the
 * same digits, and a measure carried out today is in force.
 */
export function freshAtOf(period: Period, nowMs: number): number {
  const endOfToday = startOfDayMs(addDays(dayOfInstant(nowMs), 1));
  return Math.min(startOfDayMs(period.untilOn), endOfToday);
}
