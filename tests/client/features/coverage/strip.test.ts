import { describe, expect, test } from 'vitest';
import { stripGaps, stripParts } from '#client/features/coverage/strip.ts';
import type { Gap, RoutePiece } from '#geo/domain/coverage.ts';

const piece = (fromM: number, toM: number, more: Partial<RoutePiece> = {}): RoutePiece => ({
  fromM,
  toM,
  fresh: 0,
  freshHigh: 0,
  covered: false,
  coveredHigh: false,
  schematic: false,
  ...more,
});

describe('a route as a strip', () => {
  test('goes from the first to the last counted metre, whatever the order', () => {
    const parts = stripParts([piece(1500, 2000), piece(1000, 1500, { covered: true, fresh: 0.8 })]);
    expect(parts).toEqual([
      { from: 0, to: 0.5, kind: 'covered', fresh: 0.8, isSchematic: false },
      { from: 0.5, to: 1, kind: 'open', fresh: 0, isSchematic: false },
    ]);
  });
  test('joins neighbours that look the same and shows what lies outside the province', () => {
    const parts = stripParts([
      piece(0, 100, { coveredHigh: true }),
      piece(100, 200, { coveredHigh: true }),
      piece(300, 400, { coveredHigh: true }),
    ]);
    expect(parts.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['possible', 0, 0.5],
      ['outside', 0.5, 0.75],
      ['possible', 0.75, 1],
    ]);
  });
  test('gaps lie on the same line; areas and sites have none', () => {
    const pieces = [piece(1000, 2000)];
    const gaps = [{ id: 'a', fromM: 1250, toM: 1500 } as Gap, { id: 'b', fromM: null, toM: null } as Gap];
    expect(stripGaps(pieces, gaps)).toEqual([{ from: 0.25, to: 0.5, gap: gaps[0] }]);
    expect(stripGaps([], gaps)).toEqual([]);
    expect(stripParts([])).toEqual([]);
  });
});
