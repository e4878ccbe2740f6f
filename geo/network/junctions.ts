import { pointSegmentDistance } from '../geometry/distance.ts';
import type { RouteNetwork } from './route-network.ts';

export interface JunctionOptions {
  /** An end this near another route joins it, metres; more where the drawing is less accurate, */
  nearEndM: number;
  /** … but never more than this. */
  maxNearEndM: number;
}

export const JUNCTION_DEFAULTS: JunctionOptions = { nearEndM: 50, maxNearEndM: 500 };

export interface Junction {
  a: { route: number; s: number };
  b: { route: number; s: number };
  gapM: number;
}

type Lines = Pick<
  RouteNetwork,
  'routes' | 'segmentXy' | 'segmentRoute' | 'segmentAccuracyM' | 'segmentS' | 'segmentLengthM' | 'firstSegment'
>;

/** Two junctions of the same two routes nearer than this are one: two drawings of one road weave through each other. */
const SAME_M = 50;

/**
 * Where routes of one kind meet: crossings of their lines (drawings do not tell
 * a bridge from a junction), and ends of one within reach of the other.
 * A route's crossing of itself counts too.
 */
export function findJunctions(lines: Lines, options: Partial<JunctionOptions> = {}): Junction[] {
  const { nearEndM, maxNearEndM } = { ...JUNCTION_DEFAULTS, ...options };
  const { routes, firstSegment } = lines;
  const out: Junction[] = [];
  for (let a = 0; a < routes.length; a++) {
    for (let b = a; b < routes.length; b++) {
      if ((routes[a].kind === 'railway') !== (routes[b].kind === 'railway')) continue;
      if (!boxesMeet(lines, a, b, maxNearEndM)) continue;
      const found = crossings(lines, a, b);
      if (a !== b) {
        found.push(...nearEnds(lines, a, b, nearEndM, maxNearEndM));
        found.push(
          ...nearEnds(lines, b, a, nearEndM, maxNearEndM).map(({ a: p, b: q, gapM }) => ({ a: q, b: p, gapM })),
        );
      }
      found.sort((p, q) => p.gapM - q.gapM);
      const kept: Junction[] = [];
      for (const next of found) {
        const isSame = (old: Junction) =>
          Math.abs(old.a.s - next.a.s) < SAME_M && Math.abs(old.b.s - next.b.s) < SAME_M;
        if (!kept.some(isSame)) kept.push(next);
      }
      out.push(...kept);
    }
  }
  return out;

  function crossings({ segmentXy: xy, segmentS, segmentLengthM }: Lines, a: number, b: number): Junction[] {
    const found: Junction[] = [];
    for (let i = firstSegment[a]; i < firstSegment[a + 1]; i++) {
      const [ax, ay, bx, by] = [xy[4 * i], xy[4 * i + 1], xy[4 * i + 2], xy[4 * i + 3]];
      // Neighbours of one route share their vertex: no junction.
      for (let j = a === b ? i + 2 : firstSegment[b]; j < firstSegment[b + 1]; j++) {
        const [cx, cy, dx, dy] = [xy[4 * j], xy[4 * j + 1], xy[4 * j + 2], xy[4 * j + 3]];
        if ((cx < ax && cx < bx && dx < ax && dx < bx) || (cx > ax && cx > bx && dx > ax && dx > bx)) continue;
        if ((cy < ay && cy < by && dy < ay && dy < by) || (cy > ay && cy > by && dy > ay && dy > by)) continue;
        const [vx, vy, wx, wy] = [bx - ax, by - ay, dx - cx, dy - cy];
        const cross = vx * wy - vy * wx;
        if (cross === 0) continue;
        const t = ((cx - ax) * wy - (cy - ay) * wx) / cross;
        const u = ((cx - ax) * vy - (cy - ay) * vx) / cross;
        if (t < 0 || t > 1 || u < 0 || u > 1) continue;
        found.push({
          a: { route: a, s: segmentS[i] + t * segmentLengthM[i] },
          b: { route: b, s: segmentS[j] + u * segmentLengthM[j] },
          gapM: 0,
        });
      }
    }
    return found;
  }
}

/** The two ends of route a where they come near route b. */
function nearEnds(lines: Lines, a: number, b: number, nearEndM: number, maxNearEndM: number): Junction[] {
  const { firstSegment, segmentXy: xy, segmentAccuracyM, segmentS, segmentLengthM } = lines;
  if (firstSegment[a] === firstSegment[a + 1]) return [];
  const last = firstSegment[a + 1] - 1;
  const ends = [
    { s: 0, segment: firstSegment[a], at: 4 * firstSegment[a] },
    { s: segmentS[last] + segmentLengthM[last], segment: last, at: 4 * last + 2 },
  ];
  const t = new Float64Array(1);
  return ends.flatMap(({ s, segment, at }) => {
    let best: Junction | undefined;
    for (let j = firstSegment[b]; j < firstSegment[b + 1]; j++) {
      const k = 4 * j;
      const gapM = pointSegmentDistance(xy[at], xy[at + 1], xy[k], xy[k + 1], xy[k + 2], xy[k + 3], t);
      const reach = Math.min(maxNearEndM, Math.max(nearEndM, segmentAccuracyM[segment] + segmentAccuracyM[j]));
      if (gapM > reach || (best && gapM >= best.gapM)) continue;
      best = { a: { route: a, s }, b: { route: b, s: segmentS[j] + t[0] * segmentLengthM[j] }, gapM };
    }
    return best ? [best] : [];
  });
}

function boxesMeet({ firstSegment, segmentXy: xy }: Lines, a: number, b: number, marginM: number): boolean {
  const box = (r: number) => {
    const out = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 4 * firstSegment[r]; i < 4 * firstSegment[r + 1]; i += 2) {
      out[0] = Math.min(out[0], xy[i]);
      out[1] = Math.min(out[1], xy[i + 1]);
      out[2] = Math.max(out[2], xy[i]);
      out[3] = Math.max(out[3], xy[i + 1]);
    }
    return out;
  };
  const [p, q] = [box(a), box(b)];
  return p[0] - marginM <= q[2] && q[0] - marginM <= p[2] && p[1] - marginM <= q[3] && q[1] - marginM <= p[3];
}
