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

/**
 * Collects intervals of any row in any order and hands them back merged; reused
 * from shape to shape. Each row keeps the interval found last open: what comes
 * next along a track mostly lengthens it, and is not stored.
 */
export class RowCollector {
  readonly rowHeightM: number;
  private readonly perM: number;
  private firstRow = 0;
  private rowCount = 0;
  /** The open interval of each row; from Infinity to −Infinity when there is none. */
  private openFrom = new Float64Array(1 << 10);
  private openTo = new Float64Array(1 << 10);
  /** Those closed. */
  private length = 0;
  private row = new Int32Array(1 << 12);
  private from = new Float64Array(1 << 12);
  private to = new Float64Array(1 << 12);

  constructor(rowHeightM: number) {
    this.rowHeightM = rowHeightM;
    this.perM = 1 / rowHeightM;
  }

  /** Begins anew for shapes between minY and maxY. */
  begin(minY: number, maxY: number): void {
    [this.firstRow, this.rowCount] = rowsBetween(minY, maxY, this.rowHeightM);
    this.length = 0;
    if (this.openFrom.length < this.rowCount) {
      this.openFrom = new Float64Array(2 * this.rowCount);
      this.openTo = new Float64Array(2 * this.rowCount);
    }
    this.openFrom.fill(Infinity, 0, this.rowCount);
    this.openTo.fill(-Infinity, 0, this.rowCount);
  }

  /**
   * Adds the chords of a capsule, all within r of the segment a–b, clipped to
   * the rows begun with. Exact: either side of a capsule is the arc around its
   * lower end, a straight side, the arc around its upper end.
   *
   * @param joined the capsule added last ends at a with the same r
   */
  addCapsule(ax: number, ay: number, bx: number, by: number, r: number, joined: boolean): void {
    const { openFrom, openTo, rowHeightM: h } = this;
    const isUp = by >= ay;
    const dx = isUp ? bx - ax : ax - bx;
    const dy = isUp ? by - ay : ay - by;
    const y0 = isUp ? ay : by;
    const y1 = isUp ? by : ay;
    const length = Math.sqrt(dx * dx + dy * dy);
    // The straight sides end as far above or below the ends; level ones run between no two rows.
    const shift = length > 0 ? (r * dx) / length : r;
    const low = this.rowFrom(y0 - r, 0, this.rowCount);
    const high = this.rowFrom(y1 + r, low, this.rowCount);
    if (low === high) return;
    // Around a (short of the tips, for rounding) the open intervals hold the capsule before: only what is new counts.
    const near = 0.9995 * r;
    const goesOnFrom = joined ? this.rowFrom(ay - near, low, high) : low;
    const goesOnTo = joined ? this.rowFrom(ay + near, low, high) : low;
    this.addChords(low, goesOnFrom, isUp ? ax : bx, y0, dx, dy, length, r, shift);
    this.addChords(goesOnTo, high, isUp ? ax : bx, y0, dx, dy, length, r, shift);
    if (goesOnFrom === goesOnTo) return;
    const slope = dx / dy;
    const across = (r * length) / dy;
    const first = this.firstRow + 0.5;
    const rr = r * r;
    // What is left of the arc around a: the straight side, from a's end on, and the arc around b.
    let i = this.rowFrom((isUp ? y0 : y1) + shift, goesOnFrom, goesOnTo);
    let end = this.rowFrom((isUp ? y1 : y0) + shift, goesOnFrom, goesOnTo);
    for (let k = isUp ? i : end, stop = isUp ? end : i; k < stop; k++) {
      const x = ax + ((first + k) * h - ay) * slope - across;
      if (x < openFrom[k]) openFrom[k] = x;
    }
    for (let k = isUp ? end : goesOnFrom, stop = isUp ? goesOnTo : end; k < stop; k++) {
      const u = (first + k) * h - by;
      const x = bx - Math.sqrt(Math.max(0, rr - u * u));
      if (x < openFrom[k]) openFrom[k] = x;
    }
    i = this.rowFrom((isUp ? y0 : y1) - shift, goesOnFrom, goesOnTo);
    end = this.rowFrom((isUp ? y1 : y0) - shift, goesOnFrom, goesOnTo);
    for (let k = isUp ? i : end, stop = isUp ? end : i; k < stop; k++) {
      const x = ax + ((first + k) * h - ay) * slope + across;
      if (x > openTo[k]) openTo[k] = x;
    }
    for (let k = isUp ? end : goesOnFrom, stop = isUp ? goesOnTo : end; k < stop; k++) {
      const u = (first + k) * h - by;
      const x = bx + Math.sqrt(Math.max(0, rr - u * u));
      if (x > openTo[k]) openTo[k] = x;
    }
  }

