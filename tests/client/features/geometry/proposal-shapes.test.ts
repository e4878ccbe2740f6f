import { describe, expect, it } from 'vitest';
import type { LngLat } from '#geo/domain/geometry.ts';
import { distanceM } from '#geo/geometry/ellipsoid.ts';
import { bboxOfProposals, comparedProposals, replacedParts } from '#client/features/geometry/proposal-shapes.ts';

const before: LngLat[] = [
  [105, 19],
  [105.1, 19],
  [105.2, 19],
];
const after: LngLat[] = [
  [105, 19],
  [105.1, 19],
  [105.15, 19.05],
  [105.2, 19],
];
const half = distanceM(before[0], before[1]);
const end = half + distanceM(after[1], after[2]) + distanceM(after[2], after[3]);
const part = {
  fromM: half,
  toM: 2 * half,
  newFromM: half,
  newToM: end,
  label: '',
  accuracyBeforeM: 1000,
  accuracyAfterM: 25,
  meanDistanceM: 0,
  hausdorffM: 0,
  wayCount: 1,
};
const route = { before, after, replaced: [part] };

/** To a decimetre: metres along the drawn line are sums. */
const rounded = (paths: LngLat[][]) => paths.map((path) => path.map((at) => at.map((v) => Number(v.toFixed(6)))));

describe('a route against a file of roads', () => {
  it('is drawn old and new only where it is replaced', () => {
    const { old, mine } = replacedParts(route);
    expect(rounded(old)).toEqual([[before[1], before[2]]]);
    expect(rounded(mine)).toEqual([[after[1], after[2], after[3]]]);
    expect(comparedProposals([route, { ...route, replaced: [] }]).mine?.paths).toEqual(mine);
  });

  it('is looked at with both lines in view, whole or part by part', () => {
    expect(rounded([[bboxOfProposals([route])! as never]])).toEqual([[[105.1, 19, 105.2, 19.05]]]);
    expect(bboxOfProposals([route], 0)).toEqual(bboxOfProposals([route]));
    expect(bboxOfProposals([{ ...route, replaced: [] }])).toBeUndefined();
  });
});
