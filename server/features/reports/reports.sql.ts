import type { Insertable, Kysely, Selectable } from 'kysely';
import type { DayRange } from '#geo/domain/period.ts';
import type { Database } from '../../db/database.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { AgencyReportTable } from './reports.table.ts';

export type ReportRow = Selectable<AgencyReportTable>;

/** Stores reports; one for the same agency and days as before is not stored twice. Answers how many were new. */
export async function insertReports(
  db: Kysely<Database>,
  reports: readonly Omit<Insertable<AgencyReportTable>, 'province_code'>[],
): Promise<number> {
  let stored = 0;
  for (let at = 0; at < reports.length; at += 1000) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('agency_report')
      .values(reports.slice(at, at + 1000).map((report) => ({ province_code: PROVINCE_CODE, ...report })))
      .onConflict((conflict) => conflict.columns(['province_code', 'org_unit_id', 'from_on', 'until_on']).doNothing())
      .executeTakeFirst();
    stored += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return stored;
}

export async function selectReports(db: Kysely<Database>): Promise<ReportRow[]> {
  return db
    .selectFrom('agency_report')
    .selectAll()
    .where('province_code', '=', PROVINCE_CODE)
    .orderBy('from_on')
    .orderBy('org_unit_id')
    .orderBy('until_on')
    .execute();
}

export interface ReportFilter {
  days: Partial<DayRange>;
  orgUnit?: string;
  page: number;
  pageSize: number;
}

export async function selectReportPage(
  db: Kysely<Database>,
  { days, orgUnit, page, pageSize }: ReportFilter,
): Promise<{ rows: ReportRow[]; total: number }> {
  let matching = db.selectFrom('agency_report').where('province_code', '=', PROVINCE_CODE);
  if (orgUnit !== undefined) matching = matching.where('org_unit_id', '=', orgUnit);
  if (days.untilOn) matching = matching.where('from_on', '<', days.untilOn);
  if (days.fromOn) matching = matching.where('until_on', '>', days.fromOn);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll()
    .orderBy('from_on', 'desc')
    .orderBy('org_unit_id')
    .orderBy('id')
    .limit(pageSize)
    .offset(Math.min((page - 1) * pageSize, 1_000_000_000))
    .execute();
  return { rows, total };
}

export async function selectReport(db: Kysely<Database>, id: string): Promise<ReportRow | undefined> {
  return db
    .selectFrom('agency_report')
    .selectAll()
    .where('province_code', '=', PROVINCE_CODE)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function deleteReport(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('agency_report').where('province_code', '=', PROVINCE_CODE).where('id', '=', id).execute();
}

export async function deleteDemoReports(db: Kysely<Database>): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('agency_report')
    .where('province_code', '=', PROVINCE_CODE)
    .where('origin', '=', 'demo')
    .executeTakeFirst();
  return Number(numDeletedRows);
}
