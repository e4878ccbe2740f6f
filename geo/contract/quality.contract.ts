import { z } from 'zod';
import { Finding, FindingKind, NotJudged } from '../domain/quality.ts';
import { MeasureId, OrgUnitId } from '../domain/ids.ts';

/** GET /api/quality: what to look at among the measures of a period; `orgUnit` is who entered them. */
export const QualityQuery = z.object({
  period: z.string(),
  orgUnit: z.string().max(64).optional(),
  progressId: z.uuid().optional(),
});
export type QualityQuery = z.infer<typeof QualityQuery>;

/** A finding that was set aside stays so until one of its records changes. */
export const QualityFinding = Finding.extend({
  dismissed: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type QualityFinding = z.infer<typeof QualityFinding>;

export const QualityReport = z.object({
  method: z.string(),
  dataVersion: z.int(),
  /** Every sender with its records and how many of them each kind of finding concerns, set aside or not. */
  senders: z.array(
    z.object({
      orgUnitId: OrgUnitId,
      records: z.int(),
      counts: z.array(z.object({ kind: FindingKind, records: z.int() })),
      /** Whether the viewer may see its findings one by one. */
      isOpen: z.boolean(),
    }),
  ),
  /** At most 1,000, only those all of whose records the viewer sees exactly. */
  findings: z.array(QualityFinding),
  findingsTotal: z.int(),
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
