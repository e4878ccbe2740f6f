import type { Bbox, LngLat } from '../domain/geometry.ts';
import type { Route } from '../domain/route.ts';
import { pointSegmentDistance } from '../geometry/distance.ts';
import { fromPlane, lineToPlane, toPlane } from '../geometry/projection.ts';

/**
 * A route's own reference: metres `m` along it, known at every vertex and
 * linear between them. All functions clamp `m` to the route's ends, so that a
 * figure rounded past the end still draws.
 */
type Line = Pick<Route, 'coordinates' | 'measuresM'>;

/** Index of the segment that holds m (0 … vertices − 2), by bisection. */
export function segmentAtM(route: Line, m: number): number {
  const { measuresM } = route;
  let low = 0;
  let high = measuresM.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measuresM[middle] <= m) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Position at m metres: on the straight line of the metric plane, where every
 * distance is computed. In degrees it would lie up to 3 m beside a segment of 20 km.
 */
export function pointAtM(route: Line, m: number): LngLat {
  const i = segmentAtM(route, m);
  const from = route.measuresM[i];
  const to = route.measuresM[i + 1];
  const t = Math.min(1, Math.max(0, (m - from) / (to - from)));
  const [a, b] = [route.coordinates[i], route.coordinates[i + 1]];
  // The ends are the register's own vertices, to the last digit.
  if (t === 0) return [...a];
  if (t === 1) return [...b];
  const [ax, ay] = toPlane(a);
  const [bx, by] = toPlane(b);
  return fromPlane(ax + t * (bx - ax), ay + t * (by - ay));
}

/** The line from fromM to toM with every vertex between; reversed ends are swapped. */
export function sliceRoute(route: Line, fromM: number, toM: number): LngLat[] {
  if (fromM > toM) return sliceRoute(route, toM, fromM);
  const { coordinates, measuresM } = route;
  const line: LngLat[] = [pointAtM(route, fromM)];
  const end = Math.min(toM, measuresM[measuresM.length - 1]);
  for (let i = 0; i < measuresM.length; i++) {
    if (measuresM[i] > fromM && measuresM[i] < end) line.push([...coordinates[i]]);
  }
  line.push(pointAtM(route, end));
  return line;
}

/** [west, south, east, north] of the stretch. */
export function sliceBbox(route: Line, fromM: number, toM: number): Bbox {
  const bbox: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of sliceRoute(route, fromM, toM)) {
    bbox[0] = Math.min(bbox[0], lng);
    bbox[1] = Math.min(bbox[1], lat);
    bbox[2] = Math.max(bbox[2], lng);
    bbox[3] = Math.max(bbox[3], lat);
  }
  return bbox;
}

/** The route's nearest place to a position, by distance in the metric plane; the lower m on a tie. */
export function nearestOnRoute(route: Line, lngLat: LngLat): { m: number; distanceM: number } {
  const line = lineToPlane(route.coordinates);
  const [x, y] = toPlane(lngLat);
  const at = new Float64Array(1);
  let best = { m: route.measuresM[0], distanceM: Infinity };
  for (let i = 0; i + 1 < route.measuresM.length; i++) {
    const j = 2 * i;
    const distanceM = pointSegmentDistance(x, y, line[j], line[j + 1], line[j + 2], line[j + 3], at);
    if (distanceM >= best.distanceM) continue;
    const from = route.measuresM[i];
    best = { m: from + at[0] * (route.measuresM[i + 1] - from), distanceM };
  }
  return best;
}

type Posts = Pick<Route, 'kmPosts' | 'kmIsOfficial' | 'measuresM'>;

/**
 * Official kilometre at m: linear between known posts (uneven ones too), true
 * metres beyond the first and last, m itself where no post is known.
 */
export function kmOfM(route: Posts, m: number): number {
  const posts = [...route.kmPosts].sort((a, b) => a.atM - b.atM);
  if (posts.length === 0) return m / 1000;
  if (posts.length === 1) return posts[0].km + (m - posts[0].atM) / 1000;
  const sign = Math.sign(posts[posts.length - 1].km - posts[0].km) || 1;
  const last = posts[posts.length - 1];
  if (m <= posts[0].atM) return posts[0].km + (sign * (m - posts[0].atM)) / 1000;
  if (m >= last.atM) return last.km + (sign * (m - last.atM)) / 1000;
  const next = posts.findIndex((post) => post.atM > m);
  const [a, b] = [posts[next - 1], posts[next]];
  return a.km + ((m - a.atM) / (b.atM - a.atM)) * (b.km - a.km);
}

/** The route's metres at an official kilometre: the inverse of `kmOfM`. */
export function mOfKm(route: Posts, km: number): number {
  const posts = [...route.kmPosts].sort((a, b) => a.km - b.km);
  if (posts.length === 0) return km * 1000;
  if (posts.length === 1) return posts[0].atM + (km - posts[0].km) * 1000;
  const sign = Math.sign(posts[posts.length - 1].atM - posts[0].atM) || 1;
  const last = posts[posts.length - 1];
  if (km <= posts[0].km) return posts[0].atM + sign * (km - posts[0].km) * 1000;
  if (km >= last.km) return last.atM + sign * (km - last.km) * 1000;
  const next = posts.findIndex((post) => post.km > km);
  const [a, b] = [posts[next - 1], posts[next]];
  return a.atM + ((km - a.km) / (b.km - a.km)) * (b.atM - a.atM);
}

/** `Km 34+200` from kilometres, rounded to `stepM` metres; nothing is lost with a step of 1 and whole metres. */
export function formatKm(km: number, stepM = 1): string {
  const metres = Math.round((km * 1000) / stepM) * stepM;
  const size = Math.abs(metres);
  return `Km ${metres < 0 ? '−' : ''}${Math.floor(size / 1000)}+${String(size % 1000).padStart(3, '0')}`;
}

/**
 * How a place on a route is said: `Km 112+300`, or `≈ Km 112+300` to the
 * nearest 100 m where the posts are not official. The same in both languages.
 * To fill a form, use `formatKm(kmOfM(route, m))`, which rounds to the metre.
 */
export function kmLabel(route: Posts, m: number, _lang: 'vi' | 'en' = 'vi'): string {
  return route.kmIsOfficial ? formatKm(kmOfM(route, m)) : `≈ ${formatKm(kmOfM(route, m), 100)}`;
}

/** `Km 112+300 – Km 131+000`; one label where both ends read the same. */
export function intervalLabel(route: Posts, fromM: number, toM: number, _lang: 'vi' | 'en' = 'vi'): string {
  const stepM = route.kmIsOfficial ? 1 : 100;
  const from = formatKm(kmOfM(route, fromM), stepM);
  const to = formatKm(kmOfM(route, toM), stepM);
  return `${route.kmIsOfficial ? '' : '≈ '}${from === to ? from : `${from} – ${to}`}`;
}

/**
 * Kilometres from what people type: `Km 34+200`, `34+200`, `km34`, `34,2`,
 * `34.2`. After `+` come metres, at most three digits. Undefined when it is none.
 */
export function parseKm(text: string): number | undefined {
  const found = /^\s*≈?\s*(?:km|lý trình|lt)?\s*\.?\s*([-−]?)(\d{1,4})(?:\s*\+\s*(\d{1,3})|[.,](\d{1,6}))?\s*$/iu.exec(
    text.normalize('NFC'),
  );
  if (!found) return undefined;
  const [, minus, whole, metres, decimals] = found;
  const km = Number(whole) + (metres ? Number(metres) / 1000 : decimals ? Number(`0.${decimals}`) : 0);
  return minus ? -km : km;
}
