import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  clipIntervals,
  intersectIntervals,
  normalizeIntervals,
  overlapsIntervals,
  sizeOfIntervals,
  subtractIntervals,
  toPairs,
  unionIntervals,
} from '#geo/coverage/intervals.ts';
import { overlayIntervals, overlayPoints, sizeByKinds } from '#geo/coverage/overlay.ts';

const LENGTH = 200;
const pair = fc.tuple(fc.integer({ min: 0, max: LENGTH }), fc.integer({ min: 0, max: LENGTH }));
const pairs = fc.array(pair, { maxLength: 12 });

/** The brute force: one boolean a metre. */
function metres(list: readonly (readonly [number, number])[]): boolean[] {
  return Array.from({ length: LENGTH }, (_, m) => list.some(([from, to]) => from <= m && m + 1 <= to));
}
const setOf = (list: [number, number][]) => normalizeIntervals(list.flat());

describe('interval algebra against one boolean a metre', () => {
  it('normalises to ascending, disjoint, not touching', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const set = setOf(list);
        expect(metres(toPairs(set))).toEqual(metres(list));
        for (let i = 0; i + 1 < set.length; i++) expect(set[i]).toBeLessThan(set[i + 1]);
      }),
    );
  });

  it('unites, intersects, subtracts, clips and measures', () => {
    fc.assert(
      fc.property(pairs, pairs, pair, (a, b, [from, to]) => {
        const [inA, inB] = [metres(a), metres(b)];
        const [setA, setB] = [setOf(a), setOf(b)];
        const of = (set: Float64Array) => metres(toPairs(set));
        expect(of(unionIntervals(setA, setB))).toEqual(inA.map((yes, m) => yes || inB[m]));
        expect(of(intersectIntervals(setA, setB))).toEqual(inA.map((yes, m) => yes && inB[m]));
        expect(of(subtractIntervals(setA, setB))).toEqual(inA.map((yes, m) => yes && !inB[m]));
        const within = inA.map((yes, m) => yes && from <= m && m + 1 <= to);
        expect(of(clipIntervals(setA, from, to))).toEqual(within);
        expect(overlapsIntervals(setA, from, to)).toBe(within.some(Boolean));
        expect(sizeOfIntervals(setA)).toBe(inA.filter(Boolean).length);
      }),
    );
  });
});

describe('overlay', () => {
  const sets = fc.array(pairs, { minLength: 1, maxLength: 7 });

  it('finds the members of every metre, and adds equal cells up', () => {
    fc.assert(
      fc.property(sets, (lists) => {
        const overlay = overlayIntervals(lists.map(setOf), { pieces: [[0, LENGTH]] });
        const masks = lists.map(metres);
        const membersAt = (m: number) => lists.flatMap((_, s) => (masks[s][m] ? [s] : []));
        let at = 0;
        for (const { from, to, cell } of overlay.pieces) {
          expect(from).toBe(at);
          at = to;
          const own =
            cell < 0 ? [] : [...overlay.members.subarray(overlay.memberStart[cell], overlay.memberStart[cell + 1])];
          for (let m = from; m < to; m++) expect(membersAt(m)).toEqual(own);
        }
        expect(at).toBe(LENGTH);
        const distinct = new Set(masks[0].map((_, m) => membersAt(m).join()).filter(Boolean));
        expect(overlay.cellCount).toBe(distinct.size);
        const covered = masks[0].filter((_, m) => membersAt(m).length > 0).length;
        expect(overlay.cellSize.reduce((sum, size) => sum + size, 0)).toBe(covered);
      }),
    );
  });

  it('sees the same members from points', () => {
    fc.assert(
      fc.property(sets, (lists) => {
        const points = Float64Array.from({ length: LENGTH }, (_, m) => m + 0.5);
        const overlay = overlayPoints(lists.map(setOf), points);
        const masks = lists.map(metres);
        for (let m = 0; m < LENGTH; m++) {
          const own = [...overlay.members.subarray(overlay.memberStart[m], overlay.memberStart[m + 1])];
          expect(own).toEqual(lists.flatMap((_, s) => (masks[s][m] ? [s] : [])));
        }
      }),
    );
  });

  it('sizes every combination of kinds', () => {
    fc.assert(
      fc.property(sets, (lists) => {
        const kinds = lists.map((_, s) => s % 3);
        const sizes = sizeByKinds(lists.map(setOf), kinds, 3);
        const masks = lists.map(metres);
        const expected = new Array<number>(8).fill(0);
        for (let m = 0; m < LENGTH; m++) {
          const mask = lists.reduce((bits, _, s) => (masks[s][m] ? bits | (1 << kinds[s]) : bits), 0);
          if (mask > 0) expected[mask]++;
        }
        expect([...sizes]).toEqual(expected);
      }),
    );
  });
});
