/**
 * A capsule is all that lies within `r` of a segment a–b. It is convex, so a
 * line meets it in one interval: the hull of what the line shares with the two
 * end discs (a quadratic each) and with the body between them (two slabs).
 */

/**
 * Where the line p + t·v runs inside the capsule, as t from out[0] to out[1].
 * Exact up to rounding; a touching line gives an interval of length 0.
 *
 * @returns false when the line stays outside (`out` is then meaningless)
 */
export function capsuleOnLine(
  px: number,
  py: number,
  vx: number,
  vy: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  r: number,
  out: Float64Array,
): boolean {
  const vv = vx * vx + vy * vy;
  if (vv === 0 || r < 0) return false;
  let from = Infinity;
  let to = -Infinity;
  // End discs, by the distance of the centre from the line rather than by the
  // expanded discriminant, which cancels when p is far away.
  let cross = (ax - px) * vy - (ay - py) * vx;
  let half2 = (r * r - (cross * cross) / vv) / vv;
  if (half2 >= 0) {
    const mid = ((ax - px) * vx + (ay - py) * vy) / vv;
    const half = Math.sqrt(half2);
    from = mid - half;
    to = mid + half;
  }
  cross = (bx - px) * vy - (by - py) * vx;
  half2 = (r * r - (cross * cross) / vv) / vv;
  if (half2 >= 0) {
    const mid = ((bx - px) * vx + (by - py) * vy) / vv;
    const half = Math.sqrt(half2);
    if (mid - half < from) from = mid - half;
    if (mid + half > to) to = mid + half;
  }
  // Body: 0 ≤ (q − a)·d ≤ |d|² along, |(q − a) × d| ≤ r |d| across.
  const dx = bx - ax;
  const dy = by - ay;
  const dd = dx * dx + dy * dy;
  if (dd > 0) {
    let lo = -Infinity;
    let hi = Infinity;
    const along = vx * dx + vy * dy;
    const along0 = (px - ax) * dx + (py - ay) * dy;
    if (along !== 0) {
      const t0 = -along0 / along;
      const t1 = (dd - along0) / along;
      lo = t0 < t1 ? t0 : t1;
      hi = t0 < t1 ? t1 : t0;
    } else if (along0 < 0 || along0 > dd) hi = -Infinity;
    const across = vx * dy - vy * dx;
    const across0 = (px - ax) * dy - (py - ay) * dx;
    const limit = r * Math.sqrt(dd);
    if (across !== 0) {
      const t0 = (-limit - across0) / across;
      const t1 = (limit - across0) / across;
      const a = t0 < t1 ? t0 : t1;
      const b = t0 < t1 ? t1 : t0;
      if (a > lo) lo = a;
      if (b < hi) hi = b;
    } else if (across0 > limit || across0 < -limit) hi = -Infinity;
    if (lo <= hi) {
      if (lo < from) from = lo;
      if (hi > to) to = hi;
    }
  }
  out[0] = from;
  out[1] = to;
  return from <= to;
}

/** The same clipped to the segment p–q: t within [0, 1]. False when no positive length is shared. */
export function capsuleOnSegment(
  px: number,
  py: number,
  qx: number,
  qy: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  r: number,
  out: Float64Array,
): boolean {
  if (!capsuleOnLine(px, py, qx - px, qy - py, ax, ay, bx, by, r, out)) return false;
  if (out[0] < 0) out[0] = 0;
  if (out[1] > 1) out[1] = 1;
  return out[0] < out[1];
}
