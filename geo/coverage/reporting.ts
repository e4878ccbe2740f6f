import type { AgencyReport } from '../domain/report.ts';
import { dayOfInstant, addDays, startOfDayMs, type DayRange } from '../domain/period.ts';

/**
 * Agencies whose reports do not cover the whole of the period up to an instant,
 * days without a gap: their units count as covered in every upper bound.
 *
 * @param orgUnitIds the agencies asked about
 * @param untilMs a day that has begun by then is asked about; days after it are not
 */
export function agenciesNotReported(
  orgUnitIds: Iterable<string>,
  reports: readonly AgencyReport[],
  period: DayRange,
  untilMs: number,
): Set<string> {
  const today = dayOfInstant(untilMs);
  const afterToday = startOfDayMs(today) < untilMs ? addDays(today, 1) : today;
  const needUntil = afterToday < period.untilOn ? afterToday : period.untilOn;
  const missing = new Set<string>();
  for (const id of orgUnitIds) {
    const own = reports.filter((report) => report.orgUnitId === id).sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
    let coveredUntil = period.fromOn;
    for (const report of own) {
      if (report.fromOn <= coveredUntil && report.untilOn > coveredUntil) coveredUntil = report.untilOn;
    }
    if (coveredUntil < needUntil) missing.add(id);
  }
  return missing;
}
