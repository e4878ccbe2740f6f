import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Measure, MeasurePlace } from '#geo/domain/measure.ts';
import { computeIndicator1, type Indicator1Result } from '#geo/indicators/indicator-1.ts';
import {
  addDays,
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

/** A road with a bend, two communes side by side, one site: 30 km by 15 km. */
const register = sampleRegister({
  routes: [
    sampleRoute('R', [
      [0, 5000],
      [12_000, 6000],
      [30_000, 9000],
    ]),
    sampleRoute(
      'S',
      [
        [0, 1000],
        [30_000, 1000],
      ],
      { accuracyM: [20, 3000] },
    ),
  ],
  communes: [sampleCommune('10001', 0, 0, 15_000), sampleCommune('10002', 15_000, 0, 15_000)],
  areas: [sampleArea('A', ['10001', '10002'])],
  sites: [sampleSite('P', 20_000, 8000)],
});
const PERIOD = ['2026-01-01', '2026-07-01'] as const;

const x = fc.integer({ min: 0, max: 30_000 });
const y = fc.integer({ min: 0, max: 15_000 });
const point = fc.tuple(x, y);
const place: fc.Arbitrary<MeasurePlace> = fc.oneof(
  fc.tuple(x, x).map(([a, b]) => interval('R', Math.min(a, b), Math.max(a, b) + 1)),
  fc
    .tuple(fc.array(point, { minLength: 2, maxLength: 6 }), fc.constantFrom(0, 0, 200, 800))
    .map(([points, uncertaintyM]): MeasurePlace => ({
      kind: 'track',
      geometry: { type: 'LineString', coordinates: points.map(([px, py]) => at(px, py)) },
      uncertaintyM,
    })),
  point.map(([px, py]): MeasurePlace => ({
    kind: 'point',
    geometry: { type: 'Point', coordinates: at(px, py) },
    uncertaintyM: 0,
  })),
  fc
    .constantFrom('whole' as const, 'somewhere' as const)
    .map((extent): MeasurePlace => ({ kind: 'communes', communeIds: ['10001' as never], extent })),
);
const measure = fc
  .record({
    place,
    day: fc.integer({ min: -200, max: 170 }),
    days: fc.integer({ min: 1, max: 40 }),
    type: fc.constantFrom('M01' as const, 'M02' as const, 'M05' as const),
    evidence: fc.constantFrom('E1' as const, 'E2' as const, 'E3' as const),
    status: fc.constantFrom('done' as const, 'verified' as const, 'verified' as const),
    agencies: fc.constantFrom<string[]>(['CA'], ['BP'], ['CA', 'BP']),
  })
  .map(({ place, day, days, ...change }) => {
    const firstOn = addDays(PERIOD[0], day);
    return sampleMeasure(place, firstOn, addDays(firstOn, days - 1), change);
  });
const measures = fc.array(measure, { minLength: 1, maxLength: 8 });

const compute = (list: Measure[]) => computeIndicator1(sampleInput(register, list, ...PERIOD));
const figures = (result: Indicator1Result) =>
  result.units.flatMap(({ official, extent, fresh, periodMean }) => [official, extent, fresh, periodMean]);
const close = (a: number, b: number, total: number) => Math.abs(a - b) <= 1e-9 * total;

describe('bounds', () => {
  it('keeps 0 ≤ low ≤ each cause ≤ high ≤ total, and fresh within the extent ever reached', () => {
    fc.assert(
      fc.property(measures, (list) => {
        for (const { low, high, total, highByCause } of figures(compute(list))) {
          const slack = 1e-9 * total;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(total);
          for (const cause of [highByCause.place, highByCause.unverified]) {
            expect(cause).toBeGreaterThanOrEqual(-slack);
            expect(low + cause).toBeLessThanOrEqual(high + slack);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('adding a measure', () => {
  it('never lowers official or extent, nor fresh and mean when it is not alike another', () => {
    fc.assert(
      fc.property(measures, measure, (list, one) => {
        // A type of its own: alike records that it bridges would become one, by definition.
        const more = { ...one, type: 'M09' as const };
        const [before, after] = [figures(compute(list)), figures(compute([...list, more]))];
        before.forEach((figure, i) => {
          expect(after[i].low).toBeGreaterThanOrEqual(figure.low - 1e-9 * figure.total);
          expect(after[i].high).toBeGreaterThanOrEqual(figure.high - 1e-9 * figure.total);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('that is planned or of a kind the policy does not count changes nothing', () => {
    fc.assert(
      fc.property(measures, measure, (list, one) => {
        const before = figures(compute(list));
        for (const change of [
          { status: 'planned' as const },
          { type: 'M08' as const },
          { leadOrgUnitId: 'HOI' as never, orgUnitIds: ['HOI' as never] },
        ]) {
          expect(figures(compute([...list, { ...one, ...change }]))).toEqual(before);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('what changes nothing', () => {
  function same(a: Indicator1Result, b: Indicator1Result) {
    const [first, second] = [figures(a), figures(b)];
    first.forEach((figure, i) => {
      expect(close(figure.low, second[i].low, figure.total)).toBe(true);
      expect(close(figure.high, second[i].high, figure.total)).toBe(true);
    });
    expect(b.gaps.map((gap) => gap.id)).toEqual(a.gaps.map((gap) => gap.id));
  }

  it('the order of the measures, to the digit', () => {
    fc.assert(
      fc.property(measures, (list) => {
        expect(figures(compute([...list].reverse()))).toEqual(figures(compute(list)));
      }),
      { numRuns: 40 },
    );
  });

  it('splitting a record in time', () => {
    fc.assert(
      fc.property(measures, fc.nat(), (list, cut) => {
        const [one, ...others] = list;
        const days = (Date.parse(one.lastOn) - Date.parse(one.firstOn)) / 86_400_000;
        fc.pre(days >= 1);
        const middle = addDays(one.firstOn, cut % days);
        const parts = [
          { ...one, lastOn: middle },
          { ...one, id: crypto.randomUUID() as never, firstOn: addDays(middle, 1) },
        ];
        same(compute([one, ...others]), compute([...parts, ...others]));
      }),
      { numRuns: 60 },
    );
  });

  it('splitting a track or an interval in space', () => {
    fc.assert(
      fc.property(measures, fc.array(point, { minLength: 3, maxLength: 7 }), fc.nat(), (others, points, cut) => {
        const line = points.map(([px, py]) => at(px, py));
        const middle = 1 + (cut % (line.length - 2));
        const track = (coordinates: typeof line): MeasurePlace => ({
          kind: 'track',
          geometry: { type: 'LineString', coordinates },
          uncertaintyM: 150,
        });
        const of = (where: MeasurePlace) => sampleMeasure(where, '2026-02-01', '2026-02-10', { evidence: 'E2' });
        const whole = compute([of(track(line)), of(interval('R', 3000, 9000)), ...others]);
        const parts = compute([
          of(track(line.slice(0, middle + 1))),
          of(track(line.slice(middle))),
          of(interval('R', 3000, 5000)),
          of(interval('R', 5000, 9000)),
          ...others,
        ]);
        same(whole, parts);
      }),
      { numRuns: 60 },
    );
  });
});
