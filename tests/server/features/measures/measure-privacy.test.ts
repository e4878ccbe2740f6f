import { expect, test } from 'vitest';
import { maskCellCentre } from '#geo/domain/precision.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { incidentOf, measureBody, measureOf, SECRET_POSITION, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const [LNG, LAT] = SECRET_POSITION;
const near = (d: number): [number, number] => [LNG + d, LAT + d];
const PLACES = {
  track: { kind: 'track', geometry: { type: 'LineString', coordinates: [near(0), near(0.0112233)] }, uncertaintyM: 10 },
  line: { kind: 'line', geometry: { type: 'LineString', coordinates: [near(0), near(0.0112233)] }, uncertaintyM: 0 },
  point: { kind: 'point', geometry: { type: 'Point', coordinates: near(0) }, uncertaintyM: 5 },
  polygon: {
    kind: 'polygon',
    geometry: { type: 'Polygon', coordinates: [[near(0), [LNG + 0.01, LAT], near(0.0112233), near(0)]] },
  },
  interval: { kind: 'interval', routeId: 'QL7', fromM: 112_345, toM: 112_389 },
} as const;
/** Digits of the exact places; none may be in what another agency gets. */
const SECRETS = /104\.3157|19\.4153|104\.3269|19\.4265|104\.3257|112345|112389|116\+84|khe Nậm Mộ/;

