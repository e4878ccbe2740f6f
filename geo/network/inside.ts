import type { LngLat } from '../domain/geometry.ts';
import { distanceToEdgesM, type Polygons, polygonsContain } from '../geometry/rings.ts';

/**
 * The stretches [fromM, toM] of a line that lie inside an outline, by exact
 * crossings with its edges. A road that runs along the boundary leaves slivers:
 * stretches shorter than `sliverM`, outside or inside, join their neighbours.
 */
export function stretchesInside(
  line: readonly LngLat[],
  measuresM: readonly number[],
  polygons: Polygons,
  sliverM = 300,
): [number, number][] {
  const cuts = new Set([measuresM[0], measuresM[measuresM.length - 1]]);
  for (let i = 1; i < line.length; i++) {
    for (const ring of polygons.flat()) {
      for (let j = 1; j < ring.length; j++) {
        const t = crossing(line[i - 1], line[i], ring[j - 1], ring[j]);
        if (t !== undefined) cuts.add(measuresM[i - 1] + t * (measuresM[i] - measuresM[i - 1]));
      }
    }
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  const stretches: { fromM: number; toM: number; inside: boolean }[] = [];
  for (let i = 1; i < ordered.length; i++) {
    const inside = polygonsContain(polygons, pointAt(line, measuresM, (ordered[i - 1] + ordered[i]) / 2));
    stretches.push({ fromM: ordered[i - 1], toM: ordered[i], inside });
  }
  return merge(merge(stretches).map((s) => (s.toM - s.fromM < sliverM ? { ...s, inside: !s.inside } : s)))
    .filter((s) => s.inside)
    .map((s) => [Math.round(s.fromM), Math.round(s.toM)]);
}

/**
 * Carries each stretch on over the boundary for as long as the line stays
 * within `reachM` of the outline: the outline is known no better than that, and
 * the kilometre at a boundary bridge must not be lost to its simplification.
 */
export function widenStretches(
  stretches: readonly [number, number][],
  line: readonly LngLat[],
  measuresM: readonly number[],
  polygons: Polygons,
  reachM: number,
): [number, number][] {
  const STEP_M = 10;
  const isNear = (m: number) => {
    const point = pointAt(line, measuresM, m);
    return polygonsContain(polygons, point) || distanceToEdgesM(polygons, point) <= reachM;
  };
  const carry = (m: number, step: number, endM: number) => {
    while (m !== endM) {
      const next = step > 0 ? Math.min(endM, m + step) : Math.max(endM, m + step);
      if (!isNear(next)) break;
      m = next;
    }
    return m;
  };
  return stretches.map(([fromM, toM]) => [
    carry(fromM, -STEP_M, measuresM[0]),
    carry(toM, STEP_M, measuresM[measuresM.length - 1]),
  ]);
}

function merge<S extends { fromM: number; toM: number; inside: boolean }>(stretches: S[]): S[] {
  const merged: S[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    if (last && last.inside === stretch.inside) last.toM = stretch.toM;
    else merged.push({ ...stretch });
  }
  return merged;
}

/** Where along a→b the edge c→d crosses it, 0–1. */
function crossing(a: LngLat, b: LngLat, c: LngLat, d: LngLat): number | undefined {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : undefined;
}

export function pointAt(line: readonly LngLat[], measuresM: readonly number[], m: number): LngLat {
  let i = 1;
  while (i < line.length - 1 && measuresM[i] < m) i++;
  const t = (m - measuresM[i - 1]) / (measuresM[i] - measuresM[i - 1]);
  const [a, b] = [line[i - 1], line[i]];
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}
