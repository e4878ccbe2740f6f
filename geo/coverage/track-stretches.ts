import type { LinearGeometry, LngLat } from '../domain/geometry.ts';
import type { Route } from '../domain/route.ts';
import { fromPlane, lineToPlane } from '../geometry/projection.ts';
import { simplifyLine } from '../geometry/simplify-line.ts';
import { groundShapeOf } from './ground-shape.ts';
import {
  clipIntervals,
  NO_INTERVALS,
  overlapsIntervals,
  sizeOfIntervals,
  toPairs,
  type IntervalSet,
} from './intervals.ts';
import { routeSpaceOf, shapeOnRoute } from './route-space.ts';

/** A stretch of a route in its own metres. */
export interface RouteStretch {
  routeId: string;
  fromM: number;
  toM: number;
}

/** Which parts of routes a track came near, to judge what is said of it. */
export interface TrackReach {
  /**
   * Whether the track bears a stretch out: both ends within reach of it, and at
   * least half of the length between them. A receiver that fell silent on the
   * way, or an end that was trimmed, is no doubt; another road is.
   */
  bearsOut(stretch: RouteStretch): boolean;
  /** The parts of a stretch within reach, of at least {@link LEAST_STRETCH_M}. */
  cut<S extends RouteStretch>(stretch: S): S[];
}

/** Shorter stretches are not worth a line. */
export const LEAST_STRETCH_M = 100;
/** An end typed to the kilometre post may lie this far beyond what is near. */
const END_TOLERANCE_M = 100;
/** The track is thinned to this before it is compared; its reach grows by as much. */
const THINNED_M = 25;

/**
 * Exact up to 25 m of reach; on schematic parts of a route the reach grows by
 * their accuracy. Each route is compared once. O(route segments near the track
 * × segments of the thinned track).
 * @param reachM how far from a track a route still counts as travelled: the policy's
 */
export function createTrackReach(
  geometry: LinearGeometry,
  routes: ReadonlyMap<string, Route>,
  reachM: number,
): TrackReach {
  const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
  const coordinates = lines.filter((line) => line.length > 0).map(thinned);
  const place = {
    kind: 'track' as const,
    geometry: { type: 'MultiLineString' as const, coordinates },
    uncertaintyM: 0,
  };
  const shape = groundShapeOf(place, { routes, sites: new Map() })!;
  const known = new Map<string, IntervalSet>();
  const nearOn = (routeId: string): IntervalSet => {
    let near = known.get(routeId);
    const route = routes.get(routeId);
    if (near || !route) return near ?? NO_INTERVALS;
    // Outside the province too: a track goes where it goes.
    const whole: Route = { ...route, insideM: [[route.measuresM[0], route.measuresM[route.measuresM.length - 1]]] };
    near = shapeOnRoute(routeSpaceOf(whole, reachM + THINNED_M), shape).possible;
    known.set(routeId, near);
    return near;
  };
  return {
    bearsOut({ routeId, fromM, toM }) {
      const near = nearOn(routeId);
      const isNear = (m: number) => overlapsIntervals(near, m - END_TOLERANCE_M, m + END_TOLERANCE_M);
      return isNear(fromM) && isNear(toM) && 2 * sizeOfIntervals(clipIntervals(near, fromM, toM)) >= toM - fromM;
    },
    cut: (stretch) =>
      toPairs(clipIntervals(nearOn(stretch.routeId), stretch.fromM, stretch.toM))
        .filter(([fromM, toM]) => toM - fromM >= LEAST_STRETCH_M)
        .map(([fromM, toM]) => ({ ...stretch, fromM, toM })),
  };
}

function thinned(line: readonly LngLat[]): LngLat[] {
  const xy = lineToPlane(line);
  return simplifyLine(xy, THINNED_M).map((i) => fromPlane(xy[2 * i], xy[2 * i + 1]));
}

/** Whether a stretch lies within one of others, to the metre: a part of what was found is no claim of its own. */
export function isWithin(stretch: RouteStretch, others: readonly RouteStretch[]): boolean {
  return others.some(
    ({ routeId, fromM, toM }) => routeId === stretch.routeId && fromM <= stretch.fromM + 1 && stretch.toM <= toM + 1,
  );
}
