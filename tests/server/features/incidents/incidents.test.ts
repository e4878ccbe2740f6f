import { expect, test } from 'vitest';
import { getDataVersion } from '#server/db/meta.sql.ts';
import { listIncidentsForHeat } from '#server/features/incidents/incidents.service.ts';
import { getRegister, loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { incidentBody, incidentOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'incidents',
  (t) => {
    const put = (path: string, json: unknown) => t.request(path, { method: 'PUT', json });

    test('are entered, read, changed and deleted, each with its version and audit line', async () => {
      const before = await getDataVersion(t.ctx.db);
      const created = await t.request('/api/incidents', { json: incidentBody() });
      expect(created.status).toBe(201);
      expect(created.body).toMatchObject({ ...incidentBody(), version: 1, masked: false, enteredByOrgUnitId: 'BP' });
      const path = `/api/incidents/${created.body.id}`;
      expect((await t.request(path)).body).toEqual(created.body);

      const handling = [
        { step: 'received', on: '2026-10-02' },
        { step: 'classified', on: '2026-10-05' },
        { step: 'verification-due', on: '2027-01-05' },
      ];
      const edited = await put(path, { ...incidentBody({ handling, victimsRescued: 0 }), version: 1 });
      expect(edited.body).toMatchObject({ handling, victimsRescued: 0, version: 2 });
      const late = await put(path, { ...incidentBody(), version: 1 });
      expect([late.status, late.body.error.code]).toEqual([409, 'conflict.version']);

      expect((await t.request(`${path}?version=2`, { method: 'DELETE' })).status).toBe(204);
      expect((await t.request(path)).status).toBe(404);
      expect(await getDataVersion(t.ctx.db)).toBe(before + 3);
      const audit = await t.request(`/api/audit?subjectId=${created.body.id}`, { as: 'verifier' });
      expect(audit.body.items.map((e: any) => [e.action, e.subjectVersion])).toEqual([
        ['incident.delete', 2],
        ['incident.edit', 2],
        ['incident.create', 1],
      ]);
      expect(audit.body.items[1].detail).toEqual({ changed: ['handling', 'victimsRescued'] });
    });

    test.each([
      [{ kind: 'exact', geometry: { type: 'Point', coordinates: [104.3, 19.4] } }, /^Xã /],
      [{ kind: 'route-km', routeId: 'QL7', fromM: 1200, toM: 1200 }, /^QL7 /],
      [{ kind: 'route-km', routeId: 'QL7', fromM: 1200, toM: 5600 }, /^QL7 .* – /],
      [{ kind: 'commune', communeId: '16837' }, /^Xã Nậm Cắn$/],
      [{ kind: 'province' }, /^Trong tỉnh/],
    ])('the place %o comes back as it went in', async (place, label) => {
      const created = await t.request('/api/incidents', { json: incidentBody({ place }) });
      expect(created.status).toBe(201);
      expect(created.body.place).toEqual(place);
      expect(created.body.placeVi).toMatch(label);
      expect(created.body.labelPoint === null).toBe(place.kind === 'province');
    });

    test.each([
      ['another’s record', { type: 'other' }, 403, 'permission.denied'],
      ['a day ahead', { firstOn: '2026-12-01', lastOn: '2026-12-01', handling: [] }, 422, 'date.in_future'],
      ['a step twice', { handling: Array(2).fill({ step: 'received', on: '2026-10-02' }) }, 422, 'field.malformed'],
      ['501 victims', { victimsRescued: 501 }, 422, 'field.out_of_range'],
      ['a name', { note: 'cháu Lầu Y Xò' }, 422, 'privacy.person_pattern'],
    ])('%s is refused', async (name, change, status, code) => {
      const police = incidentOf('CA');
      await storeRecords(t.ctx, { incidents: [police] });
      const answer =
        name === 'another’s record'
          ? await put(`/api/incidents/${police.id}`, { ...incidentBody(change), version: 1 })
          : await t.request('/api/incidents', { json: incidentBody(change) });
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    });

    test('are filtered by type, how they were found, period and rectangle', async () => {
      const day = '2026-09-05';
      const records = [
        incidentOf('BP', { type: 'online-lure', howFound: 'patrol', firstOn: day, lastOn: day, handling: [] }),
        incidentOf('BP', { type: 'online-lure', howFound: 'reported', firstOn: day, lastOn: day, handling: [] }),
        incidentOf('BP', {
          type: 'other',
          howFound: 'patrol',
          firstOn: day,
          lastOn: day,
          handling: [],
          place: { kind: 'commune', communeId: '16837' },
        } as never),
      ];
      await storeRecords(t.ctx, { incidents: records });
      const find = async (query: string) => {
        const { body } = await t.request(`/api/incidents?period=${day}..${day}&${query}`);
        return body.items.map((i: any) => records.findIndex((r) => r.id === i.id)).sort();
      };
      expect(await find('')).toEqual([0, 1, 2]);
      expect(await find('type=online-lure')).toEqual([0, 1]);
      expect(await find('howFound=patrol')).toEqual([0, 2]);
      expect(await find('howFound=patrol,reported&type=other')).toEqual([2]);
      expect(await find('bbox=104.31,19.41,104.32,19.42')).toEqual([0, 1]);
      expect(await find('bbox=104.08,19.465,104.09,19.475')).toEqual([2]);
      const heat = await listIncidentsForHeat(t.ctx.db, await getRegister(t.ctx, t.ctx.db), {
        days: { fromOn: day, untilOn: '2026-09-06' },
        howFound: ['patrol'],
      });
      expect(heat.map((i) => records.findIndex((r) => r.id === i.id)).sort()).toEqual([0, 2]);
      expect(heat[0]).toEqual(records.find((r) => r.id === heat[0].id));
    });

    test('the verifier enters, changes and deletes nothing', async () => {
      const create = await t.request('/api/incidents', { json: incidentBody(), as: 'verifier' });
      expect([create.status, create.body.error.code]).toEqual([403, 'permission.denied']);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
