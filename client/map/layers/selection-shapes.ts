import type { LngLat } from '#geo/domain/geometry.ts';

/** What to draw around a selection: lines, points, drawn areas, and ids of areas and communes. */
export interface SelectionShapes {
  paths: LngLat[][];
  points: LngLat[];
  /** Polygons of rings: drawn areas, 1 km cells, circles of uncertainty. */
  rings: LngLat[][][];
  polygonIds: string[];
}

export const NO_SHAPES: SelectionShapes = { paths: [], points: [], rings: [], polygonIds: [] };
