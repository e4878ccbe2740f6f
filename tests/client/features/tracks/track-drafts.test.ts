import { expect, test } from 'vitest';
import type { Register } from '#geo/contract/register.contract.ts';
import type { TrackPatrol } from '#geo/contract/tracks.contract.ts';
import type { RouteId } from '#geo/domain/ids.ts';
import {
  isStray,
  isTurned,
  newStretchId,
  reachOfPatrol,
  readStretch,
  rerouted,
  stretchDraft,
  withDrawn,
} from '#client/features/tracks/track-drafts.ts';

const route = (id: string, lengthM: number) => ({
  id,
  measuresM: [0, lengthM],
  kmPosts: [],
  kmIsOfficial: true,
  coordinates: [
    [105, 19],
    [105.1, 19],
  ],
});
const register = { routes: [route('R', 10_000.4), route('Q', 5000)] } as unknown as Register;
const R = 'R' as RouteId;
const typed = (from: string, to: string, routeId = 'R') => ({
  id: 'x',
  routeId,
  from,
  to,
  uncertain: true,
  byHand: false,
  told: null,
});

test('kilometres as typed become metres of the route, the lower end first', () => {
  expect(readStretch(typed('2+500', '1+000'), register)).toEqual({ routeId: 'R', fromM: 1000, toM: 2500 });
  expect(readStretch(typed('Km 1', 'Km 10+001'), register)).toMatchObject({ toM: 10_000.4 });
  expect(
    [typed('2+500', '1+000'), typed('1+000', '2+500'), typed('2', '')].map((one) => isTurned(one, register)),
  ).toEqual([true, false, false]);
});

test('what is wrong with a stretch is told apart', () => {
  expect(readStretch(typed('1', '2', ''), register)).toEqual({ fault: 'tracks.fault.route' });
  expect(readStretch(typed('1', 'ten'), register)).toEqual({ fault: 'tracks.fault.km' });
  expect(readStretch(typed('1', '12'), register)).toEqual({ fault: 'tracks.fault.kmRange' });
  expect(readStretch(typed('1', '1+000'), register)).toEqual({ fault: 'tracks.fault.kmOrder' });
});

test('what was found keeps its digits until a field says otherwise', () => {
  const found = { routeId: R, fromM: 1000.123, toM: 2000.456 };
  const draft = stretchDraft('1-0', found, false, register);
  expect(draft).toMatchObject({ from: '1+000', to: '2+000' });
  expect(readStretch(draft, register)).toEqual(found);
  expect(readStretch({ ...draft, to: '2+001' }, register)).toEqual({ routeId: 'R', fromM: 1000, toM: 2001 });
});

test('a drag from an end changes the stretch in hand, any other adds one', () => {
  const first = stretchDraft('1-0', { routeId: R, fromM: 1000, toM: 2000 }, true, register);
  const before = { 1: [first], 2: [] };
  const longer = withDrawn(before, 1, '1-0', { routeId: R, fromM: 1000, toM: 3000 }, register);
  expect(longer.id).toBe('1-0');
  expect(longer.stretches[1]).toMatchObject([{ id: '1-0', to: '3+000', uncertain: true }]);

  const other = withDrawn(before, 1, '1-0', { routeId: R, fromM: 5000, toM: 6000 }, register);
  expect(other.id).not.toBe('1-0');
  expect(other.stretches[1]).toMatchObject([first, { from: '5+000', to: '6+000', uncertain: false }]);

  const onAnotherRoute = withDrawn(before, 1, '1-0', { routeId: 'Q' as RouteId, fromM: 1000, toM: 2000 }, register);
  expect(onAnotherRoute.stretches[1]).toHaveLength(2);
  expect(withDrawn(before, 2, null, { routeId: R, fromM: 1, toM: 2 }, register).stretches).toMatchObject({
    1: [first],
    2: [{ routeId: 'R' }],
  });
});

test('an empty row takes what is drawn, and names are never used twice', () => {
  const empty = { ...typed('', '', ''), id: 'new-1' };
  const { stretches, id } = withDrawn({ 1: [empty] }, 1, 'new-1', { routeId: R, fromM: 0, toM: 500 }, register);
  expect(id).toBe('new-1');
  expect(stretches[1]).toMatchObject([{ id: 'new-1', routeId: 'R', from: '0+000', to: '0+500' }]);
  expect(newStretchId(stretches)).toBe('new-2');
});

test('a stretch put on another route proposes the nearest kilometres there, or none where that is far', () => {
  const beside = {
    ...route('B', 10_515),
    coordinates: [
      [105, 19.01],
      [105.1, 19.01],
    ],
  };
  const far = {
    ...route('F', 10_515),
    coordinates: [
      [105, 20],
      [105.1, 20],
    ],
  };
  const all = { routes: [{ ...route('R', 10_515) }, beside, far] } as unknown as Register;
  const draft = stretchDraft('1-0', { routeId: R, fromM: 2000, toM: 6000 }, true, all);
  const read = readStretch(rerouted(draft, 'B', all), all);
  expect(read).toMatchObject({ routeId: 'B' });
  if ('fault' in read) throw new Error(read.fault);
  expect(Math.abs(read.fromM - 2000)).toBeLessThan(5);
  expect(Math.abs(read.toM - 6000)).toBeLessThan(5);
  expect(rerouted(draft, 'F', all)).toMatchObject({ routeId: 'F', from: '', to: '', uncertain: true });
});

test('what the track does not go along must be said, but parts of what was found never', () => {
  const R1 = { ...route('R', 10_515), accuracyM: [5, 5] };
  const all = { routes: [R1] } as unknown as Register;
  const lines = [
    [
      [105, 19.001],
      [105.03, 19.001],
    ],
  ];
  const patrol = { lines, matched: [{ routeId: R, fromM: 8000, toM: 9000 }] } as unknown as TrackPatrol;
  const reach = reachOfPatrol(patrol, { reachM: 500 }, all);
  const strays = [
    [0, 3000],
    [5000, 6000],
    [8100, 8900],
  ].map(([fromM, toM]) => isStray(stretchDraft('x', { routeId: R, fromM, toM }, false, all), patrol, reach, all));
  expect(strays).toEqual([false, true, false]);
  expect(isStray(typed('1', 'ten'), patrol, reach, all)).toBe(false);
});
