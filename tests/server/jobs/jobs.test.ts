import { afterAll, expect, it } from 'vitest';
import { JobInterrupted, JobOutOfMemory } from '#server/jobs/jobs.ts';
import { openJobs } from '#server/jobs/worker-jobs.ts';

const jobs = openJobs(2, new URL('./tasks/', import.meta.url));
afterAll(() => jobs.close());

interface Doubled {
  doubled: number;
  threadId: number;
}

it('runs a task off this thread, tells its progress and keeps the thread warm', async () => {
  const shares: number[] = [];
  const first = await jobs.run<Doubled>('double', 21, { onProgress: (share) => shares.push(share) });
  expect(first.doubled).toBe(42);
  expect(first.threadId).not.toBe(0);
  expect(shares).toEqual([0.5]);
  expect((await jobs.run<Doubled>('double', 1)).threadId).toBe(first.threadId);
});

it('runs many with two threads at most', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => jobs.run<Doubled>('double', i)));
  expect(all.map(({ doubled }) => doubled)).toEqual(Array.from({ length: 20 }, (_, i) => i * 2));
  expect(new Set(all.map(({ threadId }) => threadId)).size).toBeLessThanOrEqual(2);
});

it('gives back what a task throws, and goes on', async () => {
  await expect(jobs.run('failing', null)).rejects.toThrow(new RangeError('out of range'));
  await expect(jobs.run('double', 2)).resolves.toMatchObject({ doubled: 4 });
});

it('ends a task that is cancelled, has no time left, or dies', async () => {
  const controller = new AbortController();
  const cancelled = jobs.run('endless', null, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('not needed any more')), 100);
  await expect(cancelled).rejects.toThrow('not needed any more');
  await expect(jobs.run('endless', null, { timeoutMs: 150 })).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(jobs.run('dying', null)).rejects.toThrow(/thread ended/);
  await expect(jobs.run('double', 3)).resolves.toMatchObject({ doubled: 6 });
});

it('does not start what was cancelled while it waited', async () => {
  const controller = new AbortController();
  const busy = [1, 2].map(() => jobs.run('endless', null, { timeoutMs: 400 }).catch(() => 'ended'));
  const waiting = jobs.run('double', 1, { signal: controller.signal });
  controller.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  expect(await Promise.all(busy)).toEqual(['ended', 'ended']);
  await expect(jobs.run('double', 4)).resolves.toMatchObject({ doubled: 8 });
});

it('refuses names that are not tasks', async () => {
  await expect(jobs.run('../escape', null)).rejects.toThrow(/no such job/);
  await expect(jobs.run('nowhere', null)).rejects.toThrow();
});

it.each(['parse', 'map', 'buffers', 'split'])('%s: a job apart that takes too much memory ends alone', async (how) => {
  let beats = 0;
  const heart = setInterval(() => (beats += 1), 10);
  await expect(jobs.run('hungry', how, { apart: true })).rejects.toThrow(JobOutOfMemory);
  clearInterval(heart);
  expect(beats).toBeGreaterThan(5);
});

it('a job apart runs in another process, which is kept, and ended when cancelled', async () => {
  const pid = await jobs.run<number>('hungry', null, { apart: true });
  expect(pid).not.toBe(process.pid);
  expect(await jobs.run<number>('hungry', null, { apart: true })).toBe(pid);
  await expect(jobs.run('failing', null, { apart: true })).rejects.toThrow(new RangeError('out of range'));
  await expect(jobs.run('endless', null, { apart: true, timeoutMs: 300 })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  await expect(jobs.run('dying', null, { apart: true })).rejects.toThrow(/process ended/);
  expect(await jobs.run<number>('hungry', null, { apart: true })).not.toBe(pid);
});

it.skipIf(process.platform === 'win32')(
  'a job apart is ended over its processor time, not over its waiting',
  async () => {
    const work = (input: object) => jobs.run('working', input, { apart: true, cpuMs: 800 });
    await expect(work({ cpuMs: 60_000 })).rejects.toMatchObject({ name: 'TimeoutError' });
    await work({ waitMs: 1000, cpuMs: 300 });
    // What a process worked for one job does not count for the next.
    await work({ cpuMs: 300 });
    await work({ cpuMs: 300 });
  },
);

it('a job apart that somebody else ends was interrupted, not too big, and the next one runs', async () => {
  await expect(jobs.run('killed', null, { apart: true })).rejects.toThrow(JobInterrupted);
  expect(await jobs.run<number>('hungry', null, { apart: true })).not.toBe(process.pid);
});
