import type { JobHost, JobHostEvents } from './job-hosts.ts';
import type { JobOptions, JobReply } from './jobs.ts';

const DEFAULT_TIMEOUT_MS = 120_000;

interface Member {
  host: JobHost;
  /** Who listens at the moment. */
  events: JobHostEvents | undefined;
}

/** One warm host that becomes up to `size` when work comes at the same time. */
export class JobPool {
  readonly #size: number;
  readonly #start: (events: JobHostEvents) => JobHost;
  readonly #idle: Member[] = [];
  readonly #queue: (() => void)[] = [];
  readonly #all = new Set<Member>();
  #nextId = 1;
  #closed = false;

  constructor(size: number, start: (events: JobHostEvents) => JobHost) {
    this.#size = size;
    this.#start = start;
  }

  async run<T>(name: string, input: unknown, options: JobOptions): Promise<T> {
    options.signal?.throwIfAborted();
    const member = await this.#take(options.signal);
    let healthy = false;
    try {
      const { result, worn } = await this.#runOn(member, name, input, options);
      healthy = !worn;
      return result as T;
    } catch (error) {
      healthy = !(error instanceof HostLost);
      throw error instanceof HostLost ? error.cause : error;
    } finally {
      this.#giveBack(member, healthy);
    }
  }

  #runOn(
    member: Member,
    name: string,
    input: unknown,
    options: JobOptions,
  ): Promise<Extract<JobReply, { kind: 'result' }>> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
      const finish = (settle: () => void) => {
        signal.removeEventListener('abort', onAbort);
        member.events = undefined;
        settle();
      };
      const onAbort = () => finish(() => reject(new HostLost(signal.reason)));
      signal.addEventListener('abort', onAbort);
      member.events = {
        onEnd: (cause) => finish(() => reject(new HostLost(cause))),
        onReply: (reply) => {
          if (reply.id !== id) return;
          if (reply.kind === 'progress') options.onProgress?.(reply.share);
          else if (reply.kind === 'result') finish(() => resolve(reply));
          else finish(() => reject(reply.error as Error));
        },
      };
      if (signal.aborted) onAbort();
      else member.host.post({ id, name, input, cpuMs: options.cpuMs });
    });
  }

  async #take(signal: AbortSignal | undefined): Promise<Member> {
    for (;;) {
      if (this.#closed) throw new Error('the server is shutting down');
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#all.size < this.#size) return this.#add();
      await new Promise<void>((resolve) => this.#queue.push(resolve));
      if (signal?.aborted) {
        this.#queue.shift()?.();
        signal.throwIfAborted();
      }
    }
  }

  #add(): Member {
    const member: Member = { events: undefined, host: undefined as unknown as JobHost };
    member.host = this.#start({
      onReply: (reply) => member.events?.onReply(reply),
      // One that breaks while idle must not take the server down; it is left out.
      onEnd: (reason) => {
        this.#forget(member);
        member.events?.onEnd(reason);
      },
    });
    this.#all.add(member);
    return member;
  }

  #giveBack(member: Member, healthy: boolean): void {
    if (healthy && this.#all.has(member)) this.#idle.push(member);
    else {
      this.#forget(member);
      void member.host.end();
    }
    this.#queue.shift()?.();
  }

  #forget(member: Member): void {
    this.#all.delete(member);
    const at = this.#idle.indexOf(member);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map(({ host }) => host.end()));
    for (const wake of this.#queue.splice(0)) wake();
  }
}

/** The host must not be used again: cancelled, out of time or memory, or broken. */
class HostLost extends Error {
  constructor(cause: unknown) {
    super('job ended', { cause });
  }
}
