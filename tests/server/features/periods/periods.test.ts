import { expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'periods',
  (t) => {
    const list = async () => (await t.request('/api/periods')).body;

    test('of this year are listed before anything was entered, the plan year first chosen', async () => {
      t.setNow('2026-11-23T08:00:00+07:00');
      const { items, defaultId } = await list();
      expect(defaultId).toBe('plan-2025-12-15');
      expect(items.find((p: any) => p.id === defaultId)).toEqual({
        id: 'plan-2025-12-15',
        kind: 'plan-year',
        fromOn: '2025-12-15',
        untilOn: '2026-12-15',
        labelVi: 'Năm kế hoạch 2026 (15/12/2025 – 14/12/2026)',
        labelEn: 'Plan year 2026 (15 Dec 2025 – 14 Dec 2026)',
      });
      const ids = items.map((p: any) => p.id);
      for (const id of [
        'half-2025-12-15',
        'half-2026-06-15',
        'crime-2025-11-01',
        'crime-2026-11-01',
        'year-2026-01-01',
      ]) {
        expect(ids).toContain(id);
      }
      expect(new Set(ids).size).toBe(ids.length);
      const starts = items.map((p: any) => p.fromOn);
      expect(starts).toEqual([...starts].sort().reverse());
    });

    test('reach back to the first measure; the latest plan year with a measure is chosen', async () => {
      await storeRecords(t.ctx, {
        measures: [
          measureOf('BP', { firstOn: '2024-03-01', lastOn: '2024-03-02' }),
          measureOf('BP', { firstOn: '2025-02-01', lastOn: '2025-02-02' }),
        ],
      });
      const { items, defaultId } = await list();
      expect(items.map((p: any) => p.id)).toContain('plan-2023-12-15');
      expect(defaultId).toBe('plan-2024-12-15');
    });

    test('turn at midnight in Vietnam', async () => {
      await storeRecords(t.ctx, { measures: [measureOf('BP', { firstOn: '2026-12-14', lastOn: '2026-12-20' })] });
      t.setNow('2026-12-14T16:59:59Z');
      expect((await list()).items.map((p: any) => p.id)).toContain('plan-2026-12-15');
      expect((await list()).defaultId).toBe('plan-2025-12-15');
      await storeRecords(t.ctx, { measures: [measureOf('BP', { firstOn: '2026-12-15', lastOn: '2026-12-15' })] });
      expect((await list()).defaultId).toBe('plan-2025-12-15');
      t.setNow('2026-12-14T17:00:00Z');
      expect((await list()).defaultId).toBe('plan-2026-12-15');
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
