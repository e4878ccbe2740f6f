import type { Bbox, LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { pathsOf, type DrawMode, type VertexRef } from './shape.ts';
import type { Sketch } from './sketch.ts';

/** Something of a sketch that can be taken hold of: a vertex, the middle of a segment, the place that finishes a part. */
export interface Handle extends VertexRef {
  kind: 'vertex' | 'midpoint' | 'finish';
  at: LngLat;
}

/** With more in view, none are drawn: the person is told to come nearer. */
export const MOST_HANDLES = 600;

const middle = (a: LngLat, b: LngLat): LngLat => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** The ends of a stretch, lower first. */
export function endsOfStretch(route: Route, { fromM, toM }: { fromM: number; toM: number }): [LngLat, LngLat] {
  return [pointAtM(route, fromM), pointAtM(route, toM)];
}

/**
 * The handles of a sketch within `bounds`; undefined where there are too many
 * to work with. While a part is open only its own ends are handles.
 */
export function handlesOf(
  { shape, open }: Sketch,
  mode: DrawMode | null,
  bounds: Bbox,
  routeOf: (id: string) => Route | undefined,
): Handle[] | undefined {
  if (open !== null) {
    const ends = mode === 'polygon' ? [0, open.length - 1] : [open.length - 1];
    return open.flatMap((at, index): Handle[] => [
      { kind: ends.includes(index) ? 'finish' : 'vertex', path: -1, index, at },
    ]);
  }
  if (shape.kind === 'interval') {
    const route = routeOf(shape.routeId);
    if (!route) return [];
    const ends = endsOfStretch(route, shape);
    return (shape.fromM === shape.toM ? [ends[0]] : ends).map((at, index) => ({ kind: 'vertex', path: 0, index, at }));
  }
  const [west, south, east, north] = bounds;
  const isSeen = ([lng, lat]: LngLat) => lng >= west && lng <= east && lat >= south && lat <= north;
  const handles: Handle[] = [];
  for (const [path, vertices] of pathsOf(shape).entries()) {
    const isRing = shape.kind === 'polygon';
    for (const [index, at] of vertices.entries()) {
      if (isSeen(at)) handles.push({ kind: 'vertex', path, index, at });
      const next = vertices[index + 1] ?? (isRing ? vertices[0] : undefined);
      if (next && isSeen(middle(at, next))) handles.push({ kind: 'midpoint', path, index, at: middle(at, next) });
      if (handles.length > MOST_HANDLES) return undefined;
    }
  }
  return handles;
}

/** The handle under the pointer: vertices before middles, the nearest first. */
export function handleAt(
  handles: readonly Handle[],
  project: (at: LngLat) => { x: number; y: number },
  { x, y }: { x: number; y: number },
  reachPx = 10,
): Handle | undefined {
  let best: Handle | undefined;
  let bestRank = Infinity;
  for (const handle of handles) {
    const point = project(handle.at);
    const distance = Math.hypot(point.x - x, point.y - y);
    const rank = distance + (handle.kind === 'midpoint' ? reachPx : 0);
    if (distance <= reachPx && rank < bestRank) [best, bestRank] = [handle, rank];
  }
  return best;
}
