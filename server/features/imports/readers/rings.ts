import type { Position } from 'geojson';
import { tooLarge } from './refusals.ts';

const MAX_RINGS = 10_000;

/**
 * Rings of a Shapefile's polygon as GeoJSON polygons: clockwise rings are
 * outer, the others holes of the smallest outer ring around them. Rings are
 * turned to GeoJSON's direction (outer counter-clockwise), first vertex kept.
 * A hole that lies in nothing, as careless programs write, is an outer ring.
 * O(rings² + holes × vertices).
 * @throws DomainError file.too_large
 */
export function assembleRings(rings: readonly Position[][]): Position[][][] {
  if (rings.length > MAX_RINGS) throw tooLarge('Một vùng có quá nhiều vòng.', 'A polygon has too many rings.');
  const turned = rings.map((ring) => ({ ring: ring.toReversed(), area: signedArea(ring), box: boxOf(ring) }));
  const outers = turned.filter(({ area }) => area < 0).map((outer) => ({ ...outer, holes: [] as Position[][] }));
  outers.sort((a, b) => b.area - a.area);
  const alone: Position[][] = [];
  for (const { ring, area, box } of turned) {
    if (area < 0) continue;
    // Smallest first, so the first that holds it is the one.
    const home = outers.find((outer) => boxHolds(outer.box, box) && -outer.area >= area && holds(outer.ring, ring));
    if (home === undefined) alone.push(area === 0 ? ring : ring.toReversed());
    else home.holes.push(ring);
  }
  const inOrder = turned.flatMap(({ ring }) => outers.find((outer) => outer.ring === ring) ?? []);
  return [...inOrder.map(({ ring, holes }) => [ring, ...holes]), ...alone.map((ring) => [ring])];
}

/** Twice is left out; positive where the ring runs counter-clockwise. */
function signedArea(ring: readonly Position[]): number {
  let sum = 0;
  // Around its first vertex, so that large coordinates lose no digits.
  const [x0, y0] = ring[0];
  for (let i = 1; i < ring.length; i++) {
    sum += (ring[i - 1][0] - x0) * (ring[i][1] - y0) - (ring[i][0] - x0) * (ring[i - 1][1] - y0);
  }
  return sum;
}

function boxOf(ring: readonly Position[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const boxHolds = (outer: readonly number[], inner: readonly number[]) =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

/** Whether a hole lies in a ring, by its first vertex that is no vertex of the ring (they may touch there). */
function holds(outer: readonly Position[], hole: readonly Position[]): boolean {
  const corners = new Set(outer.map(([x, y]) => `${x} ${y}`));
  const probe = hole.find(([x, y]) => !corners.has(`${x} ${y}`));
  if (probe === undefined) return true;
  const [x, y] = probe;
  let inside = false;
  for (let i = 0, j = outer.length - 1; i < outer.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [outer[i], outer[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
