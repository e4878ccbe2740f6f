import { z } from 'zod';
import { AgencyKind } from './org-unit.ts';
import { EvidenceGrade, MeasureType } from './measure.ts';

/**
 * The plan gives no formula for Indicator 1; this is ours, an assumption that
 * is stored, versioned and stamped on every result. Distances in metres,
 * half-lives in days, weights and thresholds 0–1.
 */
export const CoveragePolicy = z.object({
  version: z.string(),
  countedTypes: z.array(MeasureType),
  countedAgencies: z.array(AgencyKind),
  routeReachM: z.number(),
  areaReachM: z.number(),
  siteCatchmentM: z.number(),
  gateCatchmentM: z.number(),
  evidenceWeight: z.record(EvidenceGrade, z.number().min(0).max(1)),
  /** Days after its end at which a measure has lost half its effect; every counted type has one. */
  halfLifeDays: z.partialRecord(MeasureType, z.number().positive()),
  /** A unit counts when more than this share of it is covered. */
  unitThreshold: z.number().min(0).max(1),
  gapBelow: z.number().min(0).max(1),
  gapMinLengthM: z.number().min(0),
});
export type CoveragePolicy = z.infer<typeof CoveragePolicy>;

export const POLICY_V1: CoveragePolicy = {
  version: 'v1',
  countedTypes: ['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'M09'],
  countedAgencies: ['CA', 'BP', 'VKS', 'TA'],
  routeReachM: 500,
  areaReachM: 1000,
  siteCatchmentM: 1000,
  gateCatchmentM: 500,
  evidenceWeight: { E0: 0.25, E1: 0.5, E2: 0.8, E3: 1 },
  halfLifeDays: { M01: 180, M02: 30, M03: 30, M04: 30, M05: 90, M06: 90, M09: 180 },
  unitThreshold: 0,
  gapBelow: 0.25,
  gapMinLengthM: 1000,
};
