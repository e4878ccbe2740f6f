import type { LngLat } from '../domain/geometry.ts';

/**
 * Lengths and areas on the WGS 84 ellipsoid, so that the register's figures
 * depend on no map projection.
 */
const SEMI_MAJOR_M = 6378137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const E1 = Math.sqrt(E2);
const RADIANS = Math.PI / 180;

/** Metres of one degree of longitude and of latitude at a latitude. */
export function metresPerDegree(lat: number): { lng: number; lat: number } {
  const s = Math.sin(lat * RADIANS);
  const w = 1 - E2 * s * s;
  return {
    lng: (SEMI_MAJOR_M / Math.sqrt(w)) * Math.cos(lat * RADIANS) * RADIANS,
    lat: ((SEMI_MAJOR_M * (1 - E2)) / w ** 1.5) * RADIANS,
  };
}

/** Metres between two points less than some 50 km apart (error below 1e-6). */
export function distanceM(a: LngLat, b: LngLat): number {
  const scale = metresPerDegree((a[1] + b[1]) / 2);
  return Math.hypot((b[0] - a[0]) * scale.lng, (b[1] - a[1]) * scale.lat);
}

export function lineLengthM(line: readonly LngLat[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distanceM(line[i - 1], line[i]);
  return sum;
}

/** Authalic q of a latitude: the strip between two parallels has area a²/2 · Δλ · Δq. */
function authalicQ(lat: number): number {
  const s = Math.sin(lat * RADIANS);
  return (1 - E2) * (s / (1 - E2 * s * s) - Math.log((1 - E1 * s) / (1 + E1 * s)) / (2 * E1));
}

/** Signed m² of a closed ring, positive when counter-clockwise. */
export function ringAreaM2(ring: readonly LngLat[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const mean = (authalicQ(ring[i - 1][1]) + authalicQ(ring[i][1])) / 2;
    sum -= (ring[i][0] - ring[i - 1][0]) * RADIANS * mean;
  }
  return (sum * SEMI_MAJOR_M ** 2) / 2;
}

/** m² of a multipolygon's coordinates: outer rings less holes. */
export function polygonsAreaM2(polygons: readonly LngLat[][][]): number {
  let sum = 0;
  for (const [outer, ...holes] of polygons) {
    sum += Math.abs(ringAreaM2(outer));
    for (const hole of holes) sum -= Math.abs(ringAreaM2(hole));
  }
  return sum;
}
