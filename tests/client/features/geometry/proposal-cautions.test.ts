import { expect, it } from 'vitest';
import { cautionsOf } from '#client/features/geometry/proposal-cautions.ts';
import type { RouteProposal } from '#geo/contract/geometry-updates.contract.ts';
import { wordsIn } from '../words.ts';

const seam = (offM: number): RouteProposal['seams'][number] => ({ oldM: 0, newM: 0, label: '', at: [105, 19], offM });
const post = (movedM: number, isFar: boolean) => ({ km: 1, beforeM: 0, afterM: 0, movedM, isFar });
const still = { posts: [post(90, false)], seams: [seam(100)], shifts: { maxShiftM: 1000, cut: 0 } };

it('speaks against no route whose line is joined closely and whose records stay near', () => {
  expect(cautionsOf(still, wordsIn('vi'))).toEqual([]);
});

it.each([
  [{ posts: [post(90, false), post(640, true), post(300, true)] }, /^2 .*640\sm$/],
  [{ seams: [seam(20), seam(588), seam(101)] }, /^2 .*588\sm$/],
  [{ shifts: { maxShiftM: 1811, cut: 0 } }, /1,8\skm$/],
  [{ shifts: { maxShiftM: 0, cut: 3 } }, /^3 bản ghi/],
])('names what to look at and the worst of it: %j', (change, words) => {
  const said = cautionsOf({ ...still, ...change }, wordsIn('vi'));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(words);
});
