import type { Route } from '../domain/route.ts';
import { segmentAtM } from './linear-referencing.ts';
import { MinHeap } from './min-heap.ts';
import { mayJoin, type BesideLine, type OldLine } from './old-line.ts';
import { placesOfNode, placesOfRun, ROUND_A_BEND } from './run-places.ts';
import type { WayEdge, WayGraph } from './way-graph.ts';

/** A part of the best line: a stretch of the old one, or a run along ways between two metres of the old one. */
export type MixedPart =
  | { kind: 'old'; fromM: number; toM: number }
  | { kind: 'ways'; fromM: number; toM: number; nodes: number[]; edges: WayEdge[] };

/** What a metre of the old line costs, a metre of a road with the route’s number being 1. */
const OLD_COST = { kept: 0.05, toReplace: 10 };
/** Leaving or joining the old line: once, and a metre of the straight line between. */
const SEAM_COST = { each: 200, perM: 3 };
/**
 * A metre of the old line that no metre of the road answers to: nearly as dear
 * as to follow it, so that a piece is passed over only where the road goes on behind it.
 */
const LEAP_COST = { ahead: 8, back: 1 };
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
 * O(n log n) in nodes and places. A node may lie beside several places of the old line where
 * that folds; the sum tells which is meant, and the whole run where it is joined.
 */
export function mixedLine(
  route: Route,
  old: OldLine,
  graph: WayGraph,
  isKept: (segment: number) => boolean,
): MixedPart[] {
  const { measuresM } = route;
  const endM = measuresM[measuresM.length - 1];
  // States of the path: each node beside each place of the old line that it may be, and those places on the old line.
  const places = graph.lngLat.map((_, node) => placesOfNode(graph, old, node));
  const firstOf = new Int32Array(places.length + 1);
  places.forEach((beside, node) => (firstOf[node + 1] = firstOf[node] + beside.length));
  const nodeOf = places.flatMap((beside, node) => beside.map(() => node));
  const besideOf = places.flat();
  const n = besideOf.length;
  const order = Array.from(besideOf.keys()).sort((a, b) => besideOf[a].m - besideOf[b].m || a - b);
  const oldM = [measuresM[0], ...order.map((one) => besideOf[one].m), endM];
  const placeOf = new Int32Array(n);
  order.forEach((one, i) => (placeOf[one] = i + 1));
  const waysState = [-1, ...order, -1];
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
      const node = nodeOf[state];
      for (let e = graph.firstEdge[node]; e < graph.firstEdge[node + 1]; e++) {
        const edge = graph.edges[e];
        for (let to = firstOf[edge.to]; to < firstOf[edge.to + 1]; to++) {
          reach(to, state, key + edge.cost + leapCost(besideOf[to].m - besideOf[state].m, edge.lengthM), edge);
        }
      }
      if (mayJoin(besideOf[state])) {
        reach(n + placeOf[state], state, key + seamCost(besideOf[state].distanceM));
      }
    } else {
      const k = state - n;
      reach(state + 1, state, key + costTo[k + 1] - costTo[k]);
      const one = waysState[k];
      if (one >= 0 && mayJoin(besideOf[one])) reach(one, state, key + seamCost(besideOf[one].distanceM));
    }
  }
  const states: number[] = [];
  for (let state = goal; state >= 0; state = before[state]) states.push(state);
  const runs = drivenOnce(runsOf(states.reverse(), nodeOf, besideOf, by));
  const oldCost = (fromM: number, toM: number) => {
    const [from, to] = oldCosts(measuresM, isKept, [fromM, toM]);
    return to - from;
  };
  let reachedM = measuresM[0];
  const placed = runs.map((run, i) => {
    const between = { fromM: reachedM, toM: runs[i + 1]?.fromM ?? endM };
    const { fromM, toM } = placesOfRun(graph, old, run, between, { oldCost, seamCost });
    reachedM = toM;
    return { ...run, fromM: atVertex(route, fromM), toM: atVertex(route, toM) };
  });
  return partsOf(placed, measuresM[0], endM);
}

function atVertex(route: Route, m: number): number {
  const { measuresM } = route;
  const i = segmentAtM(route, m);
  const near = m - measuresM[i] < measuresM[i + 1] - m ? measuresM[i] : measuresM[i + 1];
  return Math.abs(near - m) <= VERTEX_M ? near : m;
}

