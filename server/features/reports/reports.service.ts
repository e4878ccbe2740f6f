import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { AgencyReportView, type AgencyReportCreate, type AgencyReportPage } from '#geo/contract/reports.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { addDays, dayOfInstant } from '#geo/domain/period.ts';
import { dayFaults, unknownReference } from '#geo/domain/record-rules.ts';
import { AgencyReport } from '#geo/domain/report.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { bumpDataVersion } from '../../db/meta.sql.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { daysOfQuery } from '../periods/period-query.service.ts';
import { faultsError, notFoundError, refuseOtherAgency } from '../register/record-access.ts';
import { getRegister } from '../register/register.service.ts';
import {
  deleteDemoReports,
  deleteReport,
  insertReports,
  selectReport,
  selectReportPage,
  selectReports,
  type ReportRow,
} from './reports.sql.ts';

/** Every agency's reports, for computing coverage. */
export async function listReports(db: Kysely<Database>): Promise<AgencyReport[]> {
  return (await selectReports(db)).map((row) =>
    AgencyReport.parse({
      orgUnitId: row.org_unit_id,
      fromOn: row.from_on,
      untilOn: row.until_on,
      reportedOn: row.reported_on,
    }),
  );
}

function viewFromRow(row: ReportRow): AgencyReportView {
  return AgencyReportView.parse({
    id: row.id,
    orgUnitId: row.org_unit_id,
    fromOn: row.from_on,
    untilOn: row.until_on,
    reportedOn: row.reported_on,
    origin: row.origin,
  });
}

/** @throws DomainError period.malformed */
export async function listReportPage(
  db: Kysely<Database>,
  query: { orgUnit?: string; period?: string; page: number; pageSize: number },
): Promise<AgencyReportPage> {
  const { rows, total } = await selectReportPage(db, { ...query, days: daysOfQuery({ period: query.period }) });
  return { items: rows.map(viewFromRow), total, page: query.page, pageSize: query.pageSize };
}

/**
 * Records that an agency has reported all it did in some days that are over.
 * @throws DomainError faults of the days, reference.unknown, permission.denied, conflict.duplicate
 */
export async function createReport(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { orgUnitId, firstOn, lastOn }: AgencyReportCreate,
): Promise<AgencyReportView> {
  const register = await getRegister(ctx, db);
  const todayOn = dayOfInstant(ctx.now());
  const faults = dayFaults(firstOn, lastOn, todayOn, false);
  if (!register.orgUnitsById.has(orgUnitId)) faults.push(unknownReference('orgUnitId', 'đơn vị', 'unit'));
  if (faults.length > 0) throw faultsError(faults);
  refuseOtherAgency(register.scopeOf(identity.orgUnitId), orgUnitId);
  const row = {
    id: randomUUID(),
    org_unit_id: orgUnitId,
    from_on: firstOn,
    until_on: addDays(lastOn, 1),
    reported_on: todayOn,
    origin: 'entered',
    author_id: identity.id,
    created_at: new Date(ctx.now()),
  };
  if ((await insertReports(db, [row])) === 0) {
    throw new DomainError('conflict.duplicate', {
      vi: 'Đơn vị đã báo cáo đúng những ngày này.',
      en: 'The agency has already reported exactly these days.',
    });
  }
  await recordAudit(ctx, db, identity, {
    action: 'report.create',
    subjectKind: 'report',
    subjectId: row.id,
    detail: { orgUnitId, firstOn, lastOn },
  });
  await bumpDataVersion(db);
  return viewFromRow({ province_code: '', ...row });
}

/** @throws DomainError not_found, permission.denied */
export async function removeReport(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: string,
): Promise<void> {
  const row = await selectReport(db, id);
  if (!row) throw notFoundError();
  refuseOtherAgency((await getRegister(ctx, db)).scopeOf(identity.orgUnitId), row.org_unit_id);
  await deleteReport(db, id);
  await recordAudit(ctx, db, identity, {
    action: 'report.delete',
    subjectKind: 'report',
    subjectId: id,
    detail: { orgUnitId: row.org_unit_id, fromOn: row.from_on, untilOn: row.until_on },
  });
  await bumpDataVersion(db);
}

/** Stores the demo year's reports. */
export async function storeDemoReports(
  ctx: AppContext,
  db: Kysely<Database>,
  reports: readonly AgencyReport[],
): Promise<void> {
  await insertReports(
    db,
    reports.map((report) => ({
      id: randomUUID(),
      org_unit_id: report.orgUnitId,
      from_on: report.fromOn,
      until_on: report.untilOn,
      reported_on: report.reportedOn,
      origin: 'demo',
      author_id: 'demo',
      created_at: new Date(ctx.now()),
    })),
  );
}

export async function removeDemoReports(db: Kysely<Database>): Promise<number> {
  return deleteDemoReports(db);
}
