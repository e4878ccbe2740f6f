import type { Route } from '../domain/route.ts';
import { pointSegmentDistance } from '../geometry/distance.ts';
import { lineToPlane } from '../geometry/projection.ts';
import { cellAt, createSegmentGrid } from './segment-grid.ts';

/** A road this near may be the route whatever the drawing claims: between its vertices hairpins are cut. */
const LEAST_REACH_M = 500;
/** Two standard errors, as it were: the true road lies within this many times the accuracy. */
const REACHES = 2;
/** More places than this, the nearest of them, tell no more: a line that is drawn so jagged has no order there. */
const MOST_PLACES = 16;

/** Where a position is beside the line as it is drawn now. */
export interface BesideLine {
  /** The route's metres at the nearest place. */
  m: number;
  distanceM: number;
  /** How far from that place the road may be looked for. */
  reachM: number;
}

/** Whether old line and road may be joined here: no farther off than the old is accurate (250 m at least). */
export const mayJoin = ({ distanceM, reachM }: Omit<BesideLine, 'm'>): boolean => distanceM <= reachM / 2;

/** The line of a route as it is drawn now, to look for its road around it. */
export interface OldLine {
  /** Undefined where the position is out of reach of every segment. */
  beside(x: number, y: number): BesideLine | undefined;
  /** Every place nearer than those around it, in order: where the line folds, there are several. The nearest is one. */
  places(x: number, y: number): BesideLine[];
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
    places(x, y) {
      const cell = cellAt(grid, x, y);
      if (cell < 0) return [];
      const found: BesideLine[] = [];
      /** The end of the segment before, as long as it is not known whether the next leads nearer. */
      let end: BesideLine | undefined;
      let before = -2;
      // Segments of a cell are in the order of the line.
      for (let k = grid.start[cell]; k < grid.start[cell + 1]; k++) {
        const i = grid.segments[k];
        const j = 4 * i;
        const distanceM = pointSegmentDistance(x, y, xy[j], xy[j + 1], xy[j + 2], xy[j + 3], at);
        if (distanceM > reachM[i]) continue;
        const from = route.measuresM[i];
        const place = { m: from + at[0] * (route.measuresM[i + 1] - from), distanceM, reachM: reachM[i] };
        const isNext = before === i - 1;
        // A vertex is near where both its segments come nearest in it.
        if (end && (!isNext || at[0] === 0)) found.push(end);
        if (at[0] < 1 && (at[0] > 0 || !isNext)) found.push(place);
        end = at[0] === 1 ? place : undefined;
        before = i;
      }
      if (end) found.push(end);
      if (found.length <= MOST_PLACES) return found;
      const nearest = found.sort((a, b) => a.distanceM - b.distanceM).slice(0, MOST_PLACES);
      return nearest.sort((a, b) => a.m - b.m);
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
