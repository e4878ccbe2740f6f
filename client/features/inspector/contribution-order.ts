import type { Contribution, ContributionStatus } from '#geo/domain/coverage.ts';

const ORDER: Record<ContributionStatus, number> = {
  counted: 0,
  pending: 1,
  'uncertain-place': 2,
  'outside-period': 3,
  planned: 4,
  'type-not-counted': 5,
  'agency-not-counted': 6,
};

/** What counts first, the latest first within each kind. */
export function sortContributions<C extends Contribution>(contributions: readonly C[]): C[] {
  return [...contributions].sort(
    (a, b) =>
      ORDER[a.status] - ORDER[b.status] || b.lastOn.localeCompare(a.lastOn) || a.measureId.localeCompare(b.measureId),
  );
}
