import { TILE_BUFFER, TILE_EXTENT } from './tile-math.ts';

/**
 * What ST_AsMVTGeom does to a geometry in tile units, in JS for the embedded
 * engine: drop what is smaller than half a unit, thin (Douglas–Peucker, half a
 * unit), snap to whole units, clip to the buffered square. Positions agree
 * within a unit, tested against PostGIS.
 */
export type Ring = [number, number][];

const LOW = -TILE_BUFFER;
const HIGH = TILE_EXTENT + TILE_BUFFER;
const TOLERANCE = 0.5;

export function clipPoint([x, y]: [number, number]): [number, number] | undefined {
  const px = Math.round(x);
  const py = Math.round(y);
  return px < LOW || px > HIGH || py < LOW || py > HIGH ? undefined : [px, py];
}

function isTiny(points: Ring): boolean {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return !(Math.hypot(maxX - minX, maxY - minY) >= TOLERANCE);
}

function squareDistanceToSegment([px, py]: [number, number], [ax, ay]: [number, number], [bx, by]: [number, number]) {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
  return (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2;
}

/** Douglas–Peucker with an explicit stack; keeps both ends. */
function thin(points: Ring): Ring {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack: [number, number][] = [[0, points.length - 1]];
  while (stack.length > 0) {
    const [first, last] = stack.pop()!;
    let farthest = -1;
    let worst = TOLERANCE * TOLERANCE;
    for (let i = first + 1; i < last; i++) {
      const distance = squareDistanceToSegment(points[i], points[first], points[last]);
      if (distance > worst) {
        worst = distance;
        farthest = i;
      }
    }
    if (farthest > 0) {
      keep[farthest] = 1;
      stack.push([first, farthest], [farthest, last]);
    }
  }
  return points.filter((_, i) => keep[i] === 1);
}

function snap(points: Ring): Ring {
  const snapped: Ring = [];
  for (const [x, y] of points) {
    const next: [number, number] = [Math.round(x), Math.round(y)];
    const last = snapped.at(-1);
    if (last === undefined || last[0] !== next[0] || last[1] !== next[1]) snapped.push(next);
  }
  return snapped;
}

/** The parts of a line inside the buffered tile (Liang–Barsky on each segment). */
function clipLine(points: Ring): Ring[] {
  const parts: Ring[] = [];
  let part: Ring = [];
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1];
    const [bx, by] = points[i];
    let enter = 0;
    let leave = 1;
    for (const [delta, from] of [
      [bx - ax, ax],
      [by - ay, ay],
    ]) {
      if (delta === 0) {
        if (from < LOW || from > HIGH) leave = -1;
        continue;
      }
      const atLow = (LOW - from) / delta;
      const atHigh = (HIGH - from) / delta;
      enter = Math.max(enter, Math.min(atLow, atHigh));
      leave = Math.min(leave, Math.max(atLow, atHigh));
    }
    if (enter > leave) continue;
    const start: [number, number] = [ax + enter * (bx - ax), ay + enter * (by - ay)];
    const end: [number, number] = [ax + leave * (bx - ax), ay + leave * (by - ay)];
    if (enter > 0 || part.length === 0) {
      if (part.length > 0) parts.push(part);
      part = [start];
    }
    part.push(end);
    if (leave < 1) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 0) parts.push(part);
  return parts.map(snap).filter((p) => p.length > 1);
}

/** A ring cut to the buffered tile (Sutherland–Hodgman against its four sides). */
function clipRing(ring: Ring): Ring {
  let points = ring.slice(0, -1);
  for (const [axis, bound, sign] of [
    [0, LOW, 1],
    [0, HIGH, -1],
    [1, LOW, 1],
    [1, HIGH, -1],
  ] as const) {
    const inside = (p: [number, number]) => (p[axis] - bound) * sign >= 0;
    const cut: Ring = [];
    for (let i = 0; i < points.length; i++) {
      const from = points[(i + points.length - 1) % points.length];
      const to = points[i];
      if (inside(from) !== inside(to)) {
        const t = (bound - from[axis]) / (to[axis] - from[axis]);
        cut.push([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
      }
      if (inside(to)) cut.push(to);
    }
    points = cut;
  }
  return points.length === 0 ? [] : dropSpikes(snap([...points, points[0]]));
}

/** Drops vertices at which a closed ring turns back on itself: after snapping, necks narrower than a unit. */
function dropSpikes(ring: Ring): Ring {
  let points = ring.slice(0, -1);
  for (let before = Infinity; points.length < before;) {
    before = points.length;
    points = points.filter((b, i) => {
      const a = points[(i + points.length - 1) % points.length];
      const c = points[(i + 1) % points.length];
      const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
      // A filter sees the ring as it was; the next round mends what that leaves.
      return ux * vy - uy * vx !== 0 || ux * vx + uy * vy > 0;
    });
    points = points.filter((b, i) => {
      const a = points[(i + points.length - 1) % points.length];
      return points.length === 1 || a[0] !== b[0] || a[1] !== b[1];
    });
  }
  return points.length < 3 ? [] : [...points, points[0]];
}

/** Twice the signed area; positive for a ring that runs clockwise on the screen (y down), as an exterior must. */
function doubleArea(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return sum;
}

/** @param lines in tile units, unrounded. */
export function tileLines(lines: Ring[]): Ring[] {
  return lines.flatMap((line) => (isTiny(line) ? [] : clipLine(snap(thin(line)))));
}

/** @param polygons rings in tile units, exterior first. Rings come out wound as the vector tile specification wants. */
export function tilePolygons(polygons: Ring[][]): Ring[] {
  const rings: Ring[] = [];
  for (const polygon of polygons) {
    polygon.some((ring, i) => {
      const cut = isTiny(ring) ? [] : clipRing(snap(thin(ring)));
      const area = doubleArea(cut);
      const isExterior = i === 0;
      if (cut.length >= 4 && area !== 0) rings.push(area > 0 === isExterior ? cut : cut.reverse());
      // Without its exterior a polygon's holes mean nothing.
      return isExterior && (cut.length < 4 || area === 0);
    });
  }
  return rings;
}
