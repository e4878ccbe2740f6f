import type { Kysely } from 'kysely';
import type { MeasureMerge, MeasureUnmerged, MeasureView } from '#geo/contract/measures.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import type { MeasureId } from '#geo/domain/ids.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import { jointFaults, jointMeasureOf } from '#geo/quality/joint-measure.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { bumpDataVersion } from '../../db/meta.sql.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { faultsError, notFoundError, refuseOtherAgency, refuseStaleVersion } from '../register/record-access.ts';
import { getRegister } from '../register/register.service.ts';
import { bringBack, supersede } from './joint-measure.sql.ts';
import { measureFromRow, rowsFromMeasure } from './measure-row.ts';
import { getMeasure, newMeasure } from './measures.service.ts';
import { deleteMeasure, insertMeasures, selectMeasure } from './measures.sql.ts';

/**
 * Makes one joint measure of several records of the same work. The sources
 * stay for history, neither listed nor counted; the joint one is to be
 * verified anew. All were entered by the identity's own agencies: what others
 * entered is theirs, and its exact place too. Call it with a transaction.
 * @throws DomainError not_found, permission.denied, conflict.version, conflict.state
 */
export async function mergeMeasures(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { sources, ...choice }: MeasureMerge,
): Promise<MeasureView> {
  const register = await getRegister(ctx, db);
  const scope = register.scopeOf(identity.orgUnitId);
  const found = [];
  // Locked in one order, so that two merges never wait for each other in a ring.
  for (const { id, version } of sources.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const row = await selectMeasure(db, id, true);
    if (!row) throw notFoundError();
    const source = measureFromRow(row, register);
    refuseOtherAgency(scope, source.enteredByOrgUnitId);
    refuseStaleVersion(source.version, version);
    if (row.superseded_by !== null || row.merged_from.length > 0) throw alreadyJoint();
    found.push(source);
  }
  const faults = jointFaults(found, choice);
  if (faults.length > 0) throw faultsError(faults);
  const input = jointMeasureOf(found, choice);
  const textFaults = validateMeasureInput(input, register.refs, dayOfInstant(ctx.now()));
  if (textFaults.length > 0) throw faultsError(textFaults);
  const at = new Date(ctx.now()).toISOString();
  const joint = newMeasure(input, identity, found[0].origin === 'demo' ? 'demo' : 'entered', at);
  const { id } = joint;
  await insertMeasures(db, [rowsFromMeasure(joint, register, null)]);
  const ids = found.map((source) => source.id);
  await supersede(db, ids, id);
  await recordAudit(ctx, db, identity, {
    action: 'measure.merge',
    subjectKind: 'measure',
    subjectId: id,
    subjectVersion: 1,
    subjectCount: ids.length,
    detail: { sources: ids, placeFrom: choice.placeFrom },
  });
  await bumpDataVersion(db);
  return getMeasure(ctx, db, identity, id);
}

/**
 * Takes a joint measure apart: its sources are back exactly as they were,
 * verified ones verified; the joint one is gone.
 * @throws DomainError not_found, permission.denied, conflict.version, conflict.state
 */
export async function unmergeMeasure(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: MeasureId,
  version: number,
): Promise<MeasureUnmerged> {
  const register = await getRegister(ctx, db);
  const row = await selectMeasure(db, id, true);
  if (!row) throw notFoundError();
  const joint = measureFromRow(row, register);
  refuseOtherAgency(register.scopeOf(identity.orgUnitId), joint.enteredByOrgUnitId);
  refuseStaleVersion(joint.version, version);
  if (row.merged_from.length === 0) {
    throw new DomainError('conflict.state', {
      vi: 'Biện pháp này không phải là biện pháp gộp.',
      en: 'This measure was not merged from others.',
    });
  }
  await bringBack(db, id);
  await deleteMeasure(db, id);
  await recordAudit(ctx, db, identity, {
    action: 'measure.unmerge',
    subjectKind: 'measure',
    subjectId: id,
    subjectVersion: version,
    subjectCount: row.merged_from.length,
    detail: { sources: row.merged_from },
  });
  await bumpDataVersion(db);
  return { restored: row.merged_from };
}

function alreadyJoint(): DomainError {
  return new DomainError('conflict.state', {
    vi: 'Một trong các biện pháp đã thuộc một biện pháp chung; hãy tách ra trước.',
    en: 'One of the measures belongs to a joint measure; take that apart first.',
  });
}
