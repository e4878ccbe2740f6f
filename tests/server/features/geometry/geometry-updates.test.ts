import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OSM_ATTRIBUTION, type GeometryUpdatePreview } from '#geo/contract/geometry-updates.contract.ts';
import { RouteId } from '#geo/domain/ids.ts';
import type { Route } from '#geo/domain/route.ts';
import { kmOfM } from '#geo/network/linear-referencing.ts';
import { runInTransaction } from '#server/db/transaction.ts';
import { confirmGeometryUpdate } from '#server/features/geometry/confirm-geometry.service.ts';
import { previewGeometryUpdate } from '#server/features/geometry/geometry-updates.service.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { IDENTITIES } from '#server/http/identities.ts';
import { ProgressBoard } from '#server/jobs/progress.ts';
import { PROJECT_DIR } from '#tests/support/paths.ts';
import { measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { storeSmallYear } from '#tests/support/small-year.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const EARLIER = '2025-12-15..2026-06-14';
const LATER = '2026-06-15..2026-11-20';
const fixture = (name: string) => readFileSync(join(PROJECT_DIR, 'tests/fixtures/osm', name));

function upload(t: TestServer, name: string, bytes: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([bytes]), name);
  return t.request('/api/geometry-updates', { method: 'POST', body: form, as: 'admin' });
}
async function preview(t: TestServer, name = 'roads.osm.pbf', fields = {}): Promise<GeometryUpdatePreview> {
  const { status, body } = await upload(t, name, new Uint8Array(fixture(name)), fields);
  expect([status, body.error]).toEqual([201, undefined]);
  return body;
}
const act = (t: TestServer, path: string, json: unknown = {}) =>
  t.request(`/api/geometry-updates/${path}`, { json, as: 'admin' });
const newestOf = async (t: TestServer, id: string) =>
  (await t.request(`/api/register/route/${id}/versions`)).body.newestVersion as number;
const routeOn = async (t: TestServer, period: string, id: string): Promise<Route> =>
  (await t.request(`/api/register?period=${period}`)).body.routes.find((route: { id: string }) => route.id === id);
async function figures(t: TestServer, period: string) {
  const { pooledOfficial, classes, units, gaps } = (await t.request(`/api/indicators/1?period=${period}`)).body;
  return { pooledOfficial, classes, units, gaps };
}

const done = { status: 'verified', verifierId: 'other', verifiedAt: '2026-06-06T01:00:00.000Z' } as const;
const patrol = (firstOn: string, lastOn: string, routeId: string, fromM: number, toM: number) =>
  measureOf('BP', {
    ...done,
    firstOn,
    lastOn,
    place: { kind: 'interval', routeId: RouteId.parse(routeId), fromM, toM },
  });

