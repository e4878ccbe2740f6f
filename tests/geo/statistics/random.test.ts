import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom } from '#geo/statistics/random.ts';

const draws = (n: number, draw: () => number) => Array.from({ length: n }, draw);
const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

describe('createRandom', () => {
  it('repeats a seed and tells seeds apart', () => {
    const first = (seed: string | number) => draws(8, createRandom(seed).next);
    expect(first(1)).toEqual(first('1'));
    expect(first(1)).not.toEqual(first(2));
    expect(first('a/1')).not.toEqual(first('a/2'));
  });
  it('is uniform in [0, 1): chi-square over 100 bins of 10⁶ draws below its 99.9 % point', () => {
    const bins = new Array<number>(100).fill(0);
    const random = createRandom('uniform');
    for (let i = 0; i < 1e6; i++) bins[Math.floor(random.next() * 100)]++;
    const chi2 = bins.reduce((sum, n) => sum + (n - 1e4) ** 2 / 1e4, 0);
    // χ² with 99 degrees of freedom: 148.2 at 0.999, 60.4 at 0.001 (R: qchisq).
    expect(chi2).toBeLessThan(148.2);
    expect(chi2).toBeGreaterThan(60.4);
  });
  it('has no serial correlation at lag 1', () => {
    const list = draws(200_000, createRandom('lag').next);
    const r = mean(list.slice(1).map((x, i) => (x - 0.5) * (list[i] - 0.5))) * 12;
    expect(Math.abs(r)).toBeLessThan(4 / Math.sqrt(200_000));
  });
  it('normal: mean 0, variance 1, third moment 0', () => {
    const list = draws(200_000, createRandom('normal').normal);
    expect(Math.abs(mean(list))).toBeLessThan(0.01);
    expect(mean(list.map((x) => x * x))).toBeCloseTo(1, 1);
    expect(Math.abs(mean(list.map((x) => x ** 3)))).toBeLessThan(0.04);
  });
  it('int includes both ends, weighted follows its weights, never picks weight 0', () => {
    const random = createRandom('int');
    const list = draws(20_000, () => random.int(2, 4));
    expect(new Set(list)).toEqual(new Set([2, 3, 4]));
    const picks = draws(20_000, () => random.weighted([0, 1, 3]));
    expect(picks).not.toContain(0);
    expect(mean(picks.map((i) => (i === 2 ? 1 : 0)))).toBeCloseTo(0.75, 1);
  });
  it('shuffled keeps the items and gives each its chance at each place', () => {
    const random = createRandom('shuffle');
    const firsts = draws(6000, () => random.shuffled([0, 1, 2])[0]);
    for (const item of [0, 1, 2]) expect(firsts.filter((x) => x === item).length).toBeGreaterThan(1800);
    expect(random.shuffled([1, 2, 3]).sort()).toEqual([1, 2, 3]);
  });
  it('uuids are valid and different', () => {
    const random = createRandom('uuid');
    const ids = Array.from({ length: 2000 }, random.uuid);
    for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(2000);
  });
});
