import { expect, test } from 'vitest';
import { IncidentInput } from '#geo/domain/incident.ts';
import { validateIncidentInput } from '#geo/domain/incident-rules.ts';
import { MeasureInput } from '#geo/domain/measure.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import { readRegister } from '#data/register/load-register.ts';
import { generateDemoYear } from '#data/demo/generate-demo-year.ts';
import { getMeta } from '#server/db/meta.sql.ts';
import { loadDemoIfFirst } from '#server/features/demo/demo.service.ts';
import { listMeasuresForCoverage } from '#server/features/measures/measures.service.ts';
import { getRegister, loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureBody, measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'the demo year',
  (t) => {
    const demo = generateDemoYear(readRegister());

    test('breaks no rule that people’s records must keep', async () => {
      const { refs } = await getRegister(t.ctx, t.ctx.db);
      const todayOn = '2026-11-23';
      const faults = [
        ...demo.measures.flatMap((m) =>
          // A verified measure was a done one.
          validateMeasureInput(
            MeasureInput.parse({ ...m, status: m.status === 'planned' ? 'planned' : 'done' }),
            refs,
            todayOn,
          ),
        ),
        ...demo.incidents.flatMap((i) => validateIncidentInput(IncidentInput.parse(i), refs, todayOn)),
      ];
      expect(faults.slice(0, 5)).toEqual([]);
    });

    test('is loaded once, whole, and reads back to the last digit', async () => {
      expect(await loadDemoIfFirst(t.ctx)).toBe(true);
      expect(await loadDemoIfFirst(t.ctx)).toBe(false);
      const stored = await listMeasuresForCoverage(t.ctx.db, '2100-01-01', await getRegister(t.ctx, t.ctx.db));
      const byId = new Map(stored.map((m) => [m.id, m]));
      expect(stored.length).toBe(demo.measures.length);
      for (const measure of demo.measures) expect(byId.get(measure.id)).toEqual(measure);
      const list = async (path: string) => (await t.request(path)).body.total;
      expect(await list('/api/incidents')).toBe(demo.incidents.length);
      expect(await list('/api/agency-reports')).toBe(demo.reports.length);
      expect((await t.request('/api/health')).body).toMatchObject({ hasDemoData: true, demoMode: true });
    });

    test('is removed by one request, leaves what people entered, and never comes back', async () => {
      const own = measureOf('BP');
      await storeRecords(t.ctx, { measures: [own] });
      expect((await t.request('/api/demo', { method: 'DELETE', as: 'verifier' })).status).toBe(403);
      const removed = await t.request('/api/demo', { method: 'DELETE' });
      expect([removed.status, removed.body]).toEqual([
        200,
        { measures: demo.measures.length, incidents: demo.incidents.length, reports: demo.reports.length },
      ]);
      const { body } = await t.request('/api/measures');
      expect(body.items.map((m: any) => m.id)).toEqual([own.id]);
      expect(await loadDemoIfFirst(t.ctx)).toBe(false);
      expect((await getMeta(t.ctx.db)).has_demo_data).toBe(false);
      expect((await t.request('/api/health')).body).toMatchObject({ hasDemoData: false, demoMode: false });
      const audit = await t.request('/api/audit?action=demo.remove', { as: 'verifier' });
      expect(audit.body.items[0]).toMatchObject({ identityId: 'entry', detail: removed.body });
      const again = await t.request('/api/demo', { method: 'DELETE' });
      expect(again.body).toEqual({ measures: 0, incidents: 0, reports: 0 });
      expect((await t.request('/api/measures', { json: measureBody() })).status).toBe(201);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
