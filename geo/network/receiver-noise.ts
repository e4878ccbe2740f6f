import { pointSegmentDistance } from '../geometry/distance.ts';
import { createMatcher, type Matcher } from './map-matching.ts';
import type { TrackPart } from './raw-track.ts';
import { cellAt } from './segment-grid.ts';

/** Positions of a window, of which every fourth is looked at: some minutes of driving. */
const WINDOW = 240;
const STRIDE = 4;
/** Fewer beside one road tell nothing. */
const LEAST_SEEN = 30;
/** A worse drawing's own error would be taken for the receiver's. */
const WELL_DRAWN_M = 30;
/** Receivers under trees and in valleys reach this; beyond it nothing is matched with any right. */
const MOST_M = 30;
/** σ is taken in these steps, so that few matchers serve many tracks. */
const STEPS_M = [6, 9, 12, 16, 20, 25, MOST_M];
/** Median absolute deviation → standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

/**
 * How far a receiver wandered, metres (standard deviation across the road): in
 * each window the median absolute deviation of the signed distances to the road
 * it was beside, then the median of the windows. Newson & Krumm (2009) take the
 * distances themselves; signed, and about their own middle, a way that runs
 * beside the road all along is not mistaken for noise. Undefined where too
 * little of the track lies beside well-drawn routes. O(positions).
 */
export function receiverNoiseM({ net, grid }: Matcher, parts: readonly TrackPart[]): number | undefined {
  const found: number[] = [];
  const seen = new Map<number, number[]>();
  const t = new Float64Array(1);
  for (const { xy } of parts) {
    const n = xy.length / 2;
    for (let from = 0; from < n; from += WINDOW) {
      seen.clear();
      for (let k = from; k < Math.min(n, from + WINDOW); k += STRIDE) {
        const [x, y] = [xy[2 * k], xy[2 * k + 1]];
        const cell = cellAt(grid, x, y);
        let [nearest, best] = [-1, Infinity];
        for (let c = cell < 0 ? 0 : grid.start[cell]; c < (cell < 0 ? 0 : grid.start[cell + 1]); c++) {
          const g = grid.segments[c];
          const [ax, ay, bx, by] = net.segmentXy.subarray(4 * g, 4 * g + 4);
          const distanceM = pointSegmentDistance(x, y, ax, ay, bx, by, t);
          if (distanceM < best) [nearest, best] = [g, distanceM];
        }
        if (nearest < 0 || best > 3 * MOST_M || net.segmentAccuracyM[nearest] > WELL_DRAWN_M) continue;
        const [ax, ay, bx, by] = net.segmentXy.subarray(4 * nearest, 4 * nearest + 4);
        const side = Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
        const route = net.segmentRoute[nearest];
        const of = seen.get(route);
        if (of) of.push(side * best);
        else seen.set(route, [side * best]);
      }
      const most = [...seen.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
      if (most.length >= LEAST_SEEN) found.push(deviationOf(most));
    }
  }
  return found.length > 0 ? MAD_TO_SIGMA * medianOf(found) : undefined;
}

function deviationOf(values: number[]): number {
  const middle = medianOf(values);
  return medianOf(values.map((value) => Math.abs(value - middle)));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

const fitted = new WeakMap<Matcher, Map<number, Matcher>>();

/** The matcher for a track: with a wider σ where its receiver wandered more than the default allows for. */
export function fitToReceiver(matcher: Matcher, parts: readonly TrackPart[]): Matcher {
  const noiseM = receiverNoiseM(matcher, parts) ?? 0;
  const sigmaM = STEPS_M.find((step) => step >= noiseM) ?? MOST_M;
  if (noiseM <= matcher.options.sigmaM || sigmaM <= matcher.options.sigmaM) return matcher;
  let wider = fitted.get(matcher);
  if (!wider) fitted.set(matcher, (wider = new Map<number, Matcher>()));
  let fit = wider.get(sigmaM);
  if (!fit) wider.set(sigmaM, (fit = createMatcher(matcher.net, { ...matcher.options, sigmaM })));
  return fit;
}
