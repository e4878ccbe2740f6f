import { z } from 'zod';
import { UnitClass } from '../domain/coverage.ts';
import { Measure, MeasureInput, MeasureStatus, MeasureType } from '../domain/measure.ts';
import { DayString } from '../domain/period.ts';
import { LngLat } from '../domain/geometry.ts';
import { ImportId, MeasureId, OrgUnitId } from '../domain/ids.ts';
import { RecordSource } from './batches.contract.ts';
import { BboxQuery, PageQuery, pageOf } from './paging.ts';

/** GET /api/measures; `period` is a period id, `from`/`until` half-open days; lists repeat or separate by commas. */
export const MeasureQuery = PageQuery.extend({
  period: z.string().optional(),
  from: DayString.optional(),
  until: DayString.optional(),
  bbox: BboxQuery.optional(),
  type: z
    .string()
    .transform((t) => t.split(','))
    .pipe(z.array(MeasureType))
    .optional(),
  status: z
    .string()
    .transform((t) => t.split(','))
    .pipe(z.array(MeasureStatus))
    .optional(),
  orgUnit: z.string().optional(),
  unitClass: UnitClass.optional(),
  /** Records of one sent file. */
  batch: ImportId.optional(),
  /** `row`: as they stood in the file they came from. */
  sort: z.enum(['firstOn', '-firstOn', 'type', 'updatedAt', '-updatedAt', 'row']).default('-firstOn'),
});
export type MeasureQuery = z.infer<typeof MeasureQuery>;

/**
 * A measure as this viewer may see it. Where `masked`, the place is reduced to
 * the commune or to 1 km, always the same way for the same record.
 */
export const MeasureView = Measure.extend({
  masked: z.boolean(),
  /** A place to put the symbol and fly to; null when none is known. */
  labelPoint: LngLat.nullable(),
  /** `QL7 Km 112+300 – Km 131+000`, commune or site names. */
  placeVi: z.string(),
  placeEn: z.string(),
  /** The file it came in; null where it was typed in, or where the viewer may not know. */
  source: RecordSource.nullable(),
  /** The joint measure that stands for this one, which is then history: neither listed nor counted. */
  supersededBy: MeasureId.nullable(),
  /** What a joint measure was merged from; empty for others. */
  mergedFrom: z.array(MeasureId),
});
export type MeasureView = z.infer<typeof MeasureView>;
export const MeasurePage = pageOf(MeasureView);
export type MeasurePage = z.infer<typeof MeasurePage>;

/** POST /api/measures */
export const MeasureCreate = MeasureInput;
/** PUT /api/measures/{id}: whole record, with the version that was seen. */
export const MeasureUpdate = MeasureInput.extend({ version: z.int() });
/** POST /api/measures/{id}/verify, DELETE /api/measures/{id}?version= */
export const VersionOnly = z.object({ version: z.coerce.number().int() });

/**
 * POST /api/measures/merge: one joint measure of several records of the same
 * work. Type, agencies, days and evidence follow from the sources.
 */
export const MeasureMerge = z.object({
  sources: z
    .array(z.object({ id: MeasureId, version: z.int() }))
    .min(2)
    .max(20),
  placeFrom: MeasureId,
  leadOrgUnitId: OrgUnitId,
  documentNumber: z.string().max(60).default(''),
  note: z.string().max(500).default(''),
});
export type MeasureMerge = z.infer<typeof MeasureMerge>;
/** POST /api/measures/{id}/unmerge: the sources that are back, as they were. */
export const MeasureUnmerged = z.object({ restored: z.array(MeasureId) });
export type MeasureUnmerged = z.infer<typeof MeasureUnmerged>;
