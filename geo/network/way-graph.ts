import type { LngLat } from '../domain/geometry.ts';
import { fromPlane, lineToPlane, toPlane } from '../geometry/projection.ts';
import type { OldLine } from './old-line.ts';
import { isLink, isRoundabout, onewayOf, type MatchedBy, type OsmWay } from './osm-names.ts';

/** A way that may be part of the route; `join` leads over a roundabout without a number. */
export interface RouteWay {
  way: OsmWay;
  by: MatchedBy | 'join';
}

/** Ways within reach of the old line as a graph: a node a vertex, equal coordinates are one node. */
export interface WayGraph {
  lngLat: LngLat[];
  /** Drawn by somebody, not put in between here. */
  isVertex: boolean[];
  /** Where each node is beside the old line. */
  m: Float64Array;
  distanceM: Float64Array;
  /** How far off the old line may be at its nearest place. */
  reachM: Float64Array;
  /** Edges from node i are firstEdge[i] … firstEdge[i + 1]. */
  firstEdge: Int32Array;
  edges: WayEdge[];
  /** Metres along the old line beside which ways of the route lie, but out of reach. */
  tooFarM: number[];
}

export interface WayEdge {
  from: number;
  to: number;
  lengthM: number;
  cost: number;
  /** Index into the ways; −1 for a bridged gap. */
  way: number;
  isWrongWay: boolean;
}

/** Long straight segments get nodes in between, so that the line can be left there. */
const NODE_EVERY_M = 100;
/** Ends that lie this near to each other are taken for a fault of drawing. */
export const BRIDGED_GAP_M = 300;

/** How much longer a metre of each kind counts than one of a road with the route’s number. */
const BY_COST: Readonly<Record<RouteWay['by'], number>> = { ref: 1, name: 1.1, old: 3, join: 1.5 };
const LINK_COST = 3;
const WRONG_WAY_COST = 4;
const GAP_COST = { each: 300, perM: 5 };

export function createWayGraph(ways: readonly RouteWay[], old: OldLine, farM: (at: LngLat) => number): WayGraph {
  const nodeOf = new Map<string, number>();
  const nodes = { lngLat: [] as LngLat[], isVertex: [] as boolean[], m: [] as number[], distanceM: [] as number[] };
  const reach: number[] = [];
  const edges: WayEdge[] = [];
  const tooFarM: number[] = [];

  /** −1 where it is out of reach. */
  const nodeAt = (at: LngLat, x: number, y: number, isVertex: boolean): number => {
    const key = `${at[0]},${at[1]}`;
    const known = nodeOf.get(key);
    if (known !== undefined) {
      if (known >= 0 && isVertex) nodes.isVertex[known] = true;
      return known;
    }
    const beside = old.beside(x, y);
    const node = beside === undefined ? -1 : nodes.lngLat.length;
    nodeOf.set(key, node);
    if (beside === undefined) {
      if (isVertex) tooFarM.push(farM(at));
      return node;
    }
    nodes.lngLat.push(at);
    nodes.isVertex.push(isVertex);
    nodes.m.push(beside.m);
    nodes.distanceM.push(beside.distanceM);
    reach.push(beside.reachM);
    return node;
  };
  const connect = (from: number, to: number, lengthM: number, way: number, factor: number, isWrongWay: boolean) => {
    const aside = 1 + (nodes.distanceM[from] / reach[from] + nodes.distanceM[to] / reach[to]) / 2;
    edges.push({ from, to, lengthM, way, isWrongWay, cost: lengthM * factor * aside });
  };

  ways.forEach(({ way, by }, index) => {
    const xy = lineToPlane(way.coordinates);
    const oneway = onewayOf(way);
    const factor = BY_COST[by] * (isLink(way) ? LINK_COST : 1);
    let last = nodeAt(way.coordinates[0], xy[0], xy[1], true);
    for (let i = 1; i < way.coordinates.length; i++) {
      const [ax, ay, bx, by2] = xy.subarray(2 * i - 2, 2 * i + 2);
      const length = Math.hypot(bx - ax, by2 - ay);
      const steps = Math.max(1, Math.ceil(length / NODE_EVERY_M));
      for (let k = 1; k <= steps; k++) {
        const [x, y] = [ax + (k / steps) * (bx - ax), ay + (k / steps) * (by2 - ay)];
        const node = nodeAt(k === steps ? way.coordinates[i] : fromPlane(x, y), x, y, k === steps);
        if (last >= 0 && node >= 0 && last !== node) {
          const wrong = factor * WRONG_WAY_COST;
          connect(last, node, length / steps, index, oneway < 0 ? wrong : factor, oneway < 0);
          connect(node, last, length / steps, index, oneway > 0 ? wrong : factor, oneway > 0);
        }
        last = node;
      }
    }
  });
  edges.push(...gapEdges(nodes.lngLat, edges));
  const sorted = edges.sort((a, b) => a.from - b.from);
  const firstEdge = new Int32Array(nodes.lngLat.length + 1);
  for (const { from } of sorted) firstEdge[from + 1]++;
  for (let i = 0; i + 1 < firstEdge.length; i++) firstEdge[i + 1] += firstEdge[i];
  return {
    lngLat: nodes.lngLat,
    isVertex: nodes.isVertex,
    m: Float64Array.from(nodes.m),
    distanceM: Float64Array.from(nodes.distanceM),
    reachM: Float64Array.from(reach),
    firstEdge,
    edges: sorted,
    tooFarM,
  };
}

