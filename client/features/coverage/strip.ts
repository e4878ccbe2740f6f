import type { Gap, RoutePiece } from '#geo/domain/coverage.ts';

/** A stretch of a strip; both ends as shares 0–1 of its length. */
export interface StripPart {
  from: number;
  to: number;
  kind: 'covered' | 'possible' | 'open' | 'outside';
  fresh: number;
  isSchematic: boolean;
}

/**
 * The pieces of a route as one line from its first to its last counted metre:
 * covered, possibly covered, open, and what lies outside the province.
 * Neighbours that look the same become one.
 */
export function stripParts(pieces: readonly RoutePiece[]): StripPart[] {
  if (pieces.length === 0) return [];
  const sorted = [...pieces].sort((a, b) => a.fromM - b.fromM);
  const start = sorted[0].fromM;
  const length = sorted[sorted.length - 1].toM - start;
  const parts: StripPart[] = [];
  const add = (part: StripPart) => {
    const last = parts[parts.length - 1];
    const isSame =
      last &&
      last.kind === part.kind &&
      last.fresh === part.fresh &&
      last.isSchematic === part.isSchematic &&
      Math.abs(last.to - part.from) < 1e-9;
    if (isSame) last.to = part.to;
    else parts.push(part);
  };
  let at = start;
  for (const piece of sorted) {
    const from = (piece.fromM - start) / length;
    if (piece.fromM > at + 1e-6)
      add({ from: (at - start) / length, to: from, kind: 'outside', fresh: 0, isSchematic: false });
    add({
      from,
      to: (piece.toM - start) / length,
      kind: piece.covered ? 'covered' : piece.coveredHigh ? 'possible' : 'open',
      fresh: piece.fresh,
      isSchematic: piece.schematic,
    });
    at = piece.toM;
  }
  return parts;
}

/** Gaps on the same line as `stripParts` of the route's pieces. */
export function stripGaps(
  pieces: readonly RoutePiece[],
  gaps: readonly Gap[],
): { from: number; to: number; gap: Gap }[] {
  if (pieces.length === 0) return [];
  const start = Math.min(...pieces.map((piece) => piece.fromM));
  const length = Math.max(...pieces.map((piece) => piece.toM)) - start;
  return gaps.flatMap((gap) =>
    gap.fromM === null || gap.toM === null
      ? []
      : [{ from: (gap.fromM - start) / length, to: (gap.toM - start) / length, gap }],
  );
}
