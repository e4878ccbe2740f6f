import { describe, expect, it } from 'vitest';
import type { Measure, MeasurePlace } from '#geo/domain/measure.ts';
import { startOfDayMs } from '#geo/domain/period.ts';
import type { Route } from '#geo/domain/route.ts';
import { computeIndicator1, type Indicator1Input } from '#geo/indicators/indicator-1.ts';
import {
  at,
  interval,
  sampleArea,
  sampleCommune,
  sampleInput,
  sampleMeasure,
  sampleRegister,
  sampleRoute,
  sampleSite,
} from './sample.ts';

const PERIOD = ['2026-01-01', '2026-07-01'] as const;
const DAY = '2026-06-30';

function world(change: { route?: Partial<Route>; siteAccuracyM?: number; siteX?: number } = {}) {
  return sampleRegister({
    routes: [
      sampleRoute(
        'R',
        [
          [0, 5000],
          [20_000, 5000],
        ],
        change.route,
      ),
    ],
    communes: [sampleCommune('10001', 0, 0, 10_000), sampleCommune('10002', 10_000, 0, 10_000)],
    areas: [sampleArea('A', ['10001', '10002'])],
    sites: [
      sampleSite('P', change.siteX ?? 5000, 5000, {
        accuracyM: change.siteAccuracyM ?? 0,
        communeId: '10001' as never,
      }),
    ],
  });
}

function run(register: ReturnType<typeof world>, list: Measure[], change: Partial<Indicator1Input> = {}) {
  const result = computeIndicator1(sampleInput(register, list, ...PERIOD, change));
  const [route, area, site] = result.units;
  return { result, route, area, site };
}
const track = (points: [number, number][], uncertaintyM = 0): MeasurePlace => ({
  kind: 'track',
  geometry: { type: 'LineString', coordinates: points.map(([x, y]) => at(x, y)) },
  uncertaintyM,
});
const pointAt = (x: number, y: number, uncertaintyM = 0): MeasurePlace => ({
  kind: 'point',
  geometry: { type: 'Point', coordinates: at(x, y) },
  uncertaintyM,
});
const communes = (extent: 'whole' | 'somewhere'): MeasurePlace => ({
  kind: 'communes',
  communeIds: ['10001' as never],
  extent,
});
const one = (place: MeasurePlace, change = {}) => [sampleMeasure(place, DAY, DAY, change)];

