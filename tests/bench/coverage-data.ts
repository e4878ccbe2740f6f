import type { LngLat } from '#geo/domain/geometry.ts';
import { fromPlane } from '#geo/geometry/projection.ts';
import { createRandom, type Random } from '#geo/statistics/random.ts';

/** Tracks, areas and routes made up for a measurement, in [lng, lat]. */
export interface CoverageData {
  tracks: LngLat[][];
  /** Closed outlines. */
  areas: LngLat[][];
  routes: LngLat[][];
}

export interface CoverageDataSize {
  tracks: number;
  trackVertices: number;
  areas: number;
  areaVertices: number;
  routes: number;
  routeVertices: number;
}

/** About the size of Nghệ An, in the metric plane. */
const [WEST, SOUTH, WIDTH, HEIGHT] = [430_000, 2_060_000, 140_000, 112_000];
const STEP_M = 50;
/** Of each route: where patrols along it begin. */
const POSTS = 5;
type Line = [number, number][];

/**
 * A province made up from a seed: areas side by side with ragged outlines,
 * routes that wind, turn back and cross themselves, one vertex each 50 m, and
 * patrols of some 11 km: six in ten along a route with a receiver's error,
 * the others across country.
 */
export function coverageData(size: CoverageDataSize, seed = 'coverage'): CoverageData {
  const random = createRandom(seed);
  const routes = Array.from({ length: size.routes }, () => winding(random, size.routeVertices, STEP_M, 0.06));
  const last = size.routeVertices - 2 * size.trackVertices;
  const posts = routes.flatMap((route) => Array.from({ length: POSTS }, () => ({ route, first: random.int(0, last) })));
  const tracks = Array.from({ length: size.tracks }, () =>
    random.chance(0.6)
      ? along(random, random.pick(posts), size.trackVertices)
      : winding(random, size.trackVertices, random.between(80, 140), 0.25),
  );
  const columns = Math.ceil(Math.sqrt((size.areas * WIDTH) / HEIGHT));
  const rows = Math.ceil(size.areas / columns);
  const areas = Array.from({ length: size.areas }, (_, i) => {
    const x = WEST + (((i % columns) + 0.5) * WIDTH) / columns;
    const y = SOUTH + ((Math.floor(i / columns) + 0.5) * HEIGHT) / rows;
    return ragged(random, x, y, 0.5 * Math.min(WIDTH / columns, HEIGHT / rows), size.areaVertices);
  });
  const lngLat = (line: Line) => line.map(([x, y]) => fromPlane(x, y));
  return { tracks: tracks.map(lngLat), areas: areas.map(lngLat), routes: routes.map(lngLat) };
}

/** A way without aim that stays in the province. */
function winding(random: Random, vertices: number, stepM: number, turn: number): Line {
  let x = WEST + random.next() * WIDTH;
  let y = SOUTH + random.next() * HEIGHT;
  let heading = random.between(0, 2 * Math.PI);
  let bend = 0;
  return Array.from({ length: vertices }, () => {
    bend = 0.9 * bend + turn * random.normal();
    heading += 0.3 * bend;
    if (x < WEST || x > WEST + WIDTH || y < SOUTH || y > SOUTH + HEIGHT) {
      // Home again, by a wide curve.
      const home = Math.atan2(SOUTH + HEIGHT / 2 - y, WEST + WIDTH / 2 - x);
      heading += 0.1 * Math.sin(home - heading);
    }
    x += stepM * Math.cos(heading);
    y += stepM * Math.sin(heading);
    return [x, y];
  });
}

/** A drive along a route from a post, out or home, with a receiver's error that wanders. */
function along(random: Random, post: { route: Line; first: number }, vertices: number): Line {
  let [dx, dy] = [0, 0];
  const line = Array.from({ length: vertices }, (_, i): [number, number] => {
    const [x, y] = post.route[post.first + 2 * i];
    dx = 0.8 * dx + 5 * random.normal();
    dy = 0.8 * dy + 5 * random.normal();
    return [x + dx, y + dy];
  });
  return random.chance(0.5) ? line : line.reverse();
}

/** An outline around a centre: waves of all lengths, and teeth. */
function ragged(random: Random, cx: number, cy: number, radiusM: number, vertices: number): Line {
  const waves = Array.from({ length: 12 }, (_, k) => ({
    times: k + 1,
    size: random.between(0, 0.16 / (k + 1)),
    phase: random.between(0, 2 * Math.PI),
  }));
  const line = Array.from({ length: vertices - 1 }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / (vertices - 1);
    const swell = waves.reduce((sum, { times, size, phase }) => sum + size * Math.cos(times * angle + phase), 0);
    const r = radiusM * (0.9 + swell) + random.between(-15, 15);
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  });
  return [...line, line[0]];
}
