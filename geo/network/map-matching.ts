import { cellAt, createSegmentGrid, type SegmentGrid } from './segment-grid.ts';
import { pointSegmentDistance } from '../geometry/distance.ts';
import { networkDistance } from './network-distance.ts';
import type { TrackPart } from './raw-track.ts';
import type { RouteNetwork } from './route-network.ts';

export interface MatchOptions {
  /** Standard deviation of a receiver's position, metres; a less accurate drawing of the route widens it. */
  sigmaM: number;
  /** Scale of the difference between the way on the network and the straight line, metres. */
  betaM: number;
  /** How far a route is looked for, metres; three σ where that is more, … */
  radiusM: number;
  /** … and never further than this, however rough the drawing. */
  maxRadiusM: number;
  /** Beyond this many σ, and beyond `offRouteM`, being off every route explains a position better. */
  offRouteSigmas: number;
  offRouteM: number;
  /** Log-odds paid for joining or leaving the routes. */
  switchCost: number;
}

export const MATCH_DEFAULTS: MatchOptions = {
  sigmaM: 4.07,
  betaM: 3,
  radiusM: 50,
  maxRadiusM: 1500,
  offRouteSigmas: 2.5,
  offRouteM: 25,
  switchCost: 8,
};

/** A network with the index that matching looks routes up in; made once for many tracks. */
export interface Matcher {
  net: RouteNetwork;
  options: MatchOptions;
  grid: SegmentGrid;
  /** Per segment: σ, and how far from it a position may belong to it. */
  sigmaM: Float64Array;
  radiusM: Float64Array;
}

/** Most routes' segments weighed at one position; the nearest by σ are kept. */
const MAX_CANDIDATES = 8;
/**
 * β of a leg: on a rough drawing the way and the straight line may differ by the
 * leg itself (no more, or a track could change roads at no cost), and always by
 * a tenth of it: the longer the leg, the less it tells of a winding road.
 */
function betaOf(betaM: number, sigmaM: number, straightM: number): number {
  return Math.max(betaM, Math.min(sigmaM, Math.max(straightM, 25)), 0.1 * straightM);
}

/** A way this much longer than the straight line is no way (Newson & Krumm give up at 2 km). */
const MAX_DETOUR_M = 2000;

export function createMatcher(net: RouteNetwork, options: Partial<MatchOptions> = {}): Matcher {
  const all = { ...MATCH_DEFAULTS, ...options };
  const sigmaM = net.segmentAccuracyM.map((accuracyM) => Math.max(all.sigmaM, accuracyM));
  const radiusM = sigmaM.map((sigma) => Math.min(all.maxRadiusM, Math.max(all.radiusM, 3 * sigma)));
  return { net, options: all, grid: createSegmentGrid(net.segmentXy, radiusM), sigmaM, radiusM };
}

/** Per weighed position of a part: its index there, and the segment and s it lies at; segment −1 is off every route. */
export interface MatchedPart {
  index: Int32Array;
  segment: Int32Array;
  s: Float64Array;
  /** 1 where the route before was left without a way to this one: the chain is broken there. */
  broken: Uint8Array;
}

/**
 * The most probable way of a track on the network: a hidden Markov model by
 * Viterbi, after Newson & Krumm (2009), “Hidden Markov map matching through
 * noise and sparseness”, ACM GIS. Emission: normal in the distance to the
 * segment, with σ = max(σ_z, accuracy of the segment). Transition: exponential
 * in |way on the network − straight line|, with β raised on long legs and rough
 * drawings (in theirs, too, β grows with the sampling interval).
 *
 * Added to theirs: a state “off every route”, as probable as a position at
 * `offRouteSigmas` σ from the best candidate, entered and left at `switchCost`;
 * so nothing is forced on a route, and a break in the chain is a visit to that
 * state. As they do, positions within 2 σ_z of the last weighed one are passed
 * over; the last of the part never is. O(n · candidates²).
 */
