import type {
  ClassCoverage,
  Gap,
  RoutePiece,
  RunInputs,
  UnitClass,
  UnitCoverage,
  UnitDetail,
} from '../domain/coverage.ts';
import type { Figure } from '../domain/coverage.ts';
import type { RouteId } from '../domain/ids.ts';
import type { Measure } from '../domain/measure.ts';
import { DAY_MS, startOfDayMs, type DayRange } from '../domain/period.ts';
import type { CoveragePolicy } from '../domain/policy.ts';
import type { AgencyReport } from '../domain/report.ts';
import { countMeasures, type CountedMeasure } from '../coverage/counting.ts';
import { FootprintMaker } from '../coverage/footprint.ts';
import { agenciesNotReported } from '../coverage/reporting.ts';
import { sumFigures, type Reach } from '../coverage/unit-figures.ts';
import { unitsInForce, type CoverageRegister } from '../coverage/units.ts';
import { computeUnit } from '../coverage/unit-coverage.ts';

export interface Indicator1Input {
  register: CoverageRegister;
  /** Of any time: those before the period still count in `fresh` and `periodMean` until they have faded. */
  measures: readonly Measure[];
  reports: readonly AgencyReport[];
  period: DayRange;
  /** The instant at which `fresh` holds, usually min(end of the period, now). */
  freshAtMs: number;
  policy: CoveragePolicy;
}

export interface Indicator1Result {
  /** Routes, areas and sites together, by count of units. */
  pooledOfficial: Figure;
  classes: ClassCoverage[];
  units: UnitCoverage[];
  gaps: Gap[];
  inputs: RunInputs;
  routePieces: { routeId: RouteId; pieces: RoutePiece[] }[];
  details: Omit<UnitDetail, 'runId'>[];
}

/** Name and version of the method, stamped on every run. */
export const INDICATOR_1_METHOD = 'indicator-1/2';

/**
 * Indicator 1 of plan 415/KH-UBND, by the definitions of METHODS §1: official
 * share, extent, fresh and period mean of every unit of the register, with
 * lower and upper bounds and the gaps. Pure: the same input gives the same
 * digits, whatever the order of the measures.
 *
 * The period mean runs from the beginning of the period to min(its end,
 * `freshAtMs`): what has not happened yet is not averaged.
 *
 * @throws DomainError reference.unknown when a measure names a route or site that is not in the register
 */
export function computeIndicator1(input: Indicator1Input): Indicator1Result {
  const { register, period, policy } = input;
  const periodStartMs = startOfDayMs(period.fromOn);
  const periodEndMs = startOfDayMs(period.untilOn);
  const agencyKinds = new Map(register.orgUnits.map((unit) => [unit.id as string, unit.kind]));
  const counted = countMeasures(input.measures, { policy, agencyKinds, periodStartMs, periodEndMs });
  const units = unitsInForce(register, period, policy);
  const footprints = new FootprintMaker(units, register, policy);
  const reaches: Reach[][] = units.map(() => []);
  for (const one of counted) {
    // What never counts is of interest only within the period, to be shown apart.
    if (one.excluded && !one.inPeriod) continue;
    footprints.of(one.measure.place).forEach((footprint, u) => {
      if (footprint) reaches[u].push({ counted: one, footprint });
    });
  }
  const freshAt = (input.freshAtMs - periodStartMs) / DAY_MS;
  const times = {
    freshAt,
    meanFrom: 0,
    meanTo: Math.max(0, Math.min(freshAt, (periodEndMs - periodStartMs) / DAY_MS)),
  };
  const responsible = new Set(units.map((unit) => unit.responsibleOrgUnitId));
  const notReported = agenciesNotReported(responsible, input.reports, period, input.freshAtMs);
  const communes = new Map(register.communes.map((commune) => [commune.id as string, commune]));
  const details = units.map((unit, u) =>
    computeUnit(unit, reaches[u], {
      times,
      policy,
      communes,
      notReported: notReported.has(unit.responsibleOrgUnitId),
      communesAlong: (space) => footprints.communesAlong(space),
    }),
  );
  const coverages = details.map((detail) => detail.unit);
  const classes = (['route', 'area', 'site'] as const).map((unitClass) =>
    classCoverage(unitClass, coverages, register.openClasses),
  );
  return {
    pooledOfficial: sumFigures(classes.map((one) => one.official)),
    classes,
    units: coverages,
    gaps: details.flatMap((detail) => detail.gaps),
    inputs: countInputs(counted),
    routePieces: details
      .filter((detail) => detail.unit.unitClass === 'route')
      .map(({ unit, pieces }) => ({ routeId: unit.unitId as RouteId, pieces })),
    details,
  };
}

function classCoverage(
  unitClass: UnitClass,
  all: readonly UnitCoverage[],
  openClasses: CoverageRegister['openClasses'],
): ClassCoverage {
  const units = all.filter((unit) => unit.unitClass === unitClass);
  return {
    unitClass,
    official: sumFigures(units.map((unit) => unit.official)),
    extent: sumFigures(units.map((unit) => unit.extent)),
    fresh: sumFigures(units.map((unit) => unit.fresh)),
    periodMean: sumFigures(units.map((unit) => unit.periodMean)),
    communes: unitClass === 'area' ? sumFigures(units.flatMap((unit) => unit.communes ?? [])) : null,
    openClasses: openClasses.filter((open) => open.unitClass === unitClass).map((open) => open.id),
  };
}

/** What went in, of the measures that overlap the period. */
function countInputs(all: readonly CountedMeasure[]): RunInputs {
  const inPeriod = all.filter((one) => one.inPeriod);
  const counted = inPeriod.filter((one) => !one.excluded && one.verified);
  return {
    measures: inPeriod.length,
    counted: counted.length,
    pending: inPeriod.filter((one) => !one.excluded && !one.verified).length,
    uncertainPlace: counted.filter((one) => isUncertain(one.measure)).length,
    planned: inPeriod.filter((one) => one.excluded === 'planned').length,
    notCounted: inPeriod.filter((one) => one.excluded && one.excluded !== 'planned').length,
    demo: inPeriod.filter((one) => one.measure.origin === 'demo').length,
  };
}

function isUncertain({ place }: Measure): boolean {
  if (place.kind === 'communes') return place.extent === 'somewhere';
  return 'uncertaintyM' in place && place.uncertaintyM > 0;
}
