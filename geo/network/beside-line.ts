import { pointSegmentDistance } from '../geometry/distance.ts';
import type { MatchedPart, Matcher } from './map-matching.ts';
import type { TrackPart } from './raw-track.ts';
import type { Nearness, RouteVisit } from './route-visits.ts';

/** Shorter pieces are not told apart: a bend cut by the drawing, a wide crossing. */
const LEAST_TOLD_M = 500;

/** As far from a well-drawn line positions are looked for. */
const receiverReachM = ({ options }: Matcher) => Math.max(options.radiusM, 3 * options.sigmaM);

/**
 * Where a visit lies beside the drawn line, farther than positions are looked
 * for along a well-drawn road: it was found only because the drawing is rough.
 * The track may have been on the road, or on another one. Each position speaks
 * for half the way to its neighbours. O(positions of the visit).
 */
export function besideLine(
  matcher: Matcher,
  { xy }: TrackPart,
  { index, segment, s }: MatchedPart,
  { route, fromK, toK }: RouteVisit,
): [fromS: number, toS: number][] {
  const { net } = matcher;
  const reachM = receiverReachM(matcher);
  const isOn = (k: number) => segment[k] >= 0 && net.segmentRoute[segment[k]] === route;
  const out: [number, number][] = [];
  for (let k = fromK; k <= toK; k++) {
    if (!isOn(k)) continue;
    const [ax, ay, bx, by] = net.segmentXy.subarray(4 * segment[k], 4 * segment[k] + 4);
    if (pointSegmentDistance(xy[2 * index[k]], xy[2 * index[k] + 1], ax, ay, bx, by) <= reachM) continue;
    const ends = [k - 1, k + 1].map((other) =>
      other < fromK || other > toK || !isOn(other) ? s[k] : (s[k] + s[other]) / 2,
    );
    out.push([Math.min(s[k], ...ends), Math.max(s[k], ...ends)]);
  }
  return out;
}

/** The pieces of a visit that are told as lying beside the line: joined, and drawn out to its ends, where little is between. */
export function toldBeside({ beside, minS, maxS }: RouteVisit): [fromS: number, toS: number][] {
  const out: [number, number][] = [];
  for (const [from, to] of [...beside].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from - last[1] < LEAST_TOLD_M) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out
    .filter(([from, to]) => to - from >= Math.min(LEAST_TOLD_M, (maxS - minS) / 2))
    .map(([from, to]) => [from - minS < LEAST_TOLD_M ? minS : from, maxS - to < LEAST_TOLD_M ? maxS : to]);
}

/** How near to another route's stretch the positions of a visit lie: `on` or `beside` where all of them do. */
export function nearnessOf(
  matcher: Matcher,
  { xy }: TrackPart,
  { index }: MatchedPart,
  { fromK, toK }: RouteVisit,
  route: number,
  fromS: number,
  toS: number,
): Nearness {
  const { net, sigmaM, options } = matcher;
  const onM = receiverReachM(matcher);
  const [low, high] = [Math.min(fromS, toS), Math.max(fromS, toS)];
  let near: Nearness = 'on';
  for (let k = fromK; k <= toK; k++) {
    let best: Nearness = 'far';
    for (let g = net.firstSegment[route]; g < net.firstSegment[route + 1] && best !== 'on'; g++) {
      if (net.segmentS[g] > high || net.segmentS[g] + net.segmentLengthM[g] < low) continue;
      const [ax, ay, bx, by] = net.segmentXy.subarray(4 * g, 4 * g + 4);
      const distanceM = pointSegmentDistance(xy[2 * index[k]], xy[2 * index[k] + 1], ax, ay, bx, by);
      const reachM = Math.min(options.maxRadiusM, Math.max(options.offRouteM, options.offRouteSigmas * sigmaM[g]));
      if (distanceM <= reachM) best = distanceM <= onM ? 'on' : 'beside';
    }
    if (best === 'far') return 'far';
    if (best === 'beside') near = 'beside';
  }
  return near;
}
