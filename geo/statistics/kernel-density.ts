import { fromPlane, METRIC_PLANE } from '../geometry/projection.ts';
import type { Bbox, LngLat } from '../domain/geometry.ts';

/** A grid fixed on the ground: square cells of the metric plane, aligned to whole multiples of their size. */
export interface GroundGrid {
  /** Lower left corner of cell (0, 0), metres of the plane. */
  originX: number;
  originY: number;
  cellM: number;
  columns: number;
  rows: number;
}

/**
 * Where incidents are: one or several weighted positions for each, in metres of
 * the metric plane. All positions of an incident follow each other; the weights
 * of one incident add up to 1 (a hundredth of a commune's incident may be here).
 */
export interface IncidentPositions {
  x: Float64Array;
  y: Float64Array;
  weight: Float64Array;
  /** Number of the incident that each position belongs to, ascending. */
  incident: Int32Array;
}

export interface DensityGrid {
  /** Incidents per m² at the centre of each cell, row by row from the south-west. */
  density: Float64Array;
  /** Incidents with at least one position within the bandwidth: cells with few must not be shown. */
  support: Int32Array;
}

/** The grid that covers a box of degrees, the same wherever the viewport is. */
export function groundGridOf([west, south, east, north]: Bbox, cellM: number): GroundGrid {
  const corners = new Float64Array(8);
  METRIC_PLANE.forward(west, south, corners, 0);
  METRIC_PLANE.forward(east, south, corners, 2);
  METRIC_PLANE.forward(east, north, corners, 4);
  METRIC_PLANE.forward(west, north, corners, 6);
  const xs = corners.filter((_, i) => i % 2 === 0);
  const ys = corners.filter((_, i) => i % 2 === 1);
  const originX = Math.floor(Math.min(...xs) / cellM) * cellM;
  const originY = Math.floor(Math.min(...ys) / cellM) * cellM;
  return {
    originX,
    originY,
    cellM,
    columns: Math.ceil((Math.max(...xs) - originX) / cellM),
    rows: Math.ceil((Math.max(...ys) - originY) / cellM),
  };
}

/** Centre of a cell by its index in `DensityGrid`. */
export function cellCentre(grid: GroundGrid, cell: number): LngLat {
  const column = cell % grid.columns;
  const row = (cell - column) / grid.columns;
  return fromPlane(grid.originX + (column + 0.5) * grid.cellM, grid.originY + (row + 0.5) * grid.cellM);
}

/**
 * Planar kernel density with the quartic kernel K(u) = (3/π)(1 − u²)² per unit
 * area (METHODS §2; Silverman 1986, eq. 4.5): f(c) = Σ w K(d/h) / h². Evaluated
 * at the centre of every cell, without binning. O(positions × cells within the
 * bandwidth).
 *
 * @throws RangeError when the bandwidth or the cell size is not a positive number
 */
export function kernelDensity(positions: IncidentPositions, grid: GroundGrid, bandwidthM: number): DensityGrid {
  if (!(bandwidthM > 0)) throw new RangeError(`bandwidthM must be positive, not ${bandwidthM}`);
  if (!(grid.cellM > 0)) throw new RangeError(`cellM must be positive, not ${grid.cellM}`);
  const { originX, originY, cellM, columns, rows } = grid;
  const density = new Float64Array(columns * rows);
  const support = new Int32Array(columns * rows);
  /** The incident last counted in each cell, so that one with many positions counts once. */
  const counted = new Int32Array(columns * rows).fill(-1);
  const h2 = bandwidthM * bandwidthM;
  const peak = 3 / (Math.PI * h2);
  for (let i = 0; i < positions.x.length; i++) {
    const x = (positions.x[i] - originX) / cellM - 0.5;
    const y = (positions.y[i] - originY) / cellM - 0.5;
    const reach = bandwidthM / cellM;
    const firstRow = Math.max(0, Math.ceil(y - reach));
    const lastRow = Math.min(rows - 1, Math.floor(y + reach));
    for (let row = firstRow; row <= lastRow; row++) {
      const dy = (row - y) * cellM;
      const half2 = h2 - dy * dy;
      if (half2 <= 0) continue;
      const half = Math.sqrt(half2) / cellM;
      const last = Math.min(columns - 1, Math.floor(x + half));
      for (let column = Math.max(0, Math.ceil(x - half)); column <= last; column++) {
        const dx = (column - x) * cellM;
        const near = 1 - (dx * dx + dy * dy) / h2;
        if (near <= 0) continue;
        const cell = row * columns + column;
        density[cell] += positions.weight[i] * peak * near * near;
        if (counted[cell] !== positions.incident[i]) {
          counted[cell] = positions.incident[i];
          support[cell]++;
        }
      }
    }
  }
  return { density, support };
}
