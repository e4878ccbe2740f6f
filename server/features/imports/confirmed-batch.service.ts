import type { Kysely } from 'kysely';
import type { ImportFormat } from '#geo/contract/imports.contract.ts';
import type { ImportId } from '#geo/domain/ids.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { findEarlierImport, insertBatch } from './imports.sql.ts';

export interface ConfirmedFile {
  id: ImportId;
  format: ImportFormat;
  fileName: string;
  sha256: string;
  /** Records stored of it. */
  stored: number;
}

/** When the same file of measures was stored before; null when never. */
export async function findStoredBefore(db: Kysely<Database>, sha256: string): Promise<string | null> {
  return (await findEarlierImport(db, 'measures', sha256))?.toISOString() ?? null;
}

/**
 * The provenance of a file of measures that another feature read and showed: a
 * batch like an import's, so that it is listed, found by its hash and undone alike.
 */
export async function recordConfirmedFile(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { id, format, fileName, sha256, stored }: ConfirmedFile,
): Promise<void> {
  const at = new Date(ctx.now());
  await insertBatch(db, {
    province_code: PROVINCE_CODE,
    id,
    kind: 'measures',
    format,
    file_name: fileName,
    sha256,
    identity_id: identity.id,
    org_unit_id: identity.orgUnitId,
    state: 'confirmed',
    good: stored,
    bad_total: 0,
    preview: JSON.stringify({
      id,
      kind: 'measures',
      format,
      fileName,
      sha256,
      encoding: 'utf-8',
      encodingGuesses: [],
      delimiter: null,
      tables: [{ name: '', rows: stored }],
      table: '',
      columns: [],
      constants: [],
      fields: [],
      missingFields: [],
      questions: [],
      waiting: 0,
      precisions: [{ precision: 'position', rows: stored }],
      remarks: [],
      good: stored,
      bad: [],
      badTotal: 0,
      storedBeforeAt: null,
      state: 'confirmed',
      expiresAt: at.toISOString(),
    }),
    records: null,
    created_at: at,
    expires_at: at,
    confirmed_at: at,
  });
  await recordAudit(ctx, db, identity, {
    action: 'import.confirm',
    subjectKind: 'import',
    subjectId: id,
    subjectCount: stored,
    detail: { kind: 'measures' },
  });
}
