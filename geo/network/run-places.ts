import { toPlane } from '../geometry/projection.ts';
import { mayJoin, type BesideLine, type OldLine } from './old-line.ts';
import type { WayEdge, WayGraph } from './way-graph.ts';

/** A run along ways between two metres of the old line. */
interface Run {
  fromM: number;
  toM: number;
  nodes: readonly number[];
  edges: readonly WayEdge[];
}
interface Costs {
  /** What the old line costs from one metre to another. */
  oldCost: (fromM: number, toM: number) => number;
  /** What it costs to join the two this far off. */
  seamCost: (distanceM: number) => number;
}

/**
 * What a metre counts by which the old line gets ahead of the road, or falls
 * behind it. Dearer than the old line (10) and the seam (3) together: what no
 * road leads along is kept, not skipped, though the other leg of the fold be
 * nearer. Roads are longer than drawings of them, so falling behind is cheap.
 */
const MISFIT_COST = { ahead: 15, back: 15, behind: 5 };
/** What lying aside counts, a metre as far off as one may look: of two legs the road follows the nearer. */
const ASIDE_COST = 1;
const SAME_PLACE_M = 1;
/** On the inside of a bend the old line may be this many times as long as the road: nothing is left out. */
export const ROUND_A_BEND = 2;

/** Every place of the old line beside which a node may lie, in order; the nearest is one. */
export function placesOfNode({ lngLat, m, distanceM, reachM }: WayGraph, old: OldLine, node: number): BesideLine[] {
  const [x, y] = toPlane(lngLat[node]);
  const nearest = { m: m[node], distanceM: distanceM[node], reachM: reachM[node] };
  const others = old.places(x, y).filter((place) => Math.abs(place.m - nearest.m) >= SAME_PLACE_M);
  return [...others, nearest].sort((a, b) => a.m - b.m);
}

/**
 * Where on the old line a run begins and ends: of all places beside its nodes
 * those that, one after the other along the whole run, go on with the road at
 * least cost (Viterbi 1967), with what stays of the old line on both sides. A
 * fold of the old line beside the end of the road is so kept whole.
 * O(nodes × places²).
 */
export function placesOfRun(
  graph: WayGraph,
  old: OldLine,
  { nodes, edges, fromM, toM }: Run,
  between: { fromM: number; toM: number },
  { oldCost, seamCost }: Costs,
): { fromM: number; toM: number } {
  const endsOf = (node: number, foundM: number) =>
    placesOfNode(graph, old, node).filter(
      (place) => place.m === foundM || (place.m >= between.fromM && place.m <= between.toM && mayJoin(place)),
    );
  const first = endsOf(nodes[0], fromM);
  let reached = first.map((place) => ({
    place,
    startM: place.m,
    cost: oldCost(between.fromM, place.m) + seamCost(place.distanceM),
  }));
  edges.forEach(({ to, lengthM }, i) => {
    const next = i === edges.length - 1 ? endsOf(to, toM) : placesOfNode(graph, old, to);
    reached = next.map((place) => {
      let best = { place, startM: NaN, cost: Infinity };
      for (const one of reached) {
        const cost = one.cost + misfitCost(place.m - one.place.m, lengthM);
        if (cost < best.cost) best = { place, startM: one.startM, cost };
      }
      return { ...best, cost: best.cost + (ASIDE_COST * lengthM * place.distanceM) / Math.max(1, place.reachM) };
    });
  });
  let best = { fromM, toM, cost: Infinity };
  for (const { place, startM, cost } of reached) {
    const whole = cost + seamCost(place.distanceM) + oldCost(place.m, between.toM);
    if (place.m > startM && whole < best.cost) best = { fromM: startM, toM: place.m, cost: whole };
  }
  return { fromM: best.fromM, toM: best.toM };
}

function misfitCost(alongM: number, lengthM: number): number {
  const leapM = alongM - ROUND_A_BEND * lengthM;
  if (leapM > 0) return MISFIT_COST.ahead * leapM;
  if (alongM >= 0) return MISFIT_COST.behind * Math.max(0, lengthM - alongM);
  return MISFIT_COST.back * -alongM + MISFIT_COST.behind * lengthM;
}
