import type { Gap, UnitClass } from '#geo/domain/coverage.ts';

const CLASS_ORDER: Record<UnitClass, number> = { route: 0, area: 1, site: 2 };

/**
 * Gaps for a list: routes by length, then communes by size, then sites, true
 * gaps before stretches of unknown position; `unitClass` and `kind` narrow it.
 */
export function listGaps(gaps: readonly Gap[], unitClass: UnitClass | 'all', kind?: Gap['kind']): Gap[] {
  return gaps
    .filter((gap) => (unitClass === 'all' || gap.unitClass === unitClass) && (!kind || gap.kind === kind))
    .sort(
      (a, b) =>
        CLASS_ORDER[a.unitClass] - CLASS_ORDER[b.unitClass] ||
        Number(a.kind === 'unpositioned') - Number(b.kind === 'unpositioned') ||
        b.sizeM - a.sizeM ||
        a.id.localeCompare(b.id),
    );
}

/** How many are gaps, and how many are not called so because their position is not known. */
export function countGaps(gaps: readonly Gap[]): Record<Gap['kind'], number> {
  const gap = gaps.filter(({ kind }) => kind === 'gap').length;
  return { gap, unpositioned: gaps.length - gap };
}

/** The neighbours of a gap within a list, wrapping around; undefined when it is alone or absent. */
export function gapNeighbours(gaps: readonly Gap[], gapId: string): { previous: Gap; next: Gap } | undefined {
  const index = gaps.findIndex((gap) => gap.id === gapId);
  if (index < 0 || gaps.length < 2) return undefined;
  return { previous: gaps[(index + gaps.length - 1) % gaps.length], next: gaps[(index + 1) % gaps.length] };
}
