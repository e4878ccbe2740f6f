import { describe, expect, it } from 'vitest';
import { computeIndicator1 } from '#geo/indicators/indicator-1.ts';
import { interval, sampleInput, sampleMeasure, sampleRegister, sampleRoute } from './sample.ts';

/** The check values of METHODS §1, through the whole computation. */
describe('check values', () => {
  it('gives fresh 0.55, length 0.80, a gap 80–100 and official 1 on the route of 100 km', () => {
    const register = sampleRegister({
      routes: [
        sampleRoute('R', [
          [0, 0],
          [100_000, 0],
        ]),
      ],
    });
    // The instant is 1 March 00:00: A ended 30 days before, on 29 January 24:00; B is in force.
    const a = sampleMeasure(interval('R', 0, 60_000), '2026-01-20', '2026-01-29');
    const b = sampleMeasure(interval('R', 50_000, 80_000), '2026-02-20', '2026-03-10');
    const input = sampleInput(register, [a, b], '2026-01-01', '2026-03-01');
    const result = computeIndicator1(input);
    const [route] = result.units;
    expect(route.fresh.low / route.fresh.total).toBeCloseTo(0.55, 12);
    expect(route.extent.low / route.extent.total).toBeCloseTo(0.8, 12);
    expect(route.official).toMatchObject({ low: 1, high: 1, total: 1 });
    expect(result.pooledOfficial).toMatchObject({ low: 1, total: 1 });
    expect(result.gaps.map(({ kind, labelVi, fromM, toM }) => ({ kind, labelVi, fromM, toM }))).toEqual([
      { kind: 'gap', labelVi: 'Km 80+000 – Km 100+000', fromM: 80_000, toM: 100_000 },
    ]);
  });

  it('gives a period mean of 0.4208 over the 90 days after the end of one measure', () => {
    const register = sampleRegister({
      routes: [
        sampleRoute('R', [
          [0, 0],
          [100_000, 0],
        ]),
      ],
    });
    const measure = sampleMeasure(interval('R', 0, 100_000), '2025-12-01', '2025-12-31');
    const result = computeIndicator1(sampleInput(register, [measure], '2026-01-01', '2026-04-01'));
    const [{ periodMean }] = result.units;
    const exact = (30 / (90 * Math.LN2)) * (1 - 2 ** (-90 / 30));
    expect(Math.abs(periodMean.low / periodMean.total / exact - 1)).toBeLessThan(1e-9);
    expect(exact).toBeCloseTo(0.4208, 4);
  });
});
