import type { Kysely } from 'kysely';
import {
  FindingRecord,
  MAX_QUALITY_BATCHES,
  MAX_SHOWN_RECORDS,
  type QualityDismiss,
  type QualityFinding,
  type QualityQuery,
  type QualityReport,
} from '#geo/contract/quality.contract.ts';
import { OrgUnitId } from '#geo/domain/ids.ts';
import { seesExactPlace } from '#geo/domain/precision.ts';
import { FINDING_KINDS, type Finding } from '#geo/domain/quality.ts';
import { textFaults } from '#geo/domain/record-rules.ts';
import { findingKey, versionsOf } from '#geo/quality/finding.ts';
import { QUALITY_METHOD } from '#geo/quality/quality-options.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getDataVersion } from '../../db/meta.sql.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit, recordExactRead } from '../audit/audit.service.ts';
import { listMeasureGroups } from '../batches/batch-sources.service.ts';
import { loadMeasureLines, type MeasureLine } from '../measures/measure-lines.service.ts';
import { getMeasure } from '../measures/measures.service.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import { faultsError, notFoundError, refuseOtherAgency } from '../register/record-access.ts';
import { getRegister } from '../register/register.service.ts';
import { checkPeriod } from './check-period.service.ts';
import { concernedOf, countsOf, qualityOfBatches } from './finding-counts.ts';
import { deleteDismissal, findDismissal, selectDismissals, upsertDismissal } from './quality.sql.ts';

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
  const period = getPeriod(query.period);
  const { findings, records, notJudged } = await ctx.progress.follow(identity.id, query.progressId, (tell) =>
    checkPeriod(ctx, period, `${query.period}|${dataVersion}|${register.version}`, signal, (share) =>
      tell('computing', share),
    ),
  );
  const viewer = register.viewerOf(identity);
  const sees = (senderId: OrgUnitId) => seesExactPlace(viewer, senderId);
  const visible = findings.filter(({ senderIds }) => senderIds.every(sees));
  const own = findings.filter(({ senderIds }) => senderIds.length === 1 || senderIds.every(sees));
  const dismissedOf = await loadDismissals(ctx.db);
  const ofSender = visible
    .filter(({ senderIds }) => query.orgUnit === undefined || senderIds.some((id) => id === query.orgUnit))
    .map((finding) => ({ ...finding, dismissed: dismissedOf(finding) }));
  const ofKind = ofSender.filter(
    ({ kind, dismissed }) =>
      (query.kind === undefined || kind === query.kind) &&
      (query.state === undefined || (query.state === 'aside') === (dismissed !== null)),
  );
  const isOpen = query.orgUnit !== undefined && sees(OrgUnitId.parse(query.orgUnit));
  const groups = isOpen ? await listMeasureGroups(ctx.db, query.orgUnit!, period, register) : [];
  const inFile = new Set(groups.find(({ batchId }) => batchId === query.batch)?.measureIds);
  const wanted =
    query.batch === undefined ? ofKind : ofKind.filter((finding) => finding.records.some(({ id }) => inFile.has(id)));
  const page = wanted.slice((query.page - 1) * query.pageSize, query.page * query.pageSize);
  const told = page.flatMap((finding) => finding.records.slice(0, MAX_SHOWN_RECORDS).map(({ id }) => id));
  const lines = await loadMeasureLines(ctx.db, told, viewer, register);
  await auditOthers(ctx, identity, lines, viewer.scope, query);
  return {
    method: QUALITY_METHOD,
    dataVersion,
    senders: records.map(({ senderId, n }) => ({
      orgUnitId: senderId,
      records: n,
      found: sees(senderId) ? concernedOf(own, senderId) : null,
      counts: countsOf(own, senderId, sees(senderId)),
      isOpen: sees(senderId),
    })),
    kinds: FINDING_KINDS.flatMap((kind) => {
      const all = ofSender.filter((finding) => finding.kind === kind);
      const aside = all.filter(({ dismissed }) => dismissed !== null).length;
      return all.length === 0 ? [] : [{ kind, open: all.length - aside, aside }];
    }),
    batches: qualityOfBatches(groups, ofKind).slice(-MAX_QUALITY_BATCHES),
    findings: page.map((finding) => ({
      ...finding,
      shown: shownOf(finding, lines),
    })),
    findingsTotal: wanted.length,
    page: query.page,
    pageSize: query.pageSize,
    notJudged: notJudged.filter(({ senderId }) => sees(senderId)),
  };
}

/** The first records of a finding, described; one that was deleted this moment is left out. */
function shownOf({ records }: Finding, lines: ReadonlyMap<string, MeasureLine>): FindingRecord[] {
  return records.slice(0, MAX_SHOWN_RECORDS).flatMap(({ id }) => {
    const line = lines.get(id);
    return line ? [FindingRecord.parse(line)] : [];
  });
}

/** Who set a finding aside, and why; null where nobody did, or where one of its records changed since. */
async function loadDismissals(db: Kysely<Database>): Promise<(finding: Finding) => QualityFinding['dismissed']> {
  const rows = new Map((await selectDismissals(db)).map((row) => [row.finding_key, row]));
  return ({ key, records }) => {
    const row = rows.get(key);
    if (row === undefined || row.record_versions !== versionsOf(records)) return null;
    return { reason: row.reason, by: row.dismissed_by, at: row.dismissed_at.toISOString() };
  };
}

/** Whoever is told where other agencies' measures lie leaves a line, as who reads the records does. */
async function auditOthers(
  ctx: AppContext,
  identity: Identity,
  lines: ReadonlyMap<string, MeasureLine>,
  own: ReadonlySet<string>,
  { period, orgUnit, kind, state, batch }: QualityQuery,
): Promise<void> {
  const others = [...lines.values()].filter(({ enteredByOrgUnitId }) => !own.has(enteredByOrgUnitId)).length;
  const detail = { by: 'quality', period, orgUnit, kind, state, batch };
  await recordExactRead(ctx, ctx.db, identity, 'measure', others, detail);
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
