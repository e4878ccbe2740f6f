import type { MatchedInterval } from '../domain/measure.ts';
import type { Route } from '../domain/route.ts';
import type { PlanePolygon } from '../geometry/polygon.ts';
import { isInside } from '../geometry/polygon.ts';
import { capsuleOnSegment } from '../geometry/capsule.ts';
import { lineToPlane } from '../geometry/projection.ts';
import {
  intersectIntervals,
  normalizeIntervals,
  sizeOfIntervals,
  unionIntervals,
  type IntervalSet,
} from './intervals.ts';
import { BLOCK, type GroundShape } from './ground-shape.ts';

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
  /** Per segment, the worse accuracy of its two ends. */
  accuracyM: Float64Array;
  reachM: number;
  inside: IntervalSet;
  schematic: IntervalSet;
  lengthM: number;
}

export function routeSpaceOf(route: Route, reachM: number): RouteSpace {
  const { measuresM, accuracyM } = route;
  const worse = new Float64Array(Math.max(0, measuresM.length - 1));
  const schematic: number[] = [];
  for (let i = 0; i < worse.length; i++) {
    worse[i] = Math.max(accuracyM[i], accuracyM[i + 1]);
    if (worse[i] > reachM) schematic.push(measuresM[i], measuresM[i + 1]);
  }
  const inside = normalizeIntervals(route.insideM.flat());
  return {
    route,
    xy: lineToPlane(route.coordinates),
    accuracyM: worse,
    reachM,
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
 * The parts of the route within reach of a shape, exact: each segment of the
 * shape swept by its reach is a capsule, which a segment of the route meets in
 * one interval. On a schematic segment the possible reach grows by the
 * segment's accuracy, since the road itself may be that far off.
 * O(route segments near the shape × shape segments); blocks of segments far
 * off are passed over, so that a road drawn finely costs little more.
 */
export function shapeOnRoute(space: RouteSpace, shape: GroundShape): Reached {
  const { xy, accuracyM, reachM, route } = space;
  const { segments, uncertaintyM, blocks } = shape;
  const certain: number[] = [];
  const possible: number[] = [];
  const t = new Float64Array(2);
  let differs = false;
  for (let i = 0; i < accuracyM.length; i++) {
    const [px, py, qx, qy] = [xy[2 * i], xy[2 * i + 1], xy[2 * i + 2], xy[2 * i + 3]];
    const schematic = accuracyM[i] > reachM;
    const drift = schematic ? accuracyM[i] : 0;
    const most = reachM + shape.maxUncertaintyM + drift;
    const [minX, maxX] = px < qx ? [px - most, qx + most] : [qx - most, px + most];
    const [minY, maxY] = py < qy ? [py - most, qy + most] : [qy - most, py + most];
    if (shape.maxX < minX || shape.minX > maxX || shape.maxY < minY || shape.minY > maxY) continue;
    const from = route.measuresM[i];
    const to = route.measuresM[i + 1];
    const push = (out: number[]) =>
      out.push(t[0] === 0 ? from : from + t[0] * (to - from), t[1] === 1 ? to : from + t[1] * (to - from));
    for (let s = 0, j = 0; s < uncertaintyM.length; s++, j += 4) {
      if (s % BLOCK === 0) {
        const b = j / BLOCK;
        if (blocks[b] > maxX || blocks[b + 2] < minX || blocks[b + 1] > maxY || blocks[b + 3] < minY) {
          // On to the next block, one before it for the loop's own step.
          s += BLOCK - 1;
          j += 4 * (BLOCK - 1);
          continue;
        }
      }
      const [ax, ay, bx, by] = [segments[j], segments[j + 1], segments[j + 2], segments[j + 3]];
      if ((ax < minX && bx < minX) || (ax > maxX && bx > maxX)) continue;
      if ((ay < minY && by < minY) || (ay > maxY && by > maxY)) continue;
      const u = uncertaintyM[s];
      if (!capsuleOnSegment(px, py, qx, qy, ax, ay, bx, by, reachM + u + drift, t)) continue;
      push(possible);
      if (schematic || u > 0) differs = true;
      if (schematic || u >= reachM) continue;
      if (u === 0) push(certain);
      else if (capsuleOnSegment(px, py, qx, qy, ax, ay, bx, by, reachM - u, t)) push(certain);
    }
    for (const polygon of shape.polygons) {
      if (!segmentInPolygon(polygon, px, py, qx, qy, from, to, possible)) continue;
      if (schematic || shape.polygonUncertaintyM >= reachM) differs = true;
      else segmentInPolygon(polygon, px, py, qx, qy, from, to, certain);
    }
  }
  const all = intersectIntervals(normalizeIntervals(possible), space.inside);
  return { possible: all, certain: differs ? intersectIntervals(normalizeIntervals(certain), space.inside) : all };
}

/** The parts of the route inside a polygon, without any reach. */
export function polygonOnRoute(space: RouteSpace, polygon: PlanePolygon): IntervalSet {
  const { xy, route } = space;
  const out: number[] = [];
  for (let i = 0; i + 1 < route.measuresM.length; i++) {
    const j = 2 * i;
    segmentInPolygon(polygon, xy[j], xy[j + 1], xy[j + 2], xy[j + 3], route.measuresM[i], route.measuresM[i + 1], out);
  }
  return intersectIntervals(normalizeIntervals(out), space.inside);
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
