import { beforeEach, expect, test } from 'vitest';
import { fromPlane, toPlane } from '#geo/geometry/projection.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { readRegister } from '#data/register/load-register.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const ql7 = readRegister().routes.find(({ id }) => id === 'QL7')!;

/** A GPX of a drive on QL7 from 40 to 48 km with a spike, a repeat and 20 minutes of standing at its end. */
function gpx(fromM = 40_000, toM = 48_000): string {
  const points: { m: number; s: number; dx?: number }[] = [];
  for (let m = fromM; m <= toM; m += 40) points.push({ m, s: (m - fromM) / 10 });
  points.splice(50, 0, { ...points[50], s: points[50].s - 2, dx: 9000 });
  points.push({ ...points[points.length - 1] });
  const end = (toM - fromM) / 10;
  for (let s = 60; s <= 1200; s += 60) points.push({ m: toM, s: end + s });
  const lines = points.map(({ m, s, dx = 0 }) => {
    const [x, y] = toPlane(pointAtM(ql7, m));
    const [lng, lat] = fromPlane(x, y + dx);
    const time = new Date(Date.parse('2026-11-20T01:00:00Z') + s * 1000).toISOString();
    return `<trkpt lat="${lat}" lon="${lng}"><time>${time}</time></trkpt>`;
  });
  return `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Tuần tra</name><trkseg>${lines.join('')}</trkseg></trk></gpx>`;
}

function upload(t: TestServer, text: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([text]), 'vết.gpx');
  return t.request('/api/tracks', { method: 'POST', body: form });
}
const confirm = (t: TestServer, id: string, patrols: object[]) =>
  t.request(`/api/tracks/${id}/confirm`, {
    method: 'POST',
    body: JSON.stringify({ patrols }),
    headers: { 'content-type': 'application/json' },
  });
const patrolOf = (number: number, matched: object[], change: object = {}) => ({
  number,
  dayOn: '2026-11-20',
  type: 'M02',
  leadOrgUnitId: 'BP',
  orgUnitIds: ['BP'],
  subScheme: 2,
  matched,
  ...change,
});
const countOf = async (t: TestServer) => (await t.request('/api/measures?pageSize=1')).body.total as number;

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
