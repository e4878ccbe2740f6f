import { pointSegmentDistance } from '../geometry/distance.ts';

/**
 * Cells over the neighbourhood of a route, each with the segments that
 * something in the cell may reach, so that what lies far off costs one look-up.
 */
export interface RouteGrid {
  minX: number;
  minY: number;
  cellM: number;
  /** Cells a metre. */
  perM: number;
  columns: number;
  rows: number;
  /** items[start[c]] … items[start[c + 1] − 1]: segments near cell c, in any order. */
  start: Int32Array;
  items: Int32Array;
  /** Of each corner of the cells, (columns + 1) a row: entries south-west of it. */
  summed: Int32Array;
  /** In the pass `seenIn`: the items of the cell before this one may still be reached further. */
  openEnd: Int32Array;
  seenIn: Int32Array;
}

const MOST_CELLS = 1 << 17;

/**
 * The grid for a reach of at most `radiusM`, plus what `driftM` adds at each
 * segment. A cell lists what is within reach of any point at most half a cell
 * off it: a step of at most one cell is found from the cell of its middle.
 * O(segments × cells within reach of each).
 *
 * @param xy the route's positions in the plane
 */
export function routeGridOf(xy: Float64Array, driftM: Float64Array, radiusM: number): RouteGrid {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const widest = radiusM + driftM.reduce((most, drift) => Math.max(most, drift), 0);
  for (let i = 0; i < xy.length; i += 2) {
    minX = Math.min(minX, xy[i]);
    maxX = Math.max(maxX, xy[i]);
    minY = Math.min(minY, xy[i + 1]);
    maxY = Math.max(maxY, xy[i + 1]);
  }
  let cellM = radiusM;
  const span = (from: number, to: number) => Math.max(1, Math.ceil((to - from + 2 * widest) / cellM) + 2);
  while (span(minX, maxX) * span(minY, maxY) > MOST_CELLS) cellM *= 1.5;
  const margin = widest + cellM;
  const [columns, rows] = [span(minX, maxX), span(minY, maxY)];
  const grid = { minX: minX - margin, minY: minY - margin, cellM, perM: 1 / cellM, columns, rows };
  const start = new Int32Array(columns * rows + 1);
  eachCell(xy, driftM, radiusM, grid, (cell) => start[cell + 1]++);
  for (let c = 0; c < columns * rows; c++) start[c + 1] += start[c];
  const items = new Int32Array(start[columns * rows]);
  const next = start.slice();
  eachCell(xy, driftM, radiusM, grid, (cell, segment) => (items[next[cell]++] = segment));
  const summed = new Int32Array((columns + 1) * (rows + 1));
  for (let row = 0, cell = 0; row < rows; row++) {
    for (let column = 0, sum = 0; column < columns; column++, cell++) {
      sum += start[cell + 1] - start[cell];
      const corner = (row + 1) * (columns + 1) + column + 1;
      summed[corner] = summed[corner - columns - 1] + sum;
    }
  }
  return {
    ...grid,
    start,
    items,
    summed,
    openEnd: new Int32Array(columns * rows),
    seenIn: new Int32Array(columns * rows),
  };
}

/** Whether any segment is near a box, by four look-ups. */
export function isNearBox(
  { minX, minY, cellM, columns, rows, summed }: RouteGrid,
  box: { minX: number; minY: number; maxX: number; maxY: number },
): boolean {
  const left = Math.max(0, Math.floor((box.minX - minX) / cellM));
  const right = Math.min(columns, Math.floor((box.maxX - minX) / cellM) + 1);
  const low = Math.max(0, Math.floor((box.minY - minY) / cellM)) * (columns + 1);
  const high = Math.min(rows, Math.floor((box.maxY - minY) / cellM) + 1) * (columns + 1);
  if (left >= right || low >= high) return false;
  return summed[high + right] - summed[high + left] - summed[low + right] + summed[low + left] > 0;
}

function eachCell(
  xy: Float64Array,
  driftM: Float64Array,
  radiusM: number,
  { minX, minY, cellM, columns, rows }: Pick<RouteGrid, 'minX' | 'minY' | 'cellM' | 'columns' | 'rows'>,
  found: (cell: number, segment: number) => void,
): void {
  for (let i = 0, j = 0; i < driftM.length; i++, j += 2) {
    const [ax, ay, bx, by] = [xy[j], xy[j + 1], xy[j + 2], xy[j + 3]];
    const near = radiusM + driftM[i] + (Math.SQRT1_2 + 0.5) * cellM;
    const column = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - minX) / cellM)));
    const row = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - minY) / cellM)));
    const [left, right] = [column(Math.min(ax, bx) - near), column(Math.max(ax, bx) + near)];
    const [low, high] = [row(Math.min(ay, by) - near), row(Math.max(ay, by) + near)];
    for (let r = low; r <= high; r++) {
      const y = minY + (r + 0.5) * cellM;
      for (let c = left; c <= right; c++) {
        const x = minX + (c + 0.5) * cellM;
        if (pointSegmentDistance(x, y, ax, ay, bx, by) <= near) found(r * columns + c, i);
      }
    }
  }
}
