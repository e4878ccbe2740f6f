import type { Kysely } from 'kysely';
import type {
  BatchDependent,
  BatchDetail,
  BatchPage,
  BatchQuery,
  BatchUndone,
  BatchView,
  DependsBecause,
} from '#geo/contract/batches.contract.ts';
import { lineInFile } from '#geo/contract/file-line.ts';
import type { ImportFormat } from '#geo/contract/imports.contract.ts';
import { DomainError, type Message } from '#geo/domain/errors.ts';
import { cleanFileName } from '#geo/domain/file-name.ts';
import { ImportId, OrgUnitId } from '#geo/domain/ids.ts';
import { nameKey } from '#geo/domain/folded-text.ts';
import { startOfDayMs } from '#geo/domain/period.ts';
import { isAllowed } from '#geo/domain/permission.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { bumpDataVersion } from '../../db/meta.sql.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import { refuseOtherAgency } from '../register/record-access.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { getRegister } from '../register/register.service.ts';
import {
  deleteBatchRecords,
  markUndone,
  selectBatch,
  selectBatchNames,
  selectBatchPage,
  selectBatchRecords,
  type BatchRecord,
  type BatchRow,
} from './batches.sql.ts';

const LISTED_DEPENDENTS = 100;

/** The stored files of the identity's own agencies; of all agencies by the statutory scope. */
export async function listBatches(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  query: BatchQuery,
): Promise<BatchPage> {
  const register = await getRegister(ctx, db);
  const scope = isAllowed(identity.role, 'place.read-exact') ? 'all' : [...register.scopeOf(identity.orgUnitId)];
  const { kind, state, orgUnit, period } = query;
  const days = period === undefined ? undefined : getPeriod(period);
  const sent = days && {
    from: new Date(startOfDayMs(days.fromOn)),
    until: new Date(startOfDayMs(days.untilOn)),
  };
  const filter = { kind, state, orgUnit, sent };
  const part = nameKey(query.name ?? '');
  if (part === '') {
    const { rows, total } = await selectBatchPage(db, filter, scope, query);
    return pageFrom(rows, total, query, register);
  }
  // Names are searched as they are shown, without diacritics: few enough to be read.
  const named = (await selectBatchNames(db, filter, scope)).filter(({ file_name }) =>
    nameKey(cleanFileName(file_name, register.scanPersons)).includes(part),
  );
  const ids = named.slice((query.page - 1) * query.pageSize, query.page * query.pageSize).map(({ id }) => id);
  const { rows } = await selectBatchPage(db, filter, scope, { page: 1, pageSize: query.pageSize }, ids);
  return pageFrom(rows, named.length, query, register);
}

function pageFrom(
  rows: readonly BatchRow[],
  total: number,
  { page, pageSize }: BatchQuery,
  register: RegisterSnapshot,
): BatchPage {
  return { items: rows.map((row) => batchFromRow(row, register)), total, page, pageSize };
}

/**
 * One stored file and what keeps it from being taken back.
 * @throws DomainError not_found also for other agencies' files: their names are not for all
 */
export async function getBatch(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: ImportId,
): Promise<BatchDetail> {
  const register = await getRegister(ctx, db);
  const row = await selectBatch(db, id);
  if (row === undefined || !isVisible(row, identity, register)) throw noSuchBatch();
  const dependents = dependentsOf(await selectBatchRecords(db, row.kind, id, false), row.format);
  return {
    ...batchFromRow(row, register),
    dependents: dependents.slice(0, LISTED_DEPENDENTS),
    dependentsTotal: dependents.length,
  };
}

/**
 * Takes a file back as a whole: removes every record of it that still exists,
 * or none where other work builds on any. Call it with a transaction. Locked
 * first is the file, then its records, so that two undos, or an undo and a
 * verification, come one after the other.
 * @throws DomainError not_found, permission.denied, conflict.state, conflict.depends with a fault for each record
 */
