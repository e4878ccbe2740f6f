import { expect, test } from 'vitest';
import type { Measure } from '#geo/domain/measure.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { measureOf, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const TYPES = ['M01', 'M02', 'M05', 'M08'] as const;
const STATUSES = ['planned', 'done', 'verified'] as const;
const UNITS = ['BP', 'CA', 'VKS'] as const;
const PLACES = [
  { kind: 'interval', routeId: 'QL7', fromM: 1000, toM: 9000 },
  { kind: 'communes', communeIds: ['16837'], extent: 'somewhere' },
  { kind: 'site', siteId: 'gate-nam-can' },
  { kind: 'point', geometry: { type: 'Point', coordinates: [105.69, 18.67] }, uncertaintyM: 0 },
] as const;
const CLASS_OF = { interval: 'route', communes: 'area', site: 'site', point: 'route' } as const;

/** 240 measures in which every combination of the filters' values occurs. */
const MEASURES: Measure[] = Array.from({ length: 240 }, (_, i) => {
  const month = String((i % 12) + 1).padStart(2, '0');
  const status = STATUSES[i % 3];
  const lead = UNITS[Math.floor(i / 2) % 3];
  return measureOf('BP', {
    type: TYPES[Math.floor(i / 3) % 4],
    status,
    verifierId: status === 'verified' ? 'verifier' : null,
    verifiedAt: status === 'verified' ? '2026-11-06T00:00:00.000Z' : null,
    leadOrgUnitId: lead,
    orgUnitIds: i % 5 === 0 ? [lead, 'TA'] : [lead],
    firstOn: `2026-${month}-${String((i % 27) + 1).padStart(2, '0')}`,
    lastOn: `2026-${month}-28`,
    place: PLACES[Math.floor(i / 12) % 4],
    updatedAt: new Date(Date.UTC(2026, 10, 1, 0, i)).toISOString(),
  } as unknown as Partial<Measure>);
});

describeOnBothEngines(
  'the list of measures',
  (t) => {
    const idsOf = async (query: string) => {
      const { status, body } = await t.request(`/api/measures?pageSize=500${query}`);
      expect([query, status]).toEqual([query, 200]);
      return { ids: body.items.map((m: Measure) => m.id) as string[], total: body.total as number };
    };
    const expectSame = async (query: string, matches: (m: Measure) => boolean) => {
      const wanted = MEASURES.filter(matches).map((m) => m.id as string);
      expect(wanted.length).toBeGreaterThan(0);
      const { ids, total } = await idsOf(query);
      expect([query, ids.sort()]).toEqual([query, wanted.sort()]);
      expect(total).toBe(wanted.length);
    };

    test('filters as said, alone and together', async () => {
      await expectSame('', () => true);
      await expectSame('&type=M02', (m) => m.type === 'M02');
      await expectSame('&type=M02,M05', (m) => m.type === 'M02' || m.type === 'M05');
      await expectSame('&status=done,verified', (m) => m.status !== 'planned');
      await expectSame('&orgUnit=TA', (m) => m.orgUnitIds.includes('TA' as never));
      for (const unitClass of ['route', 'area', 'site'] as const) {
        await expectSame(
          `&unitClass=${unitClass}`,
          (m) => (CLASS_OF as Record<string, string>)[m.place.kind] === unitClass,
        );
      }
      // Half-open: a measure is in when it has a day in [from, until).
      await expectSame('&from=2026-03-10', (m) => m.lastOn >= '2026-03-10');
      await expectSame('&until=2026-03-10', (m) => m.firstOn < '2026-03-10');
      await expectSame(
        '&from=2026-03-10&until=2026-04-02',
        (m) => m.lastOn >= '2026-03-10' && m.firstOn < '2026-04-02',
      );
      await expectSame('&period=half-2026-06-15', (m) => m.lastOn >= '2026-06-15' && m.firstOn <= '2026-12-14');
      await expectSame('&period=2026-02-01..2026-02-05', (m) => m.lastOn >= '2026-02-01' && m.firstOn <= '2026-02-05');
      await expectSame(
        '&type=M01,M08&status=done,planned&orgUnit=CA&period=plan-2025-12-15&unitClass=route',
        (m) =>
          ['M01', 'M08'].includes(m.type) &&
          m.status !== 'verified' &&
          m.orgUnitIds.includes('CA' as never) &&
          m.firstOn < '2026-12-15' &&
          (CLASS_OF as Record<string, string>)[m.place.kind] === 'route',
      );
    });

    test('finds by rectangle what lies in it: points, stretches, communes and sites', async () => {
      await expectSame('&bbox=105.6,18.6,105.7,18.7', (m) => m.place.kind === 'point');
      await expectSame(
        '&bbox=104.08,19.465,104.09,19.475',
        (m) => m.place.kind === 'site' || m.place.kind === 'communes',
      );
      await expectSame('&bbox=103.5,18.2,106.6,20.3', () => true);
      expect((await idsOf('&bbox=106.3,18.3,106.5,18.4')).total).toBe(0);
      // Larger than the globe, and a number with 300 digits, are still rectangles.
      await expectSame(`&bbox=-1${'0'.repeat(300)},-999,999,1${'0'.repeat(300)}`, () => true);
    });

    test('pages never overlap or leave out, in every order', async () => {
      for (const sort of ['firstOn', '-firstOn', 'type', 'updatedAt', '-updatedAt']) {
        const ids: string[] = [];
        for (let page = 1; page <= 5; page++) {
          const { body } = await t.request(`/api/measures?pageSize=50&page=${page}&sort=${sort}`);
          expect([body.total, body.page, body.pageSize]).toEqual([240, page, 50]);
          ids.push(...body.items.map((m: Measure) => m.id));
        }
        expect(ids.length).toBe(240);
        expect(new Set(ids).size).toBe(240);
        const key = sort.replace('-', '') as 'firstOn';
        const values = ids.map((id) => MEASURES.find((m) => m.id === id)![key]);
        const sorted = [...values].sort();
        expect(values).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
      }
      const { body } = await t.request('/api/measures?page=9007199254740991&pageSize=500');
      expect([body.items, body.total]).toEqual([[], 240]);
    });

    test.each([
      ['page=0', 'field.out_of_range', 'page'],
      ['pageSize=501', 'field.out_of_range', 'pageSize'],
      ['page=x', 'field.not_a_number', 'page'],
      ['type=M77', 'field.malformed', 'type[0]'],
      ['status=maybe', 'field.malformed', 'status[0]'],
      ['bbox=1,2,3', 'field.malformed', 'bbox'],
      ['bbox=105,19,104,20', 'field.malformed', 'bbox'],
      ['from=2026-02-30', 'date.malformed', 'from'],
      ['from=2026-03-01&until=2026-03-01', 'period.ends_before_start', 'until'],
      ['period=nonsense', 'period.malformed', 'period'],
      ['period=2026-03-02..2026-03-01', 'period.ends_before_start', 'period'],
      ['sort=note', 'field.malformed', 'sort'],
    ])('?%s is refused with %s at %s, in two languages', async (query, code, path) => {
      const { status, body } = await t.request(`/api/measures?${query}`);
      expect([status, body.error.code, body.error.place.path]).toEqual([422, code, path]);
      expect(body.error.message.vi).not.toBe(body.error.message.en);
    });
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await storeRecords(ctx, { measures: MEASURES });
    },
  },
);
