import type { CountedMeasure } from './counting.ts';
import type { IntervalSet } from './intervals.ts';
import { overlayIntervals, type Overlay } from './overlay.ts';
import { PeriodMean } from './period-mean.ts';
import { Efforts, freshAt } from './recency.ts';

/**
 * The four ways to count (METHODS §1, bounds): verified at a certain place;
 * besides, wherever an uncertain place may be; besides, what is done but not
 * verified; and both.
 */
export const VARIANTS = ['low', 'place', 'unverified', 'high'] as const;
const VARIANT_COUNT = 4;
/** Standing of a measure at a spot: bit 0 possible only, bit 1 not verified. A variant admits … */
const ADMITS: readonly (readonly boolean[])[] = [
  [true, false, false, false],
  [true, true, false, false],
  [true, false, true, false],
  [true, true, true, true],
];

/** One measure's intervals in one unit. */
export interface Layer {
  counted: CountedMeasure;
  certain: IntervalSet;
  possible: IntervalSet;
}

/** Per cell of the overlay and variant: touched within the period, C at an instant, mean C. Index 4 · cell + variant. */
export interface CellCoverage {
  overlay: Overlay;
  covered: Uint8Array;
  fresh: Float64Array;
  mean: Float64Array;
}

export interface Times {
  /** Days from the period's beginning. */
  freshAt: number;
  meanFrom: number;
  meanTo: number;
}

/**
 * Cuts a unit's space into cells under the same measures and computes each.
 *
 * @param layers in the order of `countMeasures`: alike records side by side and in time
 * @param parts the axis, when its pieces are wanted in order
 */
export function computeCells(
  layers: readonly Layer[],
  times: Times,
  parts?: readonly [number, number][],
): CellCoverage {
  const sets: IntervalSet[] = [];
  const layerOf: number[] = [];
  const isCertain: boolean[] = [];
  layers.forEach((layer, l) => {
    const same = layer.certain === layer.possible;
    for (const set of same ? [layer.certain] : [layer.certain, layer.possible]) {
      if (set.length === 0) continue;
      sets.push(set);
      layerOf.push(l);
      isCertain.push(set === layer.certain);
    }
  });
  const overlay = overlayIntervals(sets, { pieces: parts });
  const size = overlay.cellCount * VARIANT_COUNT;
  const result: CellCoverage = {
    overlay,
    covered: new Uint8Array(size),
    fresh: new Float64Array(size),
    mean: new Float64Array(size),
  };
  const efforts = new Efforts();
  const periodMean = new PeriodMean();
  const here: number[] = [];
  const standing: number[] = [];
  for (let cell = 0; cell < overlay.cellCount; cell++) {
    // A layer's certain set precedes its possible one, so the first mention decides.
    here.length = 0;
    standing.length = 0;
    let worst = 0;
    for (let m = overlay.memberStart[cell]; m < overlay.memberStart[cell + 1]; m++) {
      const set = overlay.members[m];
      const layer = layerOf[set];
      if (here.length > 0 && here[here.length - 1] === layer) continue;
      here.push(layer);
      const bits = (isCertain[set] ? 0 : 1) | (layers[layer].counted.verified ? 0 : 2);
      standing.push(bits);
      worst |= bits;
    }
    for (let variant = 0; variant < VARIANT_COUNT; variant++) {
      const at = cell * VARIANT_COUNT + variant;
      // Where no measure of a standing lies, variants agree: place = low, high = unverified, and so on.
      const same = variant & worst & 3;
      if (same !== variant) {
        const from = cell * VARIANT_COUNT + same;
        result.covered[at] = result.covered[from];
        result.fresh[at] = result.fresh[from];
        result.mean[at] = result.mean[from];
        continue;
      }
      result.covered[at] = here.some((l, i) => ADMITS[variant][standing[i]] && layers[l].counted.inPeriod) ? 1 : 0;
      mergeAlike(layers, here, standing, variant, efforts);
      result.fresh[at] = freshAt(efforts, times.freshAt);
      result.mean[at] = periodMean.of(efforts, times.meanFrom, times.meanTo);
    }
  }
  return result;
}

/**
 * Records of the same type, agencies and weight whose periods touch are one
 * effort where they meet, so that splitting a record in time or space changes
 * nothing. Records of different standing are merged each among their own, and
 * dropped when a better-founded one spans them: what is uncertain adds to the
 * lower bound and never takes from it.
 */
function mergeAlike(
  layers: readonly Layer[],
  here: readonly number[],
  standing: readonly number[],
  variant: number,
  out: Efforts,
): void {
  out.clear();
  for (let rank = 0; rank < 4; rank++) {
    if (!ADMITS[variant][rank]) continue;
    const better = out.count;
    let open = -1;
    for (let i = 0; i < here.length; i++) {
      if (standing[i] !== rank) continue;
      const { begin, end, weight, halfLife, group } = layers[here[i]].counted;
      if (open >= 0 && out.group[open] === group && begin <= out.end[open]) {
        if (end > out.end[open]) out.end[open] = end;
        continue;
      }
      open = out.count;
      out.push(begin, end, weight, halfLife, group);
    }
    if (better > 0 && out.count > better) dropSpanned(out, better);
  }
}

/** Removes the efforts from `better` on that an alike effort before it spans. */
function dropSpanned(efforts: Efforts, better: number): void {
  let kept = better;
  for (let i = better; i < efforts.count; i++) {
    let spanned = false;
    for (let j = 0; j < better && !spanned; j++) {
      spanned =
        efforts.group[j] === efforts.group[i] &&
        efforts.begin[j] <= efforts.begin[i] &&
        efforts.end[j] >= efforts.end[i];
    }
    if (spanned) continue;
    efforts.begin[kept] = efforts.begin[i];
    efforts.end[kept] = efforts.end[i];
    efforts.weight[kept] = efforts.weight[i];
    efforts.halfLife[kept] = efforts.halfLife[i];
    efforts.group[kept] = efforts.group[i];
    kept++;
  }
  efforts.count = kept;
}
