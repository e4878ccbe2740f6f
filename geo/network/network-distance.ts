import { nodeBefore, type RouteNetwork } from './route-network.ts';

/** A stretch travelled on one route, from s to s. */
export interface Leg {
  route: number;
  fromS: number;
  toS: number;
}

/**
 * Length of the shortest way on the network between two positions, in metres of
 * the plane; Infinity where there is none. Only the nodes on either side of each
 * position matter, so it costs four look-ups. Allocates nothing.
 *
 * @param via where given: the nodes at which the way leaves the first route and
 *   enters the last, −1 where it stays on one
 */
export function networkDistance(
  net: RouteNetwork,
  route: number,
  s: number,
  toRoute: number,
  toS: number,
  via?: Int32Array,
): number {
  let best = route === toRoute ? Math.abs(toS - s) : Infinity;
  if (via) via[0] = via[1] = -1;
  const n = net.nodeS.length;
  if (n === 0) return best;
  const p = nodeBefore(net, route, s);
  const q = nodeBefore(net, toRoute, toS);
  for (let i = p; i <= p + 1; i++) {
    if (i < net.firstNode[route] || i >= net.firstNode[route + 1]) continue;
    const out = Math.abs(net.nodeS[i] - s);
    if (out >= best) continue;
    for (let j = q; j <= q + 1; j++) {
      if (j < net.firstNode[toRoute] || j >= net.firstNode[toRoute + 1]) continue;
      const way = out + net.nodeDistance[i * n + j] + Math.abs(toS - net.nodeS[j]);
      // A way that is only shorter by rounding is the route itself.
      if (way >= best - 1e-6) continue;
      best = way;
      if (via) {
        via[0] = i;
        via[1] = j;
      }
    }
  }
  return best;
}

/** The stretches of the shortest way, in order; one where it stays on the route, none where there is no way. */
export function legsBetween(net: RouteNetwork, route: number, s: number, toRoute: number, toS: number): Leg[] {
  const via = new Int32Array(2);
  if (networkDistance(net, route, s, toRoute, toS, via) === Infinity) return [];
  const [first, end] = via;
  if (first < 0) return [{ route, fromS: s, toS }];
  const n = net.nodeS.length;
  const legs: Leg[] = [{ route, fromS: s, toS: net.nodeS[first] }];
  for (let node = first; node !== end;) {
    const next = net.nodeNext[node * n + end];
    const [fromS, to] = [net.nodeS[node], net.nodeS[next]];
    const at = routeOfNode(net, node);
    // Between the two nodes of a junction nothing is travelled on a route.
    const isAlong = routeOfNode(net, next) === at && Math.abs(fromS - to) <= net.nodeDistance[node * n + next] + 1e-6;
    if (isAlong) legs.push({ route: at, fromS, toS: to });
    node = next;
  }
  legs.push({ route: toRoute, fromS: net.nodeS[end], toS });
  return joined(legs);
}

function joined(legs: readonly Leg[]): Leg[] {
  const out: Leg[] = [];
  for (const leg of legs) {
    const last = out.at(-1);
    if (last && last.route === leg.route && last.toS === leg.fromS) last.toS = leg.toS;
    else out.push({ ...leg });
  }
  return out.filter((leg) => leg.fromS !== leg.toS);
}

function routeOfNode(net: RouteNetwork, node: number): number {
  let route = 0;
  while (net.firstNode[route + 1] <= node) route++;
  return route;
}
