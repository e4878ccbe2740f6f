import { pointSegmentDistance } from '../geometry/distance.ts';

/**
 * Segments by the square cells from which they can be reached: a look-up reads
 * one cell and allocates nothing. Each segment has a reach of its own.
 */
export interface SegmentGrid {
  cellM: number;
  minX: number;
  minY: number;
  columns: number;
  rows: number;
  /** segments[start[cell] … start[cell + 1]) may be in reach of a position in the cell. */
  start: Int32Array;
  segments: Int32Array;
}

/**
 * @param xy ax, ay, bx, by of each segment, metres
 * @param reachM how far from it a position may look for it
 */
export function createSegmentGrid(xy: Float64Array, reachM: Float64Array, cellM = 500): SegmentGrid {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    const r = reachM[i >> 2];
    minX = Math.min(minX, xy[i] - r);
    maxX = Math.max(maxX, xy[i] + r);
    minY = Math.min(minY, xy[i + 1] - r);
    maxY = Math.max(maxY, xy[i + 1] + r);
  }
  const columns = xy.length > 0 ? Math.floor((maxX - minX) / cellM) + 1 : 0;
  const rows = xy.length > 0 ? Math.floor((maxY - minY) / cellM) + 1 : 0;
  const start = new Int32Array(columns * rows + 1);
  const halfDiagonal = cellM * Math.SQRT1_2;

  const forEachCell = (s: number, visit: (cell: number) => void) => {
    const [ax, ay, bx, by] = [xy[4 * s], xy[4 * s + 1], xy[4 * s + 2], xy[4 * s + 3]];
    const r = reachM[s];
    const [c0, c1] = [column(Math.min(ax, bx) - r), column(Math.max(ax, bx) + r)];
    const [r0, r1] = [row(Math.min(ay, by) - r), row(Math.max(ay, by) + r)];
    for (let j = r0; j <= r1; j++) {
      for (let i = c0; i <= c1; i++) {
        const x = minX + (i + 0.5) * cellM;
        const y = minY + (j + 0.5) * cellM;
        if (pointSegmentDistance(x, y, ax, ay, bx, by) <= r + halfDiagonal) visit(j * columns + i);
      }
    }
  };
  const column = (x: number) => Math.floor((x - minX) / cellM);
  const row = (y: number) => Math.floor((y - minY) / cellM);

  // Count, sum up, fill.
  for (let s = 0; s < reachM.length; s++) forEachCell(s, (cell) => start[cell + 1]++);
  for (let cell = 0; cell + 1 < start.length; cell++) start[cell + 1] += start[cell];
  const next = start.slice();
  const segments = new Int32Array(start.length > 0 ? start[start.length - 1] : 0);
  for (let s = 0; s < reachM.length; s++) forEachCell(s, (cell) => (segments[next[cell]++] = s));
  return { cellM, minX, minY, columns, rows, start, segments };
}

/** The cell of a position; −1 outside, where nothing is in reach. */
export function cellAt(grid: SegmentGrid, x: number, y: number): number {
  const column = Math.floor((x - grid.minX) / grid.cellM);
  const row = Math.floor((y - grid.minY) / grid.cellM);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return -1;
  return row * grid.columns + column;
}
