import { Worker } from 'node:worker_threads';
import type { JobOptions, Jobs } from './jobs.ts';

export interface JobMessage {
  id: number;
  name: string;
  input: unknown;
}
export type JobReply =
  | { id: number; kind: 'progress'; share: number }
  | { id: number; kind: 'result'; result: unknown }
  | { id: number; kind: 'error'; error: unknown };

const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * A pool of one warm thread that grows to `size` when work comes at the same time.
 * @param tasksDir where the tasks are; tests bring theirs
 */
export function openJobs(size = 2, tasksDir: URL = new URL('./tasks/', import.meta.url)): Jobs {
  return new WorkerJobs(size, tasksDir);
}

class WorkerJobs implements Jobs {
  readonly #size: number;
  readonly #tasksDir: URL;
  readonly #idle: Worker[] = [];
  readonly #queue: (() => void)[] = [];
  readonly #all = new Set<Worker>();
  #nextId = 1;
  #closed = false;

  constructor(size: number, tasksDir: URL) {
    this.#size = size;
    this.#tasksDir = tasksDir;
  }

  async run<T>(name: string, input: unknown, options: JobOptions = {}): Promise<T> {
    if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`no such job: ${name}`);
    options.signal?.throwIfAborted();
    const worker = await this.#take(options.signal);
    let healthy = false;
    try {
      const result = await this.#runOn<T>(worker, name, input, options);
      healthy = true;
      return result;
    } catch (error) {
      healthy = !(error instanceof JobEnded);
      throw error instanceof JobEnded ? error.cause : error;
    } finally {
      this.#giveBack(worker, healthy);
    }
  }

  #runOn<T>(worker: Worker, name: string, input: unknown, options: JobOptions): Promise<T> {
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
      const onAbort = () => finish(() => reject(new JobEnded(signal.reason)));
      const onFail = (cause: unknown) => finish(() => reject(new JobEnded(cause)));
      const onExit = (code: number) => onFail(new Error(`the job thread ended (${code})`));
      const onMessage = (reply: JobReply) => {
        if (reply.id !== id) return;
        if (reply.kind === 'progress') options.onProgress?.(reply.share);
        else if (reply.kind === 'result') finish(() => resolve(reply.result as T));
        else finish(() => reject(reply.error));
      };
      const finish = (settle: () => void) => {
        signal.removeEventListener('abort', onAbort);
        worker.off('message', onMessage).off('error', onFail).off('exit', onExit);
        settle();
      };
      signal.addEventListener('abort', onAbort);
      worker.on('message', onMessage).on('error', onFail).on('exit', onExit);
      worker.postMessage({ id, name, input } satisfies JobMessage);
    });
  }

  async #take(signal: AbortSignal | undefined): Promise<Worker> {
    for (;;) {
      if (this.#closed) throw new Error('the server is shutting down');
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#all.size < this.#size) return this.#start();
      await new Promise<void>((resolve) => this.#queue.push(resolve));
      if (signal?.aborted) {
        this.#queue.shift()?.();
        signal.throwIfAborted();
      }
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./job-worker.ts', import.meta.url), { workerData: this.#tasksDir.href });
    this.#all.add(worker);
    // A thread that breaks while idle must not take the server down; it is left out.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    worker.unref();
    return worker;
  }

  #giveBack(worker: Worker, healthy: boolean): void {
    if (healthy && this.#all.has(worker)) this.#idle.push(worker);
    else {
      this.#forget(worker);
      void worker.terminate();
    }
    this.#queue.shift()?.();
  }

  #forget(worker: Worker): void {
    this.#all.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
    for (const wake of this.#queue.splice(0)) wake();
  }
}

/** The thread must not be used again: cancelled, out of time, or broken. */
class JobEnded extends Error {
  constructor(cause: unknown) {
    super('job ended', { cause });
  }
}
