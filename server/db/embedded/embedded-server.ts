import { Worker } from 'node:worker_threads';
import pg from 'pg';
import type { Command, OpenMessage, RawError, RawResult, Reply } from './protocol.ts';

type CommandBody = Command extends infer C ? (C extends { id: number } ? Omit<C, 'id'> : never) : never;
interface Waiting {
  resolve(result: RawResult): void;
  reject(error: Error): void;
}

/**
 * The embedded PostgreSQL in its worker thread, as seen from the main thread.
 * A command that outlives its time limit cannot be interrupted inside WASM:
 * the worker is ended and started again on the same directory, and PostgreSQL
 * recovers as after a crash; what was not committed is gone, as it should be.
 */
export class EmbeddedServer {
  readonly #dataDir: string;
  #worker: Worker | undefined;
  #ready: Promise<void> | undefined;
  /** A worker that was given up; the directory is free when it has ended. */
  #ending: Promise<unknown> = Promise.resolve();
  #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #closed = false;
  #generation = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** Rises each time PostgreSQL is lost: what was open in it is gone. */
  get generation(): number {
    return this.#generation;
  }

  /** Resolves when PostgreSQL answers. */
  async open(): Promise<void> {
    if (this.#closed) throw new Error('the embedded database is closed');
    this.#ready ??= this.#start();
    await this.#ready;
  }

  async #start(): Promise<void> {
    await this.#ending;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { dataDir: this.#dataDir } satisfies OpenMessage,
    });
    this.#worker = worker;
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (reply: Reply) => {
        if (reply.kind === 'ready') resolve();
        else if (reply.kind === 'failed') {
          this.#lose(worker, new Error(`the embedded database did not open: ${reply.message}`), reject);
        } else this.#settle(reply);
      });
      worker.on('error', (error) => this.#lose(worker, error as Error, reject));
      worker.on('exit', (code) => this.#lose(worker, new Error(`the database thread ended (${code})`), reject));
    });
  }

  #settle(reply: Extract<Reply, { id: number }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'result') waiting?.resolve(reply.result);
    else waiting?.reject(databaseErrorOf(reply.error));
  }

  #lose(worker: Worker, error: Error, rejectOpen: (error: Error) => void): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#ready = undefined;
    this.#generation++;
    this.#ending = worker.terminate();
    rejectOpen(error);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }

  /** @param timeoutMs 0 waits for ever. */
  async run(body: CommandBody, timeoutMs = 0): Promise<RawResult> {
    await this.open();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const worker = this.#worker!;
      const timer =
        timeoutMs > 0
          ? setTimeout(() => {
              const error = databaseErrorOf({
                message: `canceling statement due to statement timeout (${timeoutMs} ms)`,
                fields: { code: '57014', severity: 'ERROR' },
              });
              this.#lose(worker, error, () => {});
            }, timeoutMs)
          : undefined;
      this.#waiting.set(id, {
        resolve: (result) => (clearTimeout(timer), resolve(result)),
        reject: (error) => (clearTimeout(timer), reject(error)),
      });
      worker.postMessage({ ...body, id });
    });
  }

  /** Flushes everything and ends the thread. */
  async close(): Promise<void> {
    if (this.#closed) return;
    if (this.#ready) {
      await this.#ready.catch(() => {});
      if (this.#worker) await this.run({ kind: 'close' });
    }
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function databaseErrorOf(error: RawError): Error {
  return Object.assign(new pg.DatabaseError(error.message, 0, 'error'), error.fields);
}
