import type { IntervalSet } from './intervals.ts';

/**
 * The subdivision of a unit's space by many interval sets at once. Stretches
 * that lie in the same sets are one *cell* however often they recur, so that
 * what is computed from a cell's members (a product over measures, an integral
 * over time) is computed once.
 */
export interface Overlay {
  cellCount: number;
  /** Total length of each cell. */
  cellSize: Float64Array;
  /** members[memberStart[c]] … members[memberStart[c + 1] − 1]: the sets over cell c, ascending. */
  memberStart: Int32Array;
  members: Int32Array;
  /** The stretches in order along the axis, where asked for; cell −1 lies in no set. */
  pieces: { from: number; to: number; cell: number }[];
}

/**
 * Sweeps the ends of all intervals in order. Cells are told apart by an
 * 84-bit Zobrist hash of their members, which the sweep updates in O(1) at each
 * end (a collision among 10⁶ cells has a chance of 1e-13).
 * O(e log k) for e ends in k sets: the sets are sorted runs that are merged.
 *
 */
export function overlayIntervals(
  sets: readonly IntervalSet[],
  options: { pieces?: readonly [number, number][] } = {},
): Overlay {
  const { positions, codes } = mergeEnds(sets);
  const cells = new Map<number, number>();
  const checks: number[] = [];
  const sizes: number[] = [];
  const starts: number[] = [0];
  const members: number[] = [];
  const pieces: Overlay['pieces'] = [];
  const active = new Int32Array(sets.length);
  const placeOf = new Int32Array(sets.length);
  let count = 0;
  let [h1, h2, h3] = [0, 0, 0];

  const cellOfActive = (): number => {
    let key = (h1 >>> 0) * 0x200000 + (h2 >>> 11);
    for (;;) {
      const known = cells.get(key);
      if (known === undefined) break;
      if (checks[known] === h3 && starts[known + 1] - starts[known] === count) return known;
      key++;
    }
    const cell = sizes.length;
    cells.set(key, cell);
    checks.push(h3);
    sizes.push(0);
    const own = active.slice(0, count).sort();
    for (const member of own) members.push(member);
    starts.push(members.length);
    return cell;
  };

  let at = 0;
  for (let e = 0; e < positions.length; e++) {
    const position = positions[e];
    if (count > 0 && position > at) {
      const cell = cellOfActive();
      sizes[cell] += position - at;
      if (options.pieces) pieces.push({ from: at, to: position, cell });
    }
    at = position;
    const set = codes[e] >> 1;
    if (codes[e] & 1) {
      const last = active[--count];
      active[placeOf[set]] = last;
      placeOf[last] = placeOf[set];
    } else {
      placeOf[set] = count;
      active[count++] = set;
    }
    h1 ^= mix(set, 0x9e3779b9);
    h2 ^= mix(set, 0x85ebca6b);
    h3 ^= mix(set, 0xc2b2ae35);
  }
  return {
    cellCount: sizes.length,
    cellSize: Float64Array.from(sizes),
    memberStart: Int32Array.from(starts),
    members: Int32Array.from(members),
    pieces: options.pieces ? fillPieces(pieces, options.pieces) : pieces,
  };
}

/** Adds the stretches of `parts` that no set covers. */
function fillPieces(pieces: Overlay['pieces'], parts: readonly [number, number][]): Overlay['pieces'] {
  const out: Overlay['pieces'] = [];
  let i = 0;
  for (const [from, to] of parts) {
    let at = from;
    for (; i < pieces.length && pieces[i].from < to; i++) {
      if (pieces[i].from > at) out.push({ from: at, to: pieces[i].from, cell: -1 });
      out.push(pieces[i]);
      at = pieces[i].to;
    }
    if (at < to) out.push({ from: at, to, cell: -1 });
  }
  return out;
}

/**
 * The same from fixed points instead of every stretch: a cell for each point
 * that lies in any set. Exact ends do not matter here, only which points are in.
 *
 * @param points ascending positions; the caller gives the cells their size
 */
