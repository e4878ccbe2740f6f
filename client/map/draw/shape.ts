import type { LngLat } from '#geo/domain/geometry.ts';

/** What can be drawn or picked on the map. */
export const DRAW_MODES = ['interval', 'line', 'polygon', 'point', 'communes', 'site'] as const;
export type DrawMode = (typeof DRAW_MODES)[number];

/** A stretch of a route in metres of the route's own reference; `fromM` ≤ `toM`. */
export interface Stretch {
  routeId: string;
  fromM: number;
  toM: number;
}

/**
 * What is drawn. Rings of polygons are open: their first vertex is not said
 * again at the end. The first ring of a polygon is its outside.
 */
export type Shape =
  | { kind: 'none' }
  | ({ kind: 'interval' } & Stretch)
  | { kind: 'line'; paths: readonly (readonly LngLat[])[] }
  | { kind: 'polygon'; polygons: readonly (readonly (readonly LngLat[])[])[] }
  | { kind: 'point'; at: LngLat }
  | { kind: 'communes'; ids: readonly string[] }
  | { kind: 'site'; id: string };

export const NO_SHAPE: Shape = { kind: 'none' };

/** A vertex: the `index`-th of the `path`-th line or ring. Ends of a stretch are 0 and 1 of path 0. */
export interface VertexRef {
  path: number;
  index: number;
}

export const isSameVertex = (a: VertexRef | null, b: VertexRef | null): boolean =>
  a?.path === b?.path && a?.index === b?.index;

/** Lines, or rings of all polygons one after the other; a point is a path of one vertex. */
export function pathsOf(shape: Shape): readonly (readonly LngLat[])[] {
  if (shape.kind === 'line') return shape.paths;
  if (shape.kind === 'polygon') return shape.polygons.flat();
  return shape.kind === 'point' ? [[shape.at]] : [];
}

/** The fewest vertices that make a line or a ring. */
export const fewestVertices = (mode: DrawMode): number => ({ line: 2, polygon: 3 })[mode as string] ?? 1;

/**
 * The shape with other paths, in the order of `pathsOf`. Paths with too few
 * vertices go; a polygon that loses its outside goes whole.
 */
export function withPaths(shape: Shape, paths: readonly (readonly LngLat[])[]): Shape {
  if (shape.kind === 'point') return paths[0]?.[0] ? { kind: 'point', at: paths[0][0] } : NO_SHAPE;
  if (shape.kind === 'line') {
    const kept = paths.filter((path) => path.length >= fewestVertices('line'));
    return kept.length > 0 ? { kind: 'line', paths: kept } : NO_SHAPE;
  }
  if (shape.kind !== 'polygon') return shape;
  let next = 0;
  const polygons = shape.polygons.flatMap((rings) => {
    const own = paths.slice(next, (next += rings.length));
    const [outside, ...holes] = own;
    const isRing = (ring: readonly LngLat[]) => ring.length >= fewestVertices('polygon');
    return isRing(outside) ? [[outside, ...holes.filter(isRing)]] : [];
  });
  return polygons.length > 0 ? { kind: 'polygon', polygons } : NO_SHAPE;
}

/** Adds a finished line or ring as a part of its own; other kinds of shape give way to it. */
export function withPart(shape: Shape, mode: DrawMode, path: readonly LngLat[]): Shape {
  if (mode === 'line') return { kind: 'line', paths: [...(shape.kind === 'line' ? shape.paths : []), path] };
  if (mode === 'polygon')
    return { kind: 'polygon', polygons: [...(shape.kind === 'polygon' ? shape.polygons : []), [path]] };
  return shape;
}
