import type { AgencyReport } from '../domain/report.ts';
import { dayOfInstant, periodsOfYear, type DayRange, type DayString } from '../domain/period.ts';

/**
 * Agencies whose reports, days without a gap, do not cover what of the period
 * was due by an instant: their units count as covered in every upper bound.
 * Reports are due by half plan years (15/12–14/6, 15/6–14/12), so the half that
 * is under way is not missing from anyone; before the first half ends within
 * the period, nothing is.
 *
 * @param orgUnitIds the agencies asked about
 * @param untilMs the instant
 */
export function agenciesNotReported(
  orgUnitIds: Iterable<string>,
  reports: readonly AgencyReport[],
  period: DayRange,
  untilMs: number,
): Set<string> {
  const dueUntil = earlier(lastHalfYearEnd(dayOfInstant(untilMs)), period.untilOn);
  const missing = new Set<string>();
  if (dueUntil <= period.fromOn) return missing;
  for (const id of orgUnitIds) {
    const own = reports.filter((report) => report.orgUnitId === id).sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
    let coveredUntil = period.fromOn;
    for (const report of own) {
      if (report.fromOn <= coveredUntil && report.untilOn > coveredUntil) coveredUntil = report.untilOn;
    }
    if (coveredUntil < dueUntil) missing.add(id);
  }
  return missing;
}

/** The day after the latest half plan year that has ended by the beginning of a day. */
function lastHalfYearEnd(day: DayString): DayString {
  const year = Number(day.slice(0, 4));
  return [year - 1, year]
    .flatMap(periodsOfYear)
    .filter(({ kind, untilOn }) => kind === 'plan-half-year' && untilOn <= day)
    .reduce((latest, { untilOn }) => (untilOn > latest ? untilOn : latest), '');
}

const earlier = (a: DayString, b: DayString) => (a < b ? a : b);
