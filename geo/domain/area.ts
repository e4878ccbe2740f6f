import { z } from 'zod';
import { type ArealGeometry, LngLat } from './geometry.ts';
import { AreaId, CommuneId, OrgUnitId } from './ids.ts';
import { DayString } from './period.ts';

/** A commune (xã, phường) of today with what it was made of. */
export const Commune = z.object({
  id: CommuneId,
  nameVi: z.string(),
  kind: z.enum(['xa', 'phuong']),
  /** District before 1 July 2025, by its code (`ky-son`). */
  oldDistrictId: z.string(),
  oldDistrictNameVi: z.string(),
  oldUnits: z.array(z.string()),
  onLaoBorder: z.boolean(),
  population: z.number(),
  areaKm2Published: z.number(),
  labelPoint: LngLat,
  validFromOn: DayString.nullable(),
  validUntilOn: DayString.nullable(),
});
export type Commune = z.infer<typeof Commune>;
export type CommuneWithGeometry = Commune & { geometry: ArealGeometry };

/** A key area (địa bàn): a district of the plan, read today as the communes it became. */
export const Area = z.object({
  id: AreaId,
  nameVi: z.string(),
  nameEn: z.string(),
  kind: z.enum(['district', 'town', 'city']),
  communeIds: z.array(CommuneId),
  areaM2: z.number(),
  labelPoint: LngLat,
  responsibleOrgUnitId: OrgUnitId,
  validFromOn: DayString.nullable(),
  validUntilOn: DayString.nullable(),
  legalSource: z.string(),
});
export type Area = z.infer<typeof Area>;
