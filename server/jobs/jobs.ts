import { DomainError } from '#geo/domain/errors.ts';

export interface JobOptions {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  /** Default 120 s. */
  timeoutMs?: number;
  /** Processor time; only of jobs apart, so that a crowded machine is not taken for a bad file. Default: no limit. */
  cpuMs?: number;
  /**
   * For work on what strangers send: in a process of its own that is killed
   * when it takes more than {@link APART_MEMORY_MB}. A thread cannot be held
   * so: V8 ends the whole process where a single step (`JSON.parse`, `split`,
   * a growing Map) runs out of memory, and a thread's limits leave buffers out.
   */
  apart?: true;
}

/** Long pure computations, off the thread that answers requests. */
export interface Jobs {
  /**
   * Runs `server/jobs/tasks/<name>.ts` in a worker; input and result are structured clones.
   * @throws JobOutOfMemory, JobInterrupted, the signal's reason, a TimeoutError, what the task throws
   */
  run<T>(name: string, input: unknown, options?: JobOptions): Promise<T>;
  close(): Promise<void>;
}

/** Memory of a process for jobs apart, over what it holds when idle. */
export const APART_MEMORY_MB = 512;

/** The job's process was ended because it took too much memory. */
export class JobOutOfMemory extends Error {
  constructor() {
    super(`the job took more than ${APART_MEMORY_MB} MB`);
    this.name = 'JobOutOfMemory';
  }
}

/**
 * The job's process was ended by someone else: the system, an operator. Nothing
 * is wrong with what it read, as far as one can know; for whoever asked it is
 * an answer as it stands.
 */
export class JobInterrupted extends DomainError {
  constructor() {
    super('file.interrupted', {
      vi: 'Việc đọc tệp bị gián đoạn; hãy thử lại.',
      en: 'Reading was interrupted; try again.',
    });
  }
}

/**
 * With which the watch of a job's process ends it over its memory: its own, so
 * that the memory is blamed for nothing else. Windows has but one way to end.
 */
export const OUT_OF_MEMORY_SIGNAL = process.platform === 'win32' ? 'SIGKILL' : 'SIGUSR2';

/** The same for a job over its processor time; Windows knows {@link JobOptions.timeoutMs} alone. */
export const OUT_OF_TIME_SIGNAL = process.platform === 'win32' ? null : 'SIGXCPU';

export interface JobMessage {
  id: number;
  name: string;
  input: unknown;
  cpuMs?: number;
}
export type JobReply =
  | { id: number; kind: 'progress'; share: number }
  /** `worn`: holds so much memory since that it should not be used again. */
  | { id: number; kind: 'result'; result: unknown; worn?: boolean }
  | { id: number; kind: 'error'; error: unknown };

/** A task file exports this: a pure function of its input that may tell how far it is (0–1). */
export type Task = (input: unknown, onProgress: (share: number) => void) => unknown;
