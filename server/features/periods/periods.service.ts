import type { Kysely } from 'kysely';
import type { PeriodList } from '#geo/contract/system.contract.ts';
import { periodLabel } from '#geo/domain/period-label.ts';
import { dayOfInstant, periodsOfYear, type Period } from '#geo/domain/period.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { listMeasureDays } from '../measures/measures.service.ts';

/** The periods of every year with measures, and of this year, newest start first. */
export async function listPeriods(ctx: AppContext, db: Kysely<Database>): Promise<PeriodList> {
  const todayOn = dayOfInstant(ctx.now());
  const { firstOn, lastOn } = await listMeasureDays(db);
  const firstYear = Math.max(2000, Number((firstOn ?? todayOn).slice(0, 4)));
  const lastYear = Number(todayOn.slice(0, 4)) + (todayOn.slice(5) >= '11-01' ? 1 : 0);
  const periods: Period[] = [];
  for (let year = Math.min(firstYear, lastYear); year <= lastYear; year++) periods.push(...periodsOfYear(year));
  periods.sort((a, b) => (a.fromOn < b.fromOn ? 1 : a.fromOn > b.fromOn ? -1 : a.untilOn < b.untilOn ? 1 : -1));
  const planYears = periods.filter((period) => period.kind === 'plan-year' && period.fromOn <= todayOn);
  const latest = planYears.find((period) => lastOn !== null && period.fromOn <= lastOn) ?? planYears[0];
  return {
    items: periods.map((period) => ({
      ...period,
      labelVi: periodLabel(period, 'vi'),
      labelEn: periodLabel(period, 'en'),
    })),
    defaultId: latest.id,
  };
}
