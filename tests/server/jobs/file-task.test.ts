import { expect, it } from 'vitest';
import { DomainError } from '#geo/domain/errors.ts';
import { answeringRefusals, runFileTask } from '#server/jobs/file-task.ts';
import { JobOutOfMemory, type Jobs } from '#server/jobs/jobs.ts';

const says = { tooSlow: { vi: 'chậm', en: 'slow' }, tooHungry: { vi: 'lớn', en: 'hungry' } };
/** Jobs of which each ends as `end` does, its result copied as between processes. */
const jobsThat = (end: () => unknown) => ({ run: async () => structuredClone(await end()) }) as unknown as Jobs;
const run = (end: () => unknown, signal?: AbortSignal) =>
  runFileTask(jobsThat(end), 'read', null, { ...says, signal }).catch((error: unknown) => error);

it('gives back what the task makes, and its refusals as they were thrown', async () => {
  const refusal = new DomainError('file.hostile', { vi: 'Không.', en: 'No.' }, { path: 'file' });
  const refuse = () => {
    throw refusal;
  };
  expect(await run(() => answeringRefusals(() => 7))).toBe(7);
  expect(await run(() => answeringRefusals(refuse))).toEqual(refusal);
  const mistake = () => {
    throw new RangeError('out of range');
  };
  expect(await run(() => answeringRefusals(mistake))).toEqual(new RangeError('out of range'));
});

it('says of a file that it is too large, unless the work was given up', async () => {
  const late = new DOMException('late', 'TimeoutError');
  expect(await run(() => Promise.reject(late))).toMatchObject({ code: 'file.too_large', faultMessage: says.tooSlow });
  expect(await run(() => Promise.reject(new JobOutOfMemory()))).toMatchObject({ faultMessage: says.tooHungry });
  expect(await run(() => Promise.reject(late), AbortSignal.abort())).toBe(late);
});
