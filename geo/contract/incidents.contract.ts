import { z } from 'zod';
import { HowFound, Incident, IncidentInput, IncidentType } from '../domain/incident.ts';
import { ImportId } from '../domain/ids.ts';
import { DayString } from '../domain/period.ts';
import { LngLat } from '../domain/geometry.ts';
import { RecordSource } from './batches.contract.ts';
import { BboxQuery, PageQuery, pageOf } from './paging.ts';

/** GET /api/incidents */
export const IncidentQuery = PageQuery.extend({
  period: z.string().optional(),
  from: DayString.optional(),
  until: DayString.optional(),
  bbox: BboxQuery.optional(),
  type: z
    .string()
    .transform((t) => t.split(','))
    .pipe(z.array(IncidentType))
    .optional(),
  howFound: z
    .string()
    .transform((t) => t.split(','))
    .pipe(z.array(HowFound))
    .optional(),
  /** The unit it was reported to. */
  orgUnit: z.string().optional(),
  /** Records of one sent file. */
  batch: ImportId.optional(),
  /** `row`: as they stood in the file they came from. */
  sort: z.enum(['firstOn', '-firstOn', 'type', 'row']).default('-firstOn'),
});
export type IncidentQuery = z.infer<typeof IncidentQuery>;

export const IncidentView = Incident.extend({
  masked: z.boolean(),
  labelPoint: LngLat.nullable(),
  placeVi: z.string(),
  placeEn: z.string(),
  /** Victims, as the viewer may see them: a count in the entering agency, else a band. */
  victimsRescued: z.int().nullable(),
  victimsBandVi: z.string(),
  /** The file it came in; null where it was typed in, or where the viewer may not know. */
  source: RecordSource.nullable(),
  victimsBandEn: z.string(),
});
export type IncidentView = z.infer<typeof IncidentView>;
export const IncidentPage = pageOf(IncidentView);
export type IncidentPage = z.infer<typeof IncidentPage>;
export const IncidentCreate = IncidentInput;
export const IncidentUpdate = IncidentInput.extend({ version: z.int() });
