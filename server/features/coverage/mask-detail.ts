import type { Contribution, UnitDetail } from '#geo/domain/coverage.ts';
import type { OrgUnitId } from '#geo/domain/ids.ts';
import { MASK_CELL_M, maskInterval, seesExactPlace, type Viewer } from '#geo/domain/precision.ts';

export type MaskedContribution = Contribution & { masked: boolean };

/**
 * A unit's contributions as this viewer may see them: another agency's
 * intervals are widened to whole kilometres and sizes rounded up to whole
 * kilometres or km², always the same way for the same record.
 * @param lengthM of the route's reference; ignored for areas and sites
 */
export function maskDetail(
  detail: UnitDetail,
  enteredBy: Readonly<Record<string, OrgUnitId>>,
  viewer: Viewer,
  lengthM: number,
): Omit<UnitDetail, 'contributions'> & { contributions: MaskedContribution[] } {
  const contributions = detail.contributions.map((contribution): MaskedContribution => {
    const owner = enteredBy[contribution.measureId];
    if (owner !== undefined && seesExactPlace(viewer, owner)) return { ...contribution, masked: false };
    return { ...contribution, ...maskedSizes(contribution, detail.unit.unitClass, lengthM), masked: true };
  });
  return { ...detail, contributions };
}

function maskedSizes(contribution: Contribution, unitClass: string, lengthM: number) {
  const { certainSize, possibleSize } = contribution;
  if (unitClass === 'site') return {};
  const step = unitClass === 'route' ? MASK_CELL_M : MASK_CELL_M * MASK_CELL_M;
  const widen = (intervals: [number, number][]) =>
    mergeTouching(
      intervals.map(([fromM, toM]) => {
        const masked = maskInterval(fromM, toM, lengthM);
        return [masked.fromM, masked.toM];
      }),
    );
  return {
    certainM: widen(contribution.certainM),
    possibleM: widen(contribution.possibleM),
    certainSize: Math.ceil(certainSize / step) * step,
    possibleSize: Math.ceil(possibleSize / step) * step,
  };
}

function mergeTouching(intervals: [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
