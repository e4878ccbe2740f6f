import { z } from 'zod';
import { LngLat } from './geometry.ts';
import { OrgUnitId, RouteId } from './ids.ts';
import { DayString } from './period.ts';

/** Geometry less accurate than this is schematic: drawn dashed, and GPS tracks on it are never certain. */
export const SCHEMATIC_ACCURACY_M = 500;

/**
 * A key route (tuyến) with its linear reference. `coordinates`, `measuresM`
 * and `accuracyM` have one entry a vertex; `measuresM` is the route's own
 * distance along the road in metres from its km 0 and rises strictly. A
 * segment is as accurate as the worse of its two ends.
 */
export const Route = z.object({
  id: RouteId,
  nameVi: z.string(),
  nameEn: z.string(),
  kind: z.enum(['road', 'railway', 'border-trail']),
  /** False for context lines (QL15, CT.01 …) that are drawn but not counted. */
  inRegister: z.boolean(),
  coordinates: z.array(LngLat),
  measuresM: z.array(z.number()),
  accuracyM: z.array(z.number()),
  /** [fromM, toM] inside the province; only this part counts. */
  insideM: z.array(z.tuple([z.number(), z.number()])),
  lengthM: z.number(),
  /** Where km counting starts and in which direction, for people. */
  directionVi: z.string(),
  directionEn: z.string(),
  /** Known posts: official km against our metres; others are interpolated and shown with “≈”. */
  kmPosts: z.array(z.object({ km: z.number(), atM: z.number() })),
  kmIsOfficial: z.boolean(),
  responsibleOrgUnitId: OrgUnitId,
  validFromOn: DayString.nullable(),
  validUntilOn: DayString.nullable(),
  legalSource: z.string(),
});
export type Route = z.infer<typeof Route>;
