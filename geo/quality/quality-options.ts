/**
 * Thresholds of the quality checks. Assumptions of ours, like the coverage
 * policy; they decide what people are asked to look at, never what counts.
 */
export const QUALITY_OPTIONS = {
  /** Two records are one when of all their days, and of all their ground, they share at least this part (Jaccard). */
  duplicateTimeShare: 0.5,
  duplicatePlaceShare: 0.5,
  /** Metres around a place within which another counts as the same ground; the reach of Indicator 1 on routes. */
  reachM: 500,
  /** Nobody drives further in a day: 20 hours at 40 km/h on these roads. */
  maxKmPerDay: 800,
  /** Days between the end of a measure and its entry beyond which it is late: a half-year report would miss it. */
  lateAfterDays: 45,
  /** A border-guard patrol further than this from the border, the coast and the gates is inland. */
  inlandM: 15_000,
  /** Fewer values than this say nothing about what is usual. */
  minSample: 20,
  /** Modified z-score beyond which a value is unusual (Iglewicz & Hoaglin 1993 propose 3.5; ours asks less of people's time). */
  maxZ: 5,
} as const;
export type QualityOptions = { readonly [K in keyof typeof QUALITY_OPTIONS]: number };

export const QUALITY_METHOD = 'quality/1';
