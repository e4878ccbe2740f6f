import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import {
  ColumnMapping,
  ImportAnswers,
  ImportConstants,
  type ImportConfirmed,
  type ImportForm,
  type ImportKind,
  type ImportPreview,
} from '#geo/contract/imports.contract.ts';
import { DomainError, type Fault } from '#geo/domain/errors.ts';
import { cleanFileName } from '#geo/domain/file-name.ts';
import { ImportId } from '#geo/domain/ids.ts';
import type { IncidentInput } from '#geo/domain/incident.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import { runInTransaction } from '../../db/transaction.ts';
import type { UploadedFile } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identities.ts';
import type { LongWork } from '../../jobs/in-turns.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { createIncidents } from '../incidents/incidents.service.ts';
import { createMeasures } from '../measures/measures.service.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { rememberedMappings, rememberMapping } from './column-memory.ts';
import { COLUMNS } from './columns.ts';
import { describeImported } from './imported-records.ts';
import { runImportTask } from './import-task.ts';
import {
  deleteBatch,
  deleteExpired,
  findBatch,
  findEarlierImport,
  insertBatch,
  lockBatchRecords,
  markConfirmed,
} from './imports.sql.ts';
import type { ImportFile, ParsedImport } from './parse-import.ts';

const EXPIRES_MS = 3_600_000;

/** What a request to import brings. */
export type ImportUpload = z.output<typeof ImportForm> & { file: UploadedFile | undefined };

/**
 * Reads a file off the request's thread and keeps its good rows for an hour.
 * No record is stored until {@link confirmImport}.
 * @throws DomainError file.*, field.missing, field.malformed
 */
export async function previewImport(
  ctx: AppContext,
  identity: Identity,
  { file, mapping, constants, answers, progressId, ...chosen }: ImportUpload,
  signal: AbortSignal,
): Promise<ImportPreview> {
  if (file === undefined) {
    throw new DomainError(
      'field.missing',
      { vi: 'Chưa có tệp: gửi trong trường “file”.', en: 'There is no file: send it in the field “file”.' },
      { path: 'file' },
    );
  }
  const input: ImportFile = {
    ...chosen,
    fileName: file.fileName,
    bytes: file.bytes,
    mapping: readJsonField('mapping', ColumnMapping, mapping),
    constants: readJsonField('constants', ImportConstants, constants),
    answers: readJsonField('answers', ImportAnswers, answers),
    remembered: await rememberedMappings(ctx.db, identity, chosen.kind),
  };
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const parsed = await ctx.progress.follow(identity.id, progressId, (tell) => {
    tell('reading');
    return runImportTask(ctx, input, signal, (share) => tell('checking', share));
  });
  const register = await getRegister(ctx, ctx.db);
  const fileName = cleanFileName(file.fileName, register.scanPersons);
  return storePreview(ctx, identity, { kind: chosen.kind, fileName, sha256 }, parsed, register);
}

/** A text field of the form that holds JSON. */
function readJsonField<T>(field: string, schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new DomainError(
      'field.malformed',
      { vi: `Trường “${field}” không phải JSON như mong đợi.`, en: `The field “${field}” is not the JSON expected.` },
      { path: field },
    );
  }
}

async function storePreview(
  ctx: AppContext,
  identity: Identity,
  file: { kind: ImportKind; fileName: string; sha256: string },
  parsed: ParsedImport,
  register: RegisterSnapshot,
): Promise<ImportPreview> {
  const nowMs = ctx.now();
  const earlier = await findEarlierImport(ctx.db, file.kind, file.sha256);
  const preview: ImportPreview = {
    id: ImportId.parse(randomUUID()),
    ...file,
    format: parsed.format,
    encoding: parsed.encoding,
    encodingGuesses: parsed.encodingGuesses,
    good: parsed.good.length,
    bad: parsed.bad,
    badTotal: parsed.badTotal,
    delimiter: parsed.delimiter,
    tables: parsed.tables,
    table: parsed.table,
    columns: parsed.columns,
    constants: parsed.constants,
    fields: COLUMNS[file.kind].map(({ field, vi, en, required }) => ({ field, vi, en, required: required ?? false })),
    missingFields: parsed.missingFields,
    questions: parsed.questions,
    waiting: parsed.waiting,
    precisions: parsed.precisions,
    remarks: parsed.remarks,
    records: [],
    storedBeforeAt: earlier?.toISOString() ?? null,
    state: 'previewed',
    expiresAt: new Date(nowMs + EXPIRES_MS).toISOString(),
  };
  await runInTransaction(ctx.db, async (trx) => {
    await deleteExpired(trx, new Date(nowMs));
    await insertBatch(trx, {
      province_code: PROVINCE_CODE,
      id: preview.id,
      kind: file.kind,
      format: parsed.format,
      file_name: file.fileName,
      sha256: file.sha256,
      identity_id: identity.id,
      org_unit_id: identity.orgUnitId,
      state: 'previewed',
      good: preview.good,
      bad_total: preview.badTotal,
      preview: JSON.stringify(preview),
      // Rows that cannot be confirmed anyway are not kept.
      records: JSON.stringify(parsed.badTotal + parsed.waiting === 0 ? parsed.good : []),
      created_at: new Date(nowMs),
      expires_at: new Date(preview.expiresAt),
      confirmed_at: null,
    });
  });
  // Exact places are told to the sender once and not kept beside the records.
  return { ...preview, records: describeImported(file.kind, parsed, register) };
}

