import { lastDayOf, type DayRange, type DayString } from '#geo/domain/period.ts';

/**
 * Which periods a version that begins on a day changes: those whose last day
 * is that day or later; of a retirement those that begin then or later, since
 * a member counts in every period in which it was in force at all. The others
 * keep what they had.
 */
export function splitPeriods<P extends DayRange>(
  periods: readonly P[],
  fromOn: DayString | null,
  isRetired: boolean,
): { earlier: P[]; later: P[] } {
  const sorted = [...periods].sort((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : 0));
  const isLater = (period: P) => fromOn === null || (isRetired ? period.fromOn : lastDayOf(period)) >= fromOn;
  return { earlier: sorted.filter((period) => !isLater(period)), later: sorted.filter(isLater) };
}
