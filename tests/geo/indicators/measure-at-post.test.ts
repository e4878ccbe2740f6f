import { expect, it } from 'vitest';
import { MeasureId } from '#geo/domain/ids.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import { computeIndicator1 } from '#geo/indicators/indicator-1.ts';
import { spotOnRoute, statedUncertaintyM } from '#geo/network/route-spot.ts';
import { halfSchematicRoute, sampleInput, sampleMeasure, sampleRegister } from './sample.ts';

const route = halfSchematicRoute();
const register = sampleRegister({ routes: [route] });

const ID = MeasureId.parse('00000000-0000-4000-8000-000000000099');

function unitsOf(place: MeasurePlace) {
  const measure = { ...sampleMeasure(place, '2026-06-30', '2026-06-30'), id: ID };
  const input = sampleInput(register, [measure], '2026-01-01', '2026-07-01');
  return computeIndicator1(input).units;
}

it('counts a measure at a post as the point where it stands, to the digit', () => {
  for (const m of [0, 4321, 10_050, 15_000, 20_000]) {
    const { onRoute, ...point } = { kind: 'point' as const, ...spotOnRoute(route, m, 0) };
    expect(unitsOf({ ...point, onRoute })).toEqual(unitsOf(point));
  }
  const at = unitsOf({ kind: 'point', ...spotOnRoute(route, 4000, 0) })[0].extent;
  expect([at.low, at.high].map(Math.round)).toEqual([960, 1040]);
});

it('is as uncertain as the line is there, or as was stated', () => {
  expect(spotOnRoute(route, 4000, 0).uncertaintyM).toBe(20);
  expect(spotOnRoute(route, 4000, 150).uncertaintyM).toBe(150);
  expect(spotOnRoute(route, 15_000, 150).uncertaintyM).toBe(3000);
  expect([statedUncertaintyM(route, 4000, 20), statedUncertaintyM(route, 4000, 150)]).toEqual([0, 150]);
});
