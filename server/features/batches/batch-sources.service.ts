import type { Kysely } from 'kysely';
import type { RecordSource } from '#geo/contract/batches.contract.ts';
import { cleanFileName } from '#geo/domain/file-name.ts';
import { ImportId, OrgUnitId } from '#geo/domain/ids.ts';
import { seesExactPlace, type Viewer } from '#geo/domain/precision.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { selectSources } from './batch-sources.sql.ts';

/** What a stored record says of its origin. */
export interface FromBatch {
  batch_id: string | null;
  batch_row: number | null;
  entered_by_org_unit_id: string;
}
export type SourceOf = (row: FromBatch) => RecordSource | null;

/**
 * The sources of records, read once for all of them. A viewer who sees a
 * record masked does not see its file: the name may tell what the mask hides.
 */
export async function loadSources(
  db: Kysely<Database>,
  rows: readonly FromBatch[],
  viewer: Viewer,
  register: RegisterSnapshot,
): Promise<SourceOf> {
  const ids = new Set(rows.flatMap(({ batch_id }) => (batch_id === null ? [] : [batch_id])));
  const found = new Map((await selectSources(db, [...ids])).map((source) => [source.id, source]));
  return ({ batch_id, batch_row, entered_by_org_unit_id }) => {
    const source = batch_id === null ? undefined : found.get(batch_id);
    if (source === undefined || !seesExactPlace(viewer, OrgUnitId.parse(entered_by_org_unit_id))) return null;
    return {
      batchId: ImportId.parse(source.id),
      fileName: cleanFileName(source.file_name, register.scanPersons),
      sha256: source.sha256,
      row: batch_row,
      importedAt: (source.confirmed_at ?? source.created_at).toISOString(),
      importedBy: source.identity_id,
      orgUnitId: OrgUnitId.parse(source.org_unit_id),
    };
  };
}
