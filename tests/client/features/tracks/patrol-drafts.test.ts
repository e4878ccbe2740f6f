import { expect, test } from 'vitest';
import type { Register } from '#geo/contract/register.contract.ts';
import { sketchOf, stretchInMetres } from '#client/features/tracks/patrol-drafts.ts';

const register = {
  routes: [{ id: 'R', measuresM: [0, 10_000.4], kmPosts: [], kmIsOfficial: true, coordinates: [] }],
} as unknown as Register;
const draft = (from: string, to: string) => ({ routeId: 'R', from, to, uncertain: true });

test('kilometres as typed become metres of the route, the lower end first', () => {
  expect(stretchInMetres(draft('Km 2+500', 'Km 1+000'), register)).toEqual({
    routeId: 'R',
    fromM: 1000,
    toM: 2500,
    uncertain: true,
  });
  expect(stretchInMetres(draft('Km 1', 'Km 10+001'), register)?.toM).toBe(10_000.4);
  expect(stretchInMetres(draft('Km 1', 'ten'), register)).toBeUndefined();
  expect(stretchInMetres(draft('Km 1', 'Km 1+000'), register)).toBeUndefined();
});

test('a plan has north up and keeps everything in its box', () => {
  const { at } = sketchOf(
    [
      [
        [105, 18],
        [106, 19],
      ],
    ],
    400,
    200,
    10,
  );
  const [[x0, y0], [x1, y1]] = [at([105, 18]), at([106, 19])];
  expect(y1).toBeLessThan(y0);
  expect(x1).toBeGreaterThan(x0);
  expect(Math.min(x0, y1)).toBeGreaterThanOrEqual(10);
  expect(Math.max(x1 - 200, y0)).toBeLessThanOrEqual(190);
});
