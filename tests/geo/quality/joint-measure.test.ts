import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure } from '#geo/domain/measure.ts';
import { computeIndicator1 } from '#geo/indicators/indicator-1.ts';
import { jointFaults, jointMeasureOf, type JointChoice } from '#geo/quality/joint-measure.ts';
import { addDays, interval, sampleInput, sampleMeasure, sampleRegister, sampleRoute } from '../indicators/sample.ts';

const register = sampleRegister({
  routes: [
    sampleRoute('R', [
      [0, 0],
      [100_000, 0],
    ]),
  ],
});
const choiceOf = (source: Measure, change: Partial<JointChoice> = {}): JointChoice => ({
  placeFrom: source.id,
  leadOrgUnitId: source.leadOrgUnitId,
  documentNumber: '',
  note: '',
  ...change,
});
/** As stored and verified again. */
function merged(sources: Measure[], choice: JointChoice): Measure {
  const { status: _status, ...input } = jointMeasureOf(sources, choice);
  return { ...sampleMeasure(input.place, input.firstOn, input.lastOn), ...input, status: 'verified' };
}
const PERIOD = ['2026-01-01', '2026-07-01'] as const;
const coverage = (measures: Measure[]) => {
  const { units, pooledOfficial, inputs } = computeIndicator1(sampleInput(register, measures, ...PERIOD));
  const [{ official, extent, fresh, periodMean }] = units;
  return {
    pooled: pooledOfficial.low,
    official: official.low,
    extent: extent.low,
    fresh: fresh.low,
    mean: periodMean.low,
    inputs,
  };
};

describe('a joint measure', () => {
  it('has all agencies, the union of the days, the better evidence and the place chosen', () => {
    const a = sampleMeasure(interval('R', 0, 5000), '2026-02-01', '2026-02-03', {
      agencies: ['BP', 'CA'],
      evidence: 'E1',
    });
    const b = sampleMeasure(interval('R', 100, 5100), '2026-02-02', '2026-02-05', {
      agencies: ['VKS', 'CA'],
      evidence: 'E2',
    });
    expect(jointFaults([a, b], choiceOf(b))).toEqual([]);
    expect(jointMeasureOf([a, b], choiceOf(b, { leadOrgUnitId: a.leadOrgUnitId, note: 'x' }))).toEqual({
      type: 'M02',
      leadOrgUnitId: 'BP',
      orgUnitIds: ['BP', 'CA', 'VKS'],
      firstOn: '2026-02-01',
      lastOn: '2026-02-05',
      place: b.place,
      subScheme: 1,
      status: 'done',
      evidence: 'E2',
      documentNumber: '',
      note: 'x',
    });
  });

  it('covers what its sources covered, and counts once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 90_000 }),
        (from, days, later, fromM) => {
          const place = interval('R', fromM, fromM + 8000);
          const firstOn = addDays('2026-01-01', from);
          const lastOn = addDays(firstOn, days - 1);
          const shift = Math.min(later, days);
          const one = sampleMeasure(place, firstOn, lastOn, { agencies: ['CA', 'BP'] });
          const two = sampleMeasure(place, addDays(firstOn, shift), addDays(lastOn, shift), { agencies: ['BP', 'CA'] });
          const joint = coverage([merged([one, two], choiceOf(one))]);
          const both = coverage([one, two]);
          expect(joint.inputs.counted).toBe(1);
          expect(both.inputs.counted).toBe(2);
          // Same type, agencies, weight and place, days that touch: one effort either way.
          for (const figure of ['pooled', 'official', 'extent', 'fresh', 'mean'] as const) {
            expect(joint[figure], figure).toBeCloseTo(both[figure], 9);
          }
        },
      ),
    );
  });

  it('of records by different agencies ends their counting twice: the extent stays, freshness is that of one', () => {
    const place = interval('R', 10_000, 30_000);
    const one = sampleMeasure(place, '2026-03-01', '2026-03-02', { agencies: ['CA', 'BP'], evidence: 'E2' });
    const two = sampleMeasure(place, '2026-03-01', '2026-03-02', { agencies: ['BP', 'VKS'], evidence: 'E2' });
    const joint = coverage([merged([one, two], choiceOf(one))]);
    const both = coverage([one, two]);
    expect([joint.official, joint.extent]).toEqual([both.official, both.extent]);
    expect(joint.fresh).toBeLessThan(both.fresh);
    expect(joint.fresh).toBeCloseTo(coverage([one]).fresh, 9);
  });

  it('is refused where its sources are not one piece of work', () => {
    const place = interval('R', 0, 5000);
    const a = sampleMeasure(place, '2026-02-01', '2026-02-03');
    const faults = (b: Measure, change: Partial<JointChoice> = {}) =>
      jointFaults([a, b], choiceOf(a, change)).map(({ message }) => message.en);
    const like = (change: object, from = '2026-02-01', to = '2026-02-03') => sampleMeasure(place, from, to, change);
    expect(faults(like({}, '2026-02-04', '2026-02-05'))).toEqual([]);
    expect(faults(like({}, '2026-02-05', '2026-02-06'))).toEqual(['Its days do not touch the others’.']);
    expect(faults(like({ type: 'M05' }))).toEqual(['Of another type.']);
    expect(faults(like({ status: 'planned', verifierId: null, verifiedAt: null }))).toEqual([
      'Only planned, not done.',
    ]);
    expect(faults(like({ origin: 'demo' }))).toEqual(['Real and simulated records are not merged.']);
    expect(faults(a)).toEqual(['At least two different measures are needed.']);
    expect(faults(like({}), { leadOrgUnitId: 'VKS' as never })).toEqual(['The lead must be one of the agencies.']);
    expect(faults(like({}), { placeFrom: like({}).id })).toEqual(['The place must be that of a source.']);
  });
});
