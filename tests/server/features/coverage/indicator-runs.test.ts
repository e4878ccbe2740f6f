import { expect, test } from 'vitest';
import type { IndicatorRun, UnitDetail } from '#geo/domain/coverage.ts';
import { computeIndicator1 } from '#geo/indicators/indicator-1.ts';
import { POLICY_V1 } from '#geo/domain/policy.ts';
import { getPolicyInForce } from '#server/features/coverage/coverage.sql.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { readRegister } from '#data/register/load-register.ts';
import { SMALL_PERIOD, smallYear, storeSmallYear } from '#tests/support/small-year.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const indicator = (t: TestServer, period = SMALL_PERIOD) => t.request(`/api/indicators/1?period=${period}`);
const unitOf = (t: TestServer, run: string, unit: string, as: 'entry' | 'verifier') =>
  t.request(`/api/indicators/1/runs/${run}/units/${unit}`, { as });
/** What must be equal on both engines. */
const figuresOf = ({ pooledOfficial, classes, units, gaps, inputs }: IndicatorRun) => ({
  pooledOfficial,
  classes,
  units,
  gaps,
  inputs,
});
const byEngine: Partial<Record<string, ReturnType<typeof figuresOf>>> = {};

describeOnBothEngines(
  'runs of Indicator 1',
  (t) => {
    test('the policy in the database is the one that the code calls v1', async () => {
      expect(await getPolicyInForce(t.ctx.db)).toEqual(POLICY_V1);
    });

    test('asked at once by many, a run is computed once and stored', async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => indicator(t)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      const [{ body: run }] = answers;
      expect(run).toMatchObject({
        indicator: 1,
        period: { id: SMALL_PERIOD, kind: 'plan-year', fromOn: '2025-12-15', untilOn: '2026-12-15' },
        freshAt: '2026-11-23T17:00:00.000Z',
        policy: POLICY_V1,
        hasDemoData: true,
        // 12 entered; one planned, one of a type that is not counted, one not verified.
        inputs: { measures: 12, counted: 9, pending: 1, planned: 1, notCounted: 1, demo: 1 },
      });
      expect(run.pooledOfficial.total).toBe(23);
      const rows = await t.ctx.db.selectFrom('indicator_run').select('id').execute();
      expect(rows).toHaveLength(1);
      byEngine[t.engine] = figuresOf(run);
    });

    test('asked again on the same day, the stored run answers; on the next, a new one', async () => {
      const { body: run } = await indicator(t);
      t.setNow('2026-11-23T22:00:00+07:00');
      expect((await indicator(t)).body).toEqual(run);
      t.setNow('2026-11-24T08:00:00+07:00');
      const next = (await indicator(t)).body;
      expect(next.id).not.toBe(run.id);
      expect(next.freshAt).toBe('2026-11-24T17:00:00.000Z');
      t.setNow('2026-11-23T08:00:00+07:00');
      expect((await indicator(t)).body.id).toBe(run.id);
    });

    test('computed again from what is stored, the figures are the same to the digit', async () => {
      const { body: run } = await indicator(t);
      const again = computeIndicator1({
        register: readRegister(),
        measures: smallYear(),
        reports: [],
        period: run.period,
        freshAtMs: Date.parse(run.freshAt),
        policy: run.policy,
      });
      const { pooledOfficial, classes, units, gaps, inputs } = again;
      expect(figuresOf(run)).toEqual(JSON.parse(JSON.stringify({ pooledOfficial, classes, units, gaps, inputs })));
      const { body } = await t.request(`/api/indicators/1/runs/${run.id}/routes`);
      expect(body.routes).toEqual(JSON.parse(JSON.stringify(again.routePieces)));
    });

    test('a figure opens to its measures: their union is the extent', async () => {
      const { body: run } = await indicator(t);
      for (const { unitClass, unitId, extent } of (run as IndicatorRun).units.filter((u) => u.unitClass === 'route')) {
        const detail: UnitDetail = (await unitOf(t, run.id, `${unitClass}/${unitId}`, 'verifier')).body;
        const counted = detail.contributions.filter(
          ({ status }) => status === 'counted' || status === 'uncertain-place',
        );
        expect(unionLength(counted.flatMap(({ certainM }) => certainM))).toBeCloseTo(extent.low, 6);
      }
    });

    test('another agency’s stretches open in whole kilometres; the statutory scope reads them exactly, and that is audited', async () => {
      const { body: run } = await indicator(t);
      const entry: UnitDetail & { contributions: { masked: boolean }[] } = (
        await unitOf(t, run.id, 'route/QL7', 'entry')
      ).body;
      const [, police] = smallYear();
      const foreign = entry.contributions.find(({ measureId }) => measureId === police.id)!;
      expect(foreign).toMatchObject({ masked: true, certainM: [[120_000, 161_000]] });
      expect(foreign.certainSize % 1000).toBe(0);
      expect(JSON.stringify(entry.contributions)).not.toMatch(/120055|160077/);
      const own = entry.contributions.find(({ measureId }) => measureId === smallYear()[0].id)!;
      expect(own).toMatchObject({ masked: false, certainM: [[112_345, 131_400]] });

      const audits = async () => (await t.request('/api/audit?action=place.read-exact', { as: 'verifier' })).body.total;
      const before = await audits();
      const verifier = (await unitOf(t, run.id, 'route/QL7', 'verifier')).body;
      expect(verifier.contributions.every(({ masked }: { masked: boolean }) => !masked)).toBe(true);
      expect(await audits()).toBe(before + 1);
    });

    test('the gaps are those of the run, by class on request', async () => {
      const { body: run } = await indicator(t);
      const all = (await t.request(`/api/gaps?period=${SMALL_PERIOD}`)).body;
      expect(all).toEqual({ runId: run.id, items: run.gaps });
      const areas = (await t.request(`/api/gaps?period=${SMALL_PERIOD}&unitClass=area`)).body.items;
      expect(areas.length).toBeGreaterThan(0);
      expect(new Set(areas.map(({ unitClass }: { unitClass: string }) => unitClass))).toEqual(new Set(['area']));
    });

    test('a change of the data makes a new run; the old one stays to be opened', async () => {
      const { body: run } = await indicator(t);
      const pending = smallYear()[3];
      const verified = await t.request(`/api/measures/${pending.id}/verify`, { json: { version: 1 }, as: 'verifier' });
      expect(verified.status).toBe(200);
      const next = (await indicator(t)).body;
      expect(next.id).not.toBe(run.id);
      expect(next.dataVersion).toBe(run.dataVersion + 1);
      expect(next.inputs).toEqual({ ...run.inputs, counted: run.inputs.counted + 1, pending: 0 });
      const extentOf = ({ units }: IndicatorRun) => units.find(({ unitId }) => unitId === 'QL1A')!.extent;
      expect(extentOf(next).low).toBeGreaterThan(extentOf(run).low + 10_000);
      expect((await t.request(`/api/indicators/1/runs/${run.id}`)).body).toEqual(run);
    });

    test.each([
      ['/api/indicators/1', 422, 'field.missing'],
      ['/api/indicators/1?period=2026-12-31..2026-01-01', 422, 'period.ends_before_start'],
      ['/api/indicators/1?period=last-year', 422, 'period.malformed'],
      ['/api/indicators/1/runs/nothing', 422, 'field.malformed'],
      ['/api/indicators/1/runs/00000000-0000-4000-8000-000000000000', 404, 'not_found'],
      ['/api/indicators/1/runs/00000000-0000-4000-8000-000000000000/routes', 404, 'not_found'],
      ['/api/indicators/1/runs/00000000-0000-4000-8000-000000000000/units/route/QL7', 404, 'not_found'],
      [`/api/gaps?period=${SMALL_PERIOD}&unitClass=moon`, 422, 'field.malformed'],
    ])('%s: %i %s', async (path, status, code) => {
      const answer = await t.request(path);
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    });

    test('the list of indicators names what is computed', async () => {
      const { items } = (await t.request('/api/indicators')).body;
      expect(items).toMatchObject([{ id: 1, target: { share: 1, comparison: 'at-least' } }]);
    });

    test.runIf(process.env.TEST_DATABASE_URL)('both engines give the same figures to the digit', () => {
      // The embedded engine's suite runs first.
      if (t.engine === 'postgis') expect(byEngine.postgis).toEqual(byEngine.embedded);
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await storeSmallYear(ctx);
    },
  },
);

function unionLength(intervals: [number, number][]): number {
  let end = -Infinity;
  let length = 0;
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    length += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return length;
}
