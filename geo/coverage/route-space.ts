import type { MatchedInterval } from '../domain/measure.ts';
import type { Route } from '../domain/route.ts';
import type { PlanePolygon } from '../geometry/polygon.ts';
import { isInside } from '../geometry/polygon.ts';
import { lineToPlane } from '../geometry/projection.ts';
import {
  intersectIntervals,
  normalizeIntervals,
  sizeOfIntervals,
  unionIntervals,
  type IntervalSet,
} from './intervals.ts';
import type { GroundShape } from './ground-shape.ts';
import { RouteReach } from './route-reach.ts';

/** Where a measure reaches a unit: certainly, and possibly (which contains the certain part). */
export interface Reached {
  certain: IntervalSet;
  possible: IntervalSet;
}

/**
 * A route as a one-dimensional space: its own metres inside the province.
 * Segments drawn less accurately than the reach are schematic; what is known
 * only from geometry is never certain there.
 */
export interface RouteSpace {
  route: Route;
  xy: Float64Array;
  /** Per segment, the worse accuracy of its two ends where that is more than the reach (schematic), else 0. */
  driftM: Float64Array;
  reachM: number;
  reach: RouteReach;
  inside: IntervalSet;
  schematic: IntervalSet;
  lengthM: number;
}

export function routeSpaceOf(route: Route, reachM: number): RouteSpace {
  const { measuresM, accuracyM } = route;
  const driftM = new Float64Array(Math.max(0, measuresM.length - 1));
  const schematic: number[] = [];
  for (let i = 0; i < driftM.length; i++) {
    const worse = Math.max(accuracyM[i], accuracyM[i + 1]);
    if (worse <= reachM) continue;
    driftM[i] = worse;
    schematic.push(measuresM[i], measuresM[i + 1]);
  }
  const xy = lineToPlane(route.coordinates);
  const inside = normalizeIntervals(route.insideM.flat());
  return {
    route,
    xy,
    driftM,
    reachM,
    reach: new RouteReach({ xy, measuresM, driftM, reachM }),
    inside,
    schematic: intersectIntervals(normalizeIntervals(schematic), inside),
    lengthM: sizeOfIntervals(inside),
  };
}

/** The part of the route that an interval typed on it covers: certain wherever it is drawn. */
export function intervalOnRoute(space: RouteSpace, fromM: number, toM: number): Reached {
  const typed = Float64Array.of(Math.min(fromM, toM), Math.max(fromM, toM));
  const covered = intersectIntervals(normalizeIntervals(typed), space.inside);
  return { certain: covered, possible: covered };
}

/**
 * What a track reaches, with the stretches of this route that were confirmed to
 * be its way: stated like typed km posts, certain wherever they are drawn unless
 * marked uncertain. What lies within reach of the track itself stays.
 */
export function withMatched(space: RouteSpace, reached: Reached, matched: readonly MatchedInterval[]): Reached {
  const certain: number[] = [];
  const all: number[] = [];
  for (const { routeId, fromM, toM, uncertain } of matched) {
    if (routeId !== space.route.id) continue;
    all.push(fromM, toM);
    if (!uncertain) certain.push(fromM, toM);
  }
  if (all.length === 0) return reached;
  const onRoute = (pairs: number[]) => intersectIntervals(normalizeIntervals(pairs), space.inside);
  return {
    certain: unionIntervals(reached.certain, onRoute(certain)),
    possible: unionIntervals(reached.possible, onRoute(all)),
  };
}

/**
 * The parts of the route within reach of a shape, exact (`RouteReach`). On a
 * schematic segment the possible reach grows by the segment's accuracy, since
 * the road itself may be that far off, and nothing is certain.
 */
export function shapeOnRoute(space: RouteSpace, shape: GroundShape): Reached {
  return shapesOnRoute(space, [shape]);
}