describeOnBothEngines(
  'exact places',
  (t) => {
    const measures = Object.values(PLACES).map((place) => measureOf('CA', { place, note: 'khe Nậm Mộ' } as never));
    const own = Object.values(PLACES).map((place) => measureOf('DBP-NAM-CAN', { place, note: 'khe Nậm Mộ' } as never));
    const incidents = [
      incidentOf('CA', { note: 'khe Nậm Mộ', victimsRescued: 7 }),
      incidentOf('CA', { place: { kind: 'route-km', routeId: 'QL7', fromM: 112_345, toM: 112_389 } } as never),
    ];
    const procuracys = incidentOf('VKS');
    const store = () => storeRecords(t.ctx, { measures: [...measures, ...own], incidents: [...incidents, procuracys] });

    test('of another agency are in no answer, label or note', async () => {
      await store();
      for (const path of [
        '/api/incidents',
        ...incidents.map(({ id }) => `/api/incidents/${id}`),
        ...measures.map(({ id }) => `/api/measures/${id}`),
      ]) {
        const answer = await t.request(path, { as: 'entry' });
        expect(answer.status).toBe(200);
        expect([path, SECRETS.exec(answer.text)]).toEqual([path, null]);
      }
      const list = await t.request('/api/measures?pageSize=500', { as: 'entry' });
      const others = list.body.items.filter((m: any) => m.enteredByOrgUnitId === 'CA');
      expect(others).toHaveLength(5);
      expect(others.every((m: any) => m.masked && m.note === '')).toBe(true);
      expect(SECRETS.exec(JSON.stringify(others))).toBeNull();
      const kinds = others.map((m: any) => m.place.kind).sort();
      expect(kinds).toEqual(['communes', 'communes', 'communes', 'interval', 'point']);
      const point = others.find((m: any) => m.place.kind === 'point');
      expect(point.place.geometry.coordinates).toEqual(maskCellCentre(SECRET_POSITION));
      expect(point.labelPoint).toEqual(point.place.geometry.coordinates);
      expect(others.find((m: any) => m.place.kind === 'interval').place).toMatchObject({
        fromM: 112_000,
        toM: 113_000,
      });
    });

    test('of a post below one’s own agency are seen', async () => {
      const { body } = await t.request('/api/measures?pageSize=500', { as: 'entry' });
      const mine = body.items.filter((m: any) => m.enteredByOrgUnitId === 'DBP-NAM-CAN');
      expect(mine.every((m: any) => !m.masked && m.note === 'khe Nậm Mộ')).toBe(true);
      const exact = mine.map((m: any) => JSON.stringify(m.place)).sort();
      expect(exact).toEqual(own.map((m) => JSON.stringify(m.place)).sort());
    });

    test('are the same mask every time, whoever asks', async () => {
      const path = `/api/incidents/${incidents[0].id}`;
      const answers = await Promise.all(Array.from({ length: 5 }, () => t.request(path, { as: 'entry' })));
      expect(new Set(answers.map((a) => a.text)).size).toBe(1);
    });

    test('cannot be found by moving a rectangle: what it finds depends on the mask alone', async () => {
      const [cx, cy] = maskCellCentre(SECRET_POSITION);
      const count = async (path: string, bbox: number[], as: 'entry' | 'verifier') => {
        const { body } = await t.request(`${path}?bbox=${bbox.map((v) => v.toFixed(7)).join(',')}&pageSize=500`, {
          as,
        });
        return body.items.filter(
          (r: any) =>
            r.enteredByOrgUnitId === 'CA' &&
            r.place.kind !== 'communes' &&
            r.place.kind !== 'interval' &&
            r.place.kind !== 'route-km',
        ).length;
      };
      // Around the exact place but not the centre of its cell: nothing. Around the centre: found.
      const spot = [LNG - 1e-4, LAT - 1e-4, LNG + 1e-4, LAT + 1e-4];
      expect(Math.abs(cx - LNG) + Math.abs(cy - LAT)).toBeGreaterThan(4e-4);
      const centre = [cx - 1e-4, cy - 1e-4, cx + 1e-4, cy + 1e-4];
      expect([await count('/api/incidents', spot, 'entry'), await count('/api/incidents', centre, 'entry')]).toEqual([
        0, 1,
      ]);
      expect([await count('/api/measures', spot, 'entry'), await count('/api/measures', centre, 'entry')]).toEqual([
        0, 1,
      ]);
      // The statutory scope filters by the exact place.
      expect(await count('/api/incidents', spot, 'verifier')).toBe(1);
      expect(await count('/api/measures', spot, 'verifier')).toBe(4);
    });

    test('a rectangle anywhere in a commune finds the masked tracks of that commune alike', async () => {
      const trackId = measures[0].id;
      const { body } = await t.request(`/api/measures/${trackId}`, { as: 'entry' });
      const [communeId] = body.place.communeIds;
      const { communes } = (await t.request('/api/register')).body;
      const [lng, lat] = communes.find((c: any) => c.id === communeId).labelPoint;
      const found = await t.request(
        `/api/measures?bbox=${lng - 1e-4},${lat - 1e-4},${lng + 1e-4},${lat + 1e-4}&pageSize=500`,
        { as: 'entry' },
      );
      expect(found.body.items.map((m: any) => m.id)).toContain(trackId);
    });

    test('read by the statutory scope leave one audit line a request, with how many and by which filter', async () => {
      const lines = async () =>
        (await t.request('/api/audit?action=place.read-exact&pageSize=500', { as: 'verifier' })).body;
      const before = (await lines()).total;
      const list = await t.request('/api/measures?type=M02&pageSize=500', { as: 'verifier' });
      expect(SECRETS.exec(list.text)).not.toBeNull();
      const after = await lines();
      expect(after.total).toBe(before + 1);
      expect(after.items[0]).toMatchObject({
        action: 'place.read-exact',
        identityId: 'verifier',
        subjectKind: 'measure',
        // The verifier's own agency's are not counted.
        subjectCount: 5,
        detail: { type: ['M02'] },
      });
      await t.request('/api/measures?type=M12', { as: 'verifier' });
      await t.request('/api/measures', { as: 'entry' });
      expect((await lines()).total).toBe(before + 1);
      await t.request(`/api/incidents/${procuracys.id}`, { as: 'verifier' });
      expect((await lines()).items[0]).toMatchObject({
        subjectKind: 'incident',
        subjectId: procuracys.id,
        subjectCount: 1,
      });
    });

    test('victims are a number for the entering agency only', async () => {
      const { body: asVerifier } = await t.request(`/api/incidents/${incidents[0].id}`, { as: 'verifier' });
      expect([asVerifier.victimsRescued, asVerifier.victimsBandVi]).toEqual([7, 'dưới 11']);
      const { body: asEntry } = await t.request(`/api/incidents/${incidents[0].id}`, { as: 'entry' });
      expect([asEntry.victimsRescued, asEntry.victimsBandVi]).toEqual([null, 'dưới 11']);
      expect(asEntry.victimsBandEn).toBe('fewer than 11');
    });

    test.each([
      ['note', 'gặp ông Nguyễn Văn Nam tại chợ', 'privacy.person_pattern'],
      ['note', 'xe 37A-123.45 đi hướng Lào', 'privacy.person_pattern'],
      ['note', 'gap chau Lo Thi Hoa, sn 2008'.normalize('NFD'), 'privacy.person_pattern'],
      ['documentNumber', 'CCCD 040098001234', 'privacy.person_pattern'],
      ['note', 'TỐI MẬT: kế hoạch', 'privacy.classified'],
    ])('a %s with “%s” is refused at its place, and never repeated', async (field, text, code) => {
      const before = (await t.request('/api/measures')).body.total;
      const { status, body, text: answer } = await t.request('/api/measures', { json: measureBody({ [field]: text }) });
      expect([status, body.error.code, body.error.place.path]).toEqual([422, code, field]);
      expect(body.error.message.vi.length).toBeGreaterThan(20);
      expect(body.error.message.en.length).toBeGreaterThan(20);
      expect(answer).not.toMatch(/Nguyễn|37A|Hoa|0400|kế hoạch/);
      expect((await t.request('/api/measures')).body.total).toBe(before);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
