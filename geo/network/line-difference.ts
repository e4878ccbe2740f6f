import type { LngLat } from '../domain/geometry.ts';
import { pointSegmentDistance } from '../geometry/distance.ts';
import { lineToPlane } from '../geometry/projection.ts';
import { cellAt, createSegmentGrid, type SegmentGrid } from './segment-grid.ts';

/** Places looked at on each line; the figures are lower bounds by at most half of it. */
const EVERY_M = 20;
const MOST_PLACES = 20_000;

export interface LineDifference {
  /** Mean of the distances from places of each line to the other, both directions alike, in metres. */
  meanDistanceM: number;
  /** The greatest of them: the Hausdorff distance of the two lines. */
  hausdorffM: number;
}

/** How far two drawings of the same road lie apart, in metres of the metric plane. */
export function lineDifference(a: readonly LngLat[], b: readonly LngLat[]): LineDifference {
  const [ab, ba] = [distancesTo(a, b), distancesTo(b, a)];
  return { meanDistanceM: (ab.mean + ba.mean) / 2, hausdorffM: Math.max(ab.max, ba.max) };
}

function distancesTo(from: readonly LngLat[], to: readonly LngLat[]): { mean: number; max: number } {
  const near = createNearest(lineToPlane(to));
  const line = lineToPlane(from);
  let length = 0;
  for (let i = 2; i < line.length; i += 2) length += Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
  const step = Math.max(EVERY_M, length / MOST_PLACES);
  let [sum, weight, max] = [0, 0, 0];
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = line.subarray(i - 2, i + 2);
    const size = Math.hypot(bx - ax, by - ay);
    const steps = Math.max(1, Math.ceil(size / step));
    for (let k = 0; k <= steps; k++) {
      const distance = near(ax + (k / steps) * (bx - ax), ay + (k / steps) * (by - ay));
      // Trapezoids: each place stands for the metres around it.
      const share = (size / steps) * (k === 0 || k === steps ? 0.5 : 1);
      sum += distance * share;
      weight += share;
      max = Math.max(max, distance);
    }
  }
  return { mean: weight > 0 ? sum / weight : 0, max };
}

/** Distance to the nearest segment: in cells of 1 km around, else one by one. */
function createNearest(line: Float64Array): (x: number, y: number) => number {
  const n = line.length / 2 - 1;
  const xy = new Float64Array(4 * n);
  for (let i = 0; i < n; i++) xy.set(line.subarray(2 * i, 2 * i + 4), 4 * i);
  const NEAR_M = 1000;
  const grid: SegmentGrid = createSegmentGrid(xy, new Float64Array(n).fill(NEAR_M), NEAR_M);
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const least = (x: number, y: number, segments: Int32Array) => {
    let best = Infinity;
    for (const i of segments) {
      const j = 4 * i;
      best = Math.min(best, pointSegmentDistance(x, y, xy[j], xy[j + 1], xy[j + 2], xy[j + 3]));
    }
    return best;
  };
  return (x, y) => {
    const cell = cellAt(grid, x, y);
    const near = cell < 0 ? Infinity : least(x, y, grid.segments.subarray(grid.start[cell], grid.start[cell + 1]));
    return near <= NEAR_M ? near : least(x, y, all);
  };
}