  /** The first row at y or above, within bounds. */
  private rowFrom(y: number, least: number, most: number): number {
    const row = Math.ceil(y * this.perM - 0.5) - this.firstRow;
    return row < least ? least : row > most ? most : row;
  }

  /** Whole chords of a capsule whose lower end is (x, y), its upper one dx, dy off. */
  private addChords(
    low: number,
    high: number,
    x: number,
    y: number,
    dx: number,
    dy: number,
    length: number,
    r: number,
    shift: number,
  ): void {
    const rr = r * r;
    for (let i = low; i < high; i++) {
      const u0 = (this.firstRow + i + 0.5) * this.rowHeightM - y;
      const u1 = u0 - dy;
      const arc0 = Math.sqrt(Math.max(0, rr - u0 * u0));
      const arc1 = Math.sqrt(Math.max(0, rr - u1 * u1));
      const straight = x + (u0 * dx) / dy;
      const across = (r * length) / dy;
      const from = u0 < shift ? x - arc0 : u1 >= shift ? x + dx - arc1 : straight - across;
      const to = u0 < -shift ? x + arc0 : u1 >= -shift ? x + dx + arc1 : straight + across;
      this.add(i, from, to);
    }
  }

  addRows(rows: RowIntervals): void {
    const shift = rows.firstRow - this.firstRow;
    for (let i = Math.max(0, -shift); i < rows.rowCount && i + shift < this.rowCount; i++) {
      for (let j = rows.rowStart[i]; j < rows.rowStart[i + 1]; j += 2) this.add(i + shift, rows.xs[j], rows.xs[j + 1]);
    }
  }

  private add(row: number, from: number, to: number): void {
    if (!(from < to)) return;
    const { openFrom, openTo } = this;
    if (from <= openTo[row] && to >= openFrom[row]) {
      if (from < openFrom[row]) openFrom[row] = from;
      if (to > openTo[row]) openTo[row] = to;
      return;
    }
    this.close(row);
    openFrom[row] = from;
    openTo[row] = to;
  }

  private close(row: number): void {
    if (!(this.openFrom[row] < this.openTo[row])) return;
    if (this.length === this.row.length) this.grow();
    this.row[this.length] = row;
    this.from[this.length] = this.openFrom[row];
    this.to[this.length++] = this.openTo[row];
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
    const { rowCount } = this;
    for (let row = 0; row < rowCount; row++) this.close(row);
    const { length, row, from, to } = this;
    // Counting sort by row and, within it, by columns so narrow that hardly anything is left to sort.
    const columns = Math.max(1, Math.ceil(length / Math.max(1, rowCount)));
    let [west, east] = [Infinity, -Infinity];
    for (let i = 0; i < length; i++) {
      if (from[i] < west) west = from[i];
      if (from[i] > east) east = from[i];
    }
    const perM = east > west ? columns / (east - west) : 0;
    const bin = (i: number) => row[i] * columns + Math.min(columns - 1, Math.floor((from[i] - west) * perM));
    const next = new Int32Array(rowCount * columns + 1);
    for (let i = 0; i < length; i++) next[bin(i) + 1]++;
    for (let i = 0; i < rowCount * columns; i++) next[i + 1] += next[i];
    const sorted = new Float64Array(2 * length);
    for (let i = 0; i < length; i++) {
      const at = 2 * next[bin(i)]++;
      sorted[at] = from[i];
      sorted[at + 1] = to[i];
    }
    const rowStart = new Int32Array(rowCount + 1);
    let n = 0;
    let begin = 0;
    for (let r = 0; r < rowCount; r++) {
      // A bin now begins where the next one did.
      const end = 2 * next[(r + 1) * columns - 1];
      insertionSort(sorted, begin, end);
      const first = n;
      // Joined in place: what is read lies never before what is written.
      for (let i = begin; i < end; i += 2) {
        if (n > first && sorted[i] <= sorted[n - 1]) {
          if (sorted[i + 1] > sorted[n - 1]) sorted[n - 1] = sorted[i + 1];
        } else {
          sorted[n] = sorted[i];
          sorted[n + 1] = sorted[i + 1];
          n += 2;
        }
      }
      rowStart[r + 1] = n;
      begin = end;
    }
    return { firstRow: this.firstRow, rowCount, rowStart, xs: sorted.slice(0, n) };
  }
}

/** Sorts pairs by their first number; quick where they are almost in order. */
function insertionSort(pairs: Float64Array, begin: number, end: number): void {
  for (let i = begin + 2; i < end; i += 2) {
    const from = pairs[i];
    const to = pairs[i + 1];
    let j = i;
    for (; j > begin && pairs[j - 2] > from; j -= 2) {
      pairs[j] = pairs[j - 2];
      pairs[j + 1] = pairs[j - 1];
    }
    pairs[j] = from;
    pairs[j + 1] = to;
  }
}
