import type { LngLat } from '#geo/domain/geometry.ts';
import {
  fewestVertices,
  isSameVertex,
  NO_SHAPE,
  pathsOf,
  withPart,
  withPaths,
  type DrawMode,
  type Shape,
  type VertexRef,
} from './shape.ts';

/** A shape being drawn: what is finished, the part under the hand, and the vertex chosen. */
export interface Sketch {
  readonly shape: Shape;
  /** Vertices of the line or ring being drawn; null when none is. */
  readonly open: readonly LngLat[] | null;
  readonly selected: VertexRef | null;
}

export const EMPTY_SKETCH: Sketch = { shape: NO_SHAPE, open: null, selected: null };

/** Whether clicks add vertices now: a part is open, or nothing is drawn yet. */
export function isDrawing({ shape, open }: Sketch, mode: DrawMode): boolean {
  return (mode === 'line' || mode === 'polygon') && (open !== null || shape.kind !== mode);
}

/** A click on free ground: another vertex, the point itself, or the end of a choice. */
export function addVertex(sketch: Sketch, mode: DrawMode, at: LngLat): Sketch {
  if (mode === 'point') return { shape: { kind: 'point', at }, open: null, selected: { path: 0, index: 0 } };
  if (!isDrawing(sketch, mode)) return { ...sketch, selected: null };
  return { ...sketch, open: [...(sketch.open ?? []), at], selected: null };
}

/** Whether the open part has vertices enough to stand. */
export function mayFinish({ open }: Sketch, mode: DrawMode): boolean {
  return open !== null && open.length >= fewestVertices(mode);
}

/** The open part becomes part of the shape; an open part that is too short stays open. */
export function finish(sketch: Sketch, mode: DrawMode): Sketch {
  if (!mayFinish(sketch, mode)) return sketch;
  return { shape: withPart(sketch.shape, mode, sketch.open!), open: null, selected: null };
}

/** Opens another part beside those that are drawn. */
export function startPart(sketch: Sketch): Sketch {
  return { ...sketch, open: [], selected: null };
}

/** One step back, as Esc does: the last vertex, the open part, the choice. Undefined when there is nothing to give up. */
export function cancelStep(sketch: Sketch): Sketch | undefined {
  const { open, selected } = sketch;
  if (open !== null) return { ...sketch, open: open.length > 1 ? open.slice(0, -1) : null };
  return selected ? { ...sketch, selected: null } : undefined;
}

const changePath = (
  { shape }: Sketch,
  { path }: VertexRef,
  change: (vertices: readonly LngLat[]) => readonly LngLat[],
): Shape =>
  withPaths(
    shape,
    pathsOf(shape).map((vertices, index) => (index === path ? change(vertices) : vertices)),
  );

/** Moves a vertex of the finished shape, which is chosen by it. */
export function moveVertex(sketch: Sketch, vertex: VertexRef, at: LngLat): Sketch {
  const shape = changePath(sketch, vertex, (vertices) => vertices.map((old, i) => (i === vertex.index ? at : old)));
  return { ...sketch, shape, selected: vertex };
}

/** A new vertex after `vertex`, chosen. */
export function insertVertex(sketch: Sketch, { path, index }: VertexRef, at: LngLat): Sketch {
  const shape = changePath(sketch, { path, index }, (vertices) => [
    ...vertices.slice(0, index + 1),
    at,
    ...vertices.slice(index + 1),
  ]);
  return { ...sketch, shape, selected: { path, index: index + 1 } };
}

/**
 * Removes the chosen vertex, and the vertex before it is chosen; of the open
 * part, the last. A line or ring left with too few vertices goes whole.
 */
export function deleteVertex(sketch: Sketch): Sketch {
  const { open, selected } = sketch;
  if (open !== null && open.length > 0) return { ...sketch, open: open.slice(0, -1) };
  if (!selected) return sketch;
  const before = pathsOf(sketch.shape);
  const shape = changePath(sketch, selected, (vertices) => vertices.filter((_, i) => i !== selected.index));
  const isWhole = pathsOf(shape).length === before.length;
  return {
    ...sketch,
    shape,
    selected: isWhole ? { path: selected.path, index: Math.max(0, selected.index - 1) } : null,
  };
}

/** The next vertex of the shape, or the one before with `by` −1; around at the ends. Null without vertices. */
export function nextVertex({ shape, selected }: Pick<Sketch, 'shape' | 'selected'>, by: 1 | -1): VertexRef | null {
  const all: VertexRef[] =
    shape.kind === 'interval'
      ? [0, 1].map((index) => ({ path: 0, index }))
      : pathsOf(shape).flatMap((vertices, path) => vertices.map((_, index) => ({ path, index })));
  if (all.length === 0) return null;
  const now = all.findIndex((vertex) => isSameVertex(vertex, selected));
  return all[now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length];
}
