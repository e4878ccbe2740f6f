import { expect, test, vi } from 'vitest';
import {
  barOf,
  followUpload,
  newProgressId,
  pause,
  POLL_MS,
  stageText,
  WORK_BEGINS,
  type WorkProgress,
} from '#client/features/imports/work-progress.ts';

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

test('an upload tells what is sent, then what the server says, and asks no more once answered', async () => {
  vi.useFakeTimers();
  try {
    const told: WorkProgress[] = [];
    const answers: WorkProgress[] = [
      { stage: 'unknown', share: null },
      { stage: 'reading', share: 0.5 },
    ];
    const progress = vi.fn(async (_id: string) => answers.shift() as Exclude<WorkProgress, { stage: 'send' }>);
    let answer!: (text: string) => void;
    const answered = followUpload(
      { progress },
      new AbortController().signal,
      (work) => told.push(work),
      (_id, onSent) => {
        for (const share of [0.4, 1, 1]) onSent(share);
        return new Promise<string>((resolve) => (answer = resolve));
      },
    );
    await vi.advanceTimersByTimeAsync(2 * POLL_MS);
    answer('read');
    expect(await answered).toBe('read');
    await vi.advanceTimersByTimeAsync(5 * POLL_MS);
    expect(progress).toHaveBeenCalledTimes(2);
    expect(told).toEqual([
      WORK_BEGINS,
      { stage: 'send', share: 0.4 },
      { stage: 'send', share: 1 },
      { stage: 'reading', share: 0.5 },
    ]);
  } finally {
    vi.useRealTimers();
  }
});
