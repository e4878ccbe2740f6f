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
      // What others see of a measure is the same kilometres in lists and behind figures, on either version.
      const { id } = (await t.request(`/api/indicators/1?period=${LATER}`, { as: 'admin' })).body;
      const { contributions } = (await t.request(`/api/indicators/1/runs/${id}/units/route/QL7`, { as: 'admin' })).body;
      const border = '00000000-0000-4000-8000-000000000001';
      const shown = contributions.find(({ measureId }: { measureId: string }) => measureId === border);
      const listed = (await t.request(`/api/measures/${border}`, { as: 'admin' })).body.place;
      expect([shown.masked, shown.certainM]).toEqual([true, [[listed.fromM, listed.toM]]]);
      expect(listed.toM % 1000).not.toBe(0);
      const second = await post('route/QL7/changes', change);
      expect([second.status, second.body.error.code]).toEqual([409, 'conflict.version']);
    });

    test('posts, communes and a retirement from a day: the earlier period keeps every figure to the digit', async () => {
      const { routes, areas } = (await t.request('/api/register')).body;
      const byId = (items: { id: string }[], id: string) => items.find((item) => item.id === id) as any;
      const [earlier, later] = [await figures(EARLIER), await figures(LATER)];
      const posts = byId(routes, 'RAIL_NS').kmPosts.map(({ km, atM }: { km: number; atM: number }, i: number) => ({
        km,
        atM: i === 1 ? atM + 900 : atM,
      }));
      const edits: [path: string, body: object][] = [
        ['route/RAIL_NS/changes', { ...order, change: { kmPosts: posts } }],
        ['area/vinh/changes', { ...order, change: { communeIds: byId(areas, 'vinh').communeIds.slice(0, -1) } }],
        ['route/QL1A/retire', order],
      ];
      for (const [path, body] of edits) expect([path, (await post(path, body)).status]).toEqual([path, 200]);
      expect(await figures(EARLIER)).toEqual(earlier);
      const now = await figures(LATER);
      expect(now.pooledOfficial.total).toBe(later.pooledOfficial.total - 1);
      const unit = (all: typeof now, id: string) => all.units.find((one: { unitId: string }) => one.unitId === id);
      expect(unit(now, 'QL1A')).toBeUndefined();
      expect(unit(now, 'vinh').extent.total).toBeLessThan(unit(later, 'vinh').extent.total);
      for (const [path] of [...edits].reverse()) {
        expect((await post(path.replace(/\/[a-z]+$/, '/undo'), { baseVersion: 2 })).status).toBe(200);
      }
      expect(await figures(LATER)).toEqual(later);
    });

    test('the register of a period or a day, areas with their outlines, is the one its figures are drawn on', async () => {
      const read = async (query: string) => (await t.request(`/api/register?${query}`)).body;
      const idsOf = async (query: string) =>
        (await t.request(`/api/register/areas.geojson?${query}`)).body.features.map(({ id }: { id: string }) => id);
      const routeIn = async (query: string, id: string) =>
        (await read(query)).routes.find((route: { id: string }) => route.id === id);
      // QL7 was drawn anew from 15 June 2026 by the test before.
      const [old, now] = [await routeIn(`period=${EARLIER}`, 'QL7'), await routeIn('', 'QL7')];
      expect(old.coordinates[100]).not.toEqual(now.coordinates[100]);
      expect([await routeIn('on=2026-06-14', 'QL7'), await routeIn('on=2026-06-15', 'QL7')]).toEqual([old, now]);
      expect(await routeIn(`period=${LATER}`, 'QL7')).toEqual(now);
      // Every piece and gap of a run ends on the line that its period reads.
      const run = (await t.request(`/api/indicators/1?period=${EARLIER}`)).body;
      const { routes } = (await t.request(`/api/indicators/1/runs/${run.id}/routes`)).body;
      const pieces = routes.find((one: { routeId: string }) => one.routeId === 'QL7').pieces;
      expect(pieces.at(-1).toM).toBe(old.insideM.at(-1)[1]);
      expect(old.insideM.at(-1)[1]).not.toBe(now.insideM.at(-1)[1]);

      // A browser that holds one version is told that it has it, and never gets it for the other.
      const etagOf = async (query: string) => (await t.request(`/api/register?${query}`)).headers.get('etag')!;
      const [oldTag, newTag] = [await etagOf(`period=${EARLIER}`), await etagOf(`period=${LATER}`)];
      expect(oldTag).not.toBe(newTag);
      const ask = (tag: string) =>
        t.request(`/api/register?period=${LATER}`, { headers: { 'If-None-Match': tag, 'Cache-Control': 'max-age=0' } });
      expect([(await ask(newTag)).status, (await ask(oldTag)).status]).toEqual([304, 200]);

      await post('area/cua-lo/retire', { ...order, fromOn: '2026-06-15' });
      expect(await idsOf(`period=${EARLIER}`)).toContain('cua-lo');
      expect(await idsOf('on=2026-06-14')).toContain('cua-lo');
      expect(await idsOf(`period=${LATER}`)).not.toContain('cua-lo');
      expect(await idsOf('')).not.toContain('cua-lo');
      const [a, b] = await Promise.all(
        ['period=2025-12-15..2026-06-14', 'on=2026-06-14'].map((query) =>
          t.request(`/api/register/areas.geojson?${query}`),
        ),
      );
      expect(a.headers.get('etag')).not.toBe(b.headers.get('etag'));
      const both = await t.request(`/api/register?period=${EARLIER}&on=2026-06-14`);
      expect([both.status, both.body.error.place.path]).toEqual([422, 'on']);
      for (const query of ['period=nonsense', 'on=2026-02-30', 'day=2026-01-01']) {
        expect([query, (await t.request(`/api/register?${query}`)).status]).toEqual([query, 422]);
      }
      expect((await post('area/cua-lo/undo', { baseVersion: 2 })).status).toBe(200);
      expect(await idsOf('')).toContain('cua-lo');
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
