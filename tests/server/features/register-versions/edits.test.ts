import { expect, test } from 'vitest';
import type { AppContext } from '#server/context.ts';
import { bringDayIntoForce } from '#server/features/register-versions/day-change.service.ts';
import { getRegister, loadRegisterIfStale, registerAnswer } from '#server/features/register/register.service.ts';
import { measureBody } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const order = { baseVersion: 1, fromOn: '2026-06-15', legalSource: 'Quyết định 12/QĐ-UBND' };
interface SentFault {
  code: string;
  message: { vi: string; en: string };
  place: { path?: string };
}

describeOnBothEngines(
  'edits of the register',
  (t) => {
    const post = (path: string, json: unknown) => t.request(`/api/register/${path}`, { json, as: 'admin' });
    const routeNow = async (id: string) =>
      (await t.request('/api/register')).body.routes.find((route: { id: string }) => route.id === id);
    const versionsOf = async (member: string) => (await t.request(`/api/register/${member}/versions`)).body;
    const faultsOf = (body: { error: { faults: SentFault[] } }) => body.error.faults;
    const interval = (fromM: number, toM: number, routeId = 'QL46') =>
      t.request('/api/measures', { json: measureBody({ place: { kind: 'interval', routeId, fromM, toM } }) });

    test('the second of two editors is told both states, field by field, and nothing is overwritten', async () => {
      const first = await post('site/airport-vinh/changes', {
        ...order,
        change: { nameVi: 'Sân bay Vinh', accuracyM: 80, point: [105.67, 18.737] },
      });
      expect([first.status, first.body.version.changed]).toEqual([200, ['nameVi', 'point', 'accuracyM']]);
      const { status, body } = await post('site/airport-vinh/changes', { ...order, change: { nameVi: 'Cảng Vinh' } });
      expect([status, body.error.code, body.error.place.path]).toEqual([409, 'conflict.version', 'baseVersion']);
      expect(body.error.message.vi).toContain('“Sân bay Vinh” đã có bản 2 (Quản trị danh mục, 23/11/2026)');
      expect(body.error.message.en).toContain('version 2 by now (Register administrator, 23 Nov 2026)');
      const told = new Map(faultsOf(body).map(({ place, message }) => [place.path, message]));
      expect([...told.keys()]).toEqual(['baseVersion', 'nameVi', 'point', 'accuracyM']);
      expect(told.get('nameVi')).toEqual({
        vi: 'Bạn đã xem: “Cảng hàng không quốc tế Vinh”. Nay: “Sân bay Vinh”.',
        en: 'You saw: “Cảng hàng không quốc tế Vinh”. Now: “Sân bay Vinh”.',
      });
      const list = await versionsOf('site/airport-vinh');
      expect([list.newestVersion, list.items[0].record.nameVi]).toEqual([2, 'Sân bay Vinh']);
      // Based on a version that was taken back, and on one that retired the member.
      expect((await post('site/airport-vinh/undo', { baseVersion: 2 })).status).toBe(200);
      const gone = await post('site/airport-vinh/changes', { ...order, baseVersion: 2, change: { accuracyM: 70 } });
      expect([gone.status, gone.body.error.message.en]).toEqual([409, expect.stringContaining('taken back')]);
      expect((await post('site/airport-vinh/retire', order)).body.version.version).toBe(3);
      const late = await post('site/airport-vinh/changes', { ...order, change: { accuracyM: 70 } });
      expect(faultsOf(late.body)[1].message.vi).toBe('Nay đã ra khỏi danh mục từ ngày 15/06/2026.');
      const retired = await post('site/airport-vinh/changes', { ...order, baseVersion: 3, change: { accuracyM: 70 } });
      expect([retired.status, retired.body.error.code]).toEqual([409, 'conflict.state']);
      expect((await post('site/airport-vinh/undo', { baseVersion: 3 })).status).toBe(200);
    });

    test('of edits sent at the same time one is stored, the others are told about it', async () => {
      const names = ['Cảng A', 'Cảng B', 'Cảng C', 'Cảng D'];
      const answers = await Promise.all(
        names.map((nameVi) => post('site/port-cua-lo/changes', { ...order, change: { nameVi } })),
      );
      const stored = answers.filter(({ status }) => status === 200);
      expect(stored).toHaveLength(1);
      const { record } = stored[0].body.version;
      for (const { body, status } of answers.filter((one) => one.status !== 200)) {
        expect([status, body.error.code]).toEqual([409, 'conflict.version']);
        expect(faultsOf(body)[1].message.vi).toContain(`Nay: “${record.nameVi}”`);
      }
      const list = await versionsOf('site/port-cua-lo');
      expect(list.items.map((one: { version: number }) => one.version)).toEqual([2, 1]);
      expect(list.items[0].record.nameVi).toBe(record.nameVi);
      expect((await post('site/port-cua-lo/undo', { baseVersion: 2 })).status).toBe(200);
    });

    test('every edit names its document and its day; each fault is told in both languages at its field', async () => {
      const change = { nameVi: 'Quốc lộ 1' };
      const twice = [0, 9000].map((atM) => ({ km: 1, atM }));
      const cases: [body: object, path: string, code: string][] = [
        [{ ...order, legalSource: undefined, change }, 'legalSource', 'field.missing'],
        [{ ...order, legalSource: '  ', change }, 'legalSource', 'field.missing'],
        [{ ...order, legalSource: 'Quyết định Tối mật', change }, 'legalSource', 'privacy.classified'],
        [{ ...order, fromOn: undefined, change }, 'fromOn', 'field.missing'],
        [{ ...order, fromOn: '2026-02-30', change }, 'fromOn', 'date.malformed'],
        [{ ...order, fromOn: '2017-07-06', change }, 'fromOn', 'field.out_of_range'],
        [{ ...order, fromOn: '2040-01-01', change }, 'fromOn', 'field.out_of_range'],
        [{ ...order, note: 'Gọi 0912 345 678', change }, 'note', 'privacy.person_pattern'],
        [{ ...order, change: {} }, 'change', 'field.missing'],
        [{ ...order, change: { nameVi: 'x' } }, 'change.nameVi', 'field.out_of_range'],
        [{ ...order, change: { responsibleOrgUnitId: 'NOBODY' } }, 'responsibleOrgUnitId', 'reference.unknown'],
        [{ ...order, change: { kmPosts: [{ km: 1, atM: 900_000 }] } }, 'kmPosts[0].atM', 'field.out_of_range'],
        [{ ...order, change: { kmPosts: twice } }, 'kmPosts[1]', 'field.malformed'],
      ];
      for (const [body, path, code] of cases) {
        const answer = await post('route/QL1A/changes', body);
        const [first] = faultsOf(answer.body).length > 0 ? faultsOf(answer.body) : [answer.body.error];
        expect([path, answer.status, first.place.path, first.code]).toEqual([path, 422, path, code]);
        expect(first.message.vi.length * first.message.en.length).toBeGreaterThan(0);
      }
      const missing = await post('route/QL1A/retire', { ...order, legalSource: '' });
      expect(missing.body.error.message.vi).toContain('Căn cứ pháp lý là bắt buộc');
      const early = await post('route/QL1A/retire', { ...order, fromOn: '2017-07-06' });
      expect(early.body.error.message.vi).toContain('từ 07/07/2017');
      expect((await versionsOf('route/QL1A')).newestVersion).toBe(1);
    });

    test('a line cut short keeps its kilometres; what it no longer has is told first, with its metres', async () => {
      const before = await routeNow('QL46');
      const lengthM = before.measuresM.at(-1) as number;
      const near = (await interval(1000, 2000)).body.id;
      const across = (await interval(lengthM - 30_000, lengthM - 10_000)).body.id;
      const far = (await interval(lengthM - 8000, lengthM - 5000)).body.id;
      const matched = [
        { routeId: 'QL46', fromM: 1000, toM: 2000, uncertain: false, byHand: true },
        { routeId: 'QL46', fromM: lengthM - 30_000, toM: lengthM - 10_000, uncertain: false, byHand: true },
        { routeId: 'QL46', fromM: lengthM - 8000, toM: lengthM - 5000, uncertain: false, byHand: true },
      ];
      const geometry = { type: 'LineString', coordinates: before.coordinates.slice(3, 6) };
      const body = measureBody({ place: { kind: 'track', geometry, matched, uncertaintyM: 0 }, evidence: 'E3' });
      const madeTrack = await t.request('/api/measures', { json: body });
      expect(madeTrack.body).toMatchObject({ place: { matched } });
      const track = madeTrack.body.id;
      // The last 20 km are given up: the line ends at the vertex before.
      const last = before.measuresM.findLastIndex((m: number) => m < lengthM - 20_000);
      const line = { coordinates: before.coordinates.slice(0, last + 1), accuracyM: 30 };
      const preview = await post('route/QL46/changes', { ...order, preview: true, change: { line } });
      expect((await routeNow('QL46')).coordinates).toEqual(before.coordinates);
      const stored = (await post('route/QL46/changes', { ...order, change: { line } })).body;
      const { shifts } = stored;
      expect({ ...preview.body.shifts, toVersion: 2 }).toEqual(shifts);
      expect([shifts.total, shifts.moved, shifts.cut]).toEqual([4, 3, 3]);
      const told = shifts.items.map((one: { recordId: string; carried: string }) => [one.recordId, one.carried]);
      const none = [far, track].sort().map((id) => [id, 'none']);
      expect(told.slice(0, 2).sort()).toEqual(none);
      expect(told.slice(2)).toEqual([across, near].map((id, i) => [id, ['part', 'whole'][i]]));
      expect(shifts.items[0].shiftM).toBeGreaterThan(1000);
      expect(shifts.items[3].shiftM).toBe(0);
      // What was written stays: read on the old line again, every record is where it was.
      const onLine = async (id: string) => (await t.request(`/api/measures/${id}`)).body.place;
      const endM = stored.version.record.measuresM.at(-1);
      expect((await onLine(far)).fromM).toBe(endM);
      // Stretches that were confirmed of a track are on their version, too, and read on the new line.
      expect((await onLine(track)).matched).toEqual([
        matched[0],
        { ...matched[1], toM: endM },
        { ...matched[2], fromM: endM, toM: endM },
      ]);
      // A record may still be opened and changed where the route no longer has its place.
      const { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, subScheme, evidence, place } = (
        await t.request(`/api/measures/${far}`)
      ).body;
      const kept = { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, subScheme, evidence, place };
      const saved = await t.request(`/api/measures/${far}`, {
        method: 'PUT',
        json: { ...kept, status: 'done', note: 'Đã xem', version: 1 },
      });
      expect([saved.status, saved.body.note]).toEqual([200, 'Đã xem']);
      // New records are held to the new line, with what is known of it.
      const beyond = await interval(lengthM - 8000, lengthM - 5000);
      expect(beyond.status).toBe(422);
      expect((await post('route/QL46/undo', { baseVersion: 2 })).status).toBe(200);
      expect((await onLine(track)).matched).toEqual(matched);
      expect(await onLine(far)).toMatchObject({ fromM: lengthM - 8000, toM: lengthM - 5000 });
      expect(await onLine(across)).toMatchObject({ fromM: lengthM - 30_000, toM: lengthM - 10_000 });
    });

    test('official posts of another count leave every record on its ground and say it anew; places are found by them', async () => {
      const id = (await interval(10_610 + 12_300, 10_610 + 15_000, 'QL1A')).body.id;
      const place = async () => (await t.request(`/api/measures/${id}`)).body.place;
      const before = await place();
      const find = () => t.request(`/api/places/find?text=${encodeURIComponent('QL1A km 430')}`);
      expect((await find()).status).toBe(422);
      // Counted from Hà Nội, as on the posts themselves.
      const kmPosts = [
        { km: 383, atM: 10_610 },
        { km: 474.5, atM: 101_950 },
      ];
      const { body } = await post('route/QL1A/changes', { ...order, change: { kmPosts, kmIsOfficial: true } });
      expect([body.shifts.total, body.shifts.moved, body.shifts.cut]).toEqual([1, 0, 0]);
      const [shift] = body.shifts.items;
      // Another agency's: whole kilometres of what was written.
      expect(shift).toMatchObject({ masked: true, shiftM: 0, carried: 'whole' });
      expect([shift.labelBefore, shift.labelAfter]).toEqual(['≈ Km 11+400 – Km 15+400', 'Km 394+410 – Km 398+417']);
      expect(await place()).toEqual(before);
      const found = await find();
      expect([found.status, found.body.kind]).toEqual([200, 'found']);
      await t.request(`/api/measures/${id}?version=1`, { method: 'DELETE' });
      expect((await post('route/QL1A/undo', { baseVersion: 2 })).status).toBe(200);
    });

    test('what was written on a version holds it: all of it is listed, and after it went the version can go', async () => {
      const { kmPosts } = await routeNow('HCM');
      const moved = kmPosts.map(({ km, atM }: { km: number; atM: number }, i: number) => ({
        km,
        atM: i === 0 ? atM + 7 : atM,
      }));
      const change = { kmPosts: moved };
      expect((await post('route/HCM/changes', { ...order, change })).status).toBe(200);
      const ids = [
        (await interval(1000, 2000, 'HCM')).body.id,
        (await interval(3000, 4000, 'HCM')).body.id,
        (await interval(1000, 2000, 'RAIL_NS')).body.id,
      ];
      const refused = await post('route/HCM/undo', { baseVersion: 2 });
      expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict.depends']);
      expect(refused.body.error.message.vi).toContain('2 bản ghi');
      const listed = faultsOf(refused.body).map(({ place }) => place.path);
      expect(listed.sort()).toEqual(ids.slice(0, 2).sort());
      for (const id of ids.slice(0, 2)) await t.request(`/api/measures/${id}?version=1`, { method: 'DELETE' });
      expect((await post('route/HCM/undo', { baseVersion: 2 })).status).toBe(200);
      const base = await post('route/HCM/undo', { baseVersion: 1 });
      expect([base.status, base.body.error.code]).toEqual([409, 'conflict.state']);
    });

    test('an area of other communes has their size and outline; the day decides which it is', async () => {
      const { areas } = (await t.request('/api/register')).body;
      const kySon = areas.find(({ id }: { id: string }) => id === 'ky-son');
      const communeIds = kySon.communeIds.slice(1);
      const outline = async (on: string) =>
        (await t.request(`/api/register/areas.geojson?on=${on}`)).body.features.find(
          ({ id }: { id: string }) => id === 'ky-son',
        );
      const old = await outline('2026-06-14');
      const { status, body } = await post('area/ky-son/changes', { ...order, change: { communeIds } });
      expect([status, body.version.changed]).toEqual([200, expect.arrayContaining(['communeIds', 'areaM2'])]);
      expect(body.version.record.areaM2).toBeLessThan(kySon.areaM2);
      expect(await outline('2026-06-14')).toEqual(old);
      expect((await outline('2026-06-15')).geometry).not.toEqual(old.geometry);
      const bad = await post('area/ky-son/changes', {
        ...order,
        baseVersion: 2,
        change: { communeIds: [communeIds[0], '99999', communeIds[0]] },
      });
      expect(faultsOf(bad.body).map(({ place }) => place.path)).toEqual(['communeIds[1]', 'communeIds[2]']);
      expect((await post('area/ky-son/undo', { baseVersion: 2 })).status).toBe(200);
      expect(await outline('2026-06-15')).toEqual(old);
    });

    test('a version that begins later waits for its day, then holds on the map; a restart changes nothing', async () => {
      const before = await routeNow('QL48');
      const coordinates = before.coordinates.map(([lng, lat]: number[], i: number) =>
        i === 40 ? [lng, lat + 0.02] : [lng, lat],
      );
      const id = (await interval(before.measuresM[39], before.measuresM[41], 'QL48')).body.id;
      const later = { ...order, fromOn: '2026-12-01', change: { line: { coordinates, accuracyM: 30 } } };
      expect((await post('route/QL48/changes', later)).status).toBe(200);
      const drawn = async () => {
        const found = t.ctx.db.selectFrom('route').select('record').where('id', '=', 'QL48');
        return (await found.executeTakeFirstOrThrow()).record.coordinates[40];
      };
      const geomOf = async () =>
        (await t.ctx.db.selectFrom('measure').select('geom').where('id', '=', id).executeTakeFirstOrThrow()).geom;
      const geomBefore = await geomOf();
      /** What a process that starts now makes of the same database. */
      const restarted = async () => {
        const ctx: AppContext = { ...t.ctx };
        expect(await loadRegisterIfStale(ctx)).toBe(false);
        await bringDayIntoForce(ctx);
        return registerAnswer(await getRegister(ctx, ctx.db));
      };
      const answer = async () => (await t.request('/api/register')).body;
      expect(await drawn()).toEqual(before.coordinates[40]);
      expect(await routeNow('QL48')).toEqual(before);
      expect(await restarted()).toEqual(await answer());
      expect(await drawn()).toEqual(before.coordinates[40]);

      t.setNow('2026-11-30T23:59:30+07:00');
      await bringDayIntoForce(t.ctx);
      expect(await drawn()).toEqual(before.coordinates[40]);
      t.setNow('2026-12-01T00:00:30+07:00');
      // The list follows the day at once, what is drawn as soon as the day is brought in; then there is nothing to do.
      expect((await routeNow('QL48')).coordinates[40]).toEqual(coordinates[40]);
      expect(await bringDayIntoForce(t.ctx)).toBe(true);
      expect(await bringDayIntoForce(t.ctx)).toBe(false);
      expect(await drawn()).toEqual(coordinates[40]);
      expect(await geomOf()).not.toEqual(geomBefore);
      expect(await restarted()).toEqual(await answer());
      expect(await drawn()).toEqual(coordinates[40]);
      t.setNow('2026-11-23T08:00:00+07:00');
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await bringDayIntoForce(ctx);
    },
  },
);
