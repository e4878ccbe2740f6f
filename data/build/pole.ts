import type { LngLat } from '#geo/domain/geometry.ts';
import { metresPerDegree } from './ellipsoid.ts';
import { type Polygons, polygonsContain } from './rings.ts';

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

  const distance = (x: number, y: number): number => {
    let nearest = Infinity;
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const ax = (ring[i - 1][0] - x) * scale.lng;
        const ay = (ring[i - 1][1] - y) * scale.lat;
        const dx = (ring[i][0] - ring[i - 1][0]) * scale.lng;
        const dy = (ring[i][1] - ring[i - 1][1]) * scale.lat;
        const t = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
        nearest = Math.min(nearest, Math.hypot(ax + t * dx, ay + t * dy));
      }
    }
    return polygonsContain(polygons, [x, y]) ? nearest : -nearest;
  };
  const cellAt = (x: number, y: number, halfM: number) => {
    const d = distance(x, y);
    return { x, y, halfM, d, best: d + halfM * Math.SQRT2 };
  };

  const startM = Math.min((east - west) * scale.lng, (north - south) * scale.lat) / 2;
  const queue = [];
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
