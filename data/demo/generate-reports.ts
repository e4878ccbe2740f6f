import type { RegisterData } from '../register/load-register.ts';
import type { OrgUnitId } from '#geo/domain/ids.ts';
import { addDays, type DayString } from '#geo/domain/period.ts';
import type { AgencyReport } from '#geo/domain/report.ts';
import { createRandom } from '#geo/statistics/random.ts';
import type { DemoYear } from './generate-measures.ts';

/** Have said nothing in the plan year: their units show as “chưa báo cáo”. */
const SILENT: ReadonlySet<string> = new Set(['DBP-THANH-THUY', 'SO-VHTTDL']);

/**
 * Each agency's word that it reported everything: half a plan year at a time,
 * a few days after its end, and for the half that is under way up to `lastOn`.
 */
export function generateReports(register: RegisterData, seed: number, years: readonly DemoYear[]): AgencyReport[] {
  const random = createRandom(`${seed}/reports`);
  const reports: AgencyReport[] = [];
  for (const year of years) {
    const middle = `${year.untilOn.slice(0, 4)}-06-15`;
    for (const unit of register.orgUnits) {
      if (year.isCurrent && SILENT.has(unit.id)) continue;
      const halves: [DayString, DayString][] = [
        [year.fromOn, middle],
        [middle, year.untilOn],
      ];
      for (const [fromOn, untilOn] of halves) {
        const endOn = earlier(untilOn, addDays(year.lastOn, 1));
        if (endOn <= fromOn) continue;
        if (unit.validUntilOn && unit.validUntilOn < endOn) continue;
        const reportedOn = endOn < untilOn ? year.lastOn : addDays(untilOn, random.int(0, 9));
        reports.push({ orgUnitId: unit.id as OrgUnitId, fromOn, untilOn: endOn, reportedOn });
      }
    }
  }
  return reports;
}

const earlier = (a: DayString, b: DayString) => (a < b ? a : b);
