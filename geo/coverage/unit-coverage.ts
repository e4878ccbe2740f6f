import type { CommuneWithGeometry } from '../domain/area.ts';
import type { Contribution, Gap, UnitDetail } from '../domain/coverage.ts';
import type { CommuneId } from '../domain/ids.ts';
import type { CoveragePolicy } from '../domain/policy.ts';
import { computeCells, type Layer, type Times } from './cell-coverage.ts';
import { statusOf } from './counting.ts';
import { areaGaps, routeGaps, siteGaps } from './gaps.ts';
import { sizeOfIntervals, toPairs, type IntervalSet } from './intervals.ts';
import { stretchesOf, withoutPlace, type Stretch } from './route-pieces.ts';
import type { RouteSpace } from './route-space.ts';
import { communesTouched, lastMeasureOf, unitFigures, type Reach } from './unit-figures.ts';
import type { Unit } from './units.ts';

export interface UnitOptions {
  times: Times;
  policy: CoveragePolicy;
  communes: ReadonlyMap<string, CommuneWithGeometry>;
  notReported: boolean;
  communesAlong: (space: RouteSpace) => ReadonlyMap<string, IntervalSet>;
}

/** Everything about one unit: its numbers, stretches, gaps, and the measures behind them. */
export function computeUnit(unit: Unit, reaches: readonly Reach[], options: UnitOptions): Omit<UnitDetail, 'runId'> {
  const { policy, notReported, communes } = options;
  const { space } = unit;
  const layers: Layer[] = reaches
    .filter(({ counted }) => !counted.excluded)
    .map(({ counted, footprint }) => ({ counted, certain: footprint.certain, possible: footprint.possible }));
  const cells = computeCells(layers, options.times, {
    parts: space.kind === 'route' ? toPairs(space.route.inside) : undefined,
    lattice: space.kind === 'area' ? space.area.lattice : undefined,
  });
  const figures = unitFigures(unit, cells, reaches, policy.unitThreshold, notReported);
  let stretches: Stretch[] = [];
  let gaps: Gap[];
  if (space.kind === 'route') {
    stretches = stretchesOf(space.route, cells, notReported);
    gaps = routeGaps(unit, space.route, stretches, options.communesAlong(space.route), reaches, policy);
  } else if (space.kind === 'area') gaps = areaGaps(unit, space.area, communes, reaches);
  else gaps = siteGaps(unit, space.site, reaches);
  const { unitClass, unitId, nameVi, nameEn, responsibleOrgUnitId } = unit;
  const inPeriod = reaches.filter(({ counted }) => !counted.excluded && counted.inPeriod);
  return {
    unit: {
      unitClass,
      unitId,
      nameVi,
      nameEn,
      responsibleOrgUnitId,
      notReported,
      ...figures,
      schematicM: space.kind === 'route' ? sizeOfIntervals(space.route.schematic) : 0,
      measureCount: inPeriod.filter(({ counted }) => counted.verified).length,
      pendingCount: inPeriod.filter(({ counted }) => !counted.verified).length,
      gapCount: gaps.filter((gap) => gap.kind === 'gap').length,
      lastMeasure: lastMeasureOf(reaches),
    },
    pieces: stretches.map(withoutPlace),
    gaps,
    contributions: reaches.map((reach) => contributionOf(unit, reach)),
    communes: communesOf(unit, reaches, notReported),
  };
}

function contributionOf(unit: Unit, { counted, footprint }: Reach): Contribution {
  const { measure } = counted;
  const isRoute = unit.unitClass === 'route';
  const certain = footprint.certain.length > 0 || footprint.certainCommunes.length > 0;
  return {
    measureId: measure.id,
    type: measure.type,
    status: statusOf(counted, certain),
    firstOn: measure.firstOn,
    lastOn: measure.lastOn,
    weight: counted.weight,
    halfLifeDays: counted.halfLife,
    certainM: isRoute ? toPairs(footprint.certain) : [],
    possibleM: isRoute ? toPairs(footprint.possible) : [],
    certainSize: sizeOfIntervals(footprint.certain),
    possibleSize: sizeOfIntervals(footprint.possible),
    communeIds: [...(certain ? footprint.certainCommunes : footprint.possibleCommunes)] as CommuneId[],
  };
}

function communesOf(unit: Unit, reaches: readonly Reach[], notReported: boolean): UnitDetail['communes'] {
  if (unit.space.kind !== 'area') return [];
  const touched = communesTouched(reaches);
  return unit.space.area.communes.map(({ communeId }) => ({
    communeId: communeId as CommuneId,
    touched: touched[0].has(communeId),
    touchedHigh: notReported || touched[3].has(communeId),
    last: lastMeasureOf(reaches, ({ certainCommunes }) => certainCommunes.includes(communeId)),
  }));
}
