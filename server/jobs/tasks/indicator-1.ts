import { computeIndicator1, type Indicator1Input, type Indicator1Result } from '#geo/indicators/indicator-1.ts';

/** Indicator 1 for one period, off the thread that answers requests. */
export function run(input: Indicator1Input): Indicator1Result {
  return computeIndicator1(input);
}
