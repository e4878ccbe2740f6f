import { expect, it } from 'vitest';
import { mapLeavesOut, mapWaits } from '#client/map/waiting.ts';

const query = (queryKey: unknown[], state: object) => ({ queryKey, state }) as Parameters<typeof mapWaits>[0][number];

it('names what is still without data, not what is being refreshed', () => {
  const loading = query(['records', 'heat', {}], { status: 'pending', fetchStatus: 'fetching' });
  const refreshing = query(['records', 'indicator1', 'x'], { status: 'success', fetchStatus: 'fetching', data: {} });
  expect(mapWaits([refreshing, loading]).waiting?.text).toBe('status.heat');
  expect(mapWaits([refreshing]).waiting).toBeUndefined();
});

it('tells a failure until it is tried again', () => {
  const failed = query(['run', 'r1', 'routes'], { status: 'error', fetchStatus: 'idle', error: new Error() });
  const retried = query(['run', 'r1', 'routes'], { status: 'error', fetchStatus: 'fetching', error: new Error() });
  expect(mapWaits([failed]).failed?.queryKey).toEqual(['run', 'r1', 'routes']);
  expect(mapWaits([retried]).failed).toBeUndefined();
});

it('leaves out what other parts of the page wait for', () => {
  const table = query(['records', 'measures', { page: 2 }], { status: 'error', fetchStatus: 'idle' });
  expect(mapWaits([table])).toEqual({ failed: undefined, waiting: undefined });
});

it('tells how many records the map leaves out, and nothing while it draws them all', () => {
  const drawn = (items: number, total: number) =>
    query(['records', 'measures', 'map', 'p'], { data: { items: Array(items).fill({}), total } });
  expect(mapLeavesOut([drawn(5, 5)])).toBeUndefined();
  expect(mapLeavesOut([drawn(5, 5), drawn(5, 9)])).toEqual({ shown: 5, total: 9 });
  expect(mapLeavesOut([query(['records', 'measures', {}], { data: { pages: [] } })])).toBeUndefined();
});