export function matchPart(matcher: Matcher, part: TrackPart, onProgress?: (share: number) => void): MatchedPart {
  const { net, options, grid, sigmaM, radiusM } = matcher;
  const { switchCost, betaM } = options;
  const { xy } = part;
  const index = thinned(xy, 2 * options.sigmaM);
  const n = index.length;
  // Candidates of all positions one after the other; the last of each position is “off”.
  const first = new Int32Array(n + 1);
  let segment = new Int32Array(4 * n + 16);
  let s = new Float64Array(4 * n + 16);
  let back = new Int32Array(4 * n + 16);
  const grow = () => {
    segment = grown(segment, new Int32Array(2 * segment.length));
    back = grown(back, new Int32Array(2 * back.length));
    s = grown(s, new Float64Array(2 * s.length));
  };
  let score = new Float64Array(MAX_CANDIDATES + 1);
  let before = new Float64Array(MAX_CANDIDATES + 1);
  const emission = new Float64Array(MAX_CANDIDATES + 1);
  const t = new Float64Array(1);

  for (let k = 0; k < n; k++) {
    if (onProgress && k % 4096 === 0) onProgress(k / n);
    const x = xy[2 * index[k]];
    const y = xy[2 * index[k] + 1];
    const start = first[k];
    if (start + MAX_CANDIDATES + 1 > segment.length) grow();

    // Emission of every segment in reach, the best ones kept.
    let count = 0;
    let nearest = -Infinity;
    let off = 0;
    const cell = cellAt(grid, x, y);
    const end = cell < 0 ? 0 : grid.start[cell + 1];
    for (let c = cell < 0 ? 0 : grid.start[cell]; c < end; c++) {
      const g = grid.segments[c];
      const j = 4 * g;
      const { segmentXy: q } = net;
      const distanceM = pointSegmentDistance(x, y, q[j], q[j + 1], q[j + 2], q[j + 3], t);
      if (distanceM > radiusM[g]) continue;
      if ((t[0] === 0 || t[0] === 1) && goesOn(net, g, t[0], x, y)) continue;
      const sigma = sigmaM[g];
      const z = distanceM / sigma;
      const worth = -0.5 * z * z - Math.log(sigma);
      if (worth > nearest) {
        nearest = worth;
        const edge = Math.max(options.offRouteSigmas, options.offRouteM / sigma);
        off = -0.5 * edge * edge - Math.log(sigma);
      }
      const at = net.segmentS[g] + t[0] * net.segmentLengthM[g];
      // Two neighbours met at their common vertex are one candidate.
      let place = -1;
      for (let e = 0; e < count; e++) {
        const h = segment[start + e];
        if (net.segmentRoute[h] === net.segmentRoute[g] && Math.abs(s[start + e] - at) < 1e-6) place = e;
      }
      if (place >= 0 && emission[place] >= worth) continue;
      if (place < 0) {
        if (count < MAX_CANDIDATES) place = count++;
        else {
          place = 0;
          for (let e = 1; e < count; e++) if (emission[e] < emission[place]) place = e;
          if (emission[place] >= worth) continue;
        }
      }
      segment[start + place] = g;
      s[start + place] = at;
      emission[place] = worth;
    }
    segment[start + count] = -1;
    emission[count] = off;
    first[k + 1] = start + count + 1;

    // Viterbi: the best way to each state from the states before.
    for (let b = 0; b <= count; b++) {
      if (k === 0) {
        score[b] = emission[b];
        back[start + b] = -1;
        continue;
      }
      const from = first[k - 1];
      const offBefore = start - 1 - from;
      // From off: staying costs nothing, joining costs the switch.
      let best = before[offBefore] - (b === count ? 0 : switchCost);
      let by = start - 1;
      if (b === count) {
        for (let a = 0; a < offBefore; a++) {
          if (before[a] - switchCost <= best) continue;
          best = before[a] - switchCost;
          by = from + a;
        }
      } else {
        const straightM = Math.hypot(x - xy[2 * index[k - 1]], y - xy[2 * index[k - 1] + 1]);
        const g = segment[start + b];
        for (let a = 0; a < offBefore; a++) {
          const h = segment[from + a];
          const wayM = networkDistance(net, net.segmentRoute[h], s[from + a], net.segmentRoute[g], s[start + b]);
          const differsM = Math.abs(wayM - straightM);
          // Through “off” and back between two positions: the chain is broken, but nothing is lost.
          let worth = before[a] - 2 * switchCost;
          const beta = betaOf(betaM, Math.max(sigmaM[h], sigmaM[g]), straightM);
          if (differsM <= MAX_DETOUR_M) worth = Math.max(worth, before[a] - differsM / beta);
          if (worth <= best) continue;
          best = worth;
          by = from + a;
        }
      }
      score[b] = best + emission[b];
      back[start + b] = by;
    }
    [score, before] = [before, score];
  }
  return walkBack(matcher, part, index, first, segment, s, back, before);
}