export async function undoBatch(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: ImportId,
): Promise<BatchUndone> {
  const register = await getRegister(ctx, db);
  const batch = await selectBatch(db, id, true);
  if (batch === undefined || !isVisible(batch, identity, register)) throw noSuchBatch();
  refuseOtherAgency(register.scopeOf(identity.orgUnitId), OrgUnitId.parse(batch.org_unit_id));
  if (batch.state === 'undone') {
    throw new DomainError('conflict.state', {
      vi: 'Tệp này đã được rút lại.',
      en: 'This file was taken back already.',
    });
  }
  const dependents = dependentsOf(await selectBatchRecords(db, batch.kind, id, true), batch.format);
  if (dependents.length > 0) throw stillNeeded(dependents);
  const removed = await deleteBatchRecords(db, batch.kind, id);
  await markUndone(db, id, identity.id, new Date(ctx.now()));
  await recordAudit(ctx, db, identity, {
    action: 'import.undo',
    subjectKind: 'import',
    subjectId: id,
    subjectCount: removed,
    detail: { kind: batch.kind, stored: batch.good },
  });
  await bumpDataVersion(db);
  return { id, removed };
}

function isVisible(row: BatchRow, identity: Identity, register: RegisterSnapshot): boolean {
  return (
    isAllowed(identity.role, 'place.read-exact') ||
    register.scopeOf(identity.orgUnitId).has(OrgUnitId.parse(row.org_unit_id))
  );
}

function batchFromRow(row: BatchRow, register: RegisterSnapshot): BatchView {
  return {
    id: ImportId.parse(row.id),
    kind: row.kind,
    format: row.format,
    fileName: cleanFileName(row.file_name, register.scanPersons),
    sha256: row.sha256,
    state: row.state === 'undone' ? 'undone' : 'confirmed',
    importedAt: (row.confirmed_at ?? row.created_at).toISOString(),
    importedBy: row.identity_id,
    orgUnitId: OrgUnitId.parse(row.org_unit_id),
    stored: row.good,
    left: row.left,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneBy: row.undone_by,
  };
}

const BECAUSE: Record<DependsBecause, Message> = {
  merged: { vi: 'đã gộp vào một biện pháp chung', en: 'merged into a joint measure' },
  verified: { vi: 'đã được người khác xác minh', en: 'verified by somebody else' },
  edited: { vi: 'đã được sửa sau khi nhập', en: 'edited since it was imported' },
};

/** Records that somebody has worked on since. One that was deleted by hand is gone and depends on nothing. */
function dependentsOf(records: readonly BatchRecord[], format: ImportFormat): BatchDependent[] {
  return records.flatMap(({ id, row, version, verified, merged }) => {
    const because = merged ? 'merged' : verified ? 'verified' : version > 1 ? 'edited' : undefined;
    if (because === undefined) return [];
    const { vi, en } = BECAUSE[because];
    const line = row === null ? null : lineInFile(row, format);
    const message = line === null ? { vi, en } : { vi: `Dòng ${line}: ${vi}.`, en: `Row ${line}: ${en}.` };
    return [{ recordId: id, row, because, message }];
  });
}

function stillNeeded(dependents: readonly BatchDependent[]): DomainError {
  const n = dependents.length;
  return new DomainError(
    'conflict.depends',
    {
      vi: `Chưa rút lại được: ${n} bản ghi của tệp đã được xác minh, sửa hoặc gộp. Không bản ghi nào bị xóa.`,
      en: `It cannot be taken back: ${n} records of the file were verified, edited or merged since. None was removed.`,
    },
    {},
    dependents.slice(0, LISTED_DEPENDENTS).map(({ recordId, row, message }) => ({
      code: 'conflict.depends',
      message,
      place: { path: recordId, ...(row === null ? {} : { row }) },
    })),
  );
}

function noSuchBatch(): DomainError {
  return new DomainError('not_found', { vi: 'Không có tệp đã nhập này.', en: 'There is no such imported file.' });
}
