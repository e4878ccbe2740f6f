import type { Heat } from '#geo/contract/coverage.contract.ts';
import { computeHeat, type HeatInput } from '../../features/hotspots/heat.ts';

/** The heat surface, off the thread that answers requests. */
export function run(input: HeatInput): Heat {
  return computeHeat(input);
}
