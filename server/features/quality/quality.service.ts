import type { Kysely } from 'kysely';
import type { QualityDismiss, QualityQuery, QualityReport } from '#geo/contract/quality.contract.ts';
import { OrgUnitId, type MeasureId } from '#geo/domain/ids.ts';
import { seesExactPlace } from '#geo/domain/precision.ts';
import { textFaults } from '#geo/domain/record-rules.ts';
import { findingKey, versionsOf } from '#geo/quality/finding.ts';
import type { QualityFindings, QualityInput } from '#geo/quality/quality-report.ts';
import { QUALITY_METHOD } from '#geo/quality/quality-options.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getDataVersion } from '../../db/meta.sql.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { getMeasure, listMeasuresForCoverage } from '../measures/measures.service.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import { faultsError, notFoundError, refuseOtherAgency } from '../register/record-access.ts';
import { getRegister, getRegisterFor } from '../register/register.service.ts';
import { deleteDismissal, findDismissal, selectDismissals, upsertDismissal } from './quality.sql.ts';

const LISTED = 1000;
const KEPT = 4;
/** The latest answers of each server: the same question on the same data is not computed twice. */
const answers = new WeakMap<AppContext, Map<string, QualityFindings>>();

/**
 * What to look at among the measures of a period. Computed on exact places;
 * a finding is shown only to who sees all of its records exactly, for its words
 * say how far and how long. Of other agencies' records only counts are told,
 * and of findings across agencies nothing to either side alone: a share of
 * common ground would tell where a masked record lies.
 * @throws DomainError period.*
 */
export async function getQuality(
  ctx: AppContext,
  identity: Identity,
  query: QualityQuery,
  signal: AbortSignal,
): Promise<QualityReport> {
  const register = await getRegister(ctx, ctx.db);
  const dataVersion = await getDataVersion(ctx.db);
  const { findings, records, notJudged } = await ctx.progress.follow(identity.id, query.progressId, (tell) =>
    compute(ctx, query.period, `${query.period}|${dataVersion}|${register.version}`, signal, (share) =>
      tell('computing', share),
    ),
  );
  const viewer = register.viewerOf(identity);
  const sees = (senderId: OrgUnitId) => seesExactPlace(viewer, senderId);
  const visible = findings.filter(({ senderIds }) => senderIds.every(sees));
  const own = findings.filter(({ senderIds }) => senderIds.length === 1 || senderIds.every(sees));
  const wanted = visible.filter(
    ({ senderIds }) => query.orgUnit === undefined || senderIds.includes(OrgUnitId.parse(query.orgUnit)),
  );
  const dismissals = new Map((await selectDismissals(ctx.db)).map((row) => [row.finding_key, row]));
  return {
    method: QUALITY_METHOD,
    dataVersion,
    senders: records.map(({ senderId, n }) => ({
      orgUnitId: senderId,
      records: n,
      counts: countsOf(own, senderId),
      isOpen: sees(senderId),
    })),
    findings: wanted.slice(0, LISTED).map((finding) => {
      const row = dismissals.get(finding.key);
      const isValid = row !== undefined && row.record_versions === versionsOf(finding.records);
      const dismissed = isValid
        ? { reason: row.reason, by: row.dismissed_by, at: row.dismissed_at.toISOString() }
        : null;
      return { ...finding, dismissed };
    }),
    findingsTotal: wanted.length,
    notJudged: notJudged.filter(({ senderId }) => sees(senderId)),
  };
}

function countsOf(findings: QualityFindings['findings'], senderId: OrgUnitId) {
  const ids = new Map<QualityFindings['findings'][number]['kind'], Set<MeasureId>>();
  for (const { kind, records, senderIds } of findings) {
    if (!senderIds.includes(senderId)) continue;
    const found = ids.get(kind) ?? new Set();
    ids.set(kind, found);
    for (const { id } of records) found.add(id);
  }
  return [...ids].map(([kind, found]) => ({ kind, records: found.size }));
}

async function compute(
  ctx: AppContext,
  periodId: string,
  key: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<QualityFindings> {
  const kept = answers.get(ctx) ?? new Map<string, QualityFindings>();
  answers.set(ctx, kept);
  const known = kept.get(key);
  if (known) return known;
  const period = getPeriod(periodId);
  const snapshot = await getRegisterFor(ctx, ctx.db, period);
  const { routes, areas, sites, communes, orgUnits } = snapshot;
  const measures = await listMeasuresForCoverage(ctx.db, period.untilOn, snapshot);
  const input: QualityInput = {
    measures: measures.filter(({ lastOn }) => lastOn >= period.fromOn),
    register: { routes, areas, sites, communes, orgUnits },
  };
  const found = await ctx.jobs.run<QualityFindings>('quality', input, { signal, onProgress, timeoutMs: 120_000 });
  kept.set(key, found);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return found;
}

/**
 * Sets a finding aside, with a word why, until one of its records changes.
 * @throws DomainError not_found, permission.denied, privacy.*
 */
export async function dismissFinding(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { kind, records, reason }: QualityDismiss,
): Promise<void> {
  const register = await getRegister(ctx, db);
  const faults = textFaults(reason, 'reason', register.scanPersons);
  if (faults.length > 0) throw faultsError(faults);
  const viewer = register.viewerOf(identity);
  for (const { id } of records) {
    const { enteredByOrgUnitId } = await getMeasure(ctx, db, identity, id);
    if (!seesExactPlace(viewer, enteredByOrgUnitId)) refuseOtherAgency(viewer.scope, enteredByOrgUnitId);
  }
  const key = findingKey(
    kind,
    records.map(({ id }) => id),
  );
  await upsertDismissal(db, {
    province_code: PROVINCE_CODE,
    finding_key: key,
    kind,
    record_versions: versionsOf(records),
    reason,
    dismissed_by: identity.id,
    dismissed_by_org_unit_id: identity.orgUnitId,
    dismissed_at: new Date(ctx.now()),
  });
  await audit(ctx, db, identity, 'quality.dismiss', kind, records.length);
}

/** @throws DomainError not_found, permission.denied where another agency set it aside */
export async function restoreFinding(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  key: string,
): Promise<void> {
  const row = await findDismissal(db, key);
  if (row === undefined) throw notFoundError();
  const viewer = (await getRegister(ctx, db)).viewerOf(identity);
  const by = OrgUnitId.parse(row.dismissed_by_org_unit_id);
  if (!seesExactPlace(viewer, by)) refuseOtherAgency(viewer.scope, by);
  await deleteDismissal(db, key);
  await audit(ctx, db, identity, 'quality.restore', row.kind, 1);
}

function audit(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  action: 'quality.dismiss' | 'quality.restore',
  kind: string,
  subjectCount: number,
): Promise<void> {
  return recordAudit(ctx, db, identity, { action, subjectKind: 'quality', subjectCount, detail: { kind } });
}