/** Edges over short gaps: from each dead end to the nearest node of every other part, and to other dead ends. */
function gapEdges(lngLat: readonly LngLat[], edges: readonly WayEdge[]): WayEdge[] {
  const neighbour = new Int32Array(lngLat.length).fill(-1);
  const isDeadEnd = new Uint8Array(lngLat.length).fill(1);
  const part = Int32Array.from(lngLat, (_, i) => i);
  const root = (i: number): number => {
    while (part[i] !== i) i = part[i] = part[part[i]];
    return i;
  };
  for (const { from, to } of edges) {
    if (neighbour[from] >= 0 && neighbour[from] !== to) isDeadEnd[from] = 0;
    neighbour[from] = to;
    part[root(from)] = root(to);
  }
  const xy = lngLat.map(toPlane);
  const cellOf = (x: number, y: number) => `${Math.floor(x / BRIDGED_GAP_M)},${Math.floor(y / BRIDGED_GAP_M)}`;
  const cells = new Map<string, number[]>();
  xy.forEach(([x, y], i) => {
    const key = cellOf(x, y);
    const inCell = cells.get(key);
    if (inCell) inCell.push(i);
    else cells.set(key, [i]);
  });
  const found: WayEdge[] = [];
  xy.forEach(([x, y], i) => {
    if (!isDeadEnd[i]) return;
    const nearest = new Map<number, { to: number; lengthM: number }>();
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const j of cells.get(cellOf(x + dx * BRIDGED_GAP_M, y + dy * BRIDGED_GAP_M)) ?? []) {
          const isSamePart = root(j) === root(i);
          if (j === i || j === neighbour[i] || (isSamePart && !isDeadEnd[j])) continue;
          const lengthM = Math.hypot(xy[j][0] - x, xy[j][1] - y);
          // Of its own part every dead end, of another the nearest node.
          const group = isSamePart ? -1 - j : root(j);
          if (lengthM <= BRIDGED_GAP_M && lengthM < (nearest.get(group)?.lengthM ?? Infinity)) {
            nearest.set(group, { to: j, lengthM });
          }
        }
      }
    }
    for (const { to, lengthM } of nearest.values()) {
      const cost = GAP_COST.each + GAP_COST.perM * lengthM;
      found.push({ from: i, to, lengthM, cost, way: -1, isWrongWay: false });
      found.push({ from: to, to: i, lengthM, cost, way: -1, isWrongWay: false });
    }
  });
  return found;
}

/** Roundabouts that touch a way of the route, to be driven along with it. */
export function joiningRoundabouts(ways: readonly OsmWay[], ofRoute: readonly RouteWay[]): RouteWay[] {
  const touched = new Set(ofRoute.flatMap(({ way }) => way.coordinates.map(([lng, lat]) => `${lng},${lat}`)));
  const own = new Set(ofRoute.map(({ way }) => way));
  return ways
    .filter(
      (way) => isRoundabout(way) && !own.has(way) && way.coordinates.some(([lng, lat]) => touched.has(`${lng},${lat}`)),
    )
    .map((way) => ({ way, by: 'join' }));
}
