import { expect, it } from 'vitest';
import { kmTicks, routeProfile } from '#client/map/profile/profile-data.ts';
import { sampleRegister } from '../sample-register.ts';

const { routes } = sampleRegister();
const rail = routes.find((route) => route.id === 'RAIL_NS')!;

it('lays a route out from its first to its last counted metre', () => {
  const [[fromM, toM]] = rail.insideM;
  const piece = {
    fromM,
    toM: (fromM + toM) / 2,
    fresh: 0,
    freshHigh: 0,
    covered: false,
    coveredHigh: false,
    schematic: false,
  };
  const profile = routeProfile(rail, [piece], [], 800);
  expect([profile.fromM, profile.toM]).toEqual([fromM, toM]);
  expect(profile.pieces[0].from).toBe(0);
  expect(profile.pieces[0].to).toBeCloseTo(0.5, 12);
});

it('marks round kilometres of the posts, not of our own metres', () => {
  const [[fromM, toM]] = rail.insideM;
  const ticks = kmTicks(rail, fromM, toM, 800);
  expect(ticks.map((tick) => tick.label)).toEqual([
    'Km 240',
    'Km 250',
    'Km 260',
    'Km 270',
    'Km 280',
    'Km 290',
    'Km 300',
    'Km 310',
    'Km 320',
    'Km 330',
  ]);
  // Hoàng Mai station is km 245 at 19 790 m: 240 and 250 lie on both sides.
  expect(ticks[0].m).toBeLessThan(19_790);
  expect(ticks[1].m).toBeGreaterThan(19_790);
});

it('takes fewer marks where there is less room', () => {
  const [[fromM, toM]] = rail.insideM;
  expect(kmTicks(rail, fromM, toM, 200).length).toBeLessThanOrEqual(3);
});