/**
 * Whether the route comes nearer to a position beyond the end of its segment:
 * the end is then no candidate, the next segment is, however rough its drawing.
 */
function goesOn({ segmentXy: q, segmentRoute }: RouteNetwork, g: number, t: number, x: number, y: number): boolean {
  const next = t === 1 ? g + 1 : g - 1;
  if (segmentRoute[next] !== segmentRoute[g]) return false;
  const end = t === 1 ? 4 * g + 2 : 4 * g;
  const beyond = t === 1 ? 4 * next + 2 : 4 * next;
  return (x - q[end]) * (q[beyond] - q[end]) + (y - q[end + 1]) * (q[beyond + 1] - q[end + 1]) > 0;
}

function walkBack(
  { net, options, sigmaM }: Matcher,
  { xy }: TrackPart,
  index: Int32Array,
  first: Int32Array,
  segment: Int32Array,
  s: Float64Array,
  back: Int32Array,
  score: Float64Array,
): MatchedPart {
  const n = index.length;
  const out: MatchedPart = {
    index,
    segment: new Int32Array(n),
    s: new Float64Array(n),
    broken: new Uint8Array(n),
  };
  if (n === 0) return out;
  let state = first[n - 1];
  for (let c = first[n - 1]; c < first[n]; c++) {
    if (score[c - first[n - 1]] > score[state - first[n - 1]]) state = c;
  }
  for (let k = n - 1; k >= 0; k--) {
    out.segment[k] = segment[state];
    out.s[k] = s[state];
    const by = back[state];
    if (by >= 0 && segment[state] >= 0 && segment[by] >= 0) {
      const [g, h] = [segment[state], segment[by]];
      const wayM = networkDistance(net, net.segmentRoute[h], s[by], net.segmentRoute[g], s[state]);
      const [i, j] = [2 * index[k - 1], 2 * index[k]];
      const straightM = Math.hypot(xy[j] - xy[i], xy[j + 1] - xy[i + 1]);
      const differsM = Math.abs(wayM - straightM);
      const beta = betaOf(options.betaM, Math.max(sigmaM[g], sigmaM[h]), straightM);
      if (differsM > MAX_DETOUR_M || differsM / beta > 2 * options.switchCost) out.broken[k] = 1;
    }
    state = by;
  }
  return out;
}

/** Indices of positions at least `leastM` apart, the first and the last always. */
function thinned(xy: Float64Array, leastM: number): Int32Array {
  const n = xy.length / 2;
  const out = new Int32Array(n);
  let count = 0;
  let last = -1;
  for (let i = 0; i < n; i++) {
    if (last >= 0 && i < n - 1) {
      const dx = xy[2 * i] - xy[2 * last];
      const dy = xy[2 * i + 1] - xy[2 * last + 1];
      if (dx * dx + dy * dy < leastM * leastM) continue;
    }
    out[count++] = last = i;
  }
  return out.slice(0, count);
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
