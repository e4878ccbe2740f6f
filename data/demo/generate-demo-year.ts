import type { RegisterData } from '../register/load-register.ts';
import type { Incident } from '#geo/domain/incident.ts';
import type { Measure } from '#geo/domain/measure.ts';
import { addDays, type DayString } from '#geo/domain/period.ts';
import type { AgencyReport } from '#geo/domain/report.ts';
import { generateIncidents } from './generate-incidents.ts';
import { type DemoYear, generateMeasures } from './generate-measures.ts';
import { generateReports } from './generate-reports.ts';

/** The day before the project’s “today”, 23 November 2026. */
export const DEMO_LAST_ON: DayString = '2026-11-22';

export interface DemoOptions {
  seed?: number;
  /** First day of the plan year that is shown; the year before is made too. */
  firstOn?: DayString;
  /** The last day on which anything happened or was written down; what comes after is planned. */
  lastOn?: DayString;
}
export interface DemoData {
  measures: Measure[];
  incidents: Incident[];
  reports: AgencyReport[];
}

/**
 * A simulated year of the province (“dữ liệu mô phỏng”) and the one before it.
 * Pure: the same register, seed and days give the same records, ids included.
 * No record is of a real case, and none is of a person.
 */
export function generateDemoYear(
  register: RegisterData,
  { seed = 415, firstOn = '2025-12-15', lastOn = DEMO_LAST_ON }: DemoOptions = {},
): DemoData {
  const years: DemoYear[] = [
    { fromOn: yearsOn(firstOn, -1), untilOn: firstOn, lastOn: addDays(firstOn, -1), isCurrent: false },
    { fromOn: firstOn, untilOn: yearsOn(firstOn, 1), lastOn, isCurrent: true },
  ];
  // Records of the year before have long been worked through by the last day.
  const open = years.map((year) => (year.isCurrent ? year : { ...year, lastOn }));
  return {
    measures: generateMeasures(register, seed, open),
    incidents: generateIncidents(register, seed, open),
    reports: generateReports(register, seed, years),
  };
}

function yearsOn(day: DayString, years: number): DayString {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}
