import { z } from 'zod';
import { AreaId, CommuneId, MeasureId, OrgUnitId, RouteId, RunId, SiteId } from './ids.ts';
import { MeasureType } from './measure.ts';
import { DayString, PeriodKind } from './period.ts';
import { CoveragePolicy } from './policy.ts';

export const UnitClass = z.enum(['route', 'area', 'site']);
export type UnitClass = z.infer<typeof UnitClass>;
export const UnitId = z.union([RouteId, AreaId, SiteId]);
export type UnitId = z.infer<typeof UnitId>;

/**
 * A share with its truth: `low / total` is the figure (verified measures at a
 * certain place), `high / total` what it may be at most. `highByCause` says by
 * how much each cause alone would raise `low`, so the parts need not add up.
 * Unit: metres of route, m² of area, or a count of units.
 */
export const Figure = z.object({
  low: z.number(),
  high: z.number(),
  total: z.number(),
  highByCause: z.object({ place: z.number(), unverified: z.number(), unreported: z.number() }),
});
export type Figure = z.infer<typeof Figure>;

export const LastMeasure = z.object({ measureId: MeasureId, type: MeasureType, lastOn: DayString });
export type LastMeasure = z.infer<typeof LastMeasure>;

/** The four numbers of METHODS §1 for one unit of the register. */
export const UnitCoverage = z.object({
  unitClass: UnitClass,
  unitId: UnitId,
  nameVi: z.string(),
  nameEn: z.string(),
  responsibleOrgUnitId: OrgUnitId,
  /** Its agency has not reported for the period: counts as covered in every `high`. */
  notReported: z.boolean(),
  /** 0 or 1 of 1. */
  official: Figure,
  extent: Figure,
  fresh: Figure,
  periodMean: Figure,
  /** Communes touched, for areas only. */
  communes: Figure.nullable(),
  /** Length whose geometry is schematic, for routes. */
  schematicM: z.number(),
  measureCount: z.int(),
  /** Done but not verified. */
  pendingCount: z.int(),
  gapCount: z.int(),
  lastMeasure: LastMeasure.nullable(),
});
export type UnitCoverage = z.infer<typeof UnitCoverage>;

export const ClassCoverage = z.object({
  unitClass: UnitClass,
  official: Figure,
  extent: Figure,
  fresh: Figure,
  periodMean: Figure,
  communes: Figure.nullable(),
  /** Open classes of the register without members (border trails): print “chưa đăng ký” beside the total. */
  openClasses: z.array(z.string()),
});
export type ClassCoverage = z.infer<typeof ClassCoverage>;

/**
 * Where measures are missing. `gap` is a stretch with C below the policy's
 * threshold; `unpositioned` is a stretch where only records of unknown position
 * lie (“chưa xác định vị trí”): drawn and listed apart, never called a gap.
 */
export const Gap = z.object({
  id: z.string(),
  kind: z.enum(['gap', 'unpositioned']),
  unitClass: UnitClass,
  unitId: UnitId,
  unitNameVi: z.string(),
  unitNameEn: z.string(),
  /** For routes, metres of the route's reference; null for areas and sites. */
  fromM: z.number().nullable(),
  toM: z.number().nullable(),
  /** `Km 112+300 – Km 131+000`, with ≈ where posts are not official; the commune's or site's name otherwise. */
  labelVi: z.string(),
  labelEn: z.string(),
  /** Metres for routes, m² for communes of areas, 1 for sites. */
  sizeM: z.number(),
  communeIds: z.array(CommuneId),
  responsibleOrgUnitId: OrgUnitId,
  lastMeasure: LastMeasure.nullable(),
  /** [west, south, east, north], to fly to. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
export type Gap = z.infer<typeof Gap>;

/** A stretch of a route of one colour on the map. */
export const RoutePiece = z.object({
  fromM: z.number(),
  toM: z.number(),
  /** C at the instant of `freshAt`, verified and certain only. */
  fresh: z.number(),
  freshHigh: z.number(),
  /** Touched by a counted measure within the period. */
  covered: z.boolean(),
  coveredHigh: z.boolean(),
  schematic: z.boolean(),
});
export type RoutePiece = z.infer<typeof RoutePiece>;

export const RunInputs = z.object({
  measures: z.int(),
  /** Verified and counted by the policy, overlapping the period. */
  counted: z.int(),
  pending: z.int(),
  uncertainPlace: z.int(),
  planned: z.int(),
  /** Stored and shown apart: types or agencies that the policy does not count. */
  notCounted: z.int(),
  demo: z.int(),
});
export type RunInputs = z.infer<typeof RunInputs>;

/** A stored computation of Indicator 1. Recomputing from it gives the same digits. */
export const IndicatorRun = z.object({
  id: RunId,
  indicator: z.literal(1),
  method: z.string(),
  period: z.object({ id: z.string(), kind: PeriodKind, fromOn: DayString, untilOn: DayString }),
  /** The instant at which `fresh` holds: min(period end, the day of computing). */
  freshAt: z.iso.datetime(),
  policy: CoveragePolicy,
  registerVersion: z.string(),
  /** Rises with every change of a measure or report; a run is stale when it is behind. */
  dataVersion: z.int(),
  computedAt: z.iso.datetime(),
  computeMs: z.number(),
  inputs: RunInputs,
  hasDemoData: z.boolean(),
  /** Routes, areas and sites together, by count of units. */
  pooledOfficial: Figure,
  classes: z.array(ClassCoverage),
  units: z.array(UnitCoverage),
  gaps: z.array(Gap),
});
export type IndicatorRun = z.infer<typeof IndicatorRun>;

/** Why a measure counts, or does not. */
export const ContributionStatus = z.enum([
  'counted',
  'pending',
  'uncertain-place',
  'planned',
  'type-not-counted',
  'agency-not-counted',
  'outside-period',
]);
export type ContributionStatus = z.infer<typeof ContributionStatus>;

/** One measure's part in one unit: what a figure opens to. */
export const Contribution = z.object({
  measureId: MeasureId,
  type: MeasureType,
  status: ContributionStatus,
  firstOn: DayString,
  lastOn: DayString,
  weight: z.number(),
  halfLifeDays: z.number(),
  /** Route metres [fromM, toM] certainly and possibly within reach; empty for areas and sites. */
  certainM: z.array(z.tuple([z.number(), z.number()])),
  possibleM: z.array(z.tuple([z.number(), z.number()])),
  /** Size of the certain and possible part: metres, m², or 1 at a site. */
  certainSize: z.number(),
  possibleSize: z.number(),
  communeIds: z.array(CommuneId),
});
export type Contribution = z.infer<typeof Contribution>;

export const UnitDetail = z.object({
  runId: RunId,
  unit: UnitCoverage,
  pieces: z.array(RoutePiece),
  gaps: z.array(Gap),
  contributions: z.array(Contribution),
  /** For areas: every commune, touched or not. */
  communes: z.array(
    z.object({ communeId: CommuneId, touched: z.boolean(), touchedHigh: z.boolean(), last: LastMeasure.nullable() }),
  ),
});
export type UnitDetail = z.infer<typeof UnitDetail>;
