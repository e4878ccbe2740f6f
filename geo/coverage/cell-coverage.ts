import type { CountedMeasure } from './counting.ts';
import { freshOfSets } from './effort-sets.ts';
import type { IntervalSet } from './intervals.ts';
import { AlikeMerger, type Standing } from './merge-alike.ts';
import { overlayIntervals, overlayPoints, sizeByKinds, type Overlay } from './overlay.ts';

/**
 * The four ways to count (METHODS §1, bounds): verified at a certain place;
 * besides, wherever an uncertain place may be; besides the first, what is done
 * but not verified; and all of it. The number of a way is the standings it
 * admits, as bits.
 */
export const VARIANT_COUNT = 4;
const ADMITS: readonly (readonly boolean[])[] = [
  [true, false, false, false],
  [true, true, false, false],
  [true, false, true, false],
  [true, true, true, true],
];

/** Values for the four ways to count, in this order. */
export type FourWays = [low: number, place: number, unverified: number, high: number];

/** One measure's intervals in one unit. */
export interface Layer {
  counted: CountedMeasure;
  certain: IntervalSet;
  possible: IntervalSet;
}

/** Per cell of the overlay and way to count: touched within the period, C at an instant, mean C. Index 4 · cell + way. */
export interface CellCoverage {
  overlay: Overlay;
  covered: Uint8Array;
  fresh: Float64Array;
  mean: Float64Array;
  /** Size touched within the period, in the four ways to count. */
  extent: FourWays;
}

/** The axis of a unit: its parts where pieces are wanted in order, and points to fall back on. */
export interface Axis {
  parts?: readonly [number, number][];
  lattice?: Float64Array;
}

/**
 * Up to so many ends of intervals every cell is computed. Beyond, in an area
 * under hundreds of measures, cells run into hundreds of thousands; `fresh` and
 * the mean are then integrated over the area's fixed lattice, while `extent`
 * stays exact.
 */
export const EXACT_ENDS = 20_000;

/** Days from the period's beginning. */
export interface Times {
  freshAt: number;
  meanFrom: number;
  meanTo: number;
}

/**
 * Cuts a unit's space into cells under the same measures and computes each.
 *
 * @param layers in the order of `countMeasures`: alike records side by side and in time
 */
export function computeCells(layers: readonly Layer[], times: Times, axis: Axis): CellCoverage {
  const sets: IntervalSet[] = [];
  const layerOf: number[] = [];
  const standingOf: Standing[] = [];
  const add = (set: IntervalSet, layer: number, standing: Standing) => {
    if (set.length === 0) return;
    sets.push(set);
    layerOf.push(layer);
    standingOf.push(standing);
  };
  layers.forEach(({ counted, certain, possible }, l) => {
    add(certain, l, counted.verified ? 0 : 2);
    if (possible !== certain) add(possible, l, counted.verified ? 1 : 3);
  });
  const sizes = admittedSizes(sets, standingOf, (set) => layers[layerOf[set]].counted.inPeriod);
  const ends = sets.reduce((sum, set) => sum + set.length, 0);
  const overlay =
    axis.lattice && ends > EXACT_ENDS
      ? weightedLattice(sets, standingOf, axis.lattice, sizes.ever)
      : overlayIntervals(sets, { pieces: axis.parts });
  const covered = new Uint8Array(overlay.cellCount * VARIANT_COUNT);
  const merger = new AlikeMerger(layers.map((layer) => layer.counted));
  const effortSets: Int32Array[] = [];
  const effortSetOf = new Int32Array(covered.length);
  const here: number[] = [];
  const standing: Standing[] = [];
  for (let cell = 0; cell < overlay.cellCount; cell++) {
    here.length = 0;
    standing.length = 0;
    let present = 0;
    for (let m = overlay.memberStart[cell]; m < overlay.memberStart[cell + 1]; m++) {
      const set = overlay.members[m];
      // A layer's certain set comes before its possible one, so the first mention decides.
      if (here.length > 0 && here[here.length - 1] === layerOf[set]) continue;
      here.push(layerOf[set]);
      standing.push(standingOf[set]);
      present |= standingOf[set];
    }
    for (let way = 0; way < VARIANT_COUNT; way++) {
      const at = cell * VARIANT_COUNT + way;
      // A way that admits more than another, but nothing that lies here, agrees with it.
      const same = way & present;
      if (same !== way) {
        covered[at] = covered[cell * VARIANT_COUNT + same];
        effortSetOf[at] = effortSetOf[cell * VARIANT_COUNT + same];
        continue;
      }
      covered[at] = here.some((l, i) => ADMITS[way][standing[i]] && layers[l].counted.inPeriod) ? 1 : 0;
      effortSetOf[at] = effortSets.push(merger.merge(here, standing, ADMITS[way])) - 1;
    }
  }
  const computed = freshOfSets(merger.efforts, effortSets, times);
  return {
    overlay,
    covered,
    fresh: Float64Array.from(effortSetOf, (set) => computed.fresh[set]),
    mean: Float64Array.from(effortSetOf, (set) => computed.mean[set]),
    extent: sizes.inPeriod,
  };
}

/**
 * Exact size of the union of the sets that each way admits: of all of them, and
 * of those of measures within the period.
 */
function admittedSizes(
  sets: readonly IntervalSet[],
  standingOf: readonly Standing[],
  inPeriod: (set: number) => boolean,
): { ever: FourWays; inPeriod: FourWays } {
  const kinds = standingOf.map((standing, set) => standing + (inPeriod(set) ? 4 : 0));
  const sizes = sizeByKinds(sets, kinds, 8);
  const total = (admits: readonly boolean[], alsoBefore: boolean) =>
    sizes.reduce((sum, size, mask) => {
      const present = (mask >> 4) | (alsoBefore ? mask & 15 : 0);
      return admits.some((yes, standing) => yes && present & (1 << standing)) ? sum + size : sum;
    }, 0);
  return {
    ever: ADMITS.map((admits) => total(admits, true)) as FourWays,
    inPeriod: ADMITS.map((admits) => total(admits, false)) as FourWays,
  };
}

/**
 * The lattice, each point weighted so that the ground under certain and
 * verified measures, and the rest under any, keep their exact sizes. One
 * measure alone thus gives its exact result, and upper bounds stay above lower ones.
 */
function weightedLattice(
  sets: readonly IntervalSet[],
  standingOf: readonly Standing[],
  lattice: Float64Array,
  [founded, , , any]: FourWays,
): Overlay {
  const overlay = overlayPoints(sets, lattice);
  const isFounded = new Uint8Array(lattice.length);
  let foundedPoints = 0;
  let otherPoints = 0;
  for (let point = 0; point < lattice.length; point++) {
    const [from, to] = [overlay.memberStart[point], overlay.memberStart[point + 1]];
    if (from === to) continue;
    for (let m = from; m < to; m++) if (standingOf[overlay.members[m]] === 0) isFounded[point] = 1;
    if (isFounded[point]) foundedPoints++;
    else otherPoints++;
  }
  for (let point = 0; point < lattice.length; point++) {
    overlay.cellSize[point] = isFounded[point] ? founded / foundedPoints : (any - founded) / Math.max(1, otherPoints);
  }
  return overlay;
}
