import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  APART_MEMORY_MB,
  JobInterrupted,
  JobOutOfMemory,
  OUT_OF_MEMORY_SIGNAL,
  OUT_OF_TIME_SIGNAL,
  type JobMessage,
  type JobReply,
} from './jobs.ts';

/** Where jobs run one after the other: a thread or a process. */
export interface JobHost {
  post(message: JobMessage): void;
  end(): Promise<unknown>;
}
export interface JobHostEvents {
  onReply(reply: JobReply): void;
  /** It has ended or is about to, by itself or not; may be told more than once. */
  onEnd(reason: Error): void;
}

/** A thread: warm in milliseconds, yet it shares the server's fate. */
export function startThread(tasksDir: URL, { onReply, onEnd }: JobHostEvents): JobHost {
  const worker = new Worker(new URL('./job-worker.ts', import.meta.url), { workerData: tasksDir.href });
  worker.on('message', onReply);
  worker.on('error', onEnd);
  worker.on('exit', (code) => onEnd(new Error(`the job thread ended (${code})`)));
  worker.unref();
  return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
}

/** V8 aborts out of memory (SIGABRT, SIGTRAP; 134 on Windows), the watch with its own signal. */
const MEMORY_SIGNALS = new Set<string | number | null>(['SIGABRT', 'SIGTRAP', 134, OUT_OF_MEMORY_SIGNAL]);

function reasonOf(code: number | null, signal: string | null): Error {
  if (MEMORY_SIGNALS.has(signal ?? code)) return new JobOutOfMemory();
  if (signal !== null && signal === OUT_OF_TIME_SIGNAL) {
    return new DOMException('the job took more processor time than it may', 'TimeoutError');
  }
  return signal === null ? new Error(`the job process ended (${code})`) : new JobInterrupted();
}

/** A process: what it breaks is its own. */
export function startProcess(tasksDir: URL, { onReply, onEnd }: JobHostEvents): JobHost {
  const child = fork(fileURLToPath(new URL('./job-process.ts', import.meta.url)), [tasksDir.href], {
    execArgv: [`--max-old-space-size=${APART_MEMORY_MB}`],
    serialization: 'advanced',
    // V8 writes pages about its end; they would say nothing in the log that the refusal does not.
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  });
  child.on('message', (reply) => onReply(reply as JobReply));
  child.on('error', onEnd);
  child.on('exit', (code, signal) => {
    onEnd(reasonOf(code, signal));
  });
  child.unref();
  child.channel?.unref();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  return {
    post: (message) => void child.send(message),
    end: () => {
      child.kill('SIGKILL');
      return child.pid === undefined ? Promise.resolve() : gone;
    },
  };
}
