import { beforeEach, expect, test } from 'vitest';
import { POLICY_V1 } from '#geo/domain/policy.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { readRegister } from '#data/register/load-register.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';
import {
  confirm,
  countOf,
  gpx,
  inputOf,
  measuresOf,
  patrolOf,
  standingGpx,
  storedTrack,
  stretch,
  upload,
} from './track-upload.ts';

const airport = readRegister().sites.find(({ id }) => id === 'airport-vinh')!;

describeOnBothEngines('corrections of tracks', (t) => {
  beforeEach(async () => {
    t.setNow('2026-11-23T08:00:00+07:00');
    await loadRegisterIfStale(t.ctx);
  });
  const put = (id: string, json: object) => t.request(`/api/measures/${id}`, { method: 'PUT', json });

  test('a stretch that the track did not come along must be said to be added by hand, and is kept as such', async () => {
    const before = await countOf(t);
    const { body } = await upload(t, gpx());
    expect(body.reachM).toBe(POLICY_V1.routeReachM);
    const trimmed = stretch(41_000, 47_000);
    const elsewhere = stretch(150_000, 152_000);
    const refused = await confirm(t, body.id, [patrolOf(1, [trimmed, elsewhere])]);
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { code: 'field.missing', place: { path: 'patrols[0].matched[1].byHand' } } },
    });
    // An end drawn out far beyond the track is a claim of its own, too.
    const longer = await confirm(t, body.id, [patrolOf(1, [stretch(40_000, 60_000)])]);
    expect(longer.body.error.place).toEqual({ path: 'patrols[0].matched[0].byHand' });
    expect(await countOf(t)).toBe(before);
    const matched = [trimmed, { ...elsewhere, byHand: true }];
    expect((await confirm(t, body.id, [patrolOf(1, matched)])).status).toBe(200);
    const [measure] = await measuresOf(t, body.id);
    expect(measure.place.matched).toEqual(matched);
  });

  test('an edit of something else keeps stretches and standing, whether or not it says them', async () => {
    const measure = await storedTrack(t, gpx(60_000, 66_000), [stretch(60_500, 65_500)]);
    const { matched, dwells, ...place } = measure.place;
    expect(dwells).toHaveLength(1);
    const noted = await put(measure.id, { ...inputOf(measure), note: 'đã gặp trưởng bản' });
    expect(noted.body.place).toEqual(measure.place);
    const silent = await put(measure.id, { ...inputOf(noted.body), place: { ...place, uncertaintyM: 20 } });
    expect(silent.body.place).toEqual({ ...place, uncertaintyM: 20, matched, dwells });
    const emptied = await put(measure.id, { ...inputOf(silent.body), place: { ...measure.place, matched: [] } });
    expect(emptied.body.place).toMatchObject({ matched: [], dwells });
    const back = await put(measure.id, { ...inputOf(emptied.body), place: measure.place });
    expect(back.body.place).toEqual(measure.place);
  });

  test('where the line itself is changed, stretches are cut to what it still bears out; those by hand stay', async () => {
    const hand = stretch(150_000, 151_000, { byHand: true });
    const measure = await storedTrack(t, gpx(80_000, 88_000), [stretch(80_000, 88_000), hand]);
    const { matched: _, dwells, ...place } = measure.place;
    const [line] = place.geometry.coordinates as LngLat[][];
    const geometry = { type: 'LineString', coordinates: line.slice(0, Math.floor(line.length / 2)) };
    const { status, body } = await put(measure.id, { ...inputOf(measure), place: { ...place, geometry } });
    expect(status).toBe(200);
    const [cut, ...rest] = body.place.matched;
    expect(rest).toEqual([hand]);
    expect(cut).toMatchObject({ routeId: 'QL7', fromM: 80_000, uncertain: false });
    expect(cut.toM).toBeGreaterThan(80_500);
    expect(cut.toM).toBeLessThan(88_000);
    expect(body.place.dwells).toEqual(dwells);
  });

  test('a measure typed in whole is held to the same', async () => {
    const { place } = await storedTrack(t, gpx(20_000, 24_000), [stretch(20_000, 24_000)]);
    const body = { ...patrolOf(1, []), firstOn: '2026-11-20', lastOn: '2026-11-20', status: 'done', evidence: 'E3' };
    const stray = { ...body, place: { ...place, matched: [stretch(150_000, 152_000)] } };
    const refused = await t.request('/api/measures', { json: stray });
    expect(refused.body.error).toMatchObject({ code: 'field.missing', place: { path: 'place.matched[0].byHand' } });
    expect((await t.request('/api/measures', { json: { ...body, place } })).status).toBe(201);
  });

  test('sites reach as far as the policy in force says', async () => {
    const east = airport.extent === null ? 0 : 3000;
    const text = standingGpx(airport.point, east + 800);
    const dwellAt = async () => (await upload(t, text)).body.patrols[0].dwells[0].siteId;
    expect(await dwellAt()).toBe(east === 0 ? 'airport-vinh' : null);
    const wide = { ...POLICY_V1, version: 'test', siteCatchmentM: east === 0 ? 700 : 5000, routeReachM: 321 };
    await t.ctx.db.updateTable('coverage_policy').set({ in_force: false }).execute();
    await t.ctx.db
      .insertInto('coverage_policy')
      .values({ version: 'test', policy: JSON.stringify(wide), in_force: true } as never)
      .execute();
    expect(await dwellAt()).toBe(east === 0 ? null : 'airport-vinh');
    expect((await upload(t, text)).body.reachM).toBe(321);
  });
});
