import type { UnitCoverage } from '#geo/domain/coverage.ts';

export const UNIT_SORTS = ['need', 'gaps', 'last', 'name'] as const;
export type UnitSort = (typeof UNIT_SORTS)[number];

const share = ({ low, total }: { low: number; total: number }) => (total > 0 ? low / total : 1);

/**
 * Units in the order of `sort`: by need the least covered first (official,
 * then length or extent, then fresh); by last measure the longest ago first,
 * those without any before all; ties by name, so that the order is the same every time.
 */
export function sortUnits(
  units: readonly UnitCoverage[],
  sort: UnitSort,
  nameOf: (unit: UnitCoverage) => string,
  compareNames: (a: string, b: string) => number,
): UnitCoverage[] {
  const byName = (a: UnitCoverage, b: UnitCoverage) => compareNames(nameOf(a), nameOf(b));
  const orders: Record<UnitSort, (a: UnitCoverage, b: UnitCoverage) => number> = {
    need: (a, b) =>
      share(a.official) - share(b.official) ||
      share(a.extent) - share(b.extent) ||
      share(a.fresh) - share(b.fresh) ||
      byName(a, b),
    gaps: (a, b) => b.gapCount - a.gapCount || share(a.extent) - share(b.extent) || byName(a, b),
    last: (a, b) => {
      const [first, second] = [a.lastMeasure?.lastOn ?? '', b.lastMeasure?.lastOn ?? ''];
      return first < second ? -1 : first > second ? 1 : byName(a, b);
    },
    name: byName,
  };
  return [...units].sort(orders[sort]);
}
