import type { AgencyReportView } from '#geo/contract/reports.contract.ts';
import type { IndicatorRun } from '#geo/domain/coverage.ts';
import { lastDayBefore } from '../../map/layers/site-layer-data.ts';

export interface ReportRow {
  orgUnitId: string;
  isMissing: boolean;
  /** The day after the days reported without a break from the period's first; null when that day is not reported. */
  reportedUntilOn: string | null;
}

/** The agencies that answer for units, those whose report is missing first; ties in the order of the register. */
export function reportRows(
  run: Pick<IndicatorRun, 'units' | 'period'>,
  reports: readonly Pick<AgencyReportView, 'orgUnitId' | 'fromOn' | 'untilOn'>[],
): ReportRow[] {
  const missing = new Map(run.units.map((unit) => [unit.responsibleOrgUnitId as string, unit.notReported]));
  return [...missing]
    .map(([orgUnitId, isMissing]) => {
      let until: string = run.period.fromOn;
      const own = reports.filter((report) => report.orgUnitId === orgUnitId);
      for (const { fromOn, untilOn } of own.sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
        if (fromOn <= until && untilOn > until) until = untilOn;
      }
      return { orgUnitId, isMissing, reportedUntilOn: until > run.period.fromOn ? until : null };
    })
    .sort((a, b) => Number(b.isMissing) - Number(a.isMissing));
}

/** The days one report says to be complete: the period's, as far as the run has gone; last day inclusive. */
export function daysToReport(run: Pick<IndicatorRun, 'period' | 'freshAt'>): { firstOn: string; lastOn: string } {
  return { firstOn: run.period.fromOn, lastOn: lastDayBefore(run.freshAt) };
}
