import type { RouteId } from '#geo/domain/ids.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { fromPlane, lineToPlane } from '#geo/geometry/projection.ts';
import type { RawTrack } from '#geo/network/raw-track.ts';
import type { NetworkRoute } from '#geo/network/route-network.ts';
import { createRandom } from '#geo/statistics/random.ts';

/** Everything lies around this position of the plane, inside the province. */
export const ORIGIN: readonly [number, number] = [540_000, 2_090_000];

/** A route through positions given in metres from {@link ORIGIN}; its m is the length in the plane. */
export function planeRoute(
  id: string,
  positions: readonly (readonly [number, number])[],
  accuracyM: number | readonly number[] = 4,
  kind: NetworkRoute['kind'] = 'road',
): NetworkRoute {
  const coordinates: LngLat[] = positions.map(([x, y]) => fromPlane(ORIGIN[0] + x, ORIGIN[1] + y));
  const xy = lineToPlane(coordinates);
  const measuresM = [0];
  for (let i = 2; i < xy.length; i += 2) {
    measuresM.push(measuresM[measuresM.length - 1] + Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]));
  }
  const accuracy = typeof accuracyM === 'number' ? positions.map(() => accuracyM) : [...accuracyM];
  return { id: id as RouteId, kind, coordinates, measuresM, accuracyM: accuracy };
}

export interface DriveOptions {
  speedMps?: number;
  everyS?: number;
  startMs?: number;
  /** Standard deviation of the receiver in each direction, metres. */
  noiseM?: number;
  seed?: number;
}

/**
 * A drive through positions (metres from {@link ORIGIN}) at constant speed, one
 * position every `everyS` and one at each end; made by arithmetic of its own,
 * without any function under test but the projection.
 */
export function drive(
  through: readonly (readonly [number, number])[],
  { speedMps = 10, everyS = 1, startMs = Date.parse('2026-03-02T02:00:00Z'), noiseM = 0, seed = 1 }: DriveOptions = {},
): RawTrack {
  const random = createRandom(seed);
  const lngLat: number[] = [];
  const timeMs: number[] = [];
  let done = 0;
  let next = 0;
  const push = (x: number, y: number, along: number) => {
    const [dx, dy] = noiseM > 0 ? [noiseM * random.normal(), noiseM * random.normal()] : [0, 0];
    lngLat.push(...fromPlane(ORIGIN[0] + x + dx, ORIGIN[1] + y + dy));
    timeMs.push(startMs + (along / speedMps) * 1000);
  };
  for (let i = 0; i + 1 < through.length; i++) {
    const [[ax, ay], [bx, by]] = [through[i], through[i + 1]];
    const length = Math.hypot(bx - ax, by - ay);
    for (; next < done + length; next += everyS * speedMps) {
      const t = (next - done) / length;
      push(ax + t * (bx - ax), ay + t * (by - ay), next);
    }
    done += length;
  }
  const [x, y] = through[through.length - 1];
  push(x, y, done);
  return { name: 'drive', lngLat: Float64Array.from(lngLat), timeMs: Float64Array.from(timeMs), segmentStarts: [0] };
}

/** The same positions driven the other way, in the same times. */
export function reversed(track: RawTrack): RawTrack {
  const n = track.timeMs.length;
  const lngLat = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) lngLat.set(track.lngLat.subarray(2 * (n - 1 - i), 2 * (n - i)), 2 * i);
  const end = track.timeMs[0] + track.timeMs[n - 1];
  return { ...track, lngLat, timeMs: track.timeMs.map((t) => end - t).reverse() };
}

/** Several recordings as one track. */
export function joined(...tracks: readonly RawTrack[]): RawTrack {
  const all = (key: 'lngLat' | 'timeMs') => Float64Array.from(tracks.flatMap((track) => [...track[key]]));
  return { name: 'joined', lngLat: all('lngLat'), timeMs: all('timeMs'), segmentStarts: [0] };
}