/** What it counts that the old line gets ahead of the road, or that the road leads back along it. */
function leapCost(alongM: number, lengthM: number): number {
  const leapM = alongM - ROUND_A_BEND * lengthM;
  return leapM > 0 ? LEAP_COST.ahead * leapM : alongM < 0 ? LEAP_COST.back * -alongM : 0;
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

type WaysPart = Extract<MixedPart, { kind: 'ways' }>;

/** The runs along ways of a path. */
function runsOf(
  states: readonly number[],
  nodeOf: readonly number[],
  besideOf: readonly BesideLine[],
  by: readonly (WayEdge | undefined)[],
): WaysPart[] {
  const n = nodeOf.length;
  const runs: WaysPart[] = [];
  for (let i = 0; i < states.length;) {
    if (states[i] >= n) {
      i++;
      continue;
    }
    let j = i;
    while (states[j + 1] < n) j++;
    const run = withoutReturns(states.slice(i, j + 1), nodeOf, (state) => mayJoin(besideOf[state]));
    const { nodes, edges } = withoutLoops(run, nodeOf, by);
    const [fromM, toM] = [besideOf[run[0]].m, besideOf[run[run.length - 1]].m];
    // The old line of a path leads on only, but a road may lead back beside it.
    const isForward = fromM >= (runs[runs.length - 1]?.toM ?? 0) && toM - fromM >= LEAST_PART_M;
    if (isForward && edges.length > 0) runs.push({ kind: 'ways', fromM, toM, nodes, edges });
    i = j + 1;
  }
  return runs;
}

/** Without the ways that are driven to the end of the road and back, to come beside another leg of the old line. */
function withoutReturns(states: readonly number[], nodeOf: readonly number[], isSeam: (state: number) => boolean) {
  const times = new Map<number, number>();
  for (const state of states) times.set(nodeOf[state], (times.get(nodeOf[state]) ?? 0) + 1);
  let [first, last] = [0, states.length - 1];
  const isNeedless = (state: number) => times.get(nodeOf[state])! > 1 || !isSeam(state);
  const leave = (state: number) => times.set(nodeOf[state], times.get(nodeOf[state])! - 1);
  while (last > first && isNeedless(states[last])) leave(states[last--]);
  while (first < last && isNeedless(states[first])) leave(states[first++]);
  return states.slice(first, last + 1);
}

/** A run is at no node twice: what is driven out and back to come beside another leg of the old line is no road. */
function withoutLoops(states: readonly number[], nodeOf: readonly number[], by: readonly (WayEdge | undefined)[]) {
  const [nodes, edges]: [number[], WayEdge[]] = [[], []];
  const at = new Map<number, number>();
  for (const state of states) {
    const node = nodeOf[state];
    const seen = at.get(node);
    if (seen !== undefined) {
      for (const left of nodes.splice(seen + 1)) at.delete(left);
      edges.length = seen;
      continue;
    }
    if (nodes.length > 0) edges.push(by[state]!);
    at.set(node, nodes.length);
    nodes.push(node);
  }
  return { nodes, edges };
}

/** Beside both legs of a fold a road could be used for each: it counts for what it replaces most of. */
function drivenOnce(runs: readonly WaysPart[]): WaysPart[] {
  const keyOf = ({ way, from, to }: WayEdge) => `${way},${Math.min(from, to)},${Math.max(from, to)}`;
  const driven = new Set<string>();
  const kept = new Set<WaysPart>();
  for (const run of [...runs].sort((a, b) => b.toM - b.fromM - (a.toM - a.fromM))) {
    if (run.edges.some((edge) => driven.has(keyOf(edge)))) continue;
    kept.add(run);
    for (const edge of run.edges) driven.add(keyOf(edge));
  }
  return runs.filter((run) => kept.has(run));
}

/** Runs and what lies between them; a run that gains no metre of the old line is none. */
function partsOf(runs: readonly WaysPart[], startM: number, endM: number): MixedPart[] {
  const parts: MixedPart[] = [];
  let reachedM = startM;
  for (const run of runs) {
    if (run.toM - run.fromM < LEAST_PART_M || run.fromM < reachedM) continue;
    if (run.fromM > reachedM) parts.push({ kind: 'old', fromM: reachedM, toM: run.fromM });
    parts.push(run);
    reachedM = run.toM;
  }
  if (reachedM < endM || parts.length === 0) parts.push({ kind: 'old', fromM: reachedM, toM: endM });
  return parts;
}
