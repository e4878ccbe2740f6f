import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure, MeasurePlace } from '#geo/domain/measure.ts';
import { findAlikePairs, findDuplicates } from '#geo/quality/duplicates.ts';
import { PlaceGrounds } from '#geo/quality/place-ground.ts';
import { QUALITY_OPTIONS } from '#geo/quality/quality-options.ts';
import {
  addDays,
  at,
  interval,
  sampleCommune,
  sampleMeasure,
  sampleRegister,
  sampleRoute,
  sampleSite,
} from '../indicators/sample.ts';

const register = sampleRegister({
  routes: [
    sampleRoute('R', [
      [0, 5000],
      [12_000, 6000],
      [30_000, 9000],
    ]),
  ],
  communes: [sampleCommune('10001', 0, 0, 15_000), sampleCommune('10002', 15_000, 0, 15_000)],
  sites: [sampleSite('P', 20_000, 8000), sampleSite('Q', 20_300, 8000)],
});
const grounds = () => new PlaceGrounds(register, QUALITY_OPTIONS.reachM);
const point = (x: number, y: number, uncertaintyM = 0): MeasurePlace => ({
  kind: 'point',
  geometry: { type: 'Point', coordinates: at(x, y) },
  uncertaintyM,
});
const track = (...points: [number, number][]): MeasurePlace => ({
  kind: 'track',
  geometry: { type: 'LineString', coordinates: points.map(([x, y]) => at(x, y)) },
  uncertaintyM: 0,
});
const communes = (...ids: string[]): MeasurePlace => ({
  kind: 'communes',
  communeIds: ids as never[],
  extent: 'whole',
});
const site = (siteId: string): MeasurePlace => ({ kind: 'site', siteId: siteId as never });

describe('the part of the ground that two places share', () => {
  const shared = (a: MeasurePlace, b: MeasurePlace) => grounds().sharedPart(a, b);

  it('is, of stretches of one route, that of their metres', () => {
    expect(shared(interval('R', 0, 1000), interval('R', 500, 1500))).toBeCloseTo(1 / 3, 12);
    expect(shared(interval('R', 0, 1000), interval('R', 1000, 2000))).toBe(0);
  });

  it('is, of communes, that of their number; of sites, all or nothing', () => {
    expect(shared(communes('10001', '10002'), communes('10001'))).toBe(0.5);
    expect([shared(site('P'), site('P')), shared(site('P'), site('Q'))]).toEqual([1, 0]);
  });

  it('is, of points 500 m apart with a reach of 500 m, that of two discs', () => {
    // Two discs of radius r with centres r apart share 2π/3 − √3/2 of r²; Jaccard of that against 2πr².
    const lens = (2 * Math.PI) / 3 - Math.sqrt(3) / 2;
    expect(shared(point(3000, 3000), point(3500, 3000))).toBeCloseTo(lens / (2 * Math.PI - lens), 2);
  });

  it('of a track along a route and the stretch typed in is nearly all (the drawing’s 20 m aside)', () => {
    expect(shared(track([0, 5000], [12_000, 6000]), interval('R', 0, 12_041.6))).toBeGreaterThan(0.95);
  });

  it('of a point and the commune it lies in is next to nothing', () => {
    expect(shared(point(3000, 3000), communes('10001'))).toBeLessThan(0.01);
  });
});

const x = fc.integer({ min: 0, max: 28_000 });
const y = fc.integer({ min: 0, max: 14_000 });
const place: fc.Arbitrary<MeasurePlace> = fc.oneof(
  fc.tuple(x, fc.integer({ min: 100, max: 3000 })).map(([from, length]) => interval('R', from, from + length)),
  fc.tuple(x, y, fc.constantFrom(0, 300)).map(([a, b, u]) => point(a, b, u)),
  fc.tuple(x, y, x, y).map(([a, b, c, d]) => track([a, b], [c, d])),
  fc.subarray(['10001', '10002'], { minLength: 1 }).map((ids) => communes(...ids)),
  fc.constantFrom('P', 'Q').map(site),
);
// Few values of each, so that overlaps are common.
const measure: fc.Arbitrary<Measure> = fc
  .record({
    place,
    from: fc.integer({ min: 0, max: 8 }),
    days: fc.integer({ min: 1, max: 6 }),
    type: fc.constantFrom('M02' as const, 'M05' as const),
    status: fc.constantFrom('verified' as const, 'verified' as const, 'planned' as const),
    agencies: fc.constantFrom<string[]>(['CA'], ['CA', 'BP'], ['BP', 'CA'], ['VKS']),
  })
  .map(({ place: at, from, days, agencies, type, status }) => {
    const firstOn = addDays('2026-01-01', from);
    const verifier = status === 'verified' ? {} : { verifierId: null, verifiedAt: null };
    return sampleMeasure(at, firstOn, addDays(firstOn, days - 1), { agencies, type, status, ...verifier });
  });
