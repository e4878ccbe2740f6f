import type { Kysely } from 'kysely';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import type { MeasureId } from '#geo/domain/ids.ts';
import type { Measure, MeasureInput } from '#geo/domain/measure.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { bumpDataVersion } from '../../db/meta.sql.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import {
  faultsError,
  notFoundError,
  refuseOtherAgency,
  refuseStaleVersion,
  withoutPlaceFaults,
} from '../register/record-access.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { measureFromRow, rowsFromMeasure, writtenPlaceOf, type WrittenPlace } from './measure-row.ts';
import { getMeasure } from './measures.service.ts';
import { settledTrack } from './track-stretches.service.ts';
import { deleteMeasure, replaceMeasure, selectMeasure, setVerified, type MeasureListRow } from './measures.sql.ts';

/**
 * Replaces a measure of the identity's own agency. A verified one is to be
 * verified again: what was verified is no longer what stands there.
 * @throws DomainError not_found, permission.denied, conflict.version, the input's faults
 */
export async function updateMeasure(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: MeasureId,
  { version, ...input }: MeasureInput & { version: number },
): Promise<MeasureView> {
  const register = await getRegister(ctx, db);
  const { before, batchId, written } = await getOwnMeasure(db, identity, id, version, register);
  // A place that was left alone stays as it was written, on the version of its route: it was right there.
  const isPlaceKept = JSON.stringify(input.place) === JSON.stringify(before.place);
  const found = validateMeasureInput(input, register.refs, dayOfInstant(ctx.now()));
  const faults = isPlaceKept ? withoutPlaceFaults(found) : found;
  if (faults.length > 0) throw faultsError(faults);
  const settled = await settledTrack(db, register, input.place, before.place);
  if (settled.faults.length > 0) throw faultsError(settled.faults);
  const measure: Measure = {
    ...before,
    ...input,
    place: settled.place,
    verifierId: null,
    verifiedAt: null,
    updatedAt: new Date(ctx.now()).toISOString(),
    version: before.version + 1,
  };
  await replaceMeasure(db, rowsFromMeasure(measure, register, batchId, null, isPlaceKept ? written : undefined));
  await recordAudit(ctx, db, identity, {
    action: 'measure.edit',
    subjectKind: 'measure',
    subjectId: id,
    subjectVersion: measure.version,
    detail: { statusBefore: before.status, status: measure.status, changed: changedFields(before, measure) },
  });
  await bumpDataVersion(db);
  return getMeasure(ctx, db, identity, id);
}

function changedFields(before: Measure, after: Measure): string[] {
  const fields = [
    'type',
    'leadOrgUnitId',
    'orgUnitIds',
    'firstOn',
    'lastOn',
    'place',
    'subScheme',
    'status',
    'evidence',
    'documentNumber',
    'note',
  ] as const;
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** @throws DomainError not_found, permission.denied, conflict.version */
export async function removeMeasure(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: MeasureId,
  version: number,
): Promise<void> {
  const { before, mergedFrom } = await getOwnMeasure(db, identity, id, version, await getRegister(ctx, db));
  refuseJoint(mergedFrom);
  await deleteMeasure(db, id);
  await recordAudit(ctx, db, identity, {
    action: 'measure.delete',
    subjectKind: 'measure',
    subjectId: id,
    subjectVersion: version,
    detail: { type: before.type, status: before.status, origin: before.origin },
  });
  await bumpDataVersion(db);
}

/**
 * Marks a done measure as verified by someone who did not enter it.
 * @throws DomainError not_found, permission.own_record, conflict.version, conflict.state
 */
export async function verifyMeasure(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: MeasureId,
  version: number,
): Promise<MeasureView> {
  const row = await selectMeasure(db, id, true);
  if (!row) throw notFoundError();
  const before = measureFromRow(row, await getRegister(ctx, db));
  if (before.authorId === identity.id) {
    throw new DomainError('permission.own_record', {
      vi: 'Người nhập không được tự xác minh biện pháp của mình.',
      en: 'Nobody verifies what they entered.',
    });
  }
  refuseSuperseded(row);
  refuseStaleVersion(before.version, version);
  if (before.status !== 'done') {
    throw new DomainError('conflict.state', {
      vi: 'Chỉ biện pháp đã thực hiện và chưa xác minh mới được xác minh.',
      en: 'Only measures that are done and not yet verified can be verified.',
    });
  }
  await setVerified(db, id, identity.id, new Date(ctx.now()), version + 1);
  await recordAudit(ctx, db, identity, {
    action: 'measure.verify',
    subjectKind: 'measure',
    subjectId: id,
    subjectVersion: version + 1,
  });
  await bumpDataVersion(db);
  return getMeasure(ctx, db, identity, id);
}

async function getOwnMeasure(
  db: Kysely<Database>,
  identity: Identity,
  id: MeasureId,
  version: number,
  register: RegisterSnapshot,
): Promise<{
  before: Measure;
  batchId: string | null;
  mergedFrom: readonly MeasureId[];
  written: WrittenPlace;
}> {
  const row = await selectMeasure(db, id, true);
  if (!row) throw notFoundError();
  const measure = measureFromRow(row, register);
  refuseOtherAgency(register.scopeOf(identity.orgUnitId), measure.enteredByOrgUnitId);
  refuseSuperseded(row);
  refuseStaleVersion(measure.version, version);
  return { before: measure, batchId: row.batch_id, mergedFrom: row.merged_from, written: writtenPlaceOf(row) };
}

/** @throws DomainError conflict.state where a joint measure stands for this one */
function refuseSuperseded(row: MeasureListRow): void {
  if (row.superseded_by === null) return;
  throw new DomainError('conflict.state', {
    vi: 'Biện pháp này đã gộp vào một biện pháp chung; hãy sửa biện pháp chung, hoặc tách ra trước.',
    en: 'This measure was merged into a joint one; change that one, or take it apart first.',
  });
}

/** @throws DomainError conflict.depends: what a joint measure was merged from would be lost with it */
function refuseJoint(mergedFrom: readonly MeasureId[]): void {
  if (mergedFrom.length === 0) return;
  const message = {
    vi: `Biện pháp chung này gộp từ ${mergedFrom.length} biện pháp; hãy tách ra trước khi xóa.`,
    en: `This joint measure was merged from ${mergedFrom.length} measures; take it apart before deleting.`,
  };
  const faults = mergedFrom.map((id) => ({ code: 'conflict.depends' as const, message, place: { path: id } }));
  throw new DomainError('conflict.depends', message, {}, faults);
}
