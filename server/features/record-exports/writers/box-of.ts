import type { Bbox } from '#geo/domain/geometry.ts';
import { partsOf, type PlaceGeometry } from '#geo/domain/place-rules.ts';

/** [west, south, east, north] of some geometries; undefined where there is none. */
export function boxOf(geometries: Iterable<PlaceGeometry | null>): Bbox | undefined {
  const box: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const part of geometry ? partsOf(geometry) : []) {
      for (const [lng, lat] of part) {
        box[0] = Math.min(box[0], lng);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lng);
        box[3] = Math.max(box[3], lat);
      }
    }
  }
  return box[0] === Infinity ? undefined : box;
}
