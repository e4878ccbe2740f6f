import { legsBetween, networkDistance, type Leg } from './network-distance.ts';
import type { MatchedPart } from './map-matching.ts';
import type { TrackPart } from './raw-track.ts';
import type { RouteNetwork } from './route-network.ts';

/** A stay on one route without leaving it: how far it reached, which way it went, when. */
export interface RouteVisit {
  part: number;
  route: number;
  minS: number;
  maxS: number;
  /** s at its beginning and end. */
  startS: number;
  endS: number;
  forwardM: number;
  backwardM: number;
  /** Length of the track itself on the visit, straight between its positions. */
  trackM: number;
  firstMs: number;
  lastMs: number;
  /** Weighed positions of the part between which it happened. */
  fromK: number;
  toK: number;
  /** Length of the track off the routes inside the visit. */
  offM: number;
  /** It began without a way on the network from the visit before. */
  isCut: boolean;
  /** Pieces in s on which the track lies beside the drawn line, farther than a receiver errs. */
  beside: [fromS: number, toS: number][];
}

export interface VisitOptions {
  /** A shorter visit is a crossing, metres. */
  minIntervalM: number;
  /** A visit that moves less than this share of the track's length along the route crosses it. */
  minAlong: number;
  /** Visits of one route this near each other are one, metres, … */
  mergeM: number;
  /** … when no more than this was travelled off it between. */
  mergeOffM: number;
}

export const VISIT_DEFAULTS: VisitOptions = { minIntervalM: 100, minAlong: 0.4, mergeM: 200, mergeOffM: 500 };

/** On a drawn line, as far from it as a receiver errs; beside it, as far as its drawing errs; or neither. */
export type Nearness = 'on' | 'beside' | 'far';

/** Visits of one matched part, in order, crossings among them. */
export function visitsOf(net: RouteNetwork, part: TrackPart, matched: MatchedPart, partNumber: number): RouteVisit[] {
  const { index, segment, s, broken } = matched;
  const out: RouteVisit[] = [];
  let open: RouteVisit | undefined;
  const begin = (route: number, at: number, ms: number, k: number, isCut: boolean) => {
    open = {
      part: partNumber,
      route,
      minS: at,
      maxS: at,
      startS: at,
      endS: at,
      forwardM: 0,
      backwardM: 0,
      trackM: 0,
      firstMs: ms,
      lastMs: ms,
      fromK: k,
      toK: k,
      offM: 0,
      isCut,
      beside: [],
    };
    out.push(open);
  };
  for (let k = 0; k < index.length; k++) {
    if (segment[k] < 0) {
      open = undefined;
      continue;
    }
    const route = net.segmentRoute[segment[k]];
    const ms = part.timeMs[index[k]];
    if (!open || broken[k] === 1) {
      begin(route, s[k], ms, k, true);
      continue;
    }
    const before: RouteVisit = open;
    const routeBefore = net.segmentRoute[segment[k - 1]];
    const legs = legsOfStep(net, routeBefore, s[k - 1], route, s[k]);
    const length = legs.reduce((sum, leg) => sum + Math.abs(leg.toS - leg.fromS), 0);
    const [i, j] = [2 * index[k - 1], 2 * index[k]];
    const trackM = Math.hypot(part.xy[j] - part.xy[i], part.xy[j + 1] - part.xy[i + 1]);
    const startMs = part.timeMs[index[k - 1]];
    let done = 0;
    let visit: RouteVisit = before;
    for (const leg of legs) {
      const way = Math.abs(leg.toS - leg.fromS);
      if (leg.route !== visit.route || Math.abs(leg.fromS - visit.endS) > 1e-6) {
        begin(leg.route, leg.fromS, startMs + (done / length) * (ms - startMs), k - 1, false);
        visit = out[out.length - 1];
      }
      done += way;
      visit.minS = Math.min(visit.minS, leg.fromS, leg.toS);
      visit.maxS = Math.max(visit.maxS, leg.fromS, leg.toS);
      visit.endS = leg.toS;
      if (leg.toS > leg.fromS) visit.forwardM += way;
      else visit.backwardM += way;
      visit.trackM += (way / length) * trackM;
      visit.lastMs = startMs + (done / length) * (ms - startMs);
      visit.toK = k;
    }
    if (legs.length === 0) {
      visit.trackM += trackM;
      visit.lastMs = ms;
      visit.toK = k;
    }
  }
  return out;
}

