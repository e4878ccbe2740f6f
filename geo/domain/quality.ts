import { z } from 'zod';
import { Message } from './errors.ts';
import { MeasureId, OrgUnitId } from './ids.ts';
import { MeasureType } from './measure.ts';

/** What may be wrong with stored measures; nothing is ever changed or left out because of it. */
export const FINDING_KINDS = [
  'duplicate',
  'wrong-agency',
  'too-far-in-a-day',
  'evidence',
  'late-entry',
  'duration',
  'length',
  'uncertainty',
  'unusual-place',
  'many-a-day',
] as const;
export const FindingKind = z.enum(FINDING_KINDS);
export type FindingKind = z.infer<typeof FindingKind>;

/** Something to look at: which records, why, and what to do about it. */
export const Finding = z.object({
  /** The same for the same kind and records, in whatever order they were read. */
  key: z.string(),
  kind: FindingKind,
  /** In order of ids, with the versions that were looked at. */
  records: z.array(z.object({ id: MeasureId, version: z.int() })),
  /** The agencies that entered them. */
  senderIds: z.array(OrgUnitId),
  reason: Message,
  advice: Message,
  /** Of the days and of the ground that two records share, the part of all they cover together, 0–1; duplicates only. */
  timeShare: z.number().optional(),
  placeShare: z.number().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** A distribution too small to call anything in it unusual. */
export const NotJudged = z.object({
  senderId: OrgUnitId,
  kind: FindingKind,
  type: MeasureType.nullable(),
  n: z.int(),
});
export type NotJudged = z.infer<typeof NotJudged>;