describe('routes', () => {
  it('reaches 500 m: a point 300 m off covers a chord of 800 m', () => {
    const { route } = run(world(), one(pointAt(8000, 5300)));
    expect(route.extent.low).toBeCloseTo(800, 1);
    expect(route.extent.high).toBe(route.extent.low);
  });

  it('splits an uncertain place into a certain and a possible part', () => {
    const { route, result } = run(world(), one(pointAt(8000, 5300, 100)));
    expect(route.extent.low).toBeCloseTo(2 * Math.sqrt(400 ** 2 - 300 ** 2), 1);
    expect(route.extent.high).toBeCloseTo(2 * Math.sqrt(600 ** 2 - 300 ** 2), 1);
    expect(route.extent.highByCause.place).toBeCloseTo(route.extent.high - route.extent.low, 9);
    expect(result.inputs).toMatchObject({ measures: 1, counted: 1, uncertainPlace: 1, pending: 0 });
  });

  it('counts only the metres inside the province, by its own m', () => {
    const route = { insideM: [[5000, 15_000]] as [number, number][], measuresM: [0, 30_000] };
    const { route: unit } = run(
      world({ route }),
      one(
        track([
          [0, 5000],
          [20_000, 5000],
        ]),
      ),
    );
    expect(unit.extent).toMatchObject({ low: 10_000, total: 10_000 });
  });

  it('takes a schematic stretch from typed km for both bounds, from a track for the upper only', () => {
    const schematic = { accuracyM: [3000, 20] };
    const typed = run(world({ route: schematic }), one(interval('R', 0, 20_000)));
    expect(typed.route.extent).toMatchObject({ low: 20_000, high: 20_000 });
    expect(typed.route.schematicM).toBe(20_000);
    const driven = run(
      world({ route: schematic }),
      one(
        track([
          [0, 5000],
          [20_000, 5000],
        ]),
      ),
    );
    expect(driven.route.extent).toMatchObject({ low: 0, high: 20_000 });
    expect(driven.result.gaps.filter((gap) => gap.unitClass === 'route').map((gap) => gap.kind)).toEqual([
      'unpositioned',
    ]);
    expect(driven.route.gapCount).toBe(0);
    // The road may be 3 km from where it is drawn, so a track 3.2 km off may have followed it.
    const off = run(
      world({ route: schematic }),
      one(
        track([
          [0, 8200],
          [20_000, 8200],
        ]),
      ),
    );
    expect(off.route.extent).toMatchObject({ low: 0, high: 20_000 });
  });

  it('lists gaps of at least 1 km, with communes in order, the agency and the last measure', () => {
    const list = [
      sampleMeasure(interval('R', 2000, 8000), '2026-06-01', DAY),
      sampleMeasure(interval('R', 8900, 12_000), '2026-06-01', DAY),
      sampleMeasure(interval('R', 12_000, 20_000), '2024-02-01', '2024-02-02'),
    ];
    const { result } = run(world(), list);
    const gaps = result.gaps.filter((gap) => gap.unitClass === 'route');
    expect(gaps.map(({ labelVi, communeIds, lastMeasure }) => [labelVi, communeIds, lastMeasure?.lastOn])).toEqual([
      ['Km 0+000 – Km 2+000', ['10001'], undefined],
      ['Km 12+000 – Km 20+000', ['10002'], '2024-02-02'],
    ]);
    expect(gaps[0].responsibleOrgUnitId).toBe('CA');
    const [[west, south], [east, north]] = [at(12_000, 5000), at(20_000, 5000)];
    [west, south, east, north].forEach((value, i) => expect(gaps[1].bbox[i]).toBeCloseTo(value, 3));
  });

  it('cuts its pieces end to end, whose sum is the figure', () => {
    const list = [
      ...one(pointAt(4000, 5200, 100)),
      ...one(interval('R', 7000, 9000), { status: 'done', verifierId: null }),
    ];
    const { result, route } = run(world(), list);
    const [{ pieces }] = result.routePieces;
    expect(pieces[0].fromM).toBe(0);
    pieces.slice(1).forEach((piece, i) => expect(piece.fromM).toBe(pieces[i].toM));
    const sum = (of: (piece: (typeof pieces)[0]) => number) =>
      pieces.reduce((total, piece) => total + (piece.toM - piece.fromM) * of(piece), 0);
    expect(sum((p) => p.fresh)).toBeCloseTo(route.fresh.low, 6);
    expect(sum((p) => p.freshHigh)).toBeCloseTo(route.fresh.high, 6);
    expect(sum((p) => Number(p.covered))).toBeCloseTo(route.extent.low, 6);
    expect(sum((p) => Number(p.coveredHigh))).toBeCloseTo(route.extent.high, 6);
  });
});

