import { beforeEach, expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';
import { confirm, countOf, gpx, measuresOf, patrolOf, upload } from './track-upload.ts';

describeOnBothEngines('tracks', (t) => {
  beforeEach(async () => {
    t.setNow('2026-11-23T08:00:00+07:00');
    await loadRegisterIfStale(t.ctx);
  });

  test('a preview shows patrols, stretches, standing and what was removed, and stores nothing', async () => {
    const before = await countOf(t);
    const { status, body } = await upload(t, gpx());
    expect(status).toBe(201);
    expect(body.patrols).toHaveLength(1);
    const [patrol] = body.patrols;
    expect(patrol).toMatchObject({
      number: 1,
      name: 'Tuần tra',
      dayOn: '2026-11-20',
      firstAt: '2026-11-20T01:00:00.000Z',
    });
    expect(patrol.matched).toHaveLength(1);
    expect(patrol.matched[0]).toMatchObject({ routeId: 'QL7', direction: 'forward', uncertain: false });
    expect(Math.abs(patrol.matched[0].fromM - 40_000)).toBeLessThan(1);
    expect(Math.abs(patrol.matched[0].toM - 48_000)).toBeLessThan(1);
    expect(patrol.dwells).toHaveLength(1);
    expect(patrol.dwells[0].durationS).toBeGreaterThanOrEqual(1200);
    expect(patrol.dwells[0].routeId).toBe('QL7');
    expect(body.cleaning[0].removed).toEqual([
      { reason: 'duplicate', count: 1 },
      { reason: 'spike', count: 1 },
    ]);
    expect(body.storedBeforeAt).toBeNull();
    expect(await countOf(t)).toBe(before);
  });

  test('confirming stores the corrected stretches as one batch, once, and the file is known again', async () => {
    const before = await countOf(t);
    const text = gpx(60_000, 66_000);
    const { body } = await upload(t, text);
    const matched = [{ routeId: 'QL7', fromM: 60_000, toM: 65_000, uncertain: false }];
    const stored = await confirm(t, body.id, [patrolOf(1, matched)]);
    expect(stored).toMatchObject({ status: 200, body: { id: body.id, stored: 1 } });
    expect(await countOf(t)).toBe(before + 1);
    const { items } = (await t.request('/api/measures?sort=-updatedAt&pageSize=5')).body;
    const kept = items.find(({ place }: { place: { kind: string } }) => place.kind === 'track');
    expect(kept).toMatchObject({ status: 'done', evidence: 'E3', origin: 'imported', firstOn: '2026-11-20' });
    expect(kept.place.matched).toEqual(matched);
    // Its own agency reads route and kilometres, any other the communes alone.
    expect(kept.placeVi).toMatch(/^QL7 ≈ Km 6\d\+\d00 – Km 6\d\+\d00 · Xã /);
    await t.ctx.db.updateTable('measure').set({ entered_by_org_unit_id: 'CA' }).where('id', '=', kept.id).execute();
    const [masked] = await measuresOf(t, body.id, 'entry');
    expect(masked).toMatchObject({ masked: true, place: { kind: 'communes' } });
    expect(masked.placeVi).not.toMatch(/QL7|Km/);
    expect(kept.place.dwells).toHaveLength(1);
    expect((await confirm(t, body.id, [patrolOf(1, matched)])).status).toBe(404);
    expect((await upload(t, text)).body.storedBeforeAt).not.toBeNull();
  });

  test('what is wrong is refused as a whole: stretches beyond the route, patrols that are not there, repeats', async () => {
    const before = await countOf(t);
    const { body } = await upload(t, gpx(80_000, 84_000));
    const beyond = [{ routeId: 'QL7', fromM: 80_000, toM: 900_000, uncertain: false }];
    expect(await confirm(t, body.id, [patrolOf(1, beyond)])).toMatchObject({
      status: 422,
      body: { error: { code: 'field.out_of_range', place: { path: 'place.matched[0].toM' } } },
    });
    expect((await confirm(t, body.id, [patrolOf(2, [])])).body.error.code).toBe('reference.unknown');
    expect((await confirm(t, body.id, [patrolOf(1, []), patrolOf(1, [])])).body.error.code).toBe('reference.unknown');
    expect(await countOf(t)).toBe(before);
    expect((await confirm(t, body.id, [patrolOf(1, [])])).status).toBe(200);
  });

  test('a file without a track, or none, is refused with the reason; a preview can be discarded', async () => {
    expect((await upload(t, '<gpx></gpx>')).status).toBe(422);
    expect((await t.request('/api/tracks', { method: 'POST', body: new FormData() })).body.error).toMatchObject({
      code: 'field.missing',
    });
    const { body } = await upload(t, gpx());
    expect((await t.request(`/api/tracks/${body.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await confirm(t, body.id, [patrolOf(1, [])])).status).toBe(404);
  });
});