function legsOfStep(net: RouteNetwork, route: number, s: number, toRoute: number, toS: number): Leg[] {
  if (route === toRoute) {
    if (s === toS) return [];
    // Nearly always: along the route itself.
    if (networkDistance(net, route, s, toRoute, toS) >= Math.abs(toS - s) - 1e-6) return [{ route, fromS: s, toS }];
  }
  return legsBetween(net, route, s, toRoute, toS);
}

/** Whether a visit went along its route, rather than across it. */
export function isAlong(visit: RouteVisit, { minIntervalM, minAlong }: VisitOptions): boolean {
  const length = visit.maxS - visit.minS;
  return length >= minIntervalM && visit.forwardM + visit.backwardM >= minAlong * visit.trackM;
}

/** Joins visits of one route that a short absence parts. `offBetween` gives what was travelled off the routes. */
export function mergeVisits(
  visits: readonly RouteVisit[],
  { mergeM, mergeOffM }: VisitOptions,
  offBetween: (a: RouteVisit, b: RouteVisit) => number,
): RouteVisit[] {
  const out: RouteVisit[] = [];
  for (const visit of visits) {
    const last = out.at(-1);
    const offM = last ? offBetween(last, visit) : Infinity;
    if (!last || last.route !== visit.route || Math.abs(visit.startS - last.endS) > mergeM || offM > mergeOffM) {
      out.push({ ...visit });
      continue;
    }
    extend(last, visit);
    last.endS = visit.endS;
    last.offM += offM;
  }
  return out;
}

/**
 * Where a track leaves a route for another and comes back further on, though it
 * stayed within reach of the first all the while (a shared carriageway, two
 * rough drawings beside each other), it was on the first there too: the two
 * visits become one. The visit between stays, beside them, where it went along
 * its own route as far for a kilometre and left it by a junction (a shared
 * carriageway); otherwise it was a detour of the matching alone.
 * @param nearness how near to a route's stretch the track stayed in between
 */
export function joinAround(
  visits: readonly RouteVisit[],
  lengthBetween: (a: RouteVisit, b: RouteVisit) => number,
  nearness: (between: RouteVisit, route: number, fromS: number, toS: number) => Nearness,
): { visits: RouteVisit[]; beside: RouteVisit[] } {
  const out: RouteVisit[] = [];
  const beside: RouteVisit[] = [];
  for (const visit of visits) {
    const between = out.at(-1);
    const before = out.at(-2);
    if (!between || before?.route !== visit.route || between.route === visit.route) {
      out.push({ ...visit });
      continue;
    }
    const wayM = Math.abs(visit.startS - before.endS);
    const trackM = lengthBetween(before, visit);
    const isAsLong = Math.abs(wayM - trackM) <= 0.3 * trackM + 100;
    const near = isAsLong ? nearness(between, visit.route, before.endS, visit.startS) : 'far';
    if (near === 'far') {
      out.push({ ...visit });
      continue;
    }
    const piece: [number, number] = [Math.min(before.endS, visit.startS), Math.max(before.endS, visit.startS)];
    if (near === 'beside') before.beside = [...before.beside, piece];
    if (visit.startS > before.endS) before.forwardM += wayM;
    else before.backwardM += wayM;
    extend(before, visit);
    before.trackM += trackM;
    before.endS = visit.endS;
    out.pop();
    const alongM = between.maxS - between.minS;
    if (!visit.isCut && alongM >= 1000 && alongM >= 0.7 * wayM) beside.push(between);
  }
  return { visits: out, beside };
}

function extend(visit: RouteVisit, by: RouteVisit): void {
  visit.minS = Math.min(visit.minS, by.minS);
  visit.maxS = Math.max(visit.maxS, by.maxS);
  visit.forwardM += by.forwardM;
  visit.backwardM += by.backwardM;
  visit.trackM += by.trackM;
  visit.lastMs = by.lastMs;
  visit.part = by.part;
  visit.toK = by.toK;
  visit.beside = [...visit.beside, ...by.beside];
}
