import { z } from 'zod';
import { OrgUnitId } from './ids.ts';
import { DayString } from './period.ts';

/** CA police, BP border guard, VKS procuracy, TA court, then support, information, justice, finance, fronts, people's committees. */
export const AgencyKind = z.enum([
  'CA',
  'BP',
  'VKS',
  'TA',
  'SUPPORT',
  'MEDIA',
  'JUSTICE',
  'FINANCE',
  'FRONT',
  'UBND',
  'OTHER',
]);
export type AgencyKind = z.infer<typeof AgencyKind>;

/** A unit that carries out measures and reports; keeps the name in force in its period. */
export const OrgUnit = z.object({
  id: OrgUnitId,
  kind: AgencyKind,
  nameVi: z.string(),
  nameEn: z.string(),
  shortNameVi: z.string(),
  parentId: OrgUnitId.nullable(),
  validFromOn: DayString.nullable(),
  validUntilOn: DayString.nullable(),
  successorId: OrgUnitId.nullable(),
  /** True until someone confirms the succession from its legal source. */
  toBeConfirmed: z.boolean(),
  source: z.string(),
});
export type OrgUnit = z.infer<typeof OrgUnit>;
