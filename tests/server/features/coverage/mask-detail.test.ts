import { expect, test } from 'vitest';
import type { Contribution, UnitDetail } from '#geo/domain/coverage.ts';
import type { OrgUnitId } from '#geo/domain/ids.ts';
import { maskInterval } from '#geo/domain/precision.ts';
import { maskDetail, type Widen } from '#server/features/coverage/mask-detail.ts';

const contribution = (measureId: string, certainM: [number, number][], certainSize: number) =>
  ({ measureId, certainM, possibleM: [], certainSize, possibleSize: 0 }) as unknown as Contribution;
const detailOf = (unitClass: string, ...contributions: Contribution[]) =>
  ({ unit: { unitClass }, contributions }) as unknown as UnitDetail;
const widenTo =
  (lengthM: number): Widen =>
  (_measureId, { fromM, toM }) =>
    maskInterval(fromM, toM, lengthM);
const entry = { role: 'entry', scope: new Set(['BP', 'DBP-NAM-CAN'] as OrgUnitId[]) } as const;
const verifier = { role: 'verifier', scope: new Set(['CA'] as OrgUnitId[]) } as const;
const owners = { a: 'BP', b: 'CA', c: 'DBP-NAM-CAN' } as unknown as Record<string, OrgUnitId>;

test('intervals of others are widened to whole km and joined, sizes rounded up; one’s own stay', () => {
  const detail = detailOf(
    'route',
    contribution('a', [[1234, 5678]], 4444),
    contribution(
      'b',
      [
        [1234, 1678],
        [1800, 2100],
        [9999, 10_500],
      ],
      1245,
    ),
    contribution('c', [[10, 20]], 10),
  );
  const { contributions } = maskDetail(detail, owners, entry, widenTo(10_500));
  expect(contributions[0]).toEqual({ ...detail.contributions[0], masked: false });
  expect(contributions[1]).toMatchObject({
    masked: true,
    certainM: [
      [1000, 3000],
      [9000, 10_500],
    ],
    certainSize: 2000,
  });
  expect(contributions[2]).toMatchObject({ masked: false, certainM: [[10, 20]] });
  expect(maskDetail(detail, owners, verifier, widenTo(10_500)).contributions.every(({ masked }) => !masked)).toBe(true);
});

test('a measure whose owner is not known any more is masked', () => {
  const detail = detailOf('route', contribution('gone', [[1234, 1678]], 444));
  expect(maskDetail(detail, owners, entry, widenTo(10_000)).contributions[0]).toMatchObject({
    masked: true,
    certainM: [[1000, 2000]],
  });
});

test('areas are rounded up to whole km²; a site’s presence says nothing to mask', () => {
  const [area] = maskDetail(
    detailOf('area', contribution('b', [], 1_234_567)),
    owners,
    entry,
    widenTo(0),
  ).contributions;
  expect(area).toMatchObject({ masked: true, certainSize: 2_000_000 });
  const [site] = maskDetail(detailOf('site', contribution('b', [], 1)), owners, entry, widenTo(0)).contributions;
  expect(site).toMatchObject({ masked: true, certainSize: 1 });
});
