import { z } from 'zod';
import { MeasureStatus, MeasureType } from '../domain/measure.ts';
import { Finding, FindingKind, NotJudged } from '../domain/quality.ts';
import { ImportId, MeasureId, OrgUnitId } from '../domain/ids.ts';
import { PageQuery } from './paging.ts';

/** Still to be looked at, or set aside. */
export const FindingState = z.enum(['open', 'aside']);
export type FindingState = z.infer<typeof FindingState>;

/** GET /api/quality: what to look at among the measures of a period; `orgUnit` is who entered them. */
export const QualityQuery = PageQuery.extend({
  period: z.string(),
  orgUnit: z.string().max(64).optional(),
  kind: FindingKind.optional(),
  /** Both where absent. */
  state: FindingState.optional(),
  /** Only findings that concern a record of this sent file. */
  batch: ImportId.optional(),
  progressId: z.uuid().optional(),
});
export type QualityQuery = z.infer<typeof QualityQuery>;

/** What a line of a list says of a measure. */
export const FindingRecord = z.object({
  id: MeasureId,
  type: MeasureType,
  firstOn: z.string(),
  lastOn: z.string(),
  status: MeasureStatus,
  placeVi: z.string(),
  placeEn: z.string(),
  enteredByOrgUnitId: OrgUnitId,
});
export type FindingRecord = z.infer<typeof FindingRecord>;

/** Records of a finding that are described; the rest is in `records` alone. */
export const MAX_SHOWN_RECORDS = 6;

/** A finding that was set aside stays so until one of its records changes. */
export const QualityFinding = Finding.extend({
  /** Its first records. */
  shown: z.array(FindingRecord).max(MAX_SHOWN_RECORDS),
  dismissed: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type QualityFinding = z.infer<typeof QualityFinding>;

/** Records of one sent file that lie in the period, and how many of them the findings asked for concern. */
export const BatchQuality = z.object({
  /** Null: typed in, or simulated. */
  batchId: ImportId.nullable(),
  fileName: z.string().nullable(),
  importedAt: z.iso.datetime().nullable(),
  records: z.int(),
  found: z.int(),
});
export type BatchQuality = z.infer<typeof BatchQuality>;
/** The latest files that are told of. */
export const MAX_QUALITY_BATCHES = 30;

export const QualityReport = z.object({
  method: z.string(),
  dataVersion: z.int(),
  /** Every sender with its records and how many of them each kind of finding concerns, set aside or not. */
  senders: z.array(
    z.object({
      orgUnitId: OrgUnitId,
      records: z.int(),
      /** Records that some finding concerns; null where `isOpen` is false, since it would tell what small counts hide. */
      found: z.int().nullable(),
      /** Of an agency whose findings the viewer does not see, null stands for 1–4: so few point to single records. */
      counts: z.array(z.object({ kind: FindingKind, records: z.int().nullable() })),
      /** Whether the viewer may see its findings one by one. */
      isOpen: z.boolean(),
    }),
  ),
  /** How many findings of the sender asked for the viewer sees, of each kind that occurs, whatever page, kind and state. */
  kinds: z.array(z.object({ kind: FindingKind, open: z.int(), aside: z.int() })),
  /** Of the sender asked for, where the viewer sees its findings: oldest first, by kind and state but not by page or file. */
  batches: z.array(BatchQuality),
  /** One page, only those all of whose records the viewer sees exactly. */
  findings: z.array(QualityFinding),
  findingsTotal: z.int(),
  page: z.int(),
  pageSize: z.int(),
  notJudged: z.array(NotJudged),
});
export type QualityReport = z.infer<typeof QualityReport>;

/** POST /api/quality/dismiss: sets a finding aside, with a word why. */
export const QualityDismiss = z.object({
  kind: FindingKind,
  records: z
    .array(z.object({ id: MeasureId, version: z.int() }))
    .min(1)
    .max(500),
  reason: z.string().trim().min(1).max(300),
});
export type QualityDismiss = z.infer<typeof QualityDismiss>;
/** POST /api/quality/restore */
export const QualityRestore = z.object({ key: z.string().max(200) });
