import { z } from 'zod';
import { Message } from '../domain/errors.ts';
import { ImportId, OrgUnitId } from '../domain/ids.ts';
import { ImportFormat, ImportKind } from './imports.contract.ts';
import { PageQuery, pageOf } from './paging.ts';

/**
 * Where an imported record came from: the file it stood in, who sent it and
 * when. Only for those who see the record's exact place: a file's name may
 * tell more than the masked record does.
 */
export const RecordSource = z.object({
  batchId: ImportId,
  fileName: z.string(),
  /** How the file was read. */
  format: ImportFormat,
  /** Of the file's bytes, as 64 hexadecimal digits. */
  sha256: z.string(),
  /** 1 = first data row; null where the format has no rows. */
  row: z.int().nullable(),
  importedAt: z.iso.datetime(),
  /** The identity, and the agency it spoke for. */
  importedBy: z.string(),
  orgUnitId: OrgUnitId,
});
export type RecordSource = z.infer<typeof RecordSource>;

/** What is left of a sent file: its records are stored, or were taken back as a whole. */
export const BatchState = z.enum(['confirmed', 'undone']);
export type BatchState = z.infer<typeof BatchState>;

/** GET /api/batches: newest first; `orgUnit` is the agency that sent, `period` when it was sent, `name` a part of the file's name. */
export const BatchQuery = PageQuery.extend({
  kind: ImportKind.optional(),
  state: BatchState.optional(),
  orgUnit: z.string().max(64).optional(),
  period: z.string().optional(),
  name: z.string().trim().max(200).optional(),
});
export type BatchQuery = z.infer<typeof BatchQuery>;

/** A file that was stored, or a GPS track that was confirmed. */
export const BatchView = z.object({
  id: ImportId,
  kind: ImportKind,
  format: ImportFormat,
  fileName: z.string(),
  sha256: z.string(),
  state: BatchState,
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
  orgUnitId: OrgUnitId,
  /** Records that it stored, and how many of them still exist. */
  stored: z.int(),
  left: z.int(),
  undoneAt: z.iso.datetime().nullable(),
  undoneBy: z.string().nullable(),
});
export type BatchView = z.infer<typeof BatchView>;
export const BatchPage = pageOf(BatchView);
export type BatchPage = z.infer<typeof BatchPage>;

/** Why a record keeps its file from being taken back. */
export const DependsBecause = z.enum(['verified', 'edited', 'merged']);
export type DependsBecause = z.infer<typeof DependsBecause>;
export const BatchDependent = z.object({
  recordId: z.uuid(),
  row: z.int().nullable(),
  because: DependsBecause,
  message: Message,
});
export type BatchDependent = z.infer<typeof BatchDependent>;

/** GET /api/batches/{id}; its records are those of /api/measures?batch= or /api/incidents?batch=. */
export const BatchDetail = BatchView.extend({
  /** The first 100 in order of rows; nothing is taken back while there are any. */
  dependents: z.array(BatchDependent),
  dependentsTotal: z.int(),
});
export type BatchDetail = z.infer<typeof BatchDetail>;

/** POST /api/batches/{id}/undo: removes every record of the file that still exists, or none. */
export const BatchUndone = z.object({ id: ImportId, removed: z.int() });
export type BatchUndone = z.infer<typeof BatchUndone>;
