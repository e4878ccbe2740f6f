import { expect, test } from 'vitest';
import { daysToReport, reportRows } from '#client/features/reports/report-rows.ts';
import type { IndicatorRun } from '#geo/domain/coverage.ts';

const run = {
  period: { id: 'plan-2025-12-15', kind: 'plan-year', fromOn: '2025-12-15', untilOn: '2026-12-15' },
  freshAt: '2026-11-23T17:00:00.000Z',
  units: [
    { responsibleOrgUnitId: 'CA', notReported: false },
    { responsibleOrgUnitId: 'DBP-NAM-CAN', notReported: true },
    { responsibleOrgUnitId: 'CA', notReported: false },
  ],
} as unknown as IndicatorRun;
const report = (orgUnitId: string, fromOn: string, untilOn: string) => ({ orgUnitId, fromOn, untilOn }) as never;

test('agencies stand once, the missing first, reported until the first break', () => {
  const reports = [
    report('CA', '2026-03-01', '2026-06-15'),
    report('CA', '2025-12-15', '2026-03-01'),
    report('CA', '2026-07-01', '2026-08-01'),
    report('DBP-NAM-CAN', '2026-01-01', '2026-06-15'),
  ];
  expect(reportRows(run, reports)).toEqual([
    { orgUnitId: 'DBP-NAM-CAN', isMissing: true, reportedUntilOn: null },
    { orgUnitId: 'CA', isMissing: false, reportedUntilOn: '2026-06-15' },
  ]);
});
test('a report is of the days of the period that the run has seen', () => {
  expect(daysToReport(run)).toEqual({ firstOn: '2025-12-15', lastOn: '2026-11-23' });
});
