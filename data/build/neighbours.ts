import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { LngLat } from '#geo/domain/geometry.ts';
import { distanceM, lineLengthM } from '#geo/geometry/ellipsoid.ts';
import { type Polygons, polygonsOf } from '#geo/geometry/rings.ts';

/** Drawn around the surroundings, so that no edge shows when the map is wider than them. */
export const WINDOW = { west: 102, south: 17, east: 108.2, north: 21.3 };

export interface Country {
  id: string;
  nameVi: string;
  nameEn: string;
  polygons: Polygons;
}

/** ISO 3166 numeric codes, as Natural Earth has them. */
const COUNTRIES = [
  { id: '704', nameVi: 'Việt Nam', nameEn: 'Viet Nam' },
  { id: '418', nameVi: 'Lào', nameEn: 'Laos' },
  { id: '764', nameVi: 'Thái Lan', nameEn: 'Thailand' },
];

/**
 * The countries around the province from Natural Earth 1:10,000,000 (npm
 * `world-atlas`), largest outline only: islands of the gulf are too coarse
 * there, and nothing of the East Sea comes in.
 */
export function readCountries(): Country[] {
  const path = fileURLToPath(import.meta.resolve('world-atlas/countries-10m.json'));
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ countries: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.countries);
  return COUNTRIES.map((country) => {
    const found = features.find((f) => f.id === country.id)?.geometry;
    if (found?.type !== 'Polygon' && found?.type !== 'MultiPolygon') throw new Error(`no country ${country.id}`);
    const polygons = polygonsOf(found as Parameters<typeof polygonsOf>[0]);
    const largest = polygons.reduce((a, b) => (b[0].length > a[0].length ? b : a));
    return { ...country, polygons: [[largest[0]]] };
  });
}

/**
 * Puts a finer line in place of a ring's own course between the vertices
 * nearest to its ends, the shorter way round. `line` may run either way. The
 * coarse vertices within `trimM` of a joint are dropped, for they make spikes.
 */
export function splice(ring: readonly LngLat[], line: readonly LngLat[], trimM: number): LngLat[] {
  const open = ring.slice(0, -1);
  const [start, end] = [line[0], line[line.length - 1]];
  const from = nearestVertex(open, start);
  const to = (nearestVertex(open, end) - from + open.length) % open.length;
  const rotated = [...open.slice(from), ...open.slice(0, from)];
  const forward = rotated.slice(0, to + 1);
  const backward = [...rotated.slice(to), rotated[0]];
  const kept = lineLengthM(forward) < lineLengthM(backward) ? backward : [...forward].reverse();
  const first = kept.findIndex((p) => distanceM(p, end) > trimM);
  const last = kept.findLastIndex((p) => distanceM(p, start) > trimM);
  const spliced = [...line, ...kept.slice(first, last + 1)];
  return [...spliced, spliced[0]];
}

function nearestVertex(ring: readonly LngLat[], [x, y]: LngLat): number {
  let best = 0;
  const distance = (i: number) => Math.hypot(ring[i][0] - x, ring[i][1] - y);
  for (let i = 1; i < ring.length; i++) if (distance(i) < distance(best)) best = i;
  return best;
}

const EDGES: { inside(p: LngLat): boolean; cut(a: LngLat, b: LngLat): LngLat }[] = [
  { inside: (p) => p[0] >= WINDOW.west, cut: (a, b) => cutAtLng(a, b, WINDOW.west) },
  { inside: (p) => p[0] <= WINDOW.east, cut: (a, b) => cutAtLng(a, b, WINDOW.east) },
  { inside: (p) => p[1] >= WINDOW.south, cut: (a, b) => cutAtLat(a, b, WINDOW.south) },
  { inside: (p) => p[1] <= WINDOW.north, cut: (a, b) => cutAtLat(a, b, WINDOW.north) },
];

/** Sutherland–Hodgman; parts of a concave ring stay joined along the window's edge, which is never seen. */
export function clipRing(ring: readonly LngLat[]): LngLat[] {
  let clipped = ring.slice(0, -1);
  for (const edge of EDGES) {
    const before = clipped;
    clipped = before.flatMap((point, i) => {
      const previous = before[(i + before.length - 1) % before.length];
      if (edge.inside(point)) return edge.inside(previous) ? [point] : [edge.cut(previous, point), point];
      return edge.inside(previous) ? [edge.cut(previous, point)] : [];
    });
  }
  return clipped.length ? [...clipped, clipped[0]] : [];
}

export function isInWindow(p: LngLat): boolean {
  return EDGES.every((edge) => edge.inside(p));
}

function cutAtLng(a: LngLat, b: LngLat, lng: number): LngLat {
  return [lng, a[1] + ((lng - a[0]) / (b[0] - a[0])) * (b[1] - a[1])];
}

function cutAtLat(a: LngLat, b: LngLat, lat: number): LngLat {
  return [a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]), lat];
}
