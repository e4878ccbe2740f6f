import { capsuleOnSegment } from '../geometry/capsule.ts';
import type { GroundShape } from './ground-shape.ts';
import { normalizeIntervals, unionIntervals, type IntervalSet } from './intervals.ts';
import { isNearBox, routeGridOf, type RouteGrid } from './route-grid.ts';

/** A route as the reach sees it; see `RouteSpace`. */
export interface ReachedLine {
  xy: Float64Array;
  measuresM: readonly number[];
  /** Per segment: by how much the drawing may be off where that is more than the reach, else 0. */
  driftM: Float64Array;
  reachM: number;
}

/**
 * Which part of a route lies within reach of shapes, exact: each segment of a
 * shape swept by its reach is a capsule, which a segment of the route meets in
 * one interval. Holds the route's index and scratch space, reused from pass to
 * pass: `begin`, `add` for any number of shapes, `finish`.
 *
 * A segment of the route that is wholly reached is not asked again in the pass:
 * the more tracks lie on each other, the less the next one costs.
 */
export class RouteReach {
  /** Whether anything was met in this pass that a certain reach does not count alike. */
  differs = false;
  private readonly line: ReachedLine;
  /** By the power of two times the reach that each is for. */
  private readonly grids: RouteGrid[] = [];
  /** x, y and radius of a disc around each segment and its drift. */
  private readonly discs: Float64Array;
  private pass = 0;
  private readonly metIn: Int32Array;
  private readonly fullIn: Int32Array;
  /** The stretch of each segment found last, from 0 to 1. */
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private readonly met: Int32Array;
  private metCount = 0;
  /** Further stretches, in the route's metres. */
  private apart: number[] = [];
  private readonly t = new Float64Array(2);

  constructor(line: ReachedLine) {
    this.line = line;
    const count = line.driftM.length;
    this.metIn = new Int32Array(count);
    this.fullIn = new Int32Array(count);
    this.from = new Float64Array(count);
    this.to = new Float64Array(count);
    this.met = new Int32Array(count);
    this.discs = new Float64Array(3 * count);
    const { xy, driftM } = line;
    for (let i = 0, j = 0; i < count; i++, j += 2) {
      this.discs[3 * i] = (xy[j] + xy[j + 2]) / 2;
      this.discs[3 * i + 1] = (xy[j + 1] + xy[j + 3]) / 2;
      // A millimetre for rounding: an interval must not depend on this.
      this.discs[3 * i + 2] = Math.hypot(xy[j + 2] - xy[j], xy[j + 3] - xy[j + 1]) / 2 + driftM[i] + 1e-3;
    }
  }

  begin(): void {
    this.pass++;
    this.metCount = 0;
    this.apart = [];
    this.differs = false;
  }

  /**
   * Adds what lies within reach of a shape's lines.
   * @param sign 1: what possibly lies within reach (uncertainties and drift lengthen it); −1: what certainly does
   */
  add(shape: GroundShape, sign: 1 | -1): void {
    const { segments, uncertaintyM, maxUncertaintyM } = shape;
    const { reachM } = this.line;
    let grid = this.gridFor(reachM + maxUncertaintyM);
    if (!isNearBox(grid, shape)) return;
    let last = NaN;
    for (let s = 0, j = 0; s < uncertaintyM.length; s++, j += 4) {
      const r = reachM + sign * uncertaintyM[s];
      if (r <= 0) continue;
      if (r !== last) grid = this.gridFor((last = r));
      const { cellM, perM } = grid;
      const ax = segments[j];
      const ay = segments[j + 1];
      const bx = segments[j + 2];
      const by = segments[j + 3];
      const square = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
      const steps = square <= cellM * cellM ? 1 : Math.ceil(Math.sqrt(square) / cellM);
      for (let step = 0; step < steps; step++) {
        const part = (step + 0.5) / steps;
        const column = Math.floor((ax + part * (bx - ax) - grid.minX) * perM);
        const row = Math.floor((ay + part * (by - ay) - grid.minY) * perM);
        if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) continue;
        const cell = row * grid.columns + column;
        if (grid.seenIn[cell] !== this.pass) {
          grid.seenIn[cell] = this.pass;
          grid.openEnd[cell] = grid.start[cell + 1];
        }
        if (grid.start[cell] < grid.openEnd[cell]) this.addInCell(grid, cell, ax, ay, bx, by, r, sign);
      }
    }
  }

  private addInCell(
    grid: RouteGrid,
    cell: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
    r: number,
    sign: 1 | -1,
  ): void {
    const { xy, driftM, reachM } = this.line;
    const { pass, t, fullIn, discs } = this;
    const { items } = grid;
    const middleX = (ax + bx) / 2;
    const middleY = (ay + by) / 2;
    const around = r + Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)) / 2;
    let end = grid.openEnd[cell];
    // From the back, so that what is full can change places with the last one open.
    for (let k = end - 1; k >= grid.start[cell]; k--) {
      const i = items[k];
      if (fullIn[i] === pass) {
        items[k] = items[--end];
        items[end] = i;
        continue;
      }
      // Most are out of reach by the discs around both.
      const dx = discs[3 * i] - middleX;
      const dy = discs[3 * i + 1] - middleY;
      const near = discs[3 * i + 2] + around;
      if (dx * dx + dy * dy > near * near) continue;
      const drift = driftM[i];
      if (drift > 0 && sign < 0) continue;
      const j = 2 * i;
      if (!capsuleOnSegment(xy[j], xy[j + 1], xy[j + 2], xy[j + 3], ax, ay, bx, by, r + drift, t)) continue;
      if (drift > 0 || r !== reachM) this.differs = true;
      this.extend(i, t[0], t[1]);
    }
    grid.openEnd[cell] = end;
  }

  private extend(i: number, t0: number, t1: number): void {
    const { from, to, pass } = this;
    if (this.metIn[i] !== pass) {
      this.metIn[i] = pass;
      this.met[this.metCount++] = i;
      from[i] = t0;
      to[i] = t1;
    } else if (t0 <= to[i] && t1 >= from[i]) {
      if (t0 < from[i]) from[i] = t0;
      if (t1 > to[i]) to[i] = t1;
    } else {
      this.push(i, this.apart);
      from[i] = t0;
      to[i] = t1;
    }
    if (from[i] === 0 && to[i] === 1) this.fullIn[i] = pass;
  }

  /** The stretch of a segment in the route's metres; its ends to the digit, so that neighbours join. */
  private push(i: number, out: number[]): void {
    const { measuresM } = this.line;
    const [from, to] = [measuresM[i], measuresM[i + 1]];
    const [t0, t1] = [this.from[i], this.to[i]];
    out.push(t0 === 0 ? from : from + t0 * (to - from), t1 === 1 ? to : from + t1 * (to - from));
  }

  /** What was reached, in the route's metres. */
  finish(): IntervalSet {
    const met = this.met.subarray(0, this.metCount).sort();
    const out: number[] = [];
    for (const i of met) this.push(i, out);
    return unionIntervals(normalizeIntervals(out), normalizeIntervals(this.apart));
  }

  private gridFor(r: number): RouteGrid {
    const { xy, driftM, reachM } = this.line;
    let level = 0;
    let radiusM = reachM;
    while (radiusM < r) {
      radiusM *= 2;
      level++;
    }
    return (this.grids[level] ??= routeGridOf(xy, driftM, radiusM));
  }
}
