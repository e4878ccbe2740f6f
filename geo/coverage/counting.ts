import type { ContributionStatus } from '../domain/coverage.ts';
import type { Measure } from '../domain/measure.ts';
import type { AgencyKind } from '../domain/org-unit.ts';
import { addDays, DAY_MS, startOfDayMs } from '../domain/period.ts';
import type { CoveragePolicy } from '../domain/policy.ts';

/** Below this share of its weight at the beginning of the period a faded measure is left out: 40 half-lives. */
export const FADED_HALF_LIVES = 40;

/** A measure as the computation sees it: times in days from the period's beginning. */
export interface CountedMeasure {
  measure: Measure;
  begin: number;
  end: number;
  weight: number;
  halfLife: number;
  /** Number of its (type, agencies, weight): alike records whose periods touch are one. */
  group: number;
  /** Undefined when the policy counts it and it is done or verified. */
  excluded: 'planned' | 'type-not-counted' | 'agency-not-counted' | undefined;
  verified: boolean;
  inPeriod: boolean;
}

export interface CountingOptions {
  policy: CoveragePolicy;
  agencyKinds: ReadonlyMap<string, AgencyKind>;
  periodStartMs: number;
  periodEndMs: number;
}

/**
 * Reads measures by the policy. A measure counts by its agencies when any of
 * those taking part, the lead included, is of a counted kind. Verified and done
 * measures are kept apart by `verified`; planned ones never count. Measures that
 * had faded away before the period (40 half-lives) are left out.
 */
export function countMeasures(measures: readonly Measure[], options: CountingOptions): CountedMeasure[] {
  const keys: string[] = [];
  const out: CountedMeasure[] = [];
  for (const measure of measures) {
    const begin = (startOfDayMs(measure.firstOn) - options.periodStartMs) / DAY_MS;
    const end = (startOfDayMs(addDays(measure.lastOn, 1)) - options.periodStartMs) / DAY_MS;
    const halfLife = options.policy.halfLifeDays[measure.type] ?? 0;
    const inPeriod = end > 0 && begin < (options.periodEndMs - options.periodStartMs) / DAY_MS;
    if (!inPeriod && -end > halfLife * FADED_HALF_LIVES) continue;
    const weight = options.policy.evidenceWeight[measure.evidence];
    const agencies = [...new Set([measure.leadOrgUnitId, ...measure.orgUnitIds])].sort();
    keys.push(`${measure.type}|${weight}|${agencies.join(',')}`);
    out.push({
      measure,
      begin,
      end,
      weight,
      halfLife,
      group: -1,
      excluded: exclusionOf(measure, agencies, options),
      verified: measure.status === 'verified',
      inPeriod,
    });
  }
  // Numbered in the order of their names, so that the order of the measures does not matter.
  const names = [...new Set(keys)].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  out.forEach((one, i) => (one.group = numbers.get(keys[i]) ?? -1));
  // Alike records side by side and in time, so that merging is one pass.
  return out.sort((a, b) => a.group - b.group || a.begin - b.begin || a.end - b.end || compareIds(a, b));
}

function compareIds(a: CountedMeasure, b: CountedMeasure): number {
  return a.measure.id < b.measure.id ? -1 : a.measure.id > b.measure.id ? 1 : 0;
}

function exclusionOf(
  measure: Measure,
  agencies: readonly string[],
  { policy, agencyKinds }: CountingOptions,
): CountedMeasure['excluded'] {
  if (measure.status === 'planned') return 'planned';
  if (!policy.countedTypes.includes(measure.type) || policy.halfLifeDays[measure.type] === undefined) {
    return 'type-not-counted';
  }
  const counted = agencies.some((id) => {
    const kind = agencyKinds.get(id);
    return kind !== undefined && policy.countedAgencies.includes(kind);
  });
  return counted ? undefined : 'agency-not-counted';
}

/** Why a measure counts in one unit, or does not; `certain` when some of its place there is. */
export function statusOf(counted: CountedMeasure, certain: boolean): ContributionStatus {
  if (counted.excluded) return counted.excluded;
  if (!counted.inPeriod) return 'outside-period';
  if (!counted.verified) return 'pending';
  return certain ? 'counted' : 'uncertain-place';
}
