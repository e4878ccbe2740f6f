/** Speed above which a leg is impossible, and how far ahead a spike may come back. */
export interface SpikeOptions {
  /** Metres a second; 50 is 180 km/h, faster than any patrol or train here. */
  maxSpeedMps: number;
  /** How far apart two positions of a receiver that stands may be, metres: no leg is judged by less. */
  noiseM: number;
}

const LOOK_AHEAD = 10;

/**
 * Finds positions that a receiver made up: a leg faster than `maxSpeedMps`, noise
 * allowed for, from the last good position. Where the track comes back within ten positions, those
 * between are a spike; where it does not, the track goes on elsewhere: a jump,
 * nothing is removed and the two sides are not joined. Besides, a single position
 * more than 100 m out and back, both ways at more than half the limit, is a spike.
 * Legs without two times are not judged. O(n).
 *
 * @param order indices into xy and timeMs, ascending in time
 * @returns per entry of `order`: 1 spike, 2 first position after a jump, 0 good
 */
export function findSpikes(
  xy: Float64Array,
  timeMs: Float64Array,
  order: Int32Array,
  { maxSpeedMps, noiseM }: SpikeOptions,
): Uint8Array {
  const n = order.length;
  const marks = new Uint8Array(n);
  const distance = (a: number, b: number) => {
    const [i, j] = [2 * order[a], 2 * order[b]];
    return Math.hypot(xy[i] - xy[j], xy[i + 1] - xy[j + 1]);
  };
  const seconds = (a: number, b: number) => (timeMs[order[b]] - timeMs[order[a]]) / 1000;
  /** False where a time is missing: nothing is known then. */
  const isTooFast = (a: number, b: number) => distance(a, b) > noiseM + maxSpeedMps * seconds(a, b);

  let good = 0;
  for (let j = 1; j < n; j++) {
    if (isTooFast(good, j)) {
      const out = distance(good, j);
      let back = j + 1;
      const end = Math.min(n, j + 1 + LOOK_AHEAD);
      while (back < end && (isTooFast(good, back) || distance(good, back) > out / 2)) back++;
      if (back < end) {
        marks.fill(1, j, back);
        j = back;
      } else marks[j] = 2;
    } else if (j + 1 < n && marks[j] === 0) {
      const out = distance(good, j);
      const back = distance(j, j + 1);
      const half = maxSpeedMps / 2;
      if (
        Math.min(out, back) > 100 &&
        distance(good, j + 1) < 0.3 * Math.min(out, back) &&
        out > half * seconds(good, j) &&
        back > half * seconds(j, j + 1)
      ) {
        marks[j] = 1;
        continue;
      }
    }
    good = j;
  }
  return marks;
}
