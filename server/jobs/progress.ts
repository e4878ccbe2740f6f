import type { Progress } from '#geo/contract/progress.contract.ts';

/** Says how far a piece of work is: its stage and, where it can be told, the share done (0–1). */
export type TellProgress = (stage: Exclude<Progress['stage'], 'unknown'>, share?: number) => void;

const UNKNOWN: Progress = { stage: 'unknown', share: null };

/**
 * How far the running work is, for those who wait for it to ask meanwhile. In
 * memory: an entry lives as long as its request, and only the identity that
 * made the request can read it.
 */
export class ProgressBoard {
  readonly #running = new Map<string, Progress>();

  /**
   * Does `work` under the id that the request brought; without an id nothing
   * is noted. Two at once under one id: the later one is told.
   */
  async follow<T>(identityId: string, id: string | undefined, work: (tell: TellProgress) => Promise<T>): Promise<T> {
    if (id === undefined) return work(() => undefined);
    const key = keyOf(identityId, id);
    let told: Progress = UNKNOWN;
    try {
      return await work((stage, share) => {
        told = { stage, share: share === undefined ? null : Math.min(1, Math.max(0, share)) };
        this.#running.set(key, told);
      });
    } finally {
      if (this.#running.get(key) === told) this.#running.delete(key);
    }
  }

  /** Unknown before the work began and after it ended. */
  read(identityId: string, id: string): Progress {
    return this.#running.get(keyOf(identityId, id)) ?? UNKNOWN;
  }
}

const keyOf = (identityId: string, id: string): string => `${identityId} ${id.toLowerCase()}`;
