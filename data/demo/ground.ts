import { type ArealGeometry, type LngLat, SURROUNDINGS } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import type { Random } from '#geo/statistics/random.ts';

/** Metres of a degree in the middle of the province; a simulation needs no better. */
export const M_PER_LAT = 110_680;
export const M_PER_LNG = 105_050;

export function moved([lng, lat]: LngLat, eastM: number, northM: number): LngLat {
  return clamp([lng + eastM / M_PER_LNG, lat + northM / M_PER_LAT]);
}

function clamp([lng, lat]: LngLat): LngLat {
  const [west, south, east, north] = SURROUNDINGS;
  return [round(Math.min(east, Math.max(west, lng))), round(Math.min(north, Math.max(south, lat)))];
}

/** Five digits are a metre, as receivers write. */
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

/**
 * Where the real road runs: the register's line is off by its accuracy, so the
 * tracks of everyone who drives it leave it by the same slow swing, about a
 * third of the accuracy wide: a fine swing for surveyed lines, and a coarse one
 * of kilometres where the line is schematic.
 */
export function roadAtM(route: Route, m: number): LngLat {
  const swing = accuracyAtM(route, m) / 3;
  const fine = Math.min(swing, FINE_SWING_M);
  const coarse = swing - fine;
  const phase = [...route.id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const turn = (waveM: number, shift: number) => Math.sin((2 * Math.PI * m) / waveM + shift);
  return moved(
    pointAtM(route, m),
    fine * turn(3500, phase) + coarse * turn(17_000, phase + 1),
    fine * turn(4700, 2 * phase) + coarse * turn(23_000, 2 * phase + 1),
  );
}

const FINE_SWING_M = 120;

/** Accuracy between vertices, eased so that the road has no jumps. */
function accuracyAtM(route: Route, m: number): number {
  const next = Math.max(
    1,
    route.measuresM.findIndex((at) => at >= m),
  );
  const [from, to] = [route.measuresM[next - 1], route.measuresM[next]];
  const t = Math.min(1, Math.max(0, (m - from) / (to - from)));
  return (1 - t) * route.accuracyM[next - 1] + t * route.accuracyM[next];
}

/** A receiver's recording of a drive along the road: a fix every `spacingM`, 5–30 m off. */
export function trackOnRoute(route: Route, fromM: number, toM: number, random: Random): LngLat[] {
  const spacingM = random.between(240, 420);
  const noiseM = random.between(4, 12);
  const track: LngLat[] = [];
  for (let m = fromM; m < toM; m += spacingM) track.push(jittered(roadAtM(route, m), noiseM, random));
  track.push(jittered(roadAtM(route, toM), noiseM, random));
  return random.chance(0.5) ? track : track.reverse();
}

function jittered(point: LngLat, noiseM: number, random: Random): LngLat {
  return moved(point, noiseM * random.normal(), noiseM * random.normal());
}

/** A walk along a line (the border, the shore), drifting up to `driftM` towards `towards`. */
export function walkAlong(line: readonly LngLat[], towards: LngLat, driftM: number, random: Random): LngLat[] {
  const walk: LngLat[] = [];
  let drift = random.between(0.2, 0.9);
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const lengthM = Math.hypot((b[0] - a[0]) * M_PER_LNG, (b[1] - a[1]) * M_PER_LAT);
    const steps = Math.max(1, Math.round(lengthM / 350));
    for (let s = 0; s < steps; s++) {
      drift = Math.min(1, Math.max(0.1, drift + 0.12 * random.normal()));
      const point: LngLat = [a[0] + ((b[0] - a[0]) * s) / steps, a[1] + ((b[1] - a[1]) * s) / steps];
      const [east, north] = [(towards[0] - point[0]) * M_PER_LNG, (towards[1] - point[1]) * M_PER_LAT];
      const distance = Math.max(1, Math.hypot(east, north));
      const by = Math.min(driftM * drift, distance * 0.8) / distance;
      walk.push(jittered(moved(point, east * by, north * by), 8, random));
    }
  }
  return walk;
}

/** A stretch of a line, by share of its vertices. */
export function shareOf(line: readonly LngLat[], from: number, to: number): LngLat[] {
  const last = line.length - 1;
  const first = Math.min(last - 1, Math.floor(from * last));
  return line.slice(first, Math.max(first + 2, Math.ceil(to * last) + 1));
}

/** The longest run of an outline's edges that lie on another's: a commune's own part of the border or shore. */
export function sharedEdge(geometry: ArealGeometry, outline: ArealGeometry): LngLat[] {
  const keys = new Set(
    ringsOf(outline).flatMap((ring) => ring.slice(1).map((b, i) => `${ring[i].join()}|${b.join()}`)),
  );
  let best: LngLat[] = [];
  for (const ring of ringsOf(geometry)) {
    const open = ring.slice(0, -1);
    const shared = open.map((a, i) => keys.has(`${a.join()}|${open[(i + 1) % open.length].join()}`));
    const start = shared.indexOf(false) + 1;
    let run: LngLat[] = [];
    for (let k = 0; k < open.length; k++) {
      const i = (start + k) % open.length;
      if (!shared[i]) run = [];
      else run = [...(run.length ? run : [open[i]]), open[(i + 1) % open.length]];
      if (run.length > best.length) best = run;
    }
  }
  return best;
}

function ringsOf(geometry: ArealGeometry): LngLat[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

export function isInside(geometry: ArealGeometry, [x, y]: LngLat): boolean {
  let inside = false;
  for (const ring of ringsOf(geometry)) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/** A hand-drawn outline around a place: 7–11 corners, radius about `radiusM`. */
export function sketchAround(centre: LngLat, radiusM: number, random: Random): LngLat[] {
  const corners = random.int(7, 11);
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * (i + random.between(0.15, 0.85))) / corners;
    const radius = radiusM * random.between(0.65, 1.25);
    return moved(centre, radius * Math.cos(angle), radius * Math.sin(angle));
  });
  return [...ring, ring[0]];
}
