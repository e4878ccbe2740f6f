/**
 * Douglas & Peucker (1973): the fewest of a line's own vertices such that no
 * vertex left out lies further than `toleranceM` from the line through those
 * that stay. The ends stay. O(n log n) as a rule, O(n²) at worst.
 *
 * @param xy x0, y0, x1, y1, … in the metric plane
 * @returns indices of the vertices that stay, ascending
 */
export function simplifyLine(xy: Float64Array, toleranceM: number): number[] {
  const n = xy.length / 2;
  if (n <= 2) return Array.from({ length: n }, (_, i) => i);
  const keep = new Uint8Array(n);
  keep[0] = keep[n - 1] = 1;
  const stack = [0, n - 1];
  const limit2 = toleranceM * toleranceM;
  while (stack.length > 0) {
    const to = stack.pop()!;
    const from = stack.pop()!;
    const [ax, ay] = [xy[2 * from], xy[2 * from + 1]];
    const [dx, dy] = [xy[2 * to] - ax, xy[2 * to + 1] - ay];
    const dd = dx * dx + dy * dy;
    let furthest = -1;
    let most = limit2;
    for (let i = from + 1; i < to; i++) {
      const [px, py] = [xy[2 * i] - ax, xy[2 * i + 1] - ay];
      // From the segment, not the line through it: a spur beyond an end stays.
      const t = dd > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / dd)) : 0;
      const [ex, ey] = [px - t * dx, py - t * dy];
      const distance2 = ex * ex + ey * ey;
      if (distance2 <= most) continue;
      most = distance2;
      furthest = i;
    }
    if (furthest < 0) continue;
    keep[furthest] = 1;
    stack.push(from, furthest, furthest, to);
  }
  const out: number[] = [];
  for (let i = 0; i < n; i++) if (keep[i]) out.push(i);
  return out;
}