/** The same for many shapes together: the union of what each reaches. */
export function shapesOnRoute(space: RouteSpace, shapes: readonly GroundShape[]): Reached {
  const { reach, inside } = space;
  reach.begin();
  for (const shape of shapes) reach.add(shape, 1);
  const lines = reach.finish();
  const within = withinPolygons(space, shapes);
  const possible = intersectIntervals(unionIntervals(lines, within.possible), inside);
  if (!reach.differs && within.certain === within.possible) return { possible, certain: possible };
  reach.begin();
  for (const shape of shapes) reach.add(shape, -1);
  return { possible, certain: intersectIntervals(unionIntervals(reach.finish(), within.certain), inside) };
}

/** The parts of the route inside the shapes' polygons; the same object twice when all of it is certain. */
function withinPolygons(space: RouteSpace, shapes: readonly GroundShape[]): Reached {
  const certain: number[] = [];
  const possible: number[] = [];
  for (const { polygons, polygonUncertaintyM } of shapes) {
    for (const polygon of polygons) {
      eachSegment(space, (i, px, py, qx, qy, from, to) => {
        if (!segmentInPolygon(polygon, px, py, qx, qy, from, to, possible)) return;
        if (space.driftM[i] > 0 || polygonUncertaintyM >= space.reachM) return;
        segmentInPolygon(polygon, px, py, qx, qy, from, to, certain);
      });
    }
  }
  const all = normalizeIntervals(possible);
  return { possible: all, certain: certain.length === possible.length ? all : normalizeIntervals(certain) };
}

/** The parts of the route inside a polygon, without any reach. */
export function polygonOnRoute(space: RouteSpace, polygon: PlanePolygon): IntervalSet {
  const out: number[] = [];
  eachSegment(space, (_, px, py, qx, qy, from, to) => segmentInPolygon(polygon, px, py, qx, qy, from, to, out));
  return intersectIntervals(normalizeIntervals(out), space.inside);
}

function eachSegment(
  { xy, route: { measuresM } }: RouteSpace,
  found: (i: number, px: number, py: number, qx: number, qy: number, from: number, to: number) => void,
): void {
  for (let i = 0, j = 0; i + 1 < measuresM.length; i++, j += 2) {
    found(i, xy[j], xy[j + 1], xy[j + 2], xy[j + 3], measuresM[i], measuresM[i + 1]);
  }
}

/** Appends the m-intervals in which segment p–q runs inside; true when there is one. */
function segmentInPolygon(
  polygon: PlanePolygon,
  px: number,
  py: number,
  qx: number,
  qy: number,
  fromM: number,
  toM: number,
  out: number[],
): boolean {
  if (Math.max(px, qx) < polygon.minX || Math.min(px, qx) > polygon.maxX) return false;
  if (Math.max(py, qy) < polygon.minY || Math.min(py, qy) > polygon.maxY) return false;
  const cuts = [0, 1];
  const [vx, vy] = [qx - px, qy - py];
  for (const ring of polygon.rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [wx, wy] = [ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]];
      const cross = vx * wy - vy * wx;
      if (cross === 0) continue;
      const [ox, oy] = [ring[i] - px, ring[i + 1] - py];
      const t = (ox * wy - oy * wx) / cross;
      const s = (ox * vy - oy * vx) / cross;
      if (t > 0 && t < 1 && s >= 0 && s <= 1) cuts.push(t);
    }
  }
  cuts.sort((a, b) => a - b);
  let found = false;
  // The middle of each stretch between crossings tells on which side it lies.
  for (let i = 0; i + 1 < cuts.length; i++) {
    const middle = (cuts[i] + cuts[i + 1]) / 2;
    if (cuts[i] === cuts[i + 1] || !isInside(polygon, px + middle * vx, py + middle * vy)) continue;
    found = true;
    out.push(fromM + cuts[i] * (toM - fromM), cuts[i + 1] === 1 ? toM : fromM + cuts[i + 1] * (toM - fromM));
  }
  return found;
}
