import type { LngLat } from '../domain/geometry.ts';
import { withPatch } from './projection-patch.ts';
import { createTransverseMercator, WGS84_ELLIPSOID, type TransverseMercatorParameters } from './transverse-mercator.ts';

/**
 * The metric plane of the whole platform: transverse Mercator on the WGS 84
 * ellipsoid with the parameters of VN-2000's zone for Nghệ An (central meridian
 * 104°45′, k 0.9999), without a datum shift. Within the province a length in
 * the plane is true within 1e-4 (10 cm in a kilometre).
 */
export const METRIC_PLANE_PARAMETERS: TransverseMercatorParameters = {
  ellipsoid: WGS84_ELLIPSOID,
  centralMeridianDeg: 104.75,
  scaleFactor: 0.9999,
  falseEastingM: 500_000,
  falseNorthingM: 0,
};

/** The province and 50 km around it lie on the patch. */
export const METRIC_PLANE = withPatch(createTransverseMercator(METRIC_PLANE_PARAMETERS), 500_000, {
  lng: 104.75,
  lat: 19.25,
  halfDeg: 1.5,
});

/** [lng, lat] in degrees to [x, y] in metres of the plane. */
export function toPlane(lngLat: readonly [number, number]): [number, number] {
  const out: [number, number] = [0, 0];
  METRIC_PLANE.forward(lngLat[0], lngLat[1], out, 0);
  return out;
}

/** [x, y] in metres of the plane to [lng, lat] in degrees. */
export function fromPlane(x: number, y: number): LngLat {
  const out: LngLat = [0, 0];
  METRIC_PLANE.inverse(x, y, out, 0);
  return out;
}

/** Projects a list of positions in one pass: x0, y0, x1, y1, … in metres. */
export function lineToPlane(line: readonly (readonly [number, number])[]): Float64Array {
  const out = new Float64Array(line.length * 2);
  for (let i = 0; i < line.length; i++) METRIC_PLANE.forward(line[i][0], line[i][1], out, 2 * i);
  return out;
}

/**
 * Ratio of a small length in the plane to the true one at easting x. The
 * series in (x − FE) / R; the neglected fourth-order term is below 1e-8 here.
 */
export function planeScaleAt(x: number): number {
  const fromMeridian = (x - 500_000) / (0.9999 * 6_362_000);
  return 0.9999 * (1 + (fromMeridian * fromMeridian) / 2);
}
