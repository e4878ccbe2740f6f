import Flatbush from 'flatbush';
import type { CommuneWithGeometry } from '../domain/area.ts';
import type { LngLat } from '../domain/geometry.ts';
import type { CommuneId } from '../domain/ids.ts';
import { partsOf, type PlaceGeometry } from '../domain/place-rules.ts';
import { distanceToPolygon, isInside, polygonToPlane, type PlanePolygon } from './polygon.ts';
import { toPlane } from './projection.ts';

/** Which commune lies where. */
export interface CommuneIndex {
  /** The commune that holds a position, or the nearest one (sea, border, slivers between outlines). */
  at(position: LngLat): CommuneId;
  /** The commune that holds a position; undefined outside the province. */
  holding(position: LngLat): CommuneId | undefined;
  /** Communes that a geometry touches, in the order it meets them; the nearest where it touches none. */
  touchedBy(geometry: PlaceGeometry): CommuneId[];
}

/** Lines are looked at no further apart than this, so that no commune crossed for longer is missed. */
const STEP_M = 200;

/**
 * Index of the communes' outlines in the metric plane. Building is O(n log n)
 * in communes; a query is linear in the geometry's length over 200 m plus its
 * vertices, each tried first in the commune of the one before.
 */
export function createCommuneIndex(communes: readonly CommuneWithGeometry[]): CommuneIndex {
  const polygons: PlanePolygon[] = communes.map((commune) => polygonToPlane(commune.geometry));
  const boxes = new Flatbush(polygons.length);
  for (const { minX, minY, maxX, maxY } of polygons) boxes.add(minX, minY, maxX, maxY);
  boxes.finish();

  function find(x: number, y: number, guess: number): number {
    if (guess >= 0 && isInside(polygons[guess], x, y)) return guess;
    const hits = boxes.search(x, y, x, y);
    hits.sort((a, b) => a - b);
    return hits.find((i) => isInside(polygons[i], x, y)) ?? -1;
  }

  function nearest(x: number, y: number): number {
    let best = -1;
    let least = Infinity;
    for (const [i, polygon] of polygons.entries()) {
      const toBox = Math.hypot(
        Math.max(polygon.minX - x, 0, x - polygon.maxX),
        Math.max(polygon.minY - y, 0, y - polygon.maxY),
      );
      if (toBox >= least) continue;
      const distance = distanceToPolygon(polygon, x, y);
      if (distance < least) [best, least] = [i, distance];
    }
    return best;
  }

  function touchedBy(geometry: PlaceGeometry): CommuneId[] {
    const touched = new Set<number>();
    let last = -1;
    const visit = (x: number, y: number): void => {
      last = find(x, y, last);
      if (last >= 0) touched.add(last);
    };
    for (const part of partsOf(geometry)) {
      let [px, py] = toPlane(part[0]);
      visit(px, py);
      for (const position of part) {
        const [x, y] = toPlane(position);
        const steps = Math.max(1, Math.ceil(Math.hypot(x - px, y - py) / STEP_M));
        for (let s = 1; s <= steps; s++) visit(px + ((x - px) * s) / steps, py + ((y - py) * s) / steps);
        [px, py] = [x, y];
      }
    }
    if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') addEnclosed(geometry, touched);
    if (touched.size === 0) touched.add(nearest(...toPlane(partsOf(geometry)[0][0])));
    return [...touched].map((i) => communes[i].id);
  }

  /** Communes whose outline, or part of it, lies within a polygon that meets them nowhere else. */
  function addEnclosed(
    geometry: Extract<PlaceGeometry, { type: 'Polygon' | 'MultiPolygon' }>,
    touched: Set<number>,
  ): void {
    const polygon = polygonToPlane(geometry);
    for (const i of boxes.search(polygon.minX, polygon.minY, polygon.maxX, polygon.maxY)) {
      const [ring] = polygons[i].rings;
      if (!touched.has(i) && isInside(polygon, ring[0], ring[1])) touched.add(i);
    }
  }

  return {
    at: (position) => {
      const [x, y] = toPlane(position);
      const found = find(x, y, -1);
      return communes[found >= 0 ? found : nearest(x, y)].id;
    },
    holding: (position) => {
      const found = find(...toPlane(position), -1);
      return found >= 0 ? communes[found].id : undefined;
    },
    touchedBy,
  };
}
