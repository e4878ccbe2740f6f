import type { PlanePolygon } from './polygon.ts';

/**
 * Scanlines: horizontal lines of the metric plane, `rowHeightM` apart, row k at
 * y = (k + ½) · rowHeightM. Every shape is cut by the same rows, so that
 * overlaps between shapes are overlaps of intervals. A set of rows holds, for
 * row firstRow + i, the intervals xs[rowStart[i]] … xs[rowStart[i + 1] − 1] as
 * from, to, from, to, … ascending and disjoint.
 */
export interface RowIntervals {
  firstRow: number;
  rowCount: number;
  rowStart: Int32Array;
  xs: Float64Array;
}

export function rowsBetween(minY: number, maxY: number, rowHeightM: number): [firstRow: number, rowCount: number] {
  const first = Math.ceil(minY / rowHeightM - 0.5);
  return [first, Math.max(0, Math.floor(maxY / rowHeightM - 0.5) - first + 1)];
}

/** The chords of a polygon (even–odd). Exact on each row. */
export function polygonRows(polygon: PlanePolygon, rowHeightM: number): RowIntervals {
  const [firstRow, rowCount] = rowsBetween(polygon.minY, polygon.maxY, rowHeightM);
  const counts = new Int32Array(rowCount + 1);
  eachCrossing(polygon, rowHeightM, firstRow, rowCount, (row) => counts[row]++);
  const rowStart = new Int32Array(rowCount + 1);
  for (let i = 0; i < rowCount; i++) rowStart[i + 1] = rowStart[i] + counts[i];
  const xs = new Float64Array(rowStart[rowCount]);
  const next = rowStart.slice();
  eachCrossing(polygon, rowHeightM, firstRow, rowCount, (row, x) => (xs[next[row]++] = x));
  for (let i = 0; i < rowCount; i++) xs.subarray(rowStart[i], rowStart[i + 1]).sort();
  return { firstRow, rowCount, rowStart, xs };
}

/** Calls back for each edge and row that cross; half-open in y, so that a corner counts once. */
function eachCrossing(
  polygon: PlanePolygon,
  rowHeightM: number,
  firstRow: number,
  rowCount: number,
  found: (row: number, x: number) => void,
): void {
  for (const ring of polygon.rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [x0, y0, x1, y1] = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]];
      const low = Math.max(firstRow, Math.ceil(Math.min(y0, y1) / rowHeightM - 0.5));
      const high = Math.min(firstRow + rowCount - 1, Math.ceil(Math.max(y0, y1) / rowHeightM - 0.5) - 1);
      for (let row = low; row <= high; row++) {
        const y = (row + 0.5) * rowHeightM;
        found(row - firstRow, x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
      }
    }
  }
}

/** Collects intervals of any row in any order and hands them back merged; reused from shape to shape. */
export class RowCollector {
  readonly rowHeightM: number;
  private firstRow = 0;
  private rowCount = 0;
  private length = 0;
  private row = new Int32Array(1 << 14);
  private from = new Float64Array(1 << 14);
  private to = new Float64Array(1 << 14);
  /** The interval last added to each row: the next segment of a track mostly lengthens it. */
  private latest = new Int32Array(1 << 10);

  constructor(rowHeightM: number) {
    this.rowHeightM = rowHeightM;
  }

  /** Begins anew for a shape that lies between minY and maxY. */
  begin(minY: number, maxY: number): void {
    [this.firstRow, this.rowCount] = rowsBetween(minY, maxY, this.rowHeightM);
    this.length = 0;
    if (this.latest.length < this.rowCount) this.latest = new Int32Array(2 * this.rowCount);
    this.latest.fill(-1, 0, this.rowCount);
  }

  /** Adds the chords of a disc, clipped to the rows begun with. */
  addDisc(x: number, y: number, r: number): void {
    const h = this.rowHeightM;
    const low = Math.max(0, Math.ceil((y - r) / h - 0.5) - this.firstRow);
    const high = Math.min(this.rowCount - 1, Math.floor((y + r) / h - 0.5) - this.firstRow);
    const rr = r * r;
    for (let i = low; i <= high; i++) {
      const dy = (this.firstRow + i + 0.5) * h - y;
      const half2 = rr - dy * dy;
      if (half2 <= 0) continue;
      const half = Math.sqrt(half2);
      this.add(i, x - half, x + half);
    }
  }

