/**
 * One computation for all who ask for the same thing at the same time. It is
 * given up only when everyone who waited has gone away.
 */
export class SharedWork<T> {
  readonly #running = new Map<string, { promise: Promise<T>; controller: AbortController; waiting: number }>();

  /** @param start begins the work; its signal aborts when nobody waits any more. */
  async run(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    let work = this.#running.get(key);
    if (work === undefined) {
      const controller = new AbortController();
      const promise = start(controller.signal).finally(() => {
        if (this.#running.get(key)?.controller === controller) this.#running.delete(key);
      });
      work = { promise, controller, waiting: 0 };
      this.#running.set(key, work);
      // Everyone who waits gets the failure; when all have left, nobody is to be told.
      promise.catch(() => {});
    }
    const joined = work;
    joined.waiting += 1;
    try {
      return await untilAborted(joined.promise, signal);
    } finally {
      joined.waiting -= 1;
      if (joined.waiting === 0 && this.#running.get(key) === joined) {
        this.#running.delete(key);
        joined.controller.abort(signal.reason);
      }
    }
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
