import { expect, test } from 'vitest';
import type { Heat } from '#geo/contract/coverage.contract.ts';
import { toPlane } from '#geo/geometry/projection.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { legendOf } from '#server/features/hotspots/heat.ts';
import { incidentOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

const CLUSTER: [number, number] = [105.1, 19.1];
const at = (lng: number, lat: number, change = {}) =>
  incidentOf('CA', { place: { kind: 'exact', geometry: { type: 'Point', coordinates: [lng, lat] } }, ...change });
const incidents = [
  // Six at one spot, four far away (too few to be shown), two at sea off the coast, one known to the province only.
  ...Array.from({ length: 6 }, () => at(...CLUSTER)),
  ...Array.from({ length: 4 }, () => at(104.2, 19.4)),
  ...Array.from({ length: 7 }, () => at(106.35, 18.8)),
  incidentOf('CA', { place: { kind: 'province' } }),
  // Found by patrol: a layer of their own.
  ...Array.from({ length: 5 }, () => at(104.9, 19.5, { howFound: 'patrol' })),
];
const PERIOD = 'plan-2025-12-15';
const heatOf = async (t: TestServer, query = ''): Promise<Heat> => {
  const { status, body } = await t.request(`/api/heat?period=${PERIOD}${query}`);
  expect(status).toBe(200);
  return body;
};
const metresApart = (a: [number, number], b: [number, number]) => {
  const [p, q] = [toPlane(a), toPlane(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1]);
};
const byEngine: Record<string, Heat> = {};

describeOnBothEngines(
  'heat',
  (t) => {
    test('is the exact quartic density of what people reported, and nothing of small cells', async () => {
      const heat = (byEngine[t.engine] = await heatOf(t));
      expect(heat).toMatchObject({ bandwidthM: 8000, cellM: 1000, incidents: 18, unplaced: 1, legend: legendOf(8000) });
      expect(heat.cells.length).toBeGreaterThan(150);
      for (const [lng, lat, density] of heat.cells) {
        // Only the six are shown: K = 6 · 3/(π h²) (1 − (d/h)²)², here per 100 km².
        const u = metresApart([lng, lat], CLUSTER) / 8000;
        expect(u).toBeLessThan(1);
        expect(density).toBeCloseTo(((6 * 3 * 1e8) / (Math.PI * 8000 ** 2)) * (1 - u * u) ** 2, 2);
      }
      // The four in the west are suppressed; those at sea beyond the margin do not count as cells at all.
      expect(heat.suppressedCells).toBeGreaterThan(100);
      expect(heat.suppressedCells).toBeLessThan(250);
    });

    test('what patrols found shows on request only', async () => {
      const patrol = await heatOf(t, '&howFound=patrol');
      expect(patrol.incidents).toBe(5);
      expect(Math.max(...patrol.cells.map(([lng, lat]) => metresApart([lng, lat], [104.9, 19.5])))).toBeLessThan(8000);
      expect((await heatOf(t, '&howFound=reported,patrol')).incidents).toBe(23);
      expect((await heatOf(t, '&type=other')).cells).toEqual([]);
    });

    test('a narrow bandwidth shows no place of four incidents either', async () => {
      const narrow = await heatOf(t, '&bandwidthM=1000');
      expect(narrow.cells.length).toBeGreaterThan(0);
      for (const [lng, lat] of narrow.cells) expect(metresApart([lng, lat], CLUSTER)).toBeLessThan(1000);
    });

    test('the legend is fixed for a bandwidth', () => {
      expect(legendOf(8000)).toEqual([2.5, 5, 10, 20, 40]);
      expect(legendOf(4000)).toEqual([10, 20, 40, 80, 160]);
    });

    test.each([
      '',
      '?period=never',
      `?period=${PERIOD}&bandwidthM=10`,
      `?period=${PERIOD}&bandwidthM=x`,
      `?period=${PERIOD}&type=theft`,
    ])('%s: 422', async (query) => expect((await t.request(`/api/heat${query}`)).status).toBe(422));

    test.runIf(process.env.TEST_DATABASE_URL)('both engines give the same surface', () => {
      if (t.engine === 'postgis') expect(byEngine.postgis).toEqual(byEngine.embedded);
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await storeRecords(ctx, { incidents });
    },
  },
);
