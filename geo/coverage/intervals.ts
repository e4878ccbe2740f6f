/**
 * Sets of intervals on a line, as flat arrays from0, to0, from1, to1, …:
 * ascending, disjoint, each of positive length. Touching intervals are one.
 */
export type IntervalSet = Float64Array;

export const NO_INTERVALS: IntervalSet = new Float64Array(0);

/** Sorts, drops what is empty or reversed, and joins what overlaps or touches. O(n) where it is in order already. */
export function normalizeIntervals(pairs: ArrayLike<number>): IntervalSet {
  const out = new Float64Array(pairs.length & ~1);
  let length = 0;
  let latest = -Infinity;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const from = pairs[i];
    const to = pairs[i + 1];
    if (!(from < to)) continue;
    if (from < latest) return normalizeIntervals(inOrder(pairs));
    latest = from;
    if (length > 0 && from <= out[length - 1]) {
      if (to > out[length - 1]) out[length - 1] = to;
    } else {
      out[length++] = from;
      out[length++] = to;
    }
  }
  return out.slice(0, length);
}

function inOrder(pairs: ArrayLike<number>): Float64Array {
  const order: number[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) if (pairs[i] < pairs[i + 1]) order.push(i);
  order.sort((a, b) => pairs[a] - pairs[b]);
  const out = new Float64Array(2 * order.length);
  order.forEach((i, k) => {
    out[2 * k] = pairs[i];
    out[2 * k + 1] = pairs[i + 1];
  });
  return out;
}

/** By one pass over both. */
export function unionIntervals(a: IntervalSet, b: IntervalSet): IntervalSet {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const both = new Float64Array(a.length + b.length);
  let i = 0;
  let j = 0;
  for (let k = 0; k < both.length; k += 2) {
    const next = j >= b.length || (i < a.length && a[i] <= b[j]) ? a : b;
    const at = next === a ? i : j;
    both[k] = next[at];
    both[k + 1] = next[at + 1];
    if (next === a) i += 2;
    else j += 2;
  }
  return normalizeIntervals(both);
}

export function intersectIntervals(a: IntervalSet, b: IntervalSet): IntervalSet {
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i], b[j]);
    const to = Math.min(a[i + 1], b[j + 1]);
    if (from < to) out.push(from, to);
    if (a[i + 1] < b[j + 1]) i += 2;
    else j += 2;
  }
  return Float64Array.from(out);
}

/** What of `a` is not in `b`. */
export function subtractIntervals(a: IntervalSet, b: IntervalSet): IntervalSet {
  const out: number[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    let from = a[i];
    const to = a[i + 1];
    while (j < b.length && b[j + 1] <= from) j += 2;
    for (let k = j; k < b.length && b[k] < to; k += 2) {
      if (b[k] > from) out.push(from, b[k]);
      if (b[k + 1] > from) from = b[k + 1];
    }
    if (from < to) out.push(from, to);
  }
  return Float64Array.from(out);
}

export function clipIntervals(set: IntervalSet, from: number, to: number): IntervalSet {
  return from < to ? intersectIntervals(set, Float64Array.of(from, to)) : NO_INTERVALS;
}

/** Total length. */
export function sizeOfIntervals(set: IntervalSet): number {
  let sum = 0;
  for (let i = 0; i < set.length; i += 2) sum += set[i + 1] - set[i];
  return sum;
}

/** Whether the set shares a positive length with [from, to]; by bisection. */
export function overlapsIntervals(set: IntervalSet, from: number, to: number): boolean {
  let low = 0;
  let high = set.length >> 1;
  // First interval that ends after `from`.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[2 * middle + 1] > from) high = middle;
    else low = middle + 1;
  }
  return 2 * low < set.length && Math.max(set[2 * low], from) < Math.min(set[2 * low + 1], to);
}

export function toPairs(set: IntervalSet): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 0; i < set.length; i += 2) out.push([set[i], set[i + 1]]);
  return out;
}
