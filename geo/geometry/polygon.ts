import type { ArealGeometry } from '../domain/geometry.ts';
import type { z } from 'zod';
import { planeScaleAt, lineToPlane } from './projection.ts';
import { pointSegmentDistance } from './distance.ts';

/** An areal geometry in the metric plane: all rings of all parts, even–odd, with its bounding box. */
export interface PlanePolygon {
  /** x0, y0, x1, y1, …; first and last position equal. */
  rings: Float64Array[];
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export function polygonToPlane(geometry: z.infer<typeof ArealGeometry>): PlanePolygon {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = parts.flatMap((part) => part.map((ring) => closed(lineToPlane(ring))));
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box.minX = Math.min(box.minX, ring[i]);
      box.maxX = Math.max(box.maxX, ring[i]);
      box.minY = Math.min(box.minY, ring[i + 1]);
      box.maxY = Math.max(box.maxY, ring[i + 1]);
    }
  }
  return { rings, ...box };
}

function closed(ring: Float64Array): Float64Array {
  const last = ring.length - 2;
  if (last < 0 || (ring[0] === ring[last] && ring[1] === ring[last + 1])) return ring;
  const out = new Float64Array(ring.length + 2);
  out.set(ring);
  out[ring.length] = ring[0];
  out[ring.length + 1] = ring[1];
  return out;
}

/** The enclosed area of one ring by the shoelace formula, unsigned, m². */
export function ringArea(ring: Float64Array): number {
  let sum = 0;
  // Relative to the first corner, so that large eastings and northings do not cancel.
  const [x0, y0] = ring;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    sum += (ring[i] - x0) * (ring[i + 3] - y0) - (ring[i + 2] - x0) * (ring[i + 1] - y0);
  }
  return Math.abs(sum) / 2;
}

/** Area of the geometry in the plane, m²; holes are the rings after the first of each part. */
export function planeArea(geometry: z.infer<typeof ArealGeometry>): number {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let area = 0;
  for (const part of parts) {
    part.forEach((ring, i) => (area += (i === 0 ? 1 : -1) * ringArea(closed(lineToPlane(ring)))));
  }
  return area;
}

/** Area on the ground: the plane's, undone by the plane's scale at the middle (within 1e-5 for a commune). */
export function trueArea(geometry: z.infer<typeof ArealGeometry>): number {
  const { minX, maxX } = polygonToPlane(geometry);
  return planeArea(geometry) / planeScaleAt((minX + maxX) / 2) ** 2;
}

/** Even–odd rule; a point on the outline may fall either way. */
export function isInside(polygon: PlanePolygon, x: number, y: number): boolean {
  if (x < polygon.minX || x > polygon.maxX || y < polygon.minY || y > polygon.maxY) return false;
  let inside = false;
  for (const ring of polygon.rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const y0 = ring[i + 1];
      const y1 = ring[i + 3];
      if (y0 > y !== y1 > y && x < ring[i] + ((y - y0) / (y1 - y0)) * (ring[i + 2] - ring[i])) inside = !inside;
    }
  }
  return inside;
}

/** Distance in metres from a point to the polygon; 0 inside. */
export function distanceToPolygon(polygon: PlanePolygon, x: number, y: number): number {
  if (isInside(polygon, x, y)) return 0;
  let least = Infinity;
  for (const ring of polygon.rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const d = pointSegmentDistance(x, y, ring[i], ring[i + 1], ring[i + 2], ring[i + 3]);
      if (d < least) least = d;
    }
  }
  return least;
}
