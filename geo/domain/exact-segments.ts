import type { LngLat } from './geometry.ts';

/** 2^48: a double between 16 and 2^53 has no bits below 2^-48, so this scales it to an integer exactly. */
const SCALE = 281_474_976_710_656;
/** Relative error bound of the determinant in doubles (Shewchuk 1997, ccwerrboundA). */
const ERROR_BOUND = (3 + 16 * Number.EPSILON) * Number.EPSILON;

/**
 * Which way a → b → c turns: 1 left, −1 right, 0 straight. Exact for positions
 * of the province's surroundings (|coordinate| ≥ 16): doubles where their error
 * bound decides, integers otherwise.
 * Shewchuk, J. R. (1997), Adaptive precision floating-point arithmetic.
 */
export function orientation(a: LngLat, b: LngLat, c: LngLat): -1 | 0 | 1 {
  const left = (a[0] - c[0]) * (b[1] - c[1]);
  const right = (a[1] - c[1]) * (b[0] - c[0]);
  const determinant = left - right;
  if (Math.abs(determinant) > ERROR_BOUND * (Math.abs(left) + Math.abs(right))) return determinant > 0 ? 1 : -1;
  const [ax, ay, bx, by, cx, cy] = [a[0], a[1], b[0], b[1], c[0], c[1]].map((v) => BigInt(v * SCALE));
  const exact = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

export type Meeting = 'apart' | 'touch' | 'cross' | 'overlap';

/** How the segments ab and cd meet: not at all, in an end point of one of them, inside both, or along a stretch. */
export function segmentsMeet(a: LngLat, b: LngLat, c: LngLat, d: LngLat): Meeting {
  const [abc, abd] = [orientation(a, b, c), orientation(a, b, d)];
  const [cda, cdb] = [orientation(c, d, a), orientation(c, d, b)];
  if (abc === 0 && abd === 0) return meetOnLine(a, b, c, d);
  if (abc * abd < 0 && cda * cdb < 0) return 'cross';
  if (abc * abd > 0 || cda * cdb > 0) return 'apart';
  return 'touch';
}

/** Collinear segments, compared along the axis on which they are longer. */
function meetOnLine(a: LngLat, b: LngLat, c: LngLat, d: LngLat): Meeting {
  const axis = Math.abs(a[0] - b[0]) >= Math.abs(a[1] - b[1]) ? 0 : 1;
  const from = Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis]));
  const to = Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis]));
  if (from > to) return 'apart';
  return from === to ? 'touch' : 'overlap';
}
