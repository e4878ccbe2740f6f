/** Middle value; mean of the two middle ones where their number is even. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const LEAST_MAD = Math.log(1.35);
/** Makes the MAD of normal values their standard deviation. */
const NORMAL = 1.4826;

/**
 * Modified z-scores of values, upward only: (x − median) / (1.4826 · MAD), on
 * ln(1 + x), since durations, lengths and delays are skewed. Where more than
 * half of the values are equal the MAD is 0; it never goes below ln 1.35, so that
 * among ones only about 18 and more stand out. Insensitive to up to half of the values
 * being wrong. B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers (1993).
 *
 * @param unit what counts as one: differences well below it do not matter
 */
export function upwardScores(values: readonly number[], unit = 1): number[] {
  const logs = values.map((value) => Math.log1p(Math.max(0, value) / unit));
  const middle = median(logs);
  const mad = median(logs.map((value) => Math.abs(value - middle)));
  const spread = NORMAL * Math.max(mad, LEAST_MAD);
  return logs.map((value) => (value - middle) / spread);
}
