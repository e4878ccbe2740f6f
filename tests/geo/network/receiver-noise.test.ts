import { describe, expect, test } from 'vitest';
import { createMatcher } from '#geo/network/map-matching.ts';
import { fitToReceiver, receiverNoiseM } from '#geo/network/receiver-noise.ts';
import { createRouteNetwork } from '#geo/network/route-network.ts';
import { cleanTrack, CLEANING_DEFAULTS } from '#geo/network/track-cleaning.ts';
import { intervalsOfDay } from '#geo/network/track-intervals.ts';
import { drive, planeRoute, type DriveOptions } from './track-sample.ts';

const matcher = createMatcher(
  createRouteNetwork([
    planeRoute('A', [
      [0, 0],
      [20_000, 0],
    ]),
  ]),
);
const dayOf = (through: readonly (readonly [number, number])[], options: DriveOptions) =>
  cleanTrack(drive(through, options), CLEANING_DEFAULTS).days[0];
const onRouteM = (intervals: readonly { fromM: number; toM: number }[]) =>
  intervals.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0);

describe.each([10, 20, 30])('a receiver that wanders by %i m', (noiseM) => {
  const day = dayOf(
    [
      [1000, 0],
      [19_000, 0],
    ],
    { noiseM, seed: 7 },
  );

  test('is known by its track to a third', () => {
    const found = receiverNoiseM(matcher, day.parts)!;
    expect(Math.abs(found / noiseM - 1)).toBeLessThan(1 / 3);
  });

  test('keeps at least 95 % of its way on its route, and none beyond', () => {
    const { intervals } = intervalsOfDay(matcher, day, []);
    expect(onRouteM(intervals)).toBeGreaterThan(0.95 * 18_000);
    expect(Math.min(...intervals.map(({ fromM }) => fromM))).toBeGreaterThan(1000 - 4 * noiseM);
    expect(Math.max(...intervals.map(({ toM }) => toM))).toBeLessThan(19_000 + 4 * noiseM);
  });
});

test('a good receiver is matched as before; so is one of which too little is known', () => {
  expect(
    fitToReceiver(
      matcher,
      dayOf(
        [
          [1000, 0],
          [19_000, 0],
        ],
        { noiseM: 3 },
      ).parts,
    ),
  ).toBe(matcher);
  expect(
    receiverNoiseM(
      matcher,
      dayOf(
        [
          [1000, 0],
          [1500, 0],
        ],
        { noiseM: 20 },
      ).parts,
    ),
  ).toBeUndefined();
  expect(
    receiverNoiseM(
      matcher,
      dayOf(
        [
          [1000, 5000],
          [19_000, 5000],
        ],
        { noiseM: 20 },
      ).parts,
    ),
  ).toBeUndefined();
});

test('a way beside the road is not taken for noise: it stays off the route', () => {
  const day = dayOf(
    [
      [1000, 45],
      [19_000, 45],
    ],
    { noiseM: 3 },
  );
  expect(receiverNoiseM(matcher, day.parts)).toBeLessThan(5);
  const found = intervalsOfDay(matcher, day, []);
  expect(found.intervals).toEqual([]);
  // Nor where it is beside the road for half of the day only.
  const half = dayOf(
    [
      [1000, 0],
      [10_000, 0],
      [10_050, 45],
      [19_000, 45],
    ],
    { noiseM: 3 },
  );
  expect(onRouteM(intervalsOfDay(matcher, half, []).intervals)).toBeLessThan(9200);
});
