import { expect, test } from 'vitest';
import { getRegister, loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { findPlace } from '#server/features/places/places.service.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

describeOnBothEngines(
  'places by text',
  (t) => {
    test('one reading, several, none, and what cannot be', async () => {
      const register = await getRegister(t.ctx, t.ctx.db);
      const find = (text: string) => findPlace(register, text, '2024-06-01');
      const post = find('QL7A Km 112+300');
      expect(post).toMatchObject({ kind: 'found', readings: [{ precision: 'route-km', geometry: { type: 'Point' } }] });
      expect(find('Km112 đến Km131 QL7').readings[0].geometry?.type).toBe('LineString');
      const old = find('xã Bảo Nam').readings[0];
      expect(old).toMatchObject({ value: 'commune:16849', geometry: null });
      expect(old.bounds![0][0]).toBeLessThan(old.bounds![1][0]);
      expect(find('xã Đồng Văn').readings).toHaveLength(3);
      expect(find('Hưu Kiêmm')).toMatchObject({ kind: 'unknown', readings: [] });
      expect(() => find('QL1A km 430')).toThrow('field.out_of_range');
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
