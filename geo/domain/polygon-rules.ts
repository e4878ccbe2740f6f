import Flatbush from 'flatbush';
import type { GeometryFaultCode } from './errors.ts';
import { orientation, segmentsMeet } from './exact-segments.ts';
import type { LngLat } from './geometry.ts';

/** Pairs of segments looked at before a polygon is refused as too complex: bounds the time to about a second. */
const MAX_PAIRS = 4_000_000;

interface Edge {
  a: LngLat;
  b: LngLat;
  polygon: number;
  ring: number;
  index: number;
  last: number;
}

/**
 * The first fault of polygons' rings by the rules of the OGC (simple features):
 * rings closed, of positive area, not touching themselves, holes inside their
 * shell, rings meeting in single points at most. Exact: decided with integer
 * arithmetic, no tolerance. Coordinates must have passed the surroundings test.
 */
export function findRingFault(polygons: readonly LngLat[][][]): GeometryFaultCode | undefined {
  const edges: Edge[] = [];
  for (const [polygon, rings] of polygons.entries()) {
    if (rings.length === 0) return 'geometry.empty';
    for (const [ring, positions] of rings.entries()) {
      if (positions.length === 0) return 'geometry.empty';
      if (positions.length < 4) return 'geometry.malformed';
      const [first, last] = [positions[0], positions[positions.length - 1]];
      if (first[0] !== last[0] || first[1] !== last[1]) return 'geometry.malformed';
      const distinct = positions.filter(
        (p, i) => i === 0 || p[0] !== positions[i - 1][0] || p[1] !== positions[i - 1][1],
      );
      if (distinct.length < 4) return 'geometry.empty';
      const count = distinct.length - 1;
      for (let index = 0; index < count; index++) {
        edges.push({ a: distinct[index], b: distinct[index + 1], polygon, ring, index, last: count - 1 });
      }
      if (isFlat(distinct)) return 'geometry.empty';
    }
  }
  return findCrossing(edges) ?? findMisplacedRing(polygons);
}

/** All vertices on one straight line. */
function isFlat(ring: readonly LngLat[]): boolean {
  const other = ring.find((p) => p[0] !== ring[0][0] || p[1] !== ring[0][1]);
  return other === undefined || ring.every((p) => orientation(ring[0], other, p) === 0);
}

function findCrossing(edges: readonly Edge[]): GeometryFaultCode | undefined {
  const index = new Flatbush(edges.length);
  for (const { a, b } of edges) {
    index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  }
  index.finish();
  let pairs = 0;
  for (let i = 0; i < edges.length; i++) {
    const { a, b } = edges[i];
    let crossing = false;
    index.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]), (j) => {
      if (j > i && !crossing && pairs++ < MAX_PAIRS) crossing = isForbidden(edges[i], edges[j]);
      return false;
    });
    if (crossing) return 'geometry.self_intersecting';
    if (pairs > MAX_PAIRS) return 'geometry.too_complex';
  }
  return undefined;
}

/** Whether two edges meet in a way that makes the polygon invalid. */
function isForbidden(e: Edge, f: Edge): boolean {
  const meeting = segmentsMeet(e.a, e.b, f.a, f.b);
  if (meeting === 'apart') return false;
  if (meeting === 'cross' || meeting === 'overlap') return true;
  // They touch in one point: neighbours in a ring do, different rings may, one ring with itself may not.
  if (e.polygon !== f.polygon || e.ring !== f.ring) return false;
  return !(f.index === e.index + 1 || (e.index === 0 && f.index === f.last));
}

/** Holes outside their shell, holes within holes, polygons within polygons. */
function findMisplacedRing(polygons: readonly LngLat[][][]): GeometryFaultCode | undefined {
  for (const [p, [shell, ...holes]] of polygons.entries()) {
    for (const [h, hole] of holes.entries()) {
      if (sideOf(hole, shell) !== 'inside') return 'geometry.self_intersecting';
      if (holes.some((other, k) => k !== h && sideOf(hole, other) === 'inside')) return 'geometry.self_intersecting';
    }
    for (const [q, [otherShell, ...otherHoles]] of polygons.entries()) {
      if (p === q || sideOf(shell, otherShell) !== 'inside') continue;
      if (!otherHoles.some((hole) => sideOf(shell, hole) === 'inside')) return 'geometry.self_intersecting';
    }
  }
  return undefined;
}

/** Where a ring lies against another that it does not cross: by its first vertex that is not on the other's edge. */
function sideOf(ring: readonly LngLat[], other: readonly LngLat[]): 'inside' | 'outside' {
  for (const position of ring) {
    const side = pointInRing(position, other);
    if (side !== 'edge') return side;
  }
  return 'outside';
}

function pointInRing(p: LngLat, ring: readonly LngLat[]): 'inside' | 'outside' | 'edge' {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i], ring[i + 1]];
    const turn = orientation(a, b, p);
    if (turn === 0 && p[0] >= Math.min(a[0], b[0]) && p[0] <= Math.max(a[0], b[0])) {
      if (p[1] >= Math.min(a[1], b[1]) && p[1] <= Math.max(a[1], b[1])) return 'edge';
    }
    if (a[1] > p[1] !== b[1] > p[1] && turn > 0 === b[1] > a[1]) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}
