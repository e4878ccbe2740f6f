import type { Route } from '../domain/route.ts';
import { lineToPlane } from '../geometry/projection.ts';
import { findJunctions, type JunctionOptions } from './junctions.ts';

export type NetworkRoute = Pick<Route, 'id' | 'kind' | 'coordinates' | 'measuresM' | 'accuracyM'>;

/**
 * Routes as a graph to walk on. Positions are (route, s): s runs in metres of
 * the plane from the route's first vertex, so that distances along a route
 * compare with distances on the ground; the route's own metres m are read off
 * at the end (a route redrawn through few points has more m than s).
 * Junctions are pairs of nodes, one on each route, joined by the gap between.
 */
export interface RouteNetwork {
  routes: readonly NetworkRoute[];
  /** Per segment: ax, ay, bx, by; its route; the worse accuracy of its ends. Segments of a route are consecutive. */
  segmentXy: Float64Array;
  segmentRoute: Int32Array;
  segmentAccuracyM: Float64Array;
  /** s at the segment's beginning, and its length. */
  segmentS: Float64Array;
  segmentLengthM: Float64Array;
  /** Index of each route's first segment; one more at the end. */
  firstSegment: Int32Array;
  /** Nodes of each route in order of s: nodeS[firstNode[r] … firstNode[r + 1]). */
  firstNode: Int32Array;
  nodeS: Float64Array;
  /** Shortest way between any two nodes, and the node after the first on it (−1: none). */
  nodeDistance: Float64Array;
  nodeNext: Int32Array;
}

/**
 * Builds the network. Routes of one kind connect where they cross, and where an
 * end comes near another route; a railway never connects with a road.
 * O(segments²) for the crossings with bounding boxes first, O(nodes³) for the
 * shortest ways: both small for a province's key routes.
 */
export function createRouteNetwork(
  routes: readonly NetworkRoute[],
  options: Partial<JunctionOptions> = {},
): RouteNetwork {
  const firstSegment = new Int32Array(routes.length + 1);
  for (const [r, route] of routes.entries()) {
    firstSegment[r + 1] = firstSegment[r] + Math.max(0, route.coordinates.length - 1);
  }
  const total = firstSegment[routes.length];
  const segmentXy = new Float64Array(4 * total);
  const segmentRoute = new Int32Array(total);
  const segmentAccuracyM = new Float64Array(total);
  const segmentS = new Float64Array(total);
  const segmentLengthM = new Float64Array(total);
  for (const [r, route] of routes.entries()) {
    const line = lineToPlane(route.coordinates);
    let along = 0;
    for (let i = 0; i + 1 < route.coordinates.length; i++) {
      const s = firstSegment[r] + i;
      segmentXy.set(line.subarray(2 * i, 2 * i + 4), 4 * s);
      segmentRoute[s] = r;
      segmentAccuracyM[s] = Math.max(route.accuracyM[i], route.accuracyM[i + 1]);
      segmentS[s] = along;
      segmentLengthM[s] = Math.hypot(line[2 * i + 2] - line[2 * i], line[2 * i + 3] - line[2 * i + 1]);
      along += segmentLengthM[s];
    }
  }
  const lines = { routes, segmentXy, segmentRoute, segmentAccuracyM, segmentS, segmentLengthM, firstSegment };
  return { ...lines, ...connect(lines, options) };
}

type Lines = Omit<RouteNetwork, 'firstNode' | 'nodeS' | 'nodeDistance' | 'nodeNext'>;

/** Nodes of all junctions and the shortest ways between them (Floyd 1962, Warshall 1962). */
function connect(lines: Lines, options: Partial<JunctionOptions>) {
  const junctions = findJunctions(lines, options);
  const nodes = junctions
    .flatMap(({ a, b, gapM }, j) => [
      { ...a, j, gapM },
      { ...b, j, gapM },
    ])
    .sort((p, q) => p.route - q.route || p.s - q.s);
  const n = nodes.length;
  const firstNode = new Int32Array(lines.routes.length + 1);
  for (const node of nodes) firstNode[node.route + 1]++;
  for (let r = 0; r < lines.routes.length; r++) firstNode[r + 1] += firstNode[r];
  const nodeS = Float64Array.from(nodes, (node) => node.s);
  const nodeDistance = new Float64Array(n * n).fill(Infinity);
  const nodeNext = new Int32Array(n * n).fill(-1);
  const join = (p: number, q: number, length: number) => {
    if (length >= nodeDistance[p * n + q]) return;
    nodeDistance[p * n + q] = nodeDistance[q * n + p] = length;
    nodeNext[p * n + q] = q;
    nodeNext[q * n + p] = p;
  };
  const partner = new Map<number, number>();
  for (let p = 0; p < n; p++) {
    nodeDistance[p * n + p] = 0;
    if (p + 1 < n && nodes[p].route === nodes[p + 1].route) join(p, p + 1, nodeS[p + 1] - nodeS[p]);
    const other = partner.get(nodes[p].j);
    if (other === undefined) partner.set(nodes[p].j, p);
    else join(other, p, nodes[p].gapM);
  }
  for (let k = 0; k < n; k++) {
    for (let p = 0; p < n; p++) {
      const toK = nodeDistance[p * n + k];
      if (toK === Infinity) continue;
      for (let q = 0; q < n; q++) {
        const way = toK + nodeDistance[k * n + q];
        if (way >= nodeDistance[p * n + q]) continue;
        nodeDistance[p * n + q] = way;
        nodeNext[p * n + q] = nodeNext[p * n + k];
      }
    }
  }
  return { firstNode, nodeS, nodeDistance, nodeNext };
}

/** Last node of a route at or before s, or one less than its first node. */
export function nodeBefore(net: RouteNetwork, route: number, s: number): number {
  let low = net.firstNode[route] - 1;
  let high = net.firstNode[route + 1] - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (net.nodeS[middle] <= s) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The route's own metres at s: linear within each segment. */
export function mOfS(net: RouteNetwork, route: number, s: number): number {
  let low = net.firstSegment[route];
  let high = net.firstSegment[route + 1] - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (net.segmentS[middle] <= s) low = middle;
    else high = middle - 1;
  }
  const i = low - net.firstSegment[route];
  const { measuresM } = net.routes[route];
  const length = net.segmentLengthM[low];
  const t = length > 0 ? Math.min(1, Math.max(0, (s - net.segmentS[low]) / length)) : 0;
  return measuresM[i] + t * (measuresM[i + 1] - measuresM[i]);
}