export function overlayPoints(sets: readonly IntervalSet[], points: Float64Array): Overlay {
  const counts = new Int32Array(points.length + 1);
  eachPointInSets(sets, points, (point) => counts[point]++);
  const starts = new Int32Array(points.length + 1);
  for (let i = 0; i < points.length; i++) starts[i + 1] = starts[i] + counts[i];
  const members = new Int32Array(starts[points.length]);
  const next = starts.slice();
  eachPointInSets(sets, points, (point, set) => (members[next[point]++] = set));
  return {
    cellCount: points.length,
    cellSize: new Float64Array(points.length),
    memberStart: starts,
    members,
    pieces: [],
  };
}

function eachPointInSets(
  sets: readonly IntervalSet[],
  points: Float64Array,
  found: (point: number, set: number) => void,
): void {
  sets.forEach((set, s) => {
    let point = 0;
    for (let i = 0; i < set.length && point < points.length; i += 2) {
      point = firstAtOrAfter(points, set[i], point);
      for (; point < points.length && points[point] < set[i + 1]; point++) found(point, s);
    }
  });
}

/** By doubling steps and bisection from `start`: neighbouring intervals are near. */
function firstAtOrAfter(points: Float64Array, position: number, start: number): number {
  let step = 1;
  let low = start;
  while (low + step < points.length && points[low + step] < position) {
    low += step;
    step *= 2;
  }
  let high = Math.min(points.length, low + step + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle] < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Total length by which kinds of set lie there: `out[mask]` for every mask of
 * kinds (bit k: some set of kind k), as many as 2^kinds.
 */
export function sizeByKinds(sets: readonly IntervalSet[], kindOf: readonly number[], kinds: number): Float64Array {
  const { positions, codes } = mergeEnds(sets);
  const out = new Float64Array(1 << kinds);
  const counts = new Int32Array(kinds);
  let mask = 0;
  let at = 0;
  for (let e = 0; e < positions.length; e++) {
    if (mask !== 0) out[mask] += positions[e] - at;
    at = positions[e];
    const kind = kindOf[codes[e] >> 1];
    if (codes[e] & 1) {
      if (--counts[kind] === 0) mask &= ~(1 << kind);
    } else if (counts[kind]++ === 0) mask |= 1 << kind;
  }
  return out;
}

/** A well-spread 32-bit word for each set (the finaliser of MurmurHash3). */
function mix(set: number, seed: number): number {
  let h = Math.imul(set + 1, seed) ^ seed;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** All ends of all intervals in order; code = 2 · set + (1 for the end of an interval). Bottom-up merge of runs. */
function mergeEnds(sets: readonly IntervalSet[]): { positions: Float64Array; codes: Int32Array } {
  const total = sets.reduce((sum, set) => sum + set.length, 0);
  let positions = new Float64Array(total);
  let codes = new Int32Array(total);
  let runs = new Int32Array(sets.length + 1);
  sets.forEach((set, s) => {
    const start = runs[s];
    positions.set(set, start);
    for (let i = 0; i < set.length; i++) codes[start + i] = 2 * s + (i & 1);
    runs[s + 1] = start + set.length;
  });
  let nextPositions = new Float64Array(total);
  let nextCodes = new Int32Array(total);
  while (runs.length > 2) {
    const merged: number[] = [0];
    for (let r = 0; r + 1 < runs.length; r += 2) {
      const middle = runs[r + 1];
      const end = r + 2 < runs.length ? runs[r + 2] : middle;
      let i = runs[r];
      let j = middle;
      for (let k = runs[r]; k < end; k++) {
        const left = j >= end || (i < middle && positions[i] <= positions[j]);
        nextPositions[k] = left ? positions[i] : positions[j];
        nextCodes[k] = left ? codes[i++] : codes[j++];
      }
      merged.push(end);
    }
    [positions, nextPositions] = [nextPositions, positions];
    [codes, nextCodes] = [nextCodes, codes];
    runs = Int32Array.from(merged);
  }
  return { positions, codes };
}
