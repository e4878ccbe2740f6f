import type { LngLat } from '../domain/geometry.ts';
import { metresPerDegree } from './ellipsoid.ts';
import { distanceToEdgesM, type Polygons, polygonsContain } from './rings.ts';

interface Cell {
  x: number;
  y: number;
  halfM: number;
  /** Distance to the nearest edge, and the most that any point of the cell can have. */
  d: number;
  best: number;
}

/**
 * The pole of inaccessibility of the largest outline: the point farthest from
 * every edge, where a label reads best. Quadtree search (Agafonkin, polylabel),
 * to within `precisionM`.
 */
export function poleOfInaccessibility(polygons: Polygons, precisionM = 50): LngLat {
  const points = polygons.flat(2);
  const west = Math.min(...points.map((p) => p[0]));
  const east = Math.max(...points.map((p) => p[0]));
  const south = Math.min(...points.map((p) => p[1]));
  const north = Math.max(...points.map((p) => p[1]));
  const scale = metresPerDegree((south + north) / 2);

  const distance = (x: number, y: number): number =>
    distanceToEdgesM(polygons, [x, y]) * (polygonsContain(polygons, [x, y]) ? 1 : -1);
  const cellAt = (x: number, y: number, halfM: number): Cell => {
    const d = distance(x, y);
    return { x, y, halfM, d, best: d + halfM * Math.SQRT2 };
  };

  const startM = Math.min((east - west) * scale.lng, (north - south) * scale.lat) / 2;
  const queue: Cell[] = [];
  for (let y = south; y < north; y += (2 * startM) / scale.lat)
    for (let x = west; x < east; x += (2 * startM) / scale.lng)
      queue.push(cellAt(x + startM / scale.lng, y + startM / scale.lat, startM));
  let pole = queue[0];
  while (queue.length) {
    queue.sort((a, b) => a.best - b.best);
    const cell = queue.pop()!;
    if (cell.d > pole.d) pole = cell;
    if (cell.best - pole.d <= precisionM) continue;
    const halfM = cell.halfM / 2;
    for (const sx of [-1, 1])
      for (const sy of [-1, 1])
        queue.push(cellAt(cell.x + (sx * halfM) / scale.lng, cell.y + (sy * halfM) / scale.lat, halfM));
  }
  return [round(pole.x), round(pole.y)];
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
