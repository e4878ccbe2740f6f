import type { Figure, LastMeasure } from '../domain/coverage.ts';
import type { CellCoverage, FourWays } from './cell-coverage.ts';
import type { CountedMeasure } from './counting.ts';
import type { Footprint } from './footprint.ts';
import type { Unit } from './units.ts';

/** A measure that reaches a unit, counted or not. */
export interface Reach {
  counted: CountedMeasure;
  footprint: Footprint;
}

/** A figure from its four values; `highByCause` says by how much each cause alone raises `low`. */
export function figureOf(values: FourWays, total: number, notReported: boolean): Figure {
  const [low, place, unverified, high] = values.map((value) => Math.min(value, total));
  return {
    low,
    high: notReported ? total : high,
    total,
    highByCause: { place: place - low, unverified: unverified - low, unreported: notReported ? total - low : 0 },
  };
}

export function sumFigures(figures: readonly Figure[]): Figure {
  const sum: Figure = { low: 0, high: 0, total: 0, highByCause: { place: 0, unverified: 0, unreported: 0 } };
  for (const figure of figures) {
    sum.low += figure.low;
    sum.high += figure.high;
    sum.total += figure.total;
    sum.highByCause.place += figure.highByCause.place;
    sum.highByCause.unverified += figure.highByCause.unverified;
    sum.highByCause.unreported += figure.highByCause.unreported;
  }
  return sum;
}

export interface UnitFigures {
  official: Figure;
  extent: Figure;
  fresh: Figure;
  periodMean: Figure;
  communes: Figure | null;
}

/** Σ size · value over the cells of a unit, and what follows from it. */
export function unitFigures(
  unit: Unit,
  cells: CellCoverage,
  reaches: readonly Reach[],
  unitThreshold: number,
  notReported: boolean,
): UnitFigures {
  const { extent } = cells;
  const fresh: FourWays = [0, 0, 0, 0];
  const mean: FourWays = [0, 0, 0, 0];
  const { cellCount, cellSize } = cells.overlay;
  for (let cell = 0; cell < cellCount; cell++) {
    for (let v = 0; v < 4; v++) {
      const at = 4 * cell + v;
      fresh[v] += cellSize[cell] * cells.fresh[at];
      mean[v] += cellSize[cell] * cells.mean[at];
    }
  }
  const touched = unit.space.kind === 'area' ? communesTouched(reaches) : null;
  // With a threshold of 0 a commune known to be touched, at a spot nobody knows, is contact enough.
  const official = extent.map((size, v) =>
    size > unitThreshold * unit.size || (unitThreshold === 0 && touched !== null && touched[v].size > 0) ? 1 : 0,
  ) as FourWays;
  const communeCount = unit.space.kind === 'area' ? unit.space.area.communes.length : 0;
  return {
    official: figureOf(official, 1, notReported),
    extent: figureOf(extent, unit.size, notReported),
    fresh: figureOf(fresh, unit.size, notReported),
    periodMean: figureOf(mean, unit.size, notReported),
    communes: touched && figureOf(touched.map((set) => set.size) as FourWays, communeCount, notReported),
  };
}

/** Communes of an area touched within the period, in the four ways to count. */
export function communesTouched(reaches: readonly Reach[]): [Set<string>, Set<string>, Set<string>, Set<string>] {
  const touched: [Set<string>, Set<string>, Set<string>, Set<string>] = [new Set(), new Set(), new Set(), new Set()];
  for (const { counted, footprint } of reaches) {
    if (counted.excluded || !counted.inPeriod) continue;
    const ways = counted.verified ? [0, 1, 2, 3] : [2, 3];
    for (const v of ways) {
      const communes = v % 2 === 0 ? footprint.certainCommunes : footprint.possibleCommunes;
      for (const id of communes) touched[v].add(id);
    }
  }
  return touched;
}

/**
 * The latest verified measure that certainly reached the unit, or the part of
 * it that `reaches` accepts, whether or not it fell within the period.
 */
export function lastMeasureOf(
  reaches: readonly Reach[],
  accepts: (footprint: Footprint) => boolean = () => true,
): LastMeasure | null {
  let last: CountedMeasure | undefined;
  for (const { counted, footprint } of reaches) {
    if (counted.excluded || !counted.verified) continue;
    if (footprint.certain.length === 0 && footprint.certainCommunes.length === 0) continue;
    if (!accepts(footprint)) continue;
    if (!last || counted.end > last.end || (counted.end === last.end && counted.measure.id < last.measure.id)) {
      last = counted;
    }
  }
  if (!last) return null;
  return { measureId: last.measure.id, type: last.measure.type, lastOn: last.measure.lastOn };
}
