import { SCHEMATIC_ACCURACY_M } from '../domain/route.ts';
import { distanceToPolygon, type PlanePolygon } from '../geometry/polygon.ts';
import { besideLine, nearnessOf, toldBeside } from './beside-line.ts';
import { matchPart, type MatchedPart, type Matcher } from './map-matching.ts';
import type { TrackPart } from './raw-track.ts';
import { fitToReceiver } from './receiver-noise.ts';
import { mOfS, type RouteNetwork } from './route-network.ts';
import {
  isAlong,
  joinAround,
  mergeVisits,
  VISIT_DEFAULTS,
  visitsOf,
  type RouteVisit,
  type VisitOptions,
} from './route-visits.ts';
import type { TrackDay } from './track-cleaning.ts';
import type { TrackStop } from './track-stops.ts';

/** A stretch of a route that a track went along, in the route's own metres. Times are NaN where none are known. */
export interface TrackInterval {
  routeId: string;
  fromM: number;
  toM: number;
  firstMs: number;
  lastMs: number;
  /** By the route's own metres; `both` where more than a tenth went the other way. */
  direction: 'forward' | 'backward' | 'both';
  /** Part of the track's length between its first and last position that lies on the route, 0–1. */
  matchedShare: number;
  /** Which road was driven is not known from geometry: the route is drawn schematically, or the track ran beside its line. */
  uncertain: boolean;
}

export interface TrackDwell {
  x: number;
  y: number;
  fromMs: number;
  untilMs: number;
  /** The site in whose catchment it stood. */
  siteId: string | null;
  /** Where on a route it stood: a checkpoint at that kilometre. */
  routeId: string | null;
  atM: number | null;
}

/** A piece of the track on no route. */
export interface OffRoutePart {
  xy: Float64Array;
  lengthM: number;
  firstMs: number;
  lastMs: number;
}

/** A site with how far it reaches, in the metric plane; `extent` where it has one. */
export interface CatchmentSite {
  id: string;
  x: number;
  y: number;
  extent: PlanePolygon | null;
  catchmentM: number;
}

export interface DayIntervals {
  intervals: TrackInterval[];
  dwells: TrackDwell[];
  offRoute: OffRoutePart[];
  /** Places where the chain of the matching broke: two routes one after the other without a way between. */
  breaks: number;
  /** Length of the cleaned track, straight between its positions. */
  lengthM: number;
}

/** Shorter absences from the routes are not worth a line. */
const MIN_OFF_ROUTE_M = 30;

/**
 * What a day of a track did: stretches of routes, standing, and what was on no
 * route. Nothing of the cleaned track is lost: every step is in an interval or
 * in an off-route part (of at least 30 m).
 */
export function intervalsOfDay(
  base: Matcher,
  day: TrackDay,
  sites: readonly CatchmentSite[],
  options: Partial<VisitOptions> = {},
  onProgress?: (share: number) => void,
): DayIntervals {
  const all = { ...VISIT_DEFAULTS, ...options };
  const { net } = base;
  const { parts } = day;
  const matcher = fitToReceiver(base, parts);
  const total = parts.reduce((sum, part) => sum + part.timeMs.length, 0);
  let before = 0;
  const matched = parts.map((part) => {
    const share = part.timeMs.length / total;
    const result = matchPart(matcher, part, onProgress && ((of) => onProgress(before + of * share)));
    before += share;
    return result;
  });
  const good = parts.flatMap((part, p) =>
    visitsOf(net, part, matched[p], p)
      .filter((visit) => isAlong(visit, all))
      .map((visit) => ({ ...visit, beside: besideLine(matcher, part, matched[p], visit) })),
  );
  const betweenM = (a: RouteVisit, b: RouteVisit) => lengthBetween(parts, matched, a, b);
  const whole = joinAround(good, betweenM, (visit, route, fromS, toS) =>
    nearnessOf(matcher, parts[visit.part], matched[visit.part], visit, route, fromS, toS),
  );
  const visits = [...mergeVisits(whole.visits, all, betweenM), ...whole.beside].sort(
    (a, b) => a.part - b.part || a.fromK - b.fromK,
  );
  return {
    intervals: visits.flatMap((visit) => intervalsOfVisit(net, visit)),
    dwells: day.stops.map((stop) => dwellOf(net, parts, matched, good, stop, sites)),
    offRoute: parts.flatMap((part, p) =>
      offRouteOf(
        part,
        matched[p],
        good.filter((visit) => visit.part === p),
      ),
    ),
    breaks: matched.reduce((sum, { broken }) => sum + broken.reduce((n, b) => n + b, 0), 0),
    lengthM: parts.reduce((sum, part) => sum + lengthOf(part.xy), 0),
  };
}