// A pool of places, so that the same one comes back.
const year = fc
  .tuple(fc.array(place, { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(measure, fc.nat()), { maxLength: 14 }))
  .map(([places, drafts]) =>
    drafts.map(([one, k]) => ({ ...one, place: k % 3 === 0 ? one.place : places[k % places.length] })),
  );

/** Every pair, by the definition. */
function bruteForce(measures: readonly Measure[]): string[] {
  const g = grounds();
  const dayOf = (text: string) => Date.parse(text) / 86_400_000;
  return measures.flatMap((a, i) =>
    measures.slice(i + 1).flatMap((b) => {
      if (a.type !== b.type || a.status === 'planned' || b.status === 'planned') return [];
      if (!a.orgUnitIds.some((id) => b.orgUnitIds.includes(id))) return [];
      const days = (m: Measure) =>
        Array.from({ length: dayOf(m.lastOn) - dayOf(m.firstOn) + 1 }, (_, k) => dayOf(m.firstOn) + k);
      const both = days(a).filter((day) => days(b).includes(day)).length;
      const all = new Set([...days(a), ...days(b)]).size;
      const alike = both / all >= 0.5 && g.sharedPart(a.place, b.place) >= 0.5;
      return alike ? [[a.id, b.id].sort().join()] : [];
    }),
  );
}

describe('a part that need not be known', () => {
  const polygon: fc.Arbitrary<MeasurePlace> = fc
    .tuple(x, y, fc.integer({ min: 50, max: 8000 }), fc.integer({ min: 50, max: 8000 }))
    .map(([a, b, w, h]) => ({
      kind: 'polygon',
      geometry: {
        type: 'Polygon',
        coordinates: [[at(a, b), at(a + w, b), at(a + w, b + h), at(a, b + h), at(a, b)]],
      },
    }));
  const winding: fc.Arbitrary<MeasurePlace> = fc
    .array(fc.tuple(x, y), { minLength: 2, maxLength: 6 })
    .map((points) => track(...points));

  it('is only ever left out where it is below what is asked', () => {
    const any = fc.oneof(place, polygon, winding);
    fc.assert(
      fc.property(any, any, fc.double({ min: 0.01, max: 1, noNaN: true }), (a, b, atLeast) => {
        const part = grounds().sharedPart(a, b);
        const asked = grounds().sharedPart(a, b, atLeast);
        expect(asked === part || (asked === 0 && part < atLeast), `${asked} for ${part}`).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('measures that look like one', () => {
  it('are those that all pairs, compared one by one, give', () => {
    fc.assert(
      fc.property(year, (measures) => {
        const pairs = findAlikePairs(measures, grounds(), QUALITY_OPTIONS);
        expect(pairs.map(({ a, b }) => [measures[a].id, measures[b].id].sort().join()).sort()).toEqual(
          bruteForce(measures).sort(),
        );
      }),
    );
  });

  it('do not depend on the order of the records', () => {
    fc.assert(
      fc.property(
        year.chain((measures) =>
          fc.tuple(fc.constant(measures), fc.shuffledSubarray(measures, { minLength: measures.length })),
        ),
        ([measures, shuffled]) => {
          const found = (list: readonly Measure[]) =>
            findDuplicates(list, grounds(), QUALITY_OPTIONS).sort((a, b) => (a.key < b.key ? -1 : 1));
          expect(found(shuffled)).toEqual(found(measures));
        },
      ),
    );
  });

  it('share ground to the last digit the same from either side, all of it with themselves', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(grounds().sharedPart(a, b)).toBe(grounds().sharedPart(b, a));
        expect(grounds().sharedPart(a, structuredClone(a))).toBeCloseTo(1, 12);
      }),
    );
  });

  it('need a type, an agency, days and ground in common', () => {
    const here = interval('R', 0, 5000);
    const first = sampleMeasure(here, '2026-01-01', '2026-01-04', { agencies: ['CA', 'BP'] });
    const with_ = (change: object, from = '2026-01-01', to = '2026-01-04', where = here) =>
      findDuplicates([first, sampleMeasure(where, from, to, change)], grounds(), QUALITY_OPTIONS);
    expect(with_({ agencies: ['BP'] })).toMatchObject([{ kind: 'duplicate', timeShare: 1, placeShare: 1 }]);
    expect(with_({ agencies: ['VKS'] })).toEqual([]);
    expect(with_({ type: 'M05' })).toEqual([]);
    expect(with_({}, '2026-01-03', '2026-01-06')).toEqual([]);
    expect(with_({}, '2026-01-02', '2026-01-05')).toMatchObject([{ timeShare: 0.6 }]);
    expect(with_({}, '2026-01-01', '2026-01-04', interval('R', 4000, 9000))).toEqual([]);
  });

  it('that two agencies entered are theirs both, with advice of its own', () => {
    const here = interval('R', 0, 5000);
    const one = sampleMeasure(here, '2026-01-01', '2026-01-02', { enteredByOrgUnitId: 'CA' as never });
    const two = sampleMeasure(here, '2026-01-01', '2026-01-02', { enteredByOrgUnitId: 'BP' as never });
    const [finding] = findDuplicates([two, one], grounds(), QUALITY_OPTIONS);
    expect(finding.senderIds).toEqual(['BP', 'CA']);
    expect(finding.advice.en).toContain('Several agencies');
  });
});
