import { expect, it, vi } from 'vitest';
import type { Api, WorkOptions } from '#client/api/client.ts';
import { Storing } from '#client/features/editing/storing.svelte.ts';

/** A server that still works on what was stopped when it is asked for the first time. */
function start() {
  const stages = ['storing', 'unknown'];
  const progress = vi.fn(async () => ({ stage: stages.shift() ?? 'unknown', share: 0.5 }));
  return { progress, storing: new Storing({ progress } as unknown as Api) };
}

it('answers, or throws what the server refused', async () => {
  const { storing } = start();
  expect(await storing.run(async () => 7)).toBe(7);
  await expect(storing.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(storing.isBusy).toBe(false);
});

it('stopped, has no answer and waits until the server has ended the work of that name', async () => {
  const { storing, progress } = start();
  let asked: Required<WorkOptions> | undefined;
  const ended = storing.run((options) => {
    asked = options;
    return new Promise((_resolve, reject) =>
      options.signal!.addEventListener('abort', () => reject(options.signal!.reason as Error)),
    );
  });
  expect(storing.isBusy).toBe(true);
  storing.stop();
  expect(storing.isStopping).toBe(true);
  expect(await ended).toBeUndefined();
  expect(progress).toHaveBeenCalledTimes(2);
  expect(progress).toHaveBeenLastCalledWith(asked!.progressId);
  expect(storing.isBusy).toBe(false);
});
