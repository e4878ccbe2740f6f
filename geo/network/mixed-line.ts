import type { Route } from '../domain/route.ts';
import { segmentAtM } from './linear-referencing.ts';
import { MinHeap } from './min-heap.ts';
import type { WayEdge, WayGraph } from './way-graph.ts';

/** A part of the best line: a stretch of the old one, or a run along ways between two metres of the old one. */
export type MixedPart =
  | { kind: 'old'; fromM: number; toM: number }
  | { kind: 'ways'; fromM: number; toM: number; nodes: number[]; edges: WayEdge[] };

/** What a metre of the old line costs, a metre of a road with the route’s number being 1. */
const OLD_COST = { kept: 0.05, toReplace: 10 };
/** Leaving or joining the old line: once, and a metre of the straight line between. */
const SEAM_COST = { each: 200, perM: 3 };
/** A seam this near to a vertex of the old line is at the vertex: no slivers. */
const VERTEX_M = 5;
/** Less is not a part: a road that crosses. */
const LEAST_PART_M = 1;

/**
 * The line of a route from its start to its end that follows ways wherever
 * they lead along it, and the old line where they do not, or where it is no
 * worse (`isKept`, by segment): the cheapest path (Dijkstra 1959) in the graph
 * of the ways with the old line as one more road, dear where it is to be
 * replaced. Gaps, branches, loops, doubled carriageways and the choice of the
 * place where old and new are joined come out of the one sum of costs.
 * O(n log n) in nodes.
 */
export function mixedLine(route: Route, graph: WayGraph, isKept: (segment: number) => boolean): MixedPart[] {
  const { measuresM } = route;
  const n = graph.lngLat.length;
  const endM = measuresM[measuresM.length - 1];
  // Places of the old line at which one may change over: beside every node.
  const order = Array.from(graph.m.keys()).sort((a, b) => graph.m[a] - graph.m[b] || a - b);
  const oldM = [measuresM[0], ...order.map((node) => graph.m[node]), endM];
  const placeOf = new Int32Array(n);
  order.forEach((node, i) => (placeOf[node] = i + 1));
  const nodeOf = [-1, ...order, -1];
  const costTo = oldCosts(measuresM, isKept, oldM);

  const cost = new Float64Array(n + oldM.length).fill(Infinity);
  /** State before, and the edge taken where it is one of the ways. */
  const before = new Int32Array(n + oldM.length).fill(-1);
  const by: (WayEdge | undefined)[] = [];
  const heap = new MinHeap();
  const reach = (state: number, from: number, at: number, edge?: WayEdge) => {
    if (at >= cost[state]) return;
    cost[state] = at;
    before[state] = from;
    by[state] = edge;
    heap.push(state, at);
  };
  const goal = n + oldM.length - 1;
  reach(n, -1, 0);
  for (let next = heap.pop(); next !== undefined && next.item !== goal; next = heap.pop()) {
    const { item: state, key } = next;
    if (key > cost[state]) continue;
    if (state < n) {
      for (let e = graph.firstEdge[state]; e < graph.firstEdge[state + 1]; e++) {
        reach(graph.edges[e].to, state, key + graph.edges[e].cost, graph.edges[e]);
      }
      if (graph.mayJoin[state]) reach(n + placeOf[state], state, key + seamCost(graph.distanceM[state]));
    } else {
      const k = state - n;
      reach(state + 1, state, key + costTo[k + 1] - costTo[k]);
      const node = nodeOf[k];
      if (node >= 0 && graph.mayJoin[node]) reach(node, state, key + seamCost(graph.distanceM[node]));
    }
  }
  const states: number[] = [];
  for (let state = goal; state >= 0; state = before[state]) states.push(state);
  const seamsM = oldM.map((m) => atVertex(route, m));
  return partsOf(states.reverse(), n, seamsM, by);
}

function atVertex(route: Route, m: number): number {
  const { measuresM } = route;
  const i = segmentAtM(route, m);
  const near = m - measuresM[i] < measuresM[i + 1] - m ? measuresM[i] : measuresM[i + 1];
  return Math.abs(near - m) <= VERTEX_M ? near : m;
}

const seamCost = (distanceM: number): number => SEAM_COST.each + SEAM_COST.perM * distanceM;

/** What the old line costs from its start to each of the places, which rise. */
function oldCosts(measuresM: readonly number[], isKept: (segment: number) => boolean, places: readonly number[]) {
  const costs: number[] = [];
  let i = 0;
  let atVertex = 0;
  for (const m of places) {
    const rate = () => (isKept(i) ? OLD_COST.kept : OLD_COST.toReplace);
    while (i + 2 < measuresM.length && measuresM[i + 1] <= m) {
      atVertex += rate() * (measuresM[i + 1] - measuresM[i]);
      i++;
    }
    costs.push(atVertex + rate() * (m - measuresM[i]));
  }
  return costs;
}

/** The path as parts; a run along ways that gains no metre of the old line is none. */
function partsOf(
  states: readonly number[],
  n: number,
  oldM: readonly number[],
  by: readonly (WayEdge | undefined)[],
): MixedPart[] {
  const parts: MixedPart[] = [];
  let reachedM = oldM[0];
  for (let i = 0; i < states.length;) {
    if (states[i] >= n) {
      i++;
      continue;
    }
    let j = i;
    while (states[j + 1] < n) j++;
    const [fromM, toM] = [oldM[states[i - 1] - n], oldM[states[j + 1] - n]];
    if (toM - fromM >= LEAST_PART_M && fromM >= reachedM) {
      if (fromM > reachedM) parts.push({ kind: 'old', fromM: reachedM, toM: fromM });
      const nodes = states.slice(i, j + 1);
      parts.push({ kind: 'ways', fromM, toM, nodes, edges: nodes.slice(1).map((node) => by[node]!) });
      reachedM = toM;
    }
    i = j + 1;
  }
  const endM = oldM[oldM.length - 1];
  if (reachedM < endM || parts.length === 0) parts.push({ kind: 'old', fromM: reachedM, toM: endM });
  return parts;
}
