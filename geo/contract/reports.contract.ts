import { z } from 'zod';
import { AgencyReport } from '../domain/report.ts';
import { OrgUnitId } from '../domain/ids.ts';
import { Origin } from '../domain/measure.ts';
import { DayString } from '../domain/period.ts';
import { PageQuery, pageOf } from './paging.ts';

/** GET /api/agency-reports: which agency has reported which days. */
export const AgencyReportQuery = PageQuery.extend({
  orgUnit: z.string().max(64).optional(),
  period: z.string().optional(),
});
export const AgencyReportView = AgencyReport.extend({ id: z.uuid(), origin: Origin });
export type AgencyReportView = z.infer<typeof AgencyReportView>;
export const AgencyReportPage = pageOf(AgencyReportView);
export type AgencyReportPage = z.infer<typeof AgencyReportPage>;

/** POST /api/agency-reports: “we have entered everything we did from … to …” (last day inclusive). */
export const AgencyReportCreate = z.object({ orgUnitId: OrgUnitId, firstOn: DayString, lastOn: DayString });
export type AgencyReportCreate = z.infer<typeof AgencyReportCreate>;
