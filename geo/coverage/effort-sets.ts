import { timeGridOf } from './period-mean.ts';
import { recencyAt } from './recency.ts';

/** One effort: a measure, or alike measures whose periods touch. Times and half-life in days. */
export interface Effort {
  begin: number;
  end: number;
  weight: number;
  halfLife: number;
}

export interface FreshOfSets {
  /** C at the instant asked for, one a set. */
  fresh: Float64Array;
  /** Its mean over the period. */
  mean: Float64Array;
}

/**
 * C of many sets of efforts at once, at an instant and averaged over a period.
 * A place lies under dozens of efforts, and neighbouring places share most of
 * them. Each effort is therefore one vector over the time grid; sets are laid
 * out as a tree of common beginnings, the efforts found in most sets first, and
 * a vector is carried down it: C ← C + x (1 − C). Nothing is ever divided out
 * again, so nothing drifts.
 * O(branches of the tree × grid), against O(members × grid) one by one.
 *
 * @param sets indices into `efforts`, each without repetition
 */
export function freshOfSets(
  efforts: readonly Effort[],
  sets: readonly Int32Array[],
  times: { freshAt: number; meanFrom: number; meanTo: number },
): FreshOfSets {
  const result = { fresh: new Float64Array(sets.length), mean: new Float64Array(sets.length) };
  if (sets.length === 0) return result;
  const shortest = efforts.reduce((least, effort) => Math.min(least, effort.halfLife), Infinity);
  const kinks = efforts.flatMap(({ begin, end }) => [begin, end]);
  const grid = timeGridOf(kinks, times.meanFrom, times.meanTo, shortest);
  // One more time at the end, without weight in the mean: the instant of `fresh`.
  const n = grid.times.length;
  const vectors = efforts.map((effort) => vectorOf(effort, grid.times, times.freshAt));

  const frequency = new Int32Array(efforts.length);
  for (const set of sets) for (const effort of set) frequency[effort]++;
  const rank = new Int32Array(efforts.length);
  [...efforts.keys()]
    .sort((a, b) => frequency[b] - frequency[a] || a - b)
    .forEach((effort, position) => (rank[effort] = position));
  const byRank = new Int32Array(efforts.length);
  rank.forEach((position, effort) => (byRank[position] = effort));
  const paths = sets.map((set) => set.map((effort) => rank[effort]).sort());
  const order = [...paths.keys()].sort((a, b) => comparePaths(paths[a], paths[b]));

  const deepest = paths.reduce((most, path) => Math.max(most, path.length), 0);
  const stack = Array.from({ length: deepest + 1 }, () => new Float64Array(n + 1));
  let previous = new Int32Array(0);
  let mean = 0;
  for (const s of order) {
    const path = paths[s];
    let depth = 0;
    while (depth < path.length && depth < previous.length && path[depth] === previous[depth]) depth++;
    if (depth < path.length || path.length < previous.length) {
      for (; depth < path.length; depth++) {
        carry(stack[depth], vectors[byRank[path[depth]]], stack[depth + 1]);
      }
      const own = stack[path.length];
      mean = 0;
      for (let i = 0; i < n; i++) mean += grid.weights[i] * own[i];
    }
    result.mean[s] = path.length > 0 ? mean : 0;
    result.fresh[s] = stack[path.length][n];
    previous = path;
  }
  return result;
}

interface EffortVector {
  x: Float64Array;
  /** All before this index are 0. */
  first: number;
}

function vectorOf(effort: Effort, grid: Float64Array, freshAt: number): EffortVector {
  const { begin, end, weight, halfLife } = effort;
  const n = grid.length;
  const x = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) x[i] = weight * recencyAt(begin, end, halfLife, grid[i]);
  x[n] = weight * recencyAt(begin, end, halfLife, freshAt);
  let first = 0;
  while (first < n && x[first] === 0) first++;
  return { x, first };
}

function carry(from: Float64Array, { x, first }: EffortVector, to: Float64Array): void {
  const n = from.length;
  if (first > 0) to.set(from.subarray(0, first));
  for (let i = first; i < n; i++) to[i] = from[i] + x[i] * (1 - from[i]);
}

function comparePaths(a: Int32Array, b: Int32Array): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
