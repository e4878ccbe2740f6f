import type { ArealGeometry, LngLat } from '../domain/geometry.ts';
import { metresPerDegree, ringAreaM2 } from './ellipsoid.ts';

export type Polygons = LngLat[][][];

export function polygonsOf(geometry: ArealGeometry): Polygons {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

export function geometryOf(polygons: Polygons): ArealGeometry {
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Even–odd rule in the plane of degrees, enough to tell sides of an outline. */
export function ringContains(ring: readonly LngLat[], [x, y]: LngLat): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export function polygonsContain(polygons: Polygons, point: LngLat): boolean {
  return polygons.some(
    ([outer, ...holes]) => ringContains(outer, point) && !holes.some((hole) => ringContains(hole, point)),
  );
}

/** Metres from a point to the nearest edge of any ring, inside or out. */
export function distanceToEdgesM(polygons: Polygons, [x, y]: LngLat): number {
  const scale = metresPerDegree(y);
  let nearest = Infinity;
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const ax = (ring[i - 1][0] - x) * scale.lng;
      const ay = (ring[i - 1][1] - y) * scale.lat;
      const dx = (ring[i][0] - ring[i - 1][0]) * scale.lng;
      const dy = (ring[i][1] - ring[i - 1][1]) * scale.lat;
      const t = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
      nearest = Math.min(nearest, Math.hypot(ax + t * dx, ay + t * dy));
    }
  }
  return nearest;
}

/** Outer rings counter-clockwise, holes clockwise (RFC 7946). */
export function wind(polygons: Polygons): Polygons {
  return polygons.map((rings) =>
    rings.map((ring, index) => (ringAreaM2(ring) > 0 === (index === 0) ? ring : [...ring].reverse())),
  );
}

const keyOf = (p: LngLat) => `${p[0]},${p[1]}`;

/**
 * Union of outlines that share equal edges: an edge walked in both directions
 * lies inside and cancels, the rest is chained into rings. Exact, no tolerance.
 * @throws when a boundary does not close, that is when edges are not shared.
 */
export function dissolve(parts: readonly Polygons[]): Polygons {
  const open = new Map<string, { from: LngLat; to: LngLat }>();
  for (const polygons of parts) {
    for (const ring of wind(polygons).flat()) {
      for (let i = 1; i < ring.length; i++) {
        const back = `${keyOf(ring[i])}|${keyOf(ring[i - 1])}`;
        if (!open.delete(back)) open.set(`${keyOf(ring[i - 1])}|${keyOf(ring[i])}`, { from: ring[i - 1], to: ring[i] });
      }
    }
  }
  const rings = chainRings([...open.values()]);
  const outers = rings.filter((ring) => ringAreaM2(ring) > 0).sort((a, b) => ringAreaM2(b) - ringAreaM2(a));
  const polygons: Polygons = outers.map((ring) => [ring]);
  for (const hole of rings.filter((ring) => ringAreaM2(ring) < 0)) {
    // The smallest outline around it is the last in order of size.
    const owner = polygons.findLast(([outer]) => ringContains(outer, hole[0]));
    if (!owner) throw new Error(`hole without an outline at ${keyOf(hole[0])}`);
    owner.push(hole);
  }
  return polygons;
}

function chainRings(edges: { from: LngLat; to: LngLat }[]): LngLat[][] {
  const starts = new Map<string, LngLat[]>();
  for (const { from, to } of edges) starts.set(keyOf(from), [...(starts.get(keyOf(from)) ?? []), to]);
  const rings: LngLat[][] = [];
  for (const { from } of edges) {
    if (!starts.get(keyOf(from))?.length) continue;
    const ring: LngLat[] = [from];
    for (;;) {
      const here = ring[ring.length - 1];
      const next = leftmost(ring[ring.length - 2], here, starts.get(keyOf(here)) ?? []);
      if (!next) throw new Error(`boundary does not close at ${keyOf(here)}`);
      ring.push(next);
      if (keyOf(next) === keyOf(from)) break;
    }
    rings.push(ring);
  }
  return rings;
}

/** Takes the way that turns most to the left, so that outlines touching at a corner stay apart. */
function leftmost(before: LngLat | undefined, here: LngLat, ways: LngLat[]): LngLat | undefined {
  let best = 0;
  if (before && ways.length > 1) {
    const heading = Math.atan2(here[1] - before[1], here[0] - before[0]);
    const turn = (to: LngLat) => {
      const delta = Math.atan2(to[1] - here[1], to[0] - here[0]) - heading;
      return Math.atan2(Math.sin(delta), Math.cos(delta));
    };
    for (let i = 1; i < ways.length; i++) if (turn(ways[i]) > turn(ways[best])) best = i;
  }
  return ways.splice(best, 1)[0];
}