describeOnBothEngines(
  'better geometry',
  (t) => {
    test('a comparison says what would be replaced, kept, joined and shifted, the same from either format, and changes nothing', async () => {
      const register = (await t.request('/api/register')).body.version;
      const seen = await preview(t);
      const [ql48, rail] = ['QL48', 'RAIL_NS'].map((id) => seen.routes.find(({ routeId }) => routeId === id)!);
      expect(seen).toMatchObject({
        format: 'osm-pbf',
        extractOn: '2026-11-20',
        wayCount: 25,
        otherWayCount: 6,
        fromOn: '2025-12-15',
        source: `OpenStreetMap, dữ liệu ngày 20/11/2026 (${OSM_ATTRIBUTION})`,
        state: 'previewed',
      });
      expect(ql48.replaced.map(({ accuracyBeforeM, wayCount }) => [accuracyBeforeM, wayCount])).toEqual([
        [2500, 10],
        [6000, 1],
      ]);
      expect(ql48.kept.map(({ reason }) => reason)).toEqual(['no-way', 'no-way']);
      expect(ql48.seams).toHaveLength(3);
      expect(seen.routes.map(({ routeId }) => routeId)).not.toContain('CT01');
      expect(ql48.replacedShare).toBeGreaterThan(0.33);
      expect(ql48.lengthAfterM).toBeGreaterThan(ql48.lengthBeforeM + 16_000);
      // The road begins where the old line turns back, nearer to the leg before than to its own: no piece is cut.
      expect(ql48.seams[1].label).toMatch(/Km 113\+/);
      expect(ql48.remarks.map(({ en }) => en).join(' ')).toMatch(
        /gap of 131 m.*dual carriageway.*roundabout.*former number/,
      );
      // The patrol that ends on the replaced part; the railway's stations stay at their kilometres.
      expect([ql48.shifts.total, ql48.shifts.toVersion]).toEqual([2, null]);
      expect(rail.posts.map(({ km }) => km)).toEqual([238, 245, 261, 272, 279, 292, 309, 319, 330]);
      expect(rail.posts.every(({ movedM, isFar }) => movedM < 50 && !isFar)).toBe(true);

      const { id: _, format, fileName, sha256, extractOn, source, ...rest } = await preview(t, 'roads.geojson');
      expect([format, fileName, extractOn, source]).toEqual([
        'geojson',
        'roads.geojson',
        null,
        `OpenStreetMap (${OSM_ATTRIBUTION})`,
      ]);
      expect(sha256).not.toBe(seen.sha256);
      expect(rest.routes).toEqual(seen.routes);
      expect([await newestOf(t, 'QL48'), (await t.request('/api/register')).body.version]).toEqual([1, register]);
    });

    test('whoever leaves while routes are stored has replaced none', async () => {
      const { id, routes } = await preview(t);
      const order = {
        routes: routes
          .filter(({ replaced }) => replaced.length > 0)
          .map(({ routeId, baseVersion }) => ({ routeId, baseVersion })),
      };
      expect(order.routes.length).toBeGreaterThan(1);
      const versions = async () => Promise.all(order.routes.map(({ routeId }) => newestOf(t, routeId)));
      const before = await versions();
      let asked = 0;
      const leaving = new AbortController();
      const { signal } = leaving;
      // Asked before each route: the first is changed already.
      signal.throwIfAborted = () => {
        if (++asked === 2) throw new Error('left');
      };
      const admin = IDENTITIES.find(({ role }) => role === 'admin')!;
      const stopped = runInTransaction(t.ctx.db, (db) => confirmGeometryUpdate(t.ctx, db, admin, id, order, signal));
      await expect(stopped).rejects.toThrow('left');
      expect(await versions()).toEqual(before);
      expect((await t.request(`/api/geometry-updates/${id}`, { as: 'admin' })).body.state).toBe('previewed');
    });

    test('confirmed from a day: earlier figures stay to the digit, later ones are of the new line; undone, all is as before', async () => {
      const before = { earlier: await figures(t, EARLIER), later: await figures(t, LATER) };
      const oldRoute = await routeOn(t, LATER, 'QL48');
      const seen = await preview(t);
      const routes = [
        { routeId: 'QL48', baseVersion: 1 },
        { routeId: 'RAIL_NS', baseVersion: 1 },
      ];
      const { status, body } = await act(t, `${seen.id}/confirm`, { routes, fromOn: '2026-06-15' });
      expect([status, body.error]).toEqual([200, undefined]);
      expect(body.versions.map((one: { version: number }) => one.version)).toEqual([2, 2]);

      expect(await figures(t, EARLIER)).toEqual(before.earlier);
      expect(await routeOn(t, EARLIER, 'QL48')).toEqual(oldRoute);
      const route = await routeOn(t, LATER, 'QL48');
      const proposed = seen.routes.find(({ routeId }) => routeId === 'QL48')!;
      expect(route.lengthM).toBeCloseTo(proposed.lengthAfterM, 3);
      const later = await figures(t, LATER);
      expect(later).not.toEqual(before.later);
      const schematicM = (all: typeof later): number =>
        all.units.find(({ unitId }: { unitId: string }) => unitId === 'QL48').schematicM;
      expect(schematicM(before.later) - schematicM(later)).toBeGreaterThan(48_000);

      // What was written as kilometres on the old line reads the same kilometres on the new one.
      const shift = body.versions[0].shifts.items.find(({ firstOn }: { firstOn: string }) => firstOn === '2026-07-01');
      expect(shift.labelAfter).toBe(shift.labelBefore);
      expect(shift.toM[1]).not.toBe(shift.toM[0]);
      expect(kmOfM(route, shift.toM[1])).toBeCloseTo(kmOfM(oldRoute, shift.toM[0]), 3);

      const { items } = (await t.request('/api/register/route/QL48/versions')).body;
      expect(items[0]).toMatchObject({ version: 2, kind: 'change', legalSource: seen.source });
      expect(items[0].note).toContain('© OpenStreetMap contributors');
      const { items: audit } = (await t.request('/api/audit?pageSize=5', { as: 'admin' })).body;
      expect(audit.map(({ action }: { action: string }) => action)).toEqual(
        expect.arrayContaining(['geometry.confirm', 'register.change']),
      );

      const again = await act(t, `${seen.id}/confirm`, { routes, fromOn: '2026-06-15' });
      expect([again.status, again.body.error.code]).toEqual([409, 'conflict.state']);
      const undone = await act(t, `${seen.id}/undo`);
      expect([undone.status, undone.body.undone]).toEqual([200, body.versions.map(withoutShifts)]);
      expect(await figures(t, EARLIER)).toEqual(before.earlier);
      expect(await figures(t, LATER)).toEqual(before.later);
      const { items: files } = (await t.request('/api/geometry-updates', { as: 'admin' })).body;
      expect(files).toMatchObject([{ id: seen.id, state: 'undone', fromOn: '2026-06-15', fileName: 'roads.osm.pbf' }]);
      expect(files[0].versions.map(({ standing }: { standing: boolean }) => standing)).toEqual([false, false]);
      expect((await act(t, `${seen.id}/undo`)).status).toBe(409);
    });

    test('all routes or none: one that was changed meanwhile, or is not bettered, leaves the others as they were', async () => {
      const seen = await preview(t, 'roads.osm.pbf', { routeIds: 'QL46,HCM', replace: 'schematic' });
      expect(seen.routes.map(({ routeId, replaced }) => [routeId, replaced.length])).toEqual([
        ['QL46', 1],
        ['HCM', 0],
      ]);
      const both = [
        { routeId: 'QL46', baseVersion: 1 },
        { routeId: 'HCM', baseVersion: 1 },
      ];
      const notBettered = await act(t, `${seen.id}/confirm`, { routes: both });
      expect([notBettered.status, notBettered.body.error.code]).toEqual([422, 'reference.unknown']);
      expect(await newestOf(t, 'QL46')).toBe(1);

      const all = await preview(t);
      const order = { baseVersion: 1, fromOn: '2026-06-15', legalSource: 'Quyết định 12/QĐ-UBND' };
      const change = { ...order, change: { nameEn: 'Ho Chi Minh Road' } };
      expect((await t.request('/api/register/route/HCM/changes', { json: change, as: 'admin' })).status).toBe(200);
      const stale = await act(t, `${all.id}/confirm`, { routes: both, fromOn: '2026-06-15' });
      expect([stale.status, stale.body.error.code]).toEqual([409, 'conflict.version']);
      expect(await newestOf(t, 'QL46')).toBe(1);
    });

    test('two at once: one is stored, the other is told; what was written on it since is listed and stays', async () => {
      const [one, two] = [await preview(t), await preview(t, 'roads.geojson')];
      const routes = ['QL46', 'RAIL_NS'].map((routeId) => ({ routeId, baseVersion: 1 }));
      const json = { routes, fromOn: '2026-06-15' };
      const answers = await Promise.all([one, two].map(({ id }) => act(t, `${id}/confirm`, json)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const stored = answers[0].status === 200 ? one : two;
      await storeRecords(t.ctx, {
        measures: [
          patrol('2026-09-01', '2026-09-02', 'QL46', 60_000, 70_000),
          patrol('2026-09-03', '2026-09-04', 'RAIL_NS', 60_000, 70_000),
        ],
      });
      const refused = await act(t, `${stored.id}/undo`);
      expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict.depends']);
      // All routes that stand in the way are named at once, with their records.
      expect(refused.body.error.message.en).toMatch(
        /National Road 46: 1 record was.*North–South Railway: 1 record was/,
      );
      expect(refused.body.error.faults).toHaveLength(2);
      expect(await newestOf(t, 'QL46')).toBe(2);
      const { body } = await t.request(`/api/geometry-updates/${stored.id}`, { as: 'admin' });
      expect(body.state).toBe('confirmed');
    });

    test('tells how far it is; cancelled, it keeps nothing', async () => {
      const told: string[] = [];
      const progress = new ProgressBoard();
      const follow: ProgressBoard['follow'] = (_identity, _id, work) => work((stage) => void told.push(stage));
      progress.follow = follow;
      const ctx = { ...t.ctx, progress };
      const file = { field: 'file', fileName: 'roads.osm.pbf', contentType: '', bytes: fixture('roads.osm.pbf') };
      const form = { replace: 'schematic' as const, routeIds: 'QL48', file };
      const admin = IDENTITIES.find(({ role }) => role === 'admin')!;
      const kept = async () => (await t.ctx.db.selectFrom('geometry_update').select('id').execute()).length;
      const before = await kept();
      const controller = new AbortController();
      const cancelled = previewGeometryUpdate(ctx, admin, form, controller.signal);
      controller.abort(new Error('gone'));
      await expect(cancelled).rejects.toThrow('gone');
      expect(await kept()).toBe(before);
      await previewGeometryUpdate(ctx, admin, form, new AbortController().signal);
      expect([...new Set(told)]).toEqual(['reading', 'matching', 'computing']);
      expect(await kept()).toBe(before + 1);
    });

    test('others may not; bad files and forms are refused with a reason, and nothing is kept', async () => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(fixture('roads.geojson'))]), 'roads.geojson');
      expect((await t.request('/api/geometry-updates', { method: 'POST', body: form, as: 'entry' })).status).toBe(403);
      const pbf = new Uint8Array(fixture('roads.osm.pbf'));
      const cases: [string, Uint8Array<ArrayBuffer>, string, Record<string, string>?][] = [
        ['cut.osm.pbf', pbf.slice(0, 3000), 'file.unreadable'],
        ['not.osm.pbf', new TextEncoder().encode('{}'), 'file.unreadable'],
        ['roads-lz4.osm.pbf', new Uint8Array(fixture('roads-lz4.osm.pbf')), 'file.unsupported'],
        ['roads.osm', new Uint8Array(fixture('roads.osm')), 'file.unsupported'],
        ['empty.geojson', new Uint8Array(), 'file.empty'],
        ['none.geojson', new TextEncoder().encode('{"type":"FeatureCollection","features":[]}'), 'file.empty'],
        ['deep.geojson', new TextEncoder().encode('['.repeat(1_000_000)), 'file.unreadable'],
        ['roads.osm.pbf', pbf, 'reference.unknown', { routeIds: 'QL99' }],
      ];
      for (const [name, bytes, code, fields] of cases) {
        const { status, body } = await upload(t, name, bytes, fields);
        expect([name, status, body.error?.code]).toEqual([name, 422, code]);
      }
      expect((await t.request(`/api/geometry-updates/${randomUUID()}`, { as: 'admin' })).status).toBe(404);
      const seen = await preview(t, 'roads.osm.pbf', { routeIds: 'QL48' });
      const late = { routes: [{ routeId: 'QL48', baseVersion: 1 }], fromOn: '1999-01-01' };
      expect((await act(t, `${seen.id}/confirm`, late)).body.error.code).toBe('field.out_of_range');
      const gone = await t.request(`/api/geometry-updates/${seen.id}`, { method: 'DELETE', as: 'admin' });
      expect(gone.status).toBe(204);
      expect((await act(t, `${seen.id}/confirm`, { routes: late.routes })).status).toBe(404);
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await storeSmallYear(ctx);
      await storeRecords(ctx, {
        measures: [
          patrol('2026-03-01', '2026-03-20', 'QL48', 5000, 25_000),
          patrol('2026-07-01', '2026-07-20', 'QL48', 10_000, 60_000),
        ],
      });
    },
  },
);

const withoutShifts = ({ routeId, version }: { routeId: string; version: number }) => ({ routeId, version });