/** The visit in the route’s metres, cut where which road was driven becomes or ceases to be known. */
function intervalsOfVisit(net: RouteNetwork, visit: RouteVisit): TrackInterval[] {
  const { route, minS, maxS, forwardM, backwardM } = visit;
  const moved = forwardM + backwardM;
  const direction = backwardM <= 0.1 * moved ? 'forward' : forwardM <= 0.1 * moved ? 'backward' : 'both';
  const beside = toldBeside(visit);
  const pieces: { from: number; to: number; uncertain: boolean }[] = [];
  const push = (from: number, to: number, uncertain: boolean) => {
    if (from >= to) return;
    const last = pieces.at(-1);
    if (last?.uncertain === uncertain) last.to = to;
    else pieces.push({ from, to, uncertain });
  };
  for (let g = net.firstSegment[route]; g < net.firstSegment[route + 1]; g++) {
    const end = Math.min(maxS, net.segmentS[g] + net.segmentLengthM[g]);
    let at = Math.max(minS, net.segmentS[g]);
    const isSchematic = net.segmentAccuracyM[g] > SCHEMATIC_ACCURACY_M;
    for (const [from, to] of isSchematic ? [] : beside) {
      if (to <= at || from >= end) continue;
      push(at, from, false);
      push(Math.max(at, from), Math.min(end, to), true);
      at = Math.min(end, to);
    }
    push(at, end, isSchematic);
  }
  return pieces.map(({ from, to, uncertain }) => ({
    routeId: net.routes[route].id,
    fromM: mOfS(net, route, from),
    toM: mOfS(net, route, to),
    firstMs: visit.firstMs,
    lastMs: visit.lastMs,
    direction,
    matchedShare: visit.trackM > 0 ? visit.trackM / (visit.trackM + visit.offM) : 1,
    uncertain,
  }));
}

function dwellOf(
  net: RouteNetwork,
  parts: readonly TrackPart[],
  matched: readonly MatchedPart[],
  visits: readonly RouteVisit[],
  { x, y, fromMs, untilMs }: TrackStop,
  sites: readonly CatchmentSite[],
): TrackDwell {
  let siteId: string | null = null;
  let nearest = 1;
  for (const site of sites) {
    const distanceM = site.extent ? distanceToPolygon(site.extent, x, y) : Math.hypot(site.x - x, site.y - y);
    // The nearest by its own measure: a gate in a large site's catchment stays the gate.
    const share = distanceM / site.catchmentM;
    if (share > nearest || (share === nearest && siteId !== null)) continue;
    nearest = share;
    siteId = site.id;
  }
  for (const visit of visits) {
    const { index, s } = matched[visit.part];
    const { timeMs } = parts[visit.part];
    for (let k = visit.fromK; k <= visit.toK; k++) {
      const t = timeMs[index[k]];
      if (t < fromMs || t > untilMs || net.segmentRoute[matched[visit.part].segment[k]] !== visit.route) continue;
      return {
        x,
        y,
        fromMs,
        untilMs,
        siteId,
        routeId: net.routes[visit.route].id,
        atM: mOfS(net, visit.route, s[k]),
      };
    }
  }
  return { x, y, fromMs, untilMs, siteId, routeId: null, atM: null };
}

function offRouteOf(part: TrackPart, { index }: MatchedPart, visits: readonly RouteVisit[]): OffRoutePart[] {
  const onRoute = new Uint8Array(index.length);
  for (const { fromK, toK } of visits) onRoute.fill(1, fromK + 1, toK + 1);
  const out: OffRoutePart[] = [];
  for (let k = 1; k < index.length;) {
    if (onRoute[k]) {
      k++;
      continue;
    }
    const from = index[k - 1];
    while (k < index.length && !onRoute[k]) k++;
    const to = index[k - 1];
    const xy = part.xy.slice(2 * from, 2 * to + 2);
    const lengthM = lengthOf(xy);
    if (lengthM >= MIN_OFF_ROUTE_M) out.push({ xy, lengthM, firstMs: part.timeMs[from], lastMs: part.timeMs[to] });
  }
  return out;
}

/** What was travelled between two visits; the silence between two parts is taken as the straight line. */
function lengthBetween(
  parts: readonly TrackPart[],
  matched: readonly MatchedPart[],
  a: RouteVisit,
  b: RouteVisit,
): number {
  const end = matched[a.part].index[a.toK];
  const start = matched[b.part].index[b.fromK];
  if (a.part === b.part) return lengthOf(parts[a.part].xy.subarray(2 * end, 2 * start + 2));
  let sum = lengthOf(parts[a.part].xy.subarray(2 * end)) + lengthOf(parts[b.part].xy.subarray(0, 2 * start + 2));
  for (let p = a.part; p < b.part; p++) {
    const [from, to] = [parts[p].xy, parts[p + 1].xy];
    sum += Math.hypot(to[0] - from[from.length - 2], to[1] - from[from.length - 1]);
    if (p > a.part) sum += lengthOf(from);
  }
  return sum;
}

/** Nearer positions add a receiver's wandering rather than way. */
const LEAST_LEG_M = 25;

/**
 * Length of a track in the plane, x0, y0, x1, y1, …, metres, over legs of at
 * least 25 m and the last one: noise of 8 m at 10 m a second would add a half.
 */
export function lengthOf(xy: Float64Array): number {
  let sum = 0;
  let from = 0;
  for (let i = 2; i + 1 < xy.length; i += 2) {
    const leg = Math.hypot(xy[i] - xy[from], xy[i + 1] - xy[from + 1]);
    if (leg < LEAST_LEG_M && i + 3 < xy.length) continue;
    sum += leg;
    from = i;
  }
  return sum;
}
