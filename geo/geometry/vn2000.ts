import type { LngLat } from '../domain/geometry.ts';
import { createTransverseMercator, WGS84_ELLIPSOID } from './transverse-mercator.ts';

/**
 * VN-2000 (EPSG:4756) and the zones of it that survey files of the province
 * come in. The national datum uses the WGS 84 ellipsoid in another
 * position; EPSG:6960 (coordinate-frame rotation, 7 parameters) ties the two.
 */
export const VN2000_ZONES = {
  /** TM-3, 104°45′: the province's own. */
  9208: { centralMeridianDeg: 104.75, scaleFactor: 0.9999 },
  /** TM-3, 105°00′. */
  5897: { centralMeridianDeg: 105, scaleFactor: 0.9999 },
  /** UTM zone 48N. */
  3405: { centralMeridianDeg: 105, scaleFactor: 0.9996 },
  /** UTM zone 49N, made for the east coast: here its eastings are negative or small. */
  3406: { centralMeridianDeg: 111, scaleFactor: 0.9996 },
} as const;
export type Vn2000Epsg = keyof typeof VN2000_ZONES;

const zoneOf = (epsg: Vn2000Epsg) =>
  createTransverseMercator({
    ellipsoid: WGS84_ELLIPSOID,
    ...VN2000_ZONES[epsg],
    falseEastingM: 500_000,
    falseNorthingM: 0,
  });
const ZONES = { 9208: zoneOf(9208), 5897: zoneOf(5897), 3405: zoneOf(3405), 3406: zoneOf(3406) };

const ARC_SECOND = Math.PI / 648_000;
const SHIFT = {
  tx: -191.90441429,
  ty: -39.30318279,
  tz: -111.45032835,
  rx: -0.00928836 * ARC_SECOND,
  ry: 0.01975479 * ARC_SECOND,
  rz: -0.00427372 * ARC_SECOND,
  scale: 1 + 0.252906278e-6,
};

/** WGS 84 [lng, lat] to VN-2000's own degrees (EPSG:4756), some 200 m beside. Height is taken as 0. */
export function wgs84ToVn2000Degrees(lngLat: LngLat): LngLat {
  const [x, y, z] = toGeocentric(lngLat[0], lngLat[1]);
  const { tx, ty, tz, rx, ry, rz, scale } = SHIFT;
  const [u, v, w] = [(x - tx) / scale, (y - ty) / scale, (z - tz) / scale];
  // Inverse of the small rotation: its transpose (the second-order part is below a nanometre).
  return toGeographic(u - rz * v + ry * w, rz * u + v - rx * w, -ry * u + rx * v + w);
}

/** VN-2000 degrees (EPSG:4756) to WGS 84 [lng, lat]. */
export function vn2000DegreesToWgs84(lngLat: LngLat): LngLat {
  const [x, y, z] = toGeocentric(lngLat[0], lngLat[1]);
  const { tx, ty, tz, rx, ry, rz, scale } = SHIFT;
  return toGeographic(
    tx + scale * (x + rz * y - ry * z),
    ty + scale * (-rz * x + y + rx * z),
    tz + scale * (ry * x - rx * y + z),
  );
}

/** WGS 84 [lng, lat] to [easting, northing] of a VN-2000 zone, metres. Height is taken as 0. */
export function wgs84ToVn2000(lngLat: LngLat, epsg: Vn2000Epsg): [number, number] {
  const [lng, lat] = wgs84ToVn2000Degrees(lngLat);
  const out: [number, number] = [0, 0];
  ZONES[epsg].forward(lng, lat, out, 0);
  return out;
}

/** [easting, northing] of a VN-2000 zone to WGS 84 [lng, lat]. */
export function vn2000ToWgs84(easting: number, northing: number, epsg: Vn2000Epsg): LngLat {
  const out: LngLat = [0, 0];
  ZONES[epsg].inverse(easting, northing, out, 0);
  return vn2000DegreesToWgs84(out);
}

const A = WGS84_ELLIPSOID.semiMajorAxisM;
const F = 1 / WGS84_ELLIPSOID.inverseFlattening;
const E2 = F * (2 - F);
const DEG = Math.PI / 180;

function toGeocentric(lng: number, lat: number): [number, number, number] {
  const sin = Math.sin(lat * DEG);
  const cos = Math.cos(lat * DEG);
  const normal = A / Math.sqrt(1 - E2 * sin * sin);
  return [normal * cos * Math.cos(lng * DEG), normal * cos * Math.sin(lng * DEG), normal * (1 - E2) * sin];
}

/** Latitude by fixed-point iteration on the normal; converges by a factor of 150 a step. */
function toGeographic(x: number, y: number, z: number): LngLat {
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - E2));
  for (let i = 0; i < 8; i++) {
    const sin = Math.sin(lat);
    lat = Math.atan2(z + (E2 * A * sin) / Math.sqrt(1 - E2 * sin * sin), p);
  }
  return [Math.atan2(y, x) / DEG, lat / DEG];
}
