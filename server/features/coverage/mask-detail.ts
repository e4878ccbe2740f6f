import type { Contribution, UnitDetail } from '#geo/domain/coverage.ts';
import type { MeasureId, OrgUnitId } from '#geo/domain/ids.ts';
import { MASK_CELL_M, seesExactPlace, type Viewer } from '#geo/domain/precision.ts';

export type Widen = (measureId: MeasureId, stretch: { fromM: number; toM: number }) => { fromM: number; toM: number };

export type MaskedContribution = Contribution & { masked: boolean };

/**
 * A unit's contributions as this viewer may see them: another agency's
 * intervals are widened to whole kilometres and sizes rounded up to whole
 * kilometres or km², always the same way for the same record.
 * @param widen a stretch of a record's to the whole kilometres that others see; not asked for areas and sites
 */
export function maskDetail(
  detail: UnitDetail,
  enteredBy: Readonly<Record<string, OrgUnitId>>,
  viewer: Viewer,
  widen: Widen,
): Omit<UnitDetail, 'contributions'> & { contributions: MaskedContribution[] } {
  const contributions = detail.contributions.map((contribution): MaskedContribution => {
    const owner = enteredBy[contribution.measureId];
    if (owner !== undefined && seesExactPlace(viewer, owner)) return { ...contribution, masked: false };
    return { ...contribution, ...maskedSizes(contribution, detail.unit.unitClass, widen), masked: true };
  });
  return { ...detail, contributions };
}

function maskedSizes(contribution: Contribution, unitClass: string, widen: Widen) {
  const { certainSize, possibleSize } = contribution;
  if (unitClass === 'site') return {};
  const step = unitClass === 'route' ? MASK_CELL_M : MASK_CELL_M * MASK_CELL_M;
  const widened = (intervals: [number, number][]) =>
    mergeTouching(
      intervals.map(([fromM, toM]) => {
        const masked = widen(contribution.measureId, { fromM, toM });
        return [masked.fromM, masked.toM];
      }),
    );
  return {
    certainM: widened(contribution.certainM),
    possibleM: widened(contribution.possibleM),
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
