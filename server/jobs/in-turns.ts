import { setImmediate as turn } from 'node:timers/promises';

/** Longest that one request keeps the thread from the others. */
const TURN_MS = 10;

/** How a long piece of work tells its progress and learns that nobody waits for it any more. */
export interface LongWork {
  signal?: AbortSignal;
  /** Share done, 0–1. */
  onProgress?: (share: number) => void;
}

/**
 * Does `work` for each item on this thread, with the other requests let in every few
 * milliseconds: for tens of thousands of items that are too light to be worth a job.
 * @throws the signal's reason
 */
export async function inTurns<T>(
  items: readonly T[],
  work: (item: T, index: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  let since = performance.now();
  for (const [i, item] of items.entries()) {
    work(item, i);
    if (performance.now() - since < TURN_MS) continue;
    await turn();
    signal?.throwIfAborted();
    since = performance.now();
  }
}
