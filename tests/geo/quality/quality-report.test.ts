import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure } from '#geo/domain/measure.ts';
import { median, upwardScores } from '#geo/quality/robust.ts';
import { computeQuality } from '#geo/quality/quality-report.ts';
import {
  addDays,
  at,
  interval,
  planRegister,
  sampleMeasure,
  sampleRegister,
  sampleRoute,
} from '../indicators/sample.ts';

const register = sampleRegister({
  routes: [
    sampleRoute('R', [
      [0, 0],
      [200_000, 0],
    ]),
  ],
});
const find = (measures: Measure[], kind: string, inRegister = register) =>
  computeQuality({ measures, register: inRegister }).findings.filter((finding) => finding.kind === kind);
const DAY = '2026-03-02';
const here = interval('R', 0, 5000);

describe('robust scores', () => {
  it('have the median as it is defined', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, NaN]);
  });

  it('agree with Iglewicz and Hoaglin’s on the logarithms', () => {
    // ln(1 + x) = 1 … 9: median 5, MAD 2.
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((log) => Math.expm1(log));
    expect(upwardScores(values)[8]).toBeCloseTo(4 / (1.4826 * 2), 10);
  });

  it('do not care how wild the wild ones are, up to half of them', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e3, max: 1e9, noNaN: true }), { maxLength: 9 }), (wild) => {
        const scores = upwardScores([...Array.from({ length: 20 }, (_, i) => 10 + (i % 5)), ...wild]);
        expect(scores.slice(20).every((score) => score > 5)).toBe(true);
        expect(scores.slice(0, 20).every((score) => Math.abs(score) < 5)).toBe(true);
      }),
    );
  });
});

describe('what records show by themselves', () => {
  it('a track longer than a day allows', () => {
    const far = (lastOn: string) =>
      sampleMeasure(
        {
          kind: 'track',
          geometry: {
            type: 'LineString',
            coordinates: [at(0, 0), at(150_000, 0), at(0, 0), at(150_000, 0), at(0, 0), at(150_000, 0), at(0, 0)],
          },
          uncertaintyM: 0,
        },
        DAY,
        lastOn,
      );
    expect(find([far(DAY)], 'too-far-in-a-day')).toMatchObject([
      { reason: { vi: expect.stringMatching(/^Vết dài 9\d\d(,\d)? km mỗi ngày/) } },
    ]);
    expect(find([far(addDays(DAY, 1))], 'too-far-in-a-day')).toEqual([]);
    // A stretch says where they were, not how often they went there.
    expect(find([sampleMeasure(interval('R', 0, 200_000), DAY, DAY)], 'too-far-in-a-day')).toEqual([]);
  });

  it('evidence that is not there', () => {
    const of = (change: object) => find([sampleMeasure(here, DAY, DAY, change)], 'evidence').length;
    expect([of({ evidence: 'E1' }), of({ evidence: 'E1', documentNumber: '12/BC' }), of({ evidence: 'E2' })]).toEqual([
      1, 0, 0,
    ]);
    expect(of({ evidence: 'E3' })).toBe(1);
  });

  it('entry long after the end', () => {
    const entered = (day: string) =>
      find([sampleMeasure(here, DAY, DAY, { createdAt: `${day}T01:00:00Z` })], 'late-entry');
    expect(entered(addDays(DAY, 45))).toEqual([]);
    expect(entered(addDays(DAY, 46))).toMatchObject([{ reason: { en: 'Entered 46 days after its end.' } }]);
  });

  it('nothing of a plan', () => {
    const plan = { status: 'planned' as const, verifierId: null, verifiedAt: null, evidence: 'E1' as const };
    expect(computeQuality({ measures: [sampleMeasure(here, DAY, DAY, plan)], register }).findings).toEqual([]);
  });
});

