import { expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { storeSmallYear } from '#tests/support/small-year.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const EARLIER = '2025-12-15..2026-06-14';
const LATER = '2026-06-15..2026-11-20';
const order = { baseVersion: 1, fromOn: '2026-06-15', legalSource: 'Quyết định 12/QĐ-UBND' };

describeOnBothEngines(
  'versions of the register',
  (t) => {
    const post = (path: string, json: unknown, as: 'admin' | 'entry' = 'admin') =>
      t.request(`/api/register/${path}`, { json, as });
    const figures = async (period: string) => {
      const { pooledOfficial, classes, units, gaps } = (await t.request(`/api/indicators/1?period=${period}`)).body;
      return { pooledOfficial, classes, units, gaps };
    };

    test('a site retired from a day counts before it to the digit as ever, and no longer after; undone, all is as before', async () => {
      const [earlier, later] = [await figures(EARLIER), await figures(LATER)];
      const retired = await post('site/gate-nam-can/retire', order);
      expect([retired.status, retired.body.stored, retired.body.version.version]).toEqual([200, true, 2]);
      expect(await figures(EARLIER)).toEqual(earlier);
      const without = await figures(LATER);
      expect(without.pooledOfficial.total).toBe(later.pooledOfficial.total - 1);
      expect((await post('site/gate-nam-can/undo', { baseVersion: 2 })).body).toEqual({
        undoneVersion: 2,
        newestVersion: 1,
      });
      expect(await figures(LATER)).toEqual(later);
    });

    test('a route drawn anew from a day leaves the earlier period as it was; two editors: the second is told', async () => {
      const { routes } = (await t.request('/api/register')).body;
      const { coordinates } = routes.find(({ id }: { id: string }) => id === 'QL7');
      const line = coordinates.map(([lng, lat]: number[], i: number) => (i === 100 ? [lng + 0.01, lat] : [lng, lat]));
      const earlier = await figures(EARLIER);
      const change = { ...order, change: { line: { coordinates: line, accuracyM: 25 } } };
      const preview = await post('route/QL7/changes', { ...change, preview: true });
      expect([preview.status, preview.body.stored]).toEqual([200, false]);
      expect((await t.request('/api/register/route/QL7/versions')).body.items).toHaveLength(1);
      const { status, body } = await post('route/QL7/changes', change);
      expect([status, body.version.changed.includes('coordinates')]).toEqual([200, true]);
      expect(body.shifts.total).toBeGreaterThan(0);
      expect(await figures(EARLIER)).toEqual(earlier);
      const second = await post('route/QL7/changes', change);
      expect([second.status, second.body.error.code]).toEqual([409, 'conflict.version']);
    });

    test('others may not; a line outside the province is refused and nothing is stored', async () => {
      expect((await post('route/QL48/retire', order, 'entry')).status).toBe(403);
      const line = {
        coordinates: [
          [10, 50],
          [11, 51],
        ],
      };
      const bad = await post('route/QL48/changes', { ...order, change: { line } });
      expect([bad.status, bad.body.error.code]).toEqual([422, 'geometry.outside_province']);
      expect((await t.request('/api/register/route/QL48/versions')).body.newestVersion).toBe(1);
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await storeSmallYear(ctx);
    },
  },
);
