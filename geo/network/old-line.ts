import type { Route } from '../domain/route.ts';
import { pointSegmentDistance } from '../geometry/distance.ts';
import { lineToPlane } from '../geometry/projection.ts';
import { cellAt, createSegmentGrid } from './segment-grid.ts';

/** A road this near may be the route whatever the drawing claims: between its vertices hairpins are cut. */
const LEAST_REACH_M = 500;
/** Two standard errors, as it were: the true road lies within this many times the accuracy. */
const REACHES = 2;

/** Where a position is beside the line as it is drawn now. */
export interface BesideLine {
  /** The route's metres at the nearest place. */
  m: number;
  distanceM: number;
  /** How far from that place the road may be looked for. */
  reachM: number;
}

/** The line of a route as it is drawn now, to look for its road around it. */
export interface OldLine {
  /** Undefined where the position is out of reach of every segment. */
  beside(x: number, y: number): BesideLine | undefined;
  /** Accuracy of segment i: the worse of its ends. */
  accuracyM: Float64Array;
}

export function createOldLine(route: Route): OldLine {
  const line = lineToPlane(route.coordinates);
  const n = route.coordinates.length - 1;
  const accuracyM = Float64Array.from({ length: n }, (_, i) => Math.max(route.accuracyM[i], route.accuracyM[i + 1]));
  const reachM = accuracyM.map((accuracy) => Math.max(LEAST_REACH_M, REACHES * accuracy));
  const xy = new Float64Array(4 * n);
  for (let i = 0; i < n; i++) xy.set(line.subarray(2 * i, 2 * i + 4), 4 * i);
  const grid = createSegmentGrid(xy, reachM, 1000);
  const at = new Float64Array(1);
  return {
    accuracyM,
    beside(x, y) {
      const cell = cellAt(grid, x, y);
      if (cell < 0) return undefined;
      let best: BesideLine = { m: 0, distanceM: Infinity, reachM: 0 };
      let isReached = false;
      for (let k = grid.start[cell]; k < grid.start[cell + 1]; k++) {
        const i = grid.segments[k];
        const j = 4 * i;
        const distanceM = pointSegmentDistance(x, y, xy[j], xy[j + 1], xy[j + 2], xy[j + 3], at);
        if (distanceM > reachM[i]) continue;
        isReached = true;
        if (distanceM >= best.distanceM) continue;
        const from = route.measuresM[i];
        best = { m: from + at[0] * (route.measuresM[i + 1] - from), distanceM, reachM: reachM[i] };
      }
      return isReached ? best : undefined;
    },
  };
}

/** The worst accuracy of a stretch of a line, in metres. */
export function worstAccuracyM(line: Pick<Route, 'measuresM' | 'accuracyM'>, fromM: number, toM: number): number {
  let worst = 0;
  for (let i = 0; i + 1 < line.measuresM.length; i++) {
    if (line.measuresM[i + 1] > fromM && line.measuresM[i] < toM) {
      worst = Math.max(worst, line.accuracyM[i], line.accuracyM[i + 1]);
    }
  }
  return worst;
}
