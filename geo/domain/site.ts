import { z } from 'zod';
import { ArealGeometry, LngLat } from './geometry.ts';
import { CommuneId, OrgUnitId, SiteId } from './ids.ts';
import { DayString } from './period.ts';

export const SiteKind = z.enum([
  'border-gate',
  'border-opening',
  'airport',
  'seaport',
  'tourist-area',
  'railway-station',
  'bridge',
  'town',
  'border-post',
]);
export type SiteKind = z.infer<typeof SiteKind>;

/** A site (khu vực, điểm). Those in the register count; the others are context on the map. */
export const Site = z.object({
  id: SiteId,
  kind: SiteKind,
  nameVi: z.string(),
  nameEn: z.string(),
  inRegister: z.boolean(),
  point: LngLat,
  /** The site's own extent where one is known (the beach); otherwise its point. */
  extent: ArealGeometry.nullable(),
  accuracyM: z.number(),
  communeId: CommuneId.nullable(),
  /** Grades of a gate with the days between which each is in force, and where that is said. */
  grades: z.array(
    z.object({
      grade: z.enum(['international', 'main', 'auxiliary', 'opening']),
      validFromOn: DayString.nullable(),
      validUntilOn: DayString.nullable(),
      source: z.string(),
    }),
  ),
  noteVi: z.string(),
  responsibleOrgUnitId: OrgUnitId,
  validFromOn: DayString.nullable(),
  validUntilOn: DayString.nullable(),
  source: z.string(),
  licence: z.string(),
});
export type Site = z.infer<typeof Site>;
