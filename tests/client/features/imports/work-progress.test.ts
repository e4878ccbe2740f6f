import { expect, test } from 'vitest';
import { barOf, newProgressId, pause, stageText, WORK_BEGINS } from '#client/features/imports/work-progress.ts';

test('the bar of a reading never goes back, and stands still where nobody knows', () => {
  const bars = [
    barOf(WORK_BEGINS),
    barOf({ stage: 'send', share: 1 }),
    barOf({ stage: 'reading', share: 0 }),
    barOf({ stage: 'reading', share: 1 }),
    barOf({ stage: 'checking', share: 0.5 }),
    barOf({ stage: 'matching', share: 1 }),
  ] as number[];
  expect(bars).toEqual([...bars].sort((a, b) => a - b));
  expect([bars[0], bars.at(-1)]).toEqual([0, 1]);
  expect(barOf({ stage: 'checking', share: null })).toBeUndefined();
  expect(barOf({ stage: 'unknown', share: null })).toBeUndefined();
  expect(stageText({ stage: 'storing', share: 0 })).toBe('import.work.storing');
});

test('work has a name of its own, a UUID of version 4', () => {
  const ids = Array.from({ length: 50 }, newProgressId);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a pause ends early when it is given up, before or meanwhile', async () => {
  const stop = new AbortController();
  const waiting = pause(60_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(pause(60_000, stop.signal)).rejects.toThrow('enough');
});