describe('areas', () => {
  it('covers 1 km round a track: 20 km² and the two half discs, cut at the border', () => {
    const { area } = run(
      world(),
      one(
        track([
          [5000, 5000],
          [15_000, 5000],
        ]),
      ),
    );
    const scale = area.extent.total / 2e8;
    expect(Math.abs(area.extent.low / scale / (20e6 + Math.PI * 1e6) - 1)).toBeLessThan(1e-3);
    expect(area.communes).toMatchObject({ low: 2, total: 2 });
    const edge = run(world(), one(pointAt(0, 5000)));
    expect(Math.abs(edge.area.extent.low / scale / ((Math.PI / 2) * 1e6) - 1)).toBeLessThan(1e-3);
    expect(edge.result.gaps.filter((gap) => gap.unitClass === 'area').map((gap) => gap.communeIds)).toEqual([
      ['10002'],
    ]);
  });

  it('has the whole of a campaign over a commune, exactly, and nothing beyond it', () => {
    const { area, route, site } = run(world(), one(communes('whole')));
    expect(area.extent.low / area.extent.total).toBeCloseTo(0.5, 4);
    expect(area.extent.high).toBe(area.extent.low);
    expect(route.extent).toMatchObject({ low: 0 });
    expect(route.extent.high).toBeCloseTo(10_000, 0);
    expect(site.extent).toMatchObject({ low: 0, high: 1 });
  });

  it('knows of a campaign somewhere in a commune only that it touched it', () => {
    const { area, result } = run(world(), one(communes('somewhere')));
    expect(area.official).toMatchObject({ low: 1 });
    expect(area.communes).toMatchObject({ low: 1, high: 1 });
    expect(area.extent.low).toBe(0);
    expect(area.extent.high / area.extent.total).toBeCloseTo(0.5, 4);
    expect(result.gaps.filter((gap) => gap.unitClass === 'area')).toHaveLength(1);
  });

  it('dilates a polygon, and takes a stretch of road as far as its drawing is accurate', () => {
    const ring = [at(3000, 3000), at(4000, 3000), at(4000, 4000), at(3000, 4000), at(3000, 3000)];
    const { area } = run(world(), one({ kind: 'polygon', geometry: { type: 'Polygon', coordinates: [ring] } }));
    const scale = area.extent.total / 2e8;
    expect(Math.abs(area.extent.low / scale / (1e6 + 4e6 + Math.PI * 1e6) - 1)).toBeLessThan(1e-3);
    const road = run(world({ route: { accuracyM: [400, 400] } }), one(interval('R', 5000, 15_000)));
    const strip = (r: number) => 2 * r * 10_000 + Math.PI * r * r;
    expect(Math.abs(road.area.extent.low / scale / strip(600) - 1)).toBeLessThan(1e-3);
    expect(Math.abs(road.area.extent.high / scale / strip(1400) - 1)).toBeLessThan(1e-3);
  });
});

describe('sites', () => {
  it('is present within the catchment, less or more what is uncertain', () => {
    const low = (place: MeasurePlace, accuracy = 0) => {
      const { site } = run(world({ siteAccuracyM: accuracy }), one(place));
      return [site.official.low, site.official.high];
    };
    expect(low(pointAt(5990, 5000))).toEqual([1, 1]);
    expect(low(pointAt(6010, 5000))).toEqual([0, 0]);
    expect(low(pointAt(5990, 5000, 50))).toEqual([0, 1]);
    expect(low(pointAt(5500, 5000), 600)).toEqual([0, 1]);
    expect(low({ kind: 'site', siteId: 'P' as never }, 5000)).toEqual([1, 1]);
  });

  it('says where nobody was', () => {
    const { result } = run(world(), []);
    const gap = result.gaps.find(({ unitClass }) => unitClass === 'site');
    expect(gap).toMatchObject({ kind: 'gap', unitId: 'P', communeIds: ['10001'], lastMeasure: null });
  });

  it('touches its commune even where it lies just outside every commune', () => {
    const { area } = run(world({ siteX: -80, siteAccuracyM: 3000 }), one({ kind: 'site', siteId: 'P' as never }));
    expect(area.communes).toMatchObject({ low: 1 });
    expect(area.official.low).toBe(1);
    expect(area.extent.low).toBe(0);
  });
});

