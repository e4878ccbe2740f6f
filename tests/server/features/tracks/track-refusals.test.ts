import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';
import { confirm, countOf, gpx, patrolOf, stretch, together, upload } from './track-upload.ts';

/** Drives long enough to be caught at it. */
const long = () =>
  [1, 2, 3].map((day) => gpx(2000, 200_000).replaceAll('2026-11-20', `2026-11-0${day}`)).reduce(together);
const previews = (t: TestServer) => t.ctx.db.selectFrom('track_preview').select('id').execute();
const undo = (t: TestServer, id: string) => t.request(`/api/batches/${id}/undo`, { method: 'POST' });

/** Process ids of this process's children; empty where the system does not tell. */
function children(): number[] {
  try {
    const text = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
    return text.trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

describeOnBothEngines('tracks that are refused, stopped or undone', (t) => {
  beforeEach(async () => {
    t.setNow('2026-11-23T08:00:00+07:00');
    await loadRegisterIfStale(t.ctx);
  });

  test('undoing the batch removes every patrol of the file, once', async () => {
    const before = await countOf(t);
    const two = together(gpx(), gpx(60_000, 64_000).replaceAll('2026-11-20', '2026-11-21'));
    const { body } = await upload(t, two);
    expect(body.patrols).toHaveLength(2);
    const patrols = [patrolOf(1, [stretch(40_000, 48_000)]), patrolOf(2, [], { dayOn: '2026-11-21' })];
    expect((await confirm(t, body.id, patrols)).body.stored).toBe(2);
    expect(await countOf(t)).toBe(before + 2);
    expect((await undo(t, body.id)).body).toMatchObject({ removed: 2 });
    expect(await countOf(t)).toBe(before);
    expect((await undo(t, body.id)).status).toBeGreaterThanOrEqual(400);
    expect((await upload(t, two)).body.storedBeforeAt).toBeNull();
  });

  test('two confirmations of one preview at once store it once', async () => {
    const before = await countOf(t);
    const { body } = await upload(t, gpx(70_000, 74_000));
    const answers = await Promise.all([1, 2].map(() => confirm(t, body.id, [patrolOf(1, [])])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await countOf(t)).toBe(before + 1);
  });

  test('a request that is cancelled midway leaves no preview, and the next is answered', async () => {
    const before = (await previews(t)).length;
    const controller = new AbortController();
    const progressId = '5f0c7f1e-5a52-4c7b-9d7e-000000000001';
    const asked = upload(t, long(), { fields: { progressId }, signal: controller.signal });
    const stageOf = async () => (await t.request(`/api/progress/${progressId}`)).body.stage;
    while ((await stageOf()) !== 'matching') await wait(20);
    controller.abort();
    await expect(asked).rejects.toThrow();
    while ((await stageOf()) !== 'unknown') await wait(20);
    expect((await previews(t)).length).toBe(before);
    expect((await upload(t, gpx())).status).toBe(201);
  });

  test.skipIf(children().length === 0 && process.platform !== 'linux')(
    'a reading process that is killed is said to be interrupted, stores nothing and harms nobody',
    async () => {
      const before = (await previews(t)).length;
      const known = new Set(children());
      const progressId = '5f0c7f1e-5a52-4c7b-9d7e-000000000002';
      const asked = upload(t, long(), { fields: { progressId } });
      while ((await t.request(`/api/progress/${progressId}`)).body.stage !== 'matching') await wait(20);
      // One that was kept from the test before would be known: then any is the reader.
      const fresh = children().filter((pid) => !known.has(pid));
      for (const pid of fresh.length > 0 ? fresh : known) process.kill(pid, 'SIGKILL');
      const { status, body } = await asked;
      expect([status, body.error.code]).toEqual([503, 'file.interrupted']);
      expect((await previews(t)).length).toBe(before);
      expect((await upload(t, gpx())).status).toBe(201);
    },
  );

  test('only who may store tracks may send, confirm or discard them, and only their own', async () => {
    for (const as of ['verifier', 'admin'] as const) {
      const refused = await upload(t, gpx(), { as });
      expect([as, refused.status, refused.body.error.code]).toEqual([as, 403, 'permission.denied']);
    }
    const { body } = await upload(t, gpx());
    expect((await confirm(t, body.id, [patrolOf(1, [])], 'verifier')).status).toBe(403);
    expect((await t.request(`/api/tracks/${body.id}`, { method: 'DELETE', as: 'verifier' })).status).toBe(403);
    expect((await t.request(`/api/tracks/${body.id}`, { method: 'DELETE' })).status).toBe(204);
  });

  test('of another agency’s track only the communes are seen: no line, stretch, standing or note', async () => {
    const place = {
      kind: 'track',
      geometry: {
        type: 'LineString',
        coordinates: [
          [104.3157654, 19.4153456],
          [104.3257654, 19.4253456],
        ],
      },
      uncertaintyM: 0,
      matched: [stretch(112_345, 116_789)],
      dwells: [{ siteId: null, lngLat: [104.3157654, 19.4153456], durationS: 1234 }],
    };
    const others = measureOf('CA', { place, note: 'đường mòn phía bắc' } as never);
    await storeRecords(t.ctx, { measures: [others], incidents: [] });
    const one = await t.request(`/api/measures/${others.id}`, { as: 'entry' });
    const list = (await t.request('/api/measures?pageSize=500', { as: 'entry' })).body.items as { id: string }[];
    const listed = JSON.stringify(list.find(({ id }) => id === others.id));
    for (const text of [one.text, listed]) {
      expect(/104\.3157|19\.4153|112345|116789|1234\b|matched|dwells|phía bắc/.exec(text)?.[0]).toBeUndefined();
    }
    expect(one.body.place.kind).toBe('communes');
    // Who compiles the reports sees it, and that is written down.
    const exact = await t.request(`/api/measures/${others.id}`, { as: 'verifier' });
    expect(exact.body.place.matched).toHaveLength(1);
  });
});
