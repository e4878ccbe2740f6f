import { expect, test } from 'vitest';
import { getDataVersion } from '#server/db/meta.sql.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { listReports } from '#server/features/reports/reports.service.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'agency reports',
  (t) => {
    const body = { orgUnitId: 'DBP-NAM-CAN', firstOn: '2025-12-15', lastOn: '2026-06-14' };

    test('say that an agency has reported some days; they are kept, listed and withdrawn', async () => {
      const before = await getDataVersion(t.ctx.db);
      const created = await t.request('/api/agency-reports', { json: body });
      expect([created.status, created.body]).toEqual([
        201,
        {
          id: created.body.id,
          orgUnitId: 'DBP-NAM-CAN',
          fromOn: '2025-12-15',
          untilOn: '2026-06-15',
          reportedOn: '2026-11-23',
          origin: 'entered',
        },
      ]);
      const { id: _id, origin: _origin, ...report } = created.body;
      expect(await listReports(t.ctx.db)).toEqual([report]);
      const list = await t.request('/api/agency-reports?orgUnit=DBP-NAM-CAN&period=half-2025-12-15');
      expect(list.body).toEqual({ items: [created.body], total: 1, page: 1, pageSize: 100 });
      expect((await t.request('/api/agency-reports?period=half-2026-06-15')).body.total).toBe(0);

      const twice = await t.request('/api/agency-reports', { json: body });
      expect([twice.status, twice.body.error.code]).toEqual([409, 'conflict.duplicate']);
      expect((await t.request(`/api/agency-reports/${created.body.id}`, { method: 'DELETE' })).status).toBe(204);
      expect(await listReports(t.ctx.db)).toEqual([]);
      expect(await getDataVersion(t.ctx.db)).toBe(before + 2);
      const audit = await t.request(`/api/audit?subjectId=${created.body.id}`, { as: 'verifier' });
      expect(audit.body.items.map((e: any) => e.action)).toEqual(['report.delete', 'report.create']);
    });

    test.each([
      [{ ...body, orgUnitId: 'CA' }, 403, 'permission.denied'],
      [{ ...body, orgUnitId: 'XX' }, 422, 'reference.unknown'],
      [{ ...body, lastOn: '2026-12-14' }, 422, 'date.in_future'],
      [{ ...body, lastOn: '2025-12-14' }, 422, 'period.ends_before_start'],
      [{ orgUnitId: 'BP' }, 422, 'field.missing'],
    ])('%o is answered %i %s', async (json, status, code) => {
      const answer = await t.request('/api/agency-reports', { json });
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
      expect(await listReports(t.ctx.db)).toEqual([]);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