describe('what counts', () => {
  it('is half-open in time: the last day counts to midnight', () => {
    const measure = (first: string, last: string) => [sampleMeasure(interval('R', 0, 20_000), first, last)];
    expect(run(world(), measure('2025-12-31', '2025-12-31')).route.official.low).toBe(0);
    expect(run(world(), measure('2025-12-31', '2026-01-01')).route.official.low).toBe(1);
    expect(run(world(), measure('2026-06-30', '2026-07-02')).route.official.low).toBe(1);
    expect(run(world(), measure('2026-07-01', '2026-07-02')).route.official.low).toBe(0);
  });

  it('is by a counted agency, lead or taking part, and shown apart otherwise', () => {
    const by = (agencies: string[]) => run(world(), one(interval('R', 0, 20_000), { agencies }));
    expect(by(['HOI', 'BP']).route.official.low).toBe(1);
    const apart = by(['HOI']);
    expect(apart.route.official.high).toBe(0);
    expect(apart.result.inputs).toMatchObject({ counted: 0, notCounted: 1 });
    expect(apart.result.details[0].contributions[0]).toMatchObject({
      status: 'agency-not-counted',
      certainSize: 20_000,
    });
  });

  it('counts pending records and unreported agencies in the upper bound only, each cause apart', () => {
    const pending = run(world(), one(interval('R', 0, 5000), { status: 'done', verifierId: null }));
    expect(pending.route.extent).toMatchObject({
      low: 0,
      high: 5000,
      highByCause: { place: 0, unverified: 5000, unreported: 0 },
    });
    const silent = run(world(), one(interval('R', 0, 5000)), { reports: [] });
    expect(silent.route).toMatchObject({ notReported: true });
    expect(silent.route.extent).toMatchObject({ low: 5000, high: 20_000, highByCause: { unreported: 15_000 } });
  });

  it('asks for reports of every day of the half years that have ended, and for none of the one under way', () => {
    const report = (fromOn: string, untilOn: string) => ({
      orgUnitId: 'CA' as never,
      fromOn,
      untilOn,
      reportedOn: untilOn,
    });
    const reported = (reports: ReturnType<typeof report>[], freshOn: string) =>
      !run(world(), [], { reports, freshAtMs: startOfDayMs(freshOn) }).route.notReported;
    // The sample's period is 1/1–30/6: its first half year is due from 15/6 on.
    expect(reported([], '2026-06-14')).toBe(true);
    expect(reported([], '2026-06-15')).toBe(false);
    expect(reported([report('2025-12-15', '2026-06-15')], '2026-07-01')).toBe(true);
    expect(reported([report('2025-12-15', '2026-04-01'), report('2026-04-01', '2026-06-15')], '2026-07-01')).toBe(true);
    expect(reported([report('2025-12-15', '2026-04-01'), report('2026-04-02', '2026-06-15')], '2026-07-01')).toBe(
      false,
    );
    expect(reported([report('2026-01-02', '2026-06-15')], '2026-07-01')).toBe(false);
    // Seen after the next half has ended, the rest of the period is due too.
    expect(reported([report('2025-12-15', '2026-06-15')], '2026-12-15')).toBe(false);
    expect(reported([report('2025-12-15', '2026-07-01')], '2026-12-15')).toBe(true);
  });

  it('merges alike records whose periods touch, and lets unlike ones add up', () => {
    const later = { freshAtMs: startOfDayMs('2026-07-01') };
    const fresh = (list: Measure[]) => {
      const { route } = run(world(), list, later);
      return route.fresh.low / route.fresh.total;
    };
    const on = (first: string, last: string, agencies: string[]) =>
      sampleMeasure(interval('R', 0, 20_000), first, last, { agencies });
    const alike = [on('2026-05-02', '2026-05-20', ['CA']), on('2026-05-21', '2026-06-01', ['CA'])];
    expect(fresh(alike)).toBeCloseTo(2 ** (-29 / 30), 12);
    const unlike = [on('2026-05-02', '2026-06-01', ['CA']), on('2026-05-02', '2026-06-01', ['BP'])];
    expect(fresh(unlike)).toBeCloseTo(1 - (1 - 2 ** (-29 / 30)) ** 2, 12);
    const apart = [on('2026-05-02', '2026-05-19', ['CA']), on('2026-05-21', '2026-06-01', ['CA'])];
    expect(fresh(apart)).toBeCloseTo(1 - (1 - 2 ** (-29 / 30)) * (1 - 2 ** (-42 / 30)), 12);
  });

  it('leaves out members that were not in force, and names open classes', () => {
    const register = {
      ...world({ route: { validUntilOn: '2026-01-01' } }),
      openClasses: [{ id: 'border-trails', unitClass: 'route' as const }],
    };
    const { result } = run(register, []);
    expect(result.classes.map(({ official }) => official.total)).toEqual([0, 1, 1]);
    expect(result.classes[0].openClasses).toEqual(['border-trails']);
    expect(result.pooledOfficial.total).toBe(2);
  });

  it('names a route that the register does not know', () => {
    expect(() => run(world(), one(interval('X', 0, 1)))).toThrow(
      expect.objectContaining({ code: 'reference.unknown' }),
    );
  });
});
