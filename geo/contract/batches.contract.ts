import { z } from 'zod';
import { ImportId, OrgUnitId } from '../domain/ids.ts';

/**
 * Where an imported record came from: the file it stood in, who sent it and
 * when. Only for those who see the record's exact place: a file's name may
 * tell more than the masked record does.
 */
export const RecordSource = z.object({
  batchId: ImportId,
  fileName: z.string(),
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
