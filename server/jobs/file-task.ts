import { DomainError, type ErrorCode, type Fault, type FaultPlace, type Message } from '#geo/domain/errors.ts';
import { JobOutOfMemory, type JobOptions, type Jobs } from './jobs.ts';

const CPU_MS = 15_000;
/** On a machine of two crowded cores fifteen seconds of work can take a minute. */
const TIMEOUT_MS = process.platform === 'win32' ? CPU_MS : 60_000;

/** A refusal crosses threads as data: an error's class does not survive the copy. */
export type FileTaskResult<T> =
  { done: T } | { refused: { code: ErrorCode; message: Message; place: FaultPlace; faults: readonly Fault[] } };

/** For a task that reads a file: what it makes of it, or the refusal it throws as data. */
export async function answeringRefusals<T>(read: () => T | Promise<T>): Promise<FileTaskResult<T>> {
  try {
    return { done: await read() };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refused: { code: error.code, message: error.faultMessage, place: error.place, faults: error.faults } };
  }
}

export interface FileTaskOptions extends Pick<JobOptions, 'signal' | 'onProgress'> {
  /** What is said of a file that takes too long, and of one that takes too much memory. */
  tooSlow: Message;
  tooHungry: Message;
}

/**
 * Runs a task that answers with {@link answeringRefusals} in a process of its own, for at most 15 s of processor time and 512 MB.
 * @throws DomainError file.*
 */
export async function runFileTask<T>(
  jobs: Jobs,
  name: string,
  input: unknown,
  { signal, onProgress, tooSlow, tooHungry }: FileTaskOptions,
): Promise<T> {
  const result = await jobs
    .run<FileTaskResult<T>>(name, input, { signal, onProgress, timeoutMs: TIMEOUT_MS, cpuMs: CPU_MS, apart: true })
    .catch((error: unknown) => {
      const isSlow = !signal?.aborted && error instanceof DOMException && error.name === 'TimeoutError';
      if (isSlow) throw tooLarge(tooSlow);
      if (error instanceof JobOutOfMemory) throw tooLarge(tooHungry);
      throw error;
    });
  if ('done' in result) return result.done;
  const { code, message, place, faults } = result.refused;
  throw new DomainError(code, message, place, faults);
}

function tooLarge(message: Message): DomainError {
  return new DomainError('file.too_large', message, { path: 'file' });
}
