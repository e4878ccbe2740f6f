import type { RoutePiece } from '../domain/coverage.ts';
import type { CellCoverage } from './cell-coverage.ts';
import { overlapsIntervals } from './intervals.ts';
import type { RouteSpace } from './route-space.ts';

/** A stretch of a route with C counted low and with uncertain places; what gaps are found from. */
export interface Stretch extends RoutePiece {
  freshWithPlace: number;
}

/**
 * A route cut where coverage or the accuracy of the drawing changes, in order.
 * Neighbours that read the same are one.
 */
export function stretchesOf(space: RouteSpace, cells: CellCoverage, notReported: boolean): Stretch[] {
  const out: Stretch[] = [];
  for (const piece of cells.overlay.pieces) {
    for (const [fromM, toM] of cutAt(piece.from, piece.to, space.schematic)) {
      const at = 4 * piece.cell;
      const none = piece.cell < 0;
      const stretch: Stretch = {
        fromM,
        toM,
        fresh: none ? 0 : cells.fresh[at],
        freshHigh: notReported ? 1 : none ? 0 : cells.fresh[at + 3],
        covered: !none && cells.covered[at] === 1,
        coveredHigh: notReported || (!none && cells.covered[at + 3] === 1),
        schematic: overlapsIntervals(space.schematic, fromM, toM),
        freshWithPlace: none ? 0 : cells.fresh[at + 1],
      };
      const last = out[out.length - 1];
      if (last && last.toM === stretch.fromM && readTheSame(last, stretch)) last.toM = toM;
      else out.push(stretch);
    }
  }
  return out;
}

export function withoutPlace({ freshWithPlace: _, ...piece }: Stretch): RoutePiece {
  return piece;
}

function readTheSame(a: Stretch, b: Stretch): boolean {
  return (
    a.fresh === b.fresh &&
    a.freshHigh === b.freshHigh &&
    a.freshWithPlace === b.freshWithPlace &&
    a.covered === b.covered &&
    a.coveredHigh === b.coveredHigh &&
    a.schematic === b.schematic
  );
}

function cutAt(from: number, to: number, set: Float64Array): [number, number][] {
  const out: [number, number][] = [];
  let at = from;
  for (const end of set) {
    if (end > at && end < to) {
      out.push([at, end]);
      at = end;
    }
  }
  out.push([at, to]);
  return out;
}
