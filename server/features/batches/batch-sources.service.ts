import type { Kysely } from 'kysely';
import type { RecordSource } from '#geo/contract/batches.contract.ts';
import { cleanFileName } from '#geo/domain/file-name.ts';
import { ImportId, OrgUnitId } from '#geo/domain/ids.ts';
import type { DayRange } from '#geo/domain/period.ts';
import { seesExactPlace, type Viewer } from '#geo/domain/precision.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { selectMeasureBatches, selectSources } from './batch-sources.sql.ts';

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
      format: source.format,
      sha256: source.sha256,
      row: batch_row,
      importedAt: sentAt(source).toISOString(),
      importedBy: source.identity_id,
      orgUnitId: OrgUnitId.parse(source.org_unit_id),
    };
  };
}

/** The measures of one sender that one file brought, or that were typed in or simulated (null). */
export interface MeasureGroup {
  batchId: ImportId | null;
  fileName: string | null;
  importedAt: string | null;
  measureIds: string[];
}

/** The measures in force of a sender in half-open days by the file that brought them, oldest file first; what came in none before all. */
export async function listMeasureGroups(
  db: Kysely<Database>,
  senderId: string,
  days: DayRange,
  register: RegisterSnapshot,
): Promise<MeasureGroup[]> {
  const idsOf = new Map<string | null, string[]>();
  for (const { id, batch_id } of await selectMeasureBatches(db, senderId, days)) {
    const ids = idsOf.get(batch_id);
    if (ids) ids.push(id);
    else idsOf.set(batch_id, [id]);
  }
  const sources = await selectSources(
    db,
    [...idsOf.keys()].filter((id) => id !== null),
  );
  const files = sources
    .toSorted((a, b) => sentAt(a).getTime() - sentAt(b).getTime() || (a.id < b.id ? -1 : 1))
    .map((source) => ({
      batchId: ImportId.parse(source.id),
      fileName: cleanFileName(source.file_name, register.scanPersons),
      importedAt: sentAt(source).toISOString(),
      measureIds: idsOf.get(source.id) ?? [],
    }));
  const others = idsOf.get(null);
  return others ? [{ batchId: null, fileName: null, importedAt: null, measureIds: others }, ...files] : files;
}

const sentAt = (source: { confirmed_at: Date | null; created_at: Date }): Date =>
  source.confirmed_at ?? source.created_at;
