import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { freshOfSets, type Effort } from '#geo/coverage/effort-sets.ts';
import { gaussLegendre } from '#geo/coverage/gauss-legendre.ts';
import { periodMean } from '#geo/coverage/period-mean.ts';
import { Efforts, freshAt } from '#geo/coverage/recency.ts';

const effort = fc
  .tuple(
    fc.integer({ min: -400, max: 300 }),
    fc.integer({ min: 1, max: 60 }),
    fc.constantFrom(0.25, 0.5, 0.8, 1),
    fc.constantFrom(7, 30, 90, 180),
  )
  .map(([begin, days, weight, halfLife]): Effort => ({ begin, end: begin + days, weight, halfLife }));

function effortsOf(list: readonly Effort[]): Efforts {
  const out = new Efforts();
  for (const { begin, end, weight, halfLife } of list) out.push(begin, end, weight, halfLife);
  return out;
}

/** ∫ C by inclusion and exclusion: every product of fading efforts is one exponential. Exact, for few efforts. */
function exactMean(list: readonly Effort[], from: number, to: number): number {
  const ends = [...new Set([from, to, ...list.flatMap((e) => [e.begin, e.end])])]
    .filter((t) => t >= from && t <= to)
    .sort((a, b) => a - b);
  let sum = 0;
  for (let i = 0; i + 1 < ends.length; i++) {
    const [a, b] = [ends[i], ends[i + 1]];
    for (let subset = 1; subset < 1 << list.length; subset++) {
      let [factor, rate, size] = [1, 0, 0];
      list.forEach((e, k) => {
        if (!(subset & (1 << k))) return;
        size++;
        if (e.begin >= b) factor = 0;
        else if (e.end >= b) factor *= e.weight;
        else {
          factor *= e.weight * 2 ** ((e.end - a) / e.halfLife);
          rate += Math.LN2 / e.halfLife;
        }
      });
      const integral = rate === 0 ? b - a : -Math.expm1(-rate * (b - a)) / rate;
      sum += (size % 2 ? 1 : -1) * factor * integral;
    }
  }
  return sum / (to - from);
}

describe('Gauss–Legendre', () => {
  it('integrates polynomials up to degree 2n − 1', () => {
    for (let n = 1; n <= 16; n++) {
      const { nodes, weights } = gaussLegendre(n);
      for (let degree = 0; degree < 2 * n; degree++) {
        const sum = nodes.reduce((total, x, i) => total + weights[i] * x ** degree, 0);
        expect(Math.abs(sum - (degree % 2 ? 0 : 2 / (degree + 1)))).toBeLessThan(1e-14);
      }
    }
  });
});

describe('period mean', () => {
  it('is (h / (Δ ln 2)) (1 − 2^(−Δ/h)) after one measure', () => {
    for (const [h, span] of [
      [30, 90],
      [30, 1],
      [180, 365],
      [7, 3000],
      [90, 0.25],
    ]) {
      const efforts = effortsOf([{ begin: -5, end: 0, weight: 1, halfLife: h }]);
      const exact = (h / (span * Math.LN2)) * -Math.expm1((-Math.LN2 * span) / h);
      expect(Math.abs(periodMean(efforts, 0, span) / exact - 1)).toBeLessThan(1e-9);
    }
  });

  it('agrees with inclusion and exclusion within 1e-9', () => {
    fc.assert(
      fc.property(fc.array(effort, { minLength: 1, maxLength: 6 }), (list) => {
        const exact = exactMean(list, 0, 365);
        // Inclusion and exclusion itself cancels to about 1e-15 absolute.
        expect(Math.abs(periodMean(effortsOf(list), 0, 365) - exact)).toBeLessThan(1e-9 * exact + 1e-14);
      }),
    );
  });

  it('agrees with Simpson between the kinks for many efforts', () => {
    fc.assert(
      fc.property(fc.array(effort, { minLength: 20, maxLength: 60 }), (list) => {
        const efforts = effortsOf(list);
        let sum = 0;
        const steps = 16;
        for (let day = 0; day < 120; day++) {
          // One-sided at the ends of a day, where efforts begin and end.
          const at = (i: number) => freshAt(efforts, day + Math.min(1 - 1e-12, Math.max(1e-12, i / steps)));
          for (let i = 0; i < steps; i += 2) sum += (at(i) + 4 * at(i + 1) + at(i + 2)) / (3 * steps);
        }
        expect(Math.abs(periodMean(efforts, 0, 120) / (sum / 120) - 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 25 },
    );
  });

  it('is C itself for a period without length', () => {
    const efforts = effortsOf([{ begin: -5, end: 0, weight: 1, halfLife: 30 }]);
    expect(periodMean(efforts, 30, 30)).toBeCloseTo(0.5, 14);
  });
});

describe('many sets at once', () => {
  it('gives what each set gives alone', () => {
    const members = fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(effort, { minLength: 20, maxLength: 20 }),
        fc.array(members, { minLength: 1, maxLength: 30 }),
        (list, sets) => {
          const times = { freshAt: 200, meanFrom: 0, meanTo: 365 };
          const result = freshOfSets(
            list,
            sets.map((set) => Int32Array.from(set)),
            times,
          );
          sets.forEach((set, s) => {
            const alone = effortsOf(set.map((i) => list[i]));
            expect(Math.abs(result.fresh[s] - freshAt(alone, 200))).toBeLessThan(1e-13);
            expect(Math.abs(result.mean[s] - periodMean(alone, 0, 365))).toBeLessThan(1e-10);
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});