  /**
   * Adds the chords of a capsule's body, the rectangle within r of the segment,
   * leaving the end discs to `addDisc` (neighbouring segments share one).
   */
  addBody(ax: number, ay: number, bx: number, by: number, r: number): void {
    const dx = bx - ax;
    const dy = by - ay;
    const length = Math.hypot(dx, dy);
    if (length === 0) return;
    const h = this.rowHeightM;
    const ny = (Math.abs(dx) * r) / length;
    const low = Math.max(0, Math.ceil((Math.min(ay, by) - ny) / h - 0.5) - this.firstRow);
    const high = Math.min(this.rowCount - 1, Math.floor((Math.max(ay, by) + ny) / h - 0.5) - this.firstRow);
    const limit = r * length;
    const dd = length * length;
    for (let i = low; i <= high; i++) {
      const y = (this.firstRow + i + 0.5) * h - ay;
      // 0 ≤ (x − ax) dx + y dy ≤ d² along the segment, |(x − ax) dy − y dx| ≤ r d across it.
      let from = -Infinity;
      let to = Infinity;
      if (dx !== 0) {
        const a = (-y * dy) / dx;
        const b = (dd - y * dy) / dx;
        from = dx > 0 ? a : b;
        to = dx > 0 ? b : a;
      }
      if (dy !== 0) {
        const a = (y * dx - limit) / dy;
        const b = (y * dx + limit) / dy;
        const least = dy > 0 ? a : b;
        const most = dy > 0 ? b : a;
        if (least > from) from = least;
        if (most < to) to = most;
      }
      if (from < to) this.add(i, ax + from, ax + to);
    }
  }

  addRows(rows: RowIntervals): void {
    const shift = rows.firstRow - this.firstRow;
    for (let i = Math.max(0, -shift); i < rows.rowCount && i + shift < this.rowCount; i++) {
      for (let j = rows.rowStart[i]; j < rows.rowStart[i + 1]; j += 2) this.add(i + shift, rows.xs[j], rows.xs[j + 1]);
    }
  }

  private add(row: number, from: number, to: number): void {
    const last = this.latest[row];
    if (last >= 0 && from <= this.to[last] && to >= this.from[last]) {
      if (from < this.from[last]) this.from[last] = from;
      if (to > this.to[last]) this.to[last] = to;
      return;
    }
    if (this.length === this.row.length) this.grow();
    this.row[this.length] = row;
    this.from[this.length] = from;
    this.to[this.length] = to;
    this.latest[row] = this.length++;
  }

  private grow(): void {
    const size = 2 * this.length;
    const bigger = <T extends Int32Array | Float64Array>(old: T, fresh: T): T => (fresh.set(old), fresh);
    this.row = bigger(this.row, new Int32Array(size));
    this.from = bigger(this.from, new Float64Array(size));
    this.to = bigger(this.to, new Float64Array(size));
  }

  /** What was added, by row, ascending, overlaps joined. */
  finish(): RowIntervals {
    const { rowCount, length } = this;
    // Counting sort by row.
    const next = new Int32Array(rowCount + 1);
    for (let i = 0; i < length; i++) next[this.row[i] + 1]++;
    for (let i = 0; i < rowCount; i++) next[i + 1] += next[i];
    const order = new Int32Array(length);
    const place = next.slice();
    for (let i = 0; i < length; i++) order[place[this.row[i]]++] = i;
    // Within a row there are few: insertion sort, then join.
    const rowStart = new Int32Array(rowCount + 1);
    const xs = new Float64Array(2 * length);
    let n = 0;
    for (let row = 0; row < rowCount; row++) {
      const end = next[row + 1];
      for (let i = next[row] + 1; i < end; i++) {
        const moving = order[i];
        let j = i;
        while (j > next[row] && this.from[order[j - 1]] > this.from[moving]) order[j] = order[--j];
        order[j] = moving;
      }
      const begin = n;
      for (let i = next[row]; i < end; i++) {
        const from = this.from[order[i]];
        const to = this.to[order[i]];
        if (n > begin && from <= xs[n - 1]) {
          if (to > xs[n - 1]) xs[n - 1] = to;
        } else {
          xs[n++] = from;
          xs[n++] = to;
        }
      }
      rowStart[row + 1] = n;
    }
    return { firstRow: this.firstRow, rowCount, rowStart, xs: xs.slice(0, n) };
  }
}