describe('the wrong agency', () => {
  const plan = planRegister();
  const wrong = (
    change: object,
    place: Measure['place'] = { kind: 'communes', communeIds: ['16681' as never], extent: 'whole' },
  ) => find([sampleMeasure(place, DAY, DAY, { evidence: 'E2', ...change })], 'wrong-agency', plan).length;

  it('is one whose kind never does such work, unless another took part', () => {
    expect(wrong({ type: 'M03', agencies: ['HOI-LHPN'] })).toBe(1);
    expect(wrong({ type: 'M03', agencies: ['HOI-LHPN', 'CA'] })).toBe(0);
    expect(wrong({ type: 'M12', agencies: ['SO-YTE'] })).toBe(1);
    expect(wrong({ type: 'M08', agencies: ['HOI-LHPN'] })).toBe(0);
    expect(wrong({ type: 'M02', agencies: ['VKS'] })).toBe(1);
  });

  it('is the border guard alone far inland, not at the border, the coast or a gate', () => {
    const inland: Measure['place'] = {
      kind: 'point',
      geometry: { type: 'Point', coordinates: [105.25, 19.28] },
      uncertaintyM: 0,
    };
    const coast: Measure['place'] = { kind: 'communes', communeIds: ['16732' as never], extent: 'whole' };
    const gate: Measure['place'] = { kind: 'site', siteId: 'gate-thanh-thuy' as never };
    expect(wrong({ agencies: ['BP'] }, inland)).toBe(1);
    expect(wrong({ agencies: ['BP', 'CA'] }, inland)).toBe(0);
    expect(wrong({ agencies: ['CA'] }, inland)).toBe(0);
    expect(wrong({ type: 'M08', agencies: ['BP'] }, inland)).toBe(0);
    expect([wrong({ agencies: ['BP'] }, coast), wrong({ agencies: ['BP'] }, gate)]).toEqual([0, 0]);
  });
});

describe('what is unusual for an agency', () => {
  const usual = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      sampleMeasure(
        interval('R', 1000 * i, 1000 * i + 5000 + 100 * (i % 5)),
        addDays('2026-01-01', i),
        addDays('2026-01-01', i + (i % 3)),
        {
          evidence: 'E2',
        },
      ),
    );

  it('is a duration, a length and a place far from the others’', () => {
    const long = sampleMeasure(interval('R', 3000, 8000), '2026-02-01', '2026-06-01', { evidence: 'E2' });
    const wide = sampleMeasure(interval('R', 0, 200_000), '2026-03-01', '2026-03-02', { evidence: 'E2' });
    const all = [...usual(25), long, wide];
    expect(find(all, 'duration').map(({ records }) => records[0].id)).toEqual([long.id]);
    expect(find(all, 'length').map(({ records }) => records[0].id)).toEqual([wide.id]);
    expect(find(all, 'duration')[0].reason.en).toBe(
      'Lasted 121 days; this agency’s usual for the type is 2 days (median of 27).',
    );
  });

  it('is a day with far more records than its other days', () => {
    const crowd = Array.from({ length: 60 }, (_, i) =>
      sampleMeasure(interval('R', 3000 * i, 3000 * i + 1000), '2026-05-05', '2026-05-05', { evidence: 'E2' }),
    );
    expect(find([...usual(25), ...crowd], 'many-a-day').map(({ records }) => records.length)).toEqual([60]);
  });

  it('is not told of too few, and that is said', () => {
    const { findings, notJudged } = computeQuality({ measures: usual(19), register });
    expect(findings).toEqual([]);
    expect(notJudged).toContainEqual({ senderId: 'CA', kind: 'duration', type: 'M02', n: 19 });
    expect(notJudged).toContainEqual({ senderId: 'CA', kind: 'many-a-day', type: null, n: 19 });
    expect(computeQuality({ measures: usual(20), register }).notJudged).toEqual([]);
  });

  it('does not depend on the order of the records', () => {
    const all = [...usual(30), ...usual(5), sampleMeasure(here, DAY, addDays(DAY, 90), { evidence: 'E1' })];
    const expected = computeQuality({ measures: all, register });
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(computeQuality({ measures: shuffled, register }).findings).toEqual(expected.findings);
      }),
      { numRuns: 20 },
    );
  });
});