/** @throws DomainError not_found also for another person's preview and an expired one */
export async function getImport(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: string,
): Promise<ImportPreview> {
  const batch = await findBatch(db, id);
  if (batch === undefined || batch.identity_id !== identity.id) throw noSuchImport();
  if (batch.state === 'previewed' && batch.expires_at.getTime() <= ctx.now()) throw noSuchImport();
  return { ...batch.preview, state: batch.state === 'previewed' ? 'previewed' : 'confirmed' };
}

/**
 * Stores all records of a preview in one transaction, or none. Every record is
 * checked again with the rules in force now. Measures arrive as done or planned.
 * @throws DomainError not_found, conflict.state; the signal's reason where the person left before all were stored
 */
export async function confirmImport(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: string,
  work: LongWork = {},
): Promise<ImportConfirmed> {
  // Who cancelled while another import held the database is not served after all.
  work.signal?.throwIfAborted();
  const { kind, records, preview } = await getStagedBatch(ctx, db, identity, id);
  const file = { ...work, rows: records.map(({ row }) => row) };
  const inputs = records.map(({ record }) => record);
  const { ids, faults } =
    kind === 'measures'
      ? await createMeasures(ctx, db, identity, inputs as MeasureInput[], 'imported', id, file)
      : await createIncidents(ctx, db, identity, inputs as IncidentInput[], 'imported', id, file);
  if (faults.length > 0) throw noLongerValid(faults.map((f) => ({ ...f, row: records[f.row - 1].row })));
  await recordAudit(ctx, db, identity, {
    action: 'import.confirm',
    subjectKind: 'import',
    subjectId: id,
    subjectCount: ids.length,
    detail: { kind },
  });
  await rememberMapping(ctx, db, identity, preview);
  await markConfirmed(db, id, new Date(ctx.now()));
  return { id: ImportId.parse(id), stored: ids.length };
}

/** The rules or the register changed between preview and confirmation. */
function noLongerValid(rows: readonly { row: number; faults: readonly Fault[] }[]): DomainError {
  return new DomainError(
    'conflict.state',
    { vi: 'Có dòng không còn hợp lệ; hãy gửi lại tệp.', en: 'Some rows are no longer valid; send the file again.' },
    { row: rows[0].row },
    rows
      .flatMap(({ row, faults }) => faults.map((fault) => ({ ...fault, place: { ...fault.place, row } })))
      .slice(0, 100),
  );
}

/** The batch with its row locked: of two confirmations at the same time the second finds it stored. */
async function getStagedBatch(ctx: AppContext, db: Kysely<Database>, identity: Identity, id: string) {
  const batch = await lockBatchRecords(db, id);
  if (batch === undefined || batch.identity_id !== identity.id) throw noSuchImport();
  if (batch.state !== 'previewed' || batch.records === null) {
    throw new DomainError('conflict.state', { vi: 'Tệp này đã được nhập.', en: 'This file was stored already.' });
  }
  if (batch.expires_at.getTime() <= ctx.now()) {
    throw new DomainError('conflict.state', {
      vi: 'Bản xem trước đã hết hạn (1 giờ); hãy gửi lại tệp.',
      en: 'The preview has expired (1 hour); send the file again.',
    });
  }
  if (batch.bad_total > 0) {
    throw new DomainError('conflict.state', {
      vi: `Còn ${batch.bad_total} dòng có lỗi; sửa tệp rồi gửi lại.`,
      en: `${batch.bad_total} rows have faults; mend the file and send it again.`,
    });
  }
  if (batch.preview.waiting > 0 || batch.preview.missingFields.length > 0) {
    throw new DomainError('conflict.state', {
      vi: 'Còn câu hỏi hoặc cột chưa trả lời; hãy trả lời rồi xem trước lại.',
      en: 'Questions or columns are still open; answer them and preview again.',
    });
  }
  return { ...batch, records: batch.records };
}

/** Forgets all previews past their hour, as at the start of the server; what was confirmed stays. */
export const forgetExpired = (ctx: AppContext): Promise<void> => deleteExpired(ctx.db, new Date(ctx.now()));

/** Forgets a preview; what was confirmed stays as provenance. */
export async function discardImport(db: Kysely<Database>, identity: Identity, id: string): Promise<void> {
  const batch = await findBatch(db, id);
  if (batch === undefined || batch.identity_id !== identity.id) throw noSuchImport();
  if (batch.state !== 'previewed') {
    throw new DomainError('conflict.state', { vi: 'Tệp này đã được nhập.', en: 'This file was stored already.' });
  }
  await deleteBatch(db, id);
}

function noSuchImport(): DomainError {
  return new DomainError('not_found', {
    vi: 'Không có bản xem trước này, hoặc đã hết hạn.',
    en: 'There is no such preview, or it has expired.',
  });
}
