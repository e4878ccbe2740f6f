import type { Route } from '#geo/domain/route.ts';
import { fromPlane, lineToPlane } from '#geo/geometry/projection.ts';
import { createRandom } from '#geo/statistics/random.ts';

/** As good as surveyed: the drive goes along the drawing. */
const DRAWN_M = 5;

/** A route measured by its drawing: what a peer can be asked about, too. */
export function drawnRoute(route: Route): Route {
  const xy = lineToPlane(route.coordinates);
  const measuresM = [0];
  for (let i = 1; i < route.coordinates.length; i++) {
    measuresM.push(measuresM[i - 1] + Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]));
  }
  const accuracyM = route.accuracyM.map(() => DRAWN_M);
  return { ...route, measuresM, accuracyM, insideM: [[0, measuresM[measuresM.length - 1]]], kmPosts: [] };
}

export interface TrueDrive {
  lngLat: Float64Array;
  timeMs: Float64Array;
  /** What was really driven on each route. */
  truth: ReadonlyMap<string, [fromM: number, toM: number][]>;
  onRouteM: number;
  detourM: number;
}

/** A metre a second is walked, twelve are driven. */
const SPEED_MPS = 12;
/** Every so far along a route the drive leaves it … */
const BETWEEN_DETOURS_M = 12_000;
/** … for a loop this far to the side, coming back this much farther on. */
const ASIDE_M = 900;
const ALONG_M = 2000;
const PAUSE_S = 1800;

/**
 * A drive along the routes one after the other, one position a second, with a
 * loop beside each 12 km; the receiver's error wanders as it does (correlated
 * over 20 s), of that standard deviation in each direction. Made by arithmetic
 * of its own from the drawing, so that what was driven is known.
 */
export function trueDrive(routes: readonly Route[], positions: number, noiseM: number, seed: number): TrueDrive {
  const random = createRandom(seed);
  const lngLat = new Float64Array(2 * positions);
  const timeMs = new Float64Array(positions);
  const truth = new Map<string, [number, number][]>();
  const keep = Math.exp(-1 / 20);
  let [ex, ey] = [noiseM * random.normal(), noiseM * random.normal()];
  let ms = Date.parse('2026-03-02T00:00:00Z');
  let n = 0;
  let [onRouteM, detourM] = [0, 0];
  const put = (x: number, y: number) => {
    const fresh = noiseM * Math.sqrt(1 - keep * keep);
    [ex, ey] = [keep * ex + fresh * random.normal(), keep * ey + fresh * random.normal()];
    [lngLat[2 * n], lngLat[2 * n + 1]] = fromPlane(x + ex, y + ey);
    timeMs[n++] = ms;
    ms += 1000;
  };
  for (let turn = 0; n < positions; turn++) {
    const route = routes[turn % routes.length];
    const xy = lineToPlane(route.coordinates);
    const { measuresM } = route;
    const lengthM = measuresM[measuresM.length - 1];
    const driven = truth.get(route.id) ?? [];
    truth.set(route.id, driven);
    let m = 0;
    let begun = 0;
    let i = 0;
    const at = (where: number): [number, number] => {
      while (i > 0 && measuresM[i] > where) i--;
      while (i + 2 < measuresM.length && measuresM[i + 1] < where) i++;
      const t = (where - measuresM[i]) / (measuresM[i + 1] - measuresM[i]);
      return [xy[2 * i] + t * (xy[2 * i + 2] - xy[2 * i]), xy[2 * i + 1] + t * (xy[2 * i + 3] - xy[2 * i + 1])];
    };
    const end = () => {
      if (m > begun) driven.push([begun, m]);
      onRouteM += m - begun;
    };
    for (; m <= lengthM && n < positions; m += SPEED_MPS) {
      put(...at(m));
      if (m - begun < BETWEEN_DETOURS_M || m + ALONG_M + SPEED_MPS > lengthM) continue;
      end();
      // Half an ellipse beside the road, left or right by turns, back on it farther along.
      const [ax, ay] = at(m);
      const [bx, by] = at(m + ALONG_M);
      const side = driven.length % 2 === 0 ? ASIDE_M : -ASIDE_M;
      const [dx, dy] = [bx - ax, by - ay];
      const chord = Math.hypot(dx, dy) || 1;
      const steps = Math.ceil((Math.PI * Math.hypot(chord / 2, ASIDE_M)) / Math.SQRT2 / SPEED_MPS);
      for (let k = 1; k < steps && n < positions; k++) {
        const along = (1 - Math.cos((Math.PI * k) / steps)) / 2;
        const aside = (side * Math.sin((Math.PI * k) / steps)) / chord;
        put(ax + along * dx - aside * dy, ay + along * dy + aside * dx);
        detourM += SPEED_MPS;
      }
      m += ALONG_M;
      begun = m;
    }
    m = Math.min(m, lengthM);
    end();
    ms += PAUSE_S * 1000;
  }
  return { lngLat, timeMs, truth, onRouteM, detourM };
}

/** The drive as a receiver's file. */
export function gpxOfDrive({ lngLat, timeMs }: Pick<TrueDrive, 'lngLat' | 'timeMs'>): string {
  const points = Array.from(
    timeMs,
    (ms, i) =>
      `<trkpt lat="${lngLat[2 * i + 1].toFixed(7)}" lon="${lngLat[2 * i].toFixed(7)}"><ele>12.3</ele><time>${new Date(ms).toISOString()}</time></trkpt>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Bench</name><trkseg>\n${points.join('\n')}\n</trkseg></trk></gpx>\n`;
}
