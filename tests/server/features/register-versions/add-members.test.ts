import { expect, test } from 'vitest';
import { spotOnRoute } from '#geo/network/route-spot.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureBody } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const order = { fromOn: '2026-06-15', legalSource: 'Quyết định 12/QĐ-UBND' };
const trail = {
  ...order,
  nameVi: 'Đường mòn Tam Hợp',
  nameEn: 'Tam Hợp trail',
  kind: 'border-trail',
  responsibleOrgUnitId: 'BP',
  line: {
    coordinates: [
      [104.6, 19.2],
      [104.65, 19.15],
      [104.7, 19.14],
    ],
    accuracyM: 30,
  },
};
const bridge = {
  ...order,
  nameVi: 'Cầu Bến Thủy',
  nameEn: 'Bến Thủy bridge',
  kind: 'bridge',
  responsibleOrgUnitId: 'CA',
  point: [105.7, 18.65],
  accuracyM: 20,
};

describeOnBothEngines(
  'new members of the register',
  (t) => {
    const post = (path: string, json: unknown, as: 'admin' | 'entry' = 'admin') =>
      t.request(`/api/register/${path}`, { json, as });
    const idsOf = async (list: 'routes' | 'areas' | 'sites') =>
      ((await t.request('/api/register')).body[list] as { id: string }[]).map(({ id }) => id);
    const total = async (period: string) =>
      (await t.request(`/api/indicators/1?period=${period}`)).body.pooledOfficial.total as number;

    test('a trail is measured, counts from its first day and goes again when it is taken back', async () => {
      const [earlier, later] = [await total('2025-12-15..2026-06-14'), await total('2026-06-15..2026-11-20')];
      const preview = await post('route', { ...trail, preview: true });
      expect([preview.status, preview.body.stored, preview.body.version.kind]).toEqual([200, false, 'add']);
      expect(await idsOf('routes')).not.toContain('duong-mon-tam-hop');

      const { status, body } = await post('route', trail);
      expect([status, body.stored, body.version.version, body.version.record.id]).toEqual([
        200,
        true,
        1,
        'duong-mon-tam-hop',
      ]);
      expect(body.version.record.lengthM).toBeGreaterThan(10_000);
      expect(body.version.record.kmPosts[0]).toEqual({ km: 0, atM: 0 });
      expect(await idsOf('routes')).toContain('duong-mon-tam-hop');
      expect([await total('2025-12-15..2026-06-14'), await total('2026-06-15..2026-11-20')]).toEqual([
        earlier,
        later + 1,
      ]);

      const on = await t.request('/api/measures', {
        json: measureBody({ place: { kind: 'interval', routeId: 'duong-mon-tam-hop', fromM: 1000, toM: 2000 } }),
      });
      const kept = await post('route/duong-mon-tam-hop/undo', { baseVersion: 1 });
      expect([kept.status, kept.body.error.faults[0].place.path]).toEqual([409, on.body.id]);
      await t.request(`/api/measures/${on.body.id}?version=1`, { method: 'DELETE' });
      const undone = await post('route/duong-mon-tam-hop/undo', { baseVersion: 1 });
      expect(undone.body).toEqual({ undoneVersion: 1, newestVersion: null });
      expect(await idsOf('routes')).not.toContain('duong-mon-tam-hop');
      expect(await total('2026-06-15..2026-11-20')).toBe(later);
      // The number is not used again: what was taken back stays told apart.
      expect((await post('route', trail)).body.version.version).toBe(2);
    });

    test('an area has the size of its communes, a site the commune it lies in; a second one of an id is refused', async () => {
      const { communes } = (await t.request('/api/register')).body;
      const { id: communeId } = communes.find(({ nameVi }: { nameVi: string }) => nameVi.includes('Quỳ Châu'));
      const area = await post('area', {
        ...order,
        nameVi: 'Vùng Quỳ Châu',
        nameEn: 'Quỳ Châu',
        kind: 'district',
        responsibleOrgUnitId: 'CA',
        communeIds: [communeId],
      });
      expect([area.status, area.body.version.record.areaM2 > 1e7]).toEqual([200, true]);
      expect(await idsOf('areas')).toContain('vung-quy-chau');
      const outlines = (await t.request('/api/register/areas.geojson')).body.features as { id: string }[];
      expect(outlines.map(({ id }) => id)).toContain('vung-quy-chau');

      const site = await post('site', bridge);
      expect([site.status, site.body.version.record.communeId]).toEqual([200, expect.stringMatching(/^\d{5}$/)]);
      expect((await post('site', bridge)).body.version.record.id).toBe('cau-ben-thuy-2');
      const again = await post('site', { ...bridge, id: 'cau-ben-thuy' });
      expect([again.status, again.body.error.code]).toEqual([409, 'conflict.duplicate']);
      const line = (await t.request('/api/audit?action=register.add', { as: 'admin' })).body.items[0];
      expect(line.detail).toEqual({ unitClass: 'site', memberId: 'cau-ben-thuy-2', fromOn: '2026-06-15' });
    });

    test('others may not add; faults are told with their place, nothing is stored', async () => {
      expect((await post('site', bridge, 'entry')).status).toBe(403);
      const { error } = (
        await post('site', {
          ...bridge,
          id: 'x',
          responsibleOrgUnitId: 'NOBODY',
          point: [10, 50],
          fromOn: '1990-01-01',
        })
      ).body;
      expect(error.faults.map(({ place }: { place: { path: string } }) => place.path)).toContain('fromOn');
      const bad = (await post('site', { ...bridge, id: 'x', responsibleOrgUnitId: 'NOBODY', point: [10, 50] })).body;
      expect(bad.error.faults.map(({ place }: { place: { path: string } }) => place.path)).toEqual([
        'responsibleOrgUnitId',
        'point',
      ]);
      expect(await idsOf('sites')).not.toContain('x');
    });

    test('records on a route, a track’s confirmed stretch among them, are read by the version of today and reported', async () => {
      const { routes } = (await t.request('/api/register')).body;
      const ql48 = routes.find(({ id }: { id: string }) => id === 'QL48');
      const interval = await t.request('/api/measures', {
        json: measureBody({ place: { kind: 'interval', routeId: 'QL48', fromM: 60_000, toM: 61_000 } }),
      });
      const matched = [
        { routeId: 'QL48', fromM: 60_000, toM: 61_000, uncertain: false, byHand: true },
        { routeId: 'QL7', fromM: 1000, toM: 2000, uncertain: false, byHand: true },
      ];
      const geometry = { type: 'LineString', coordinates: ql48.coordinates.slice(3, 6) };
      const place = { kind: 'track', geometry, matched, uncertaintyM: 0 };
      const track = await t.request('/api/measures', { json: measureBody({ place, evidence: 'E3' }) });
      expect(track.body.place.matched).toEqual(matched);
      const spotPlace = { kind: 'point', ...spotOnRoute(ql48, 60_000, 0) };
      const spot = await t.request('/api/measures', { json: measureBody({ place: spotPlace }) });
      expect(spot.body.place).toEqual(spotPlace);
      expect(spot.body.placeVi).toMatch(/^QL48 ≈ Km \d+\+\d00 \(±\d+ m\), /);
      const elsewhere = { ...spotPlace, geometry: { type: 'Point', coordinates: ql48.coordinates[0] } };
      const refusedSpot = await t.request('/api/measures', { json: measureBody({ place: elsewhere }) });
      expect(refusedSpot.body.error.faults[0].place.path).toBe('place.onRoute');
      const seenByOthers = async () => (await t.request(`/api/measures/${spot.body.id}`, { as: 'admin' })).body;
      const mask = await seenByOthers();
      expect([mask.masked, mask.place.onRoute, mask.placeVi.slice(0, 7)]).toEqual([true, undefined, 'Ô 1 km,']);

      // Km 0 moves 500 m on: what was said in metres stands 500 m further, too.
      const kmPosts = ql48.kmPosts.map(({ km, atM }: { km: number; atM: number }) => ({ km, atM }));
      const shifted = kmPosts.map((post: { km: number; atM: number }, i: number) =>
        i === 0 ? { ...post, atM: post.atM + 500 } : post,
      );
      const { body } = await post('route/QL48/changes', { ...order, baseVersion: 1, change: { kmPosts: shifted } });
      expect([body.shifts.total, body.shifts.moved]).toEqual([3, 3]);
      expect(body.shifts.items.map(({ recordId }: { recordId: string }) => recordId).sort()).toEqual(
        [interval.body.id, track.body.id, spot.body.id].sort(),
      );
      const again = await t.request('/api/register/route/QL48/shifts?from=1&to=2', { as: 'admin' });
      expect(again.body).toEqual(body.shifts);
      expect((await t.request('/api/register/route/QL48/shifts?from=1&to=9', { as: 'admin' })).status).toBe(404);

      const read = (await t.request(`/api/measures/${track.body.id}`)).body;
      const onInterval = (await t.request(`/api/measures/${interval.body.id}`)).body.place;
      expect(read.place.matched[0]).toEqual({ ...matched[0], fromM: onInterval.fromM, toM: onInterval.toM });
      expect(read.place.matched[0].fromM).toBeGreaterThan(60_000);
      expect(read.place.matched[1]).toEqual(matched[1]);
      // The post moved with its route; others see the cell that they saw before.
      const moved = (await t.request(`/api/measures/${spot.body.id}`)).body.place;
      expect(moved).toEqual({ kind: 'point', ...spotOnRoute(ql48, onInterval.fromM, 0) });
      expect((await seenByOthers()).place).toEqual(mask.place);

      // Left alone in an edit it stays as it was written: taken back, the register reads the old metres.
      const { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, subScheme, evidence } = read;
      const edit = { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, subScheme, evidence };
      const saved = await t.request(`/api/measures/${track.body.id}`, {
        method: 'PUT',
        json: { ...edit, status: 'done', place: read.place, note: 'Đã xem', version: 1 },
      });
      expect(saved.status).toBe(200);
      // A track confirmed on the new version holds it.
      const later = await t.request('/api/measures', { json: measureBody({ place, evidence: 'E3' }) });
      const refused = await post('route/QL48/undo', { baseVersion: 2 });
      expect([refused.status, refused.body.error.faults[0].place.path]).toEqual([409, later.body.id]);
      await t.request(`/api/measures/${later.body.id}?version=1`, { method: 'DELETE' });
      expect((await post('route/QL48/undo', { baseVersion: 2 })).status).toBe(200);
      expect((await t.request(`/api/measures/${track.body.id}`)).body.place.matched).toEqual(matched);
      expect((await t.request(`/api/measures/${spot.body.id}`)).body.place).toEqual(spotPlace);
    });

    test('exact places of other agencies in a report are for the statutory scope, and audited', async () => {
      const read = await t.request('/api/register/route/QL48/shifts?from=1&to=1', { as: 'verifier' });
      expect(read.body.items.every(({ masked }: { masked: boolean }) => !masked)).toBe(true);
      const { items } = (await t.request('/api/audit?action=place.read-exact', { as: 'verifier' })).body;
      expect(items[0]).toMatchObject({ subjectKind: 'measure', subjectCount: 3, detail: { routeId: 'QL48' } });
      const masked = (await t.request('/api/register/route/QL48/shifts?from=1&to=1', { as: 'admin' })).body;
      expect(masked.items.every((one: { masked: boolean }) => one.masked)).toBe(true);
      expect(masked.items[0].fromM[0] % 1000).toBe(0);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
