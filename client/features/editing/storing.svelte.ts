import type { Api, WorkOptions } from '../../api/client.ts';
import { followProgress, newProgressId, pause, POLL_MS } from '../imports/work-progress.ts';

/** A change on its way into the database, all of it or nothing: how far it is, and the way to stop it. */
export class Storing {
  isBusy = $state(false);
  isStopping = $state(false);
  /** Done of it, 0–1; null where that is not known. */
  share: number | null = $state(null);
  readonly #api: Api;
  #abort = new AbortController();

  constructor(api: Api) {
    this.#api = api;
  }

  /**
   * The answer; undefined where it was stopped. The server has ended it by
   * then; whether the word came before all was stored is to be asked.
   */
  async run<T>(request: (options: Required<WorkOptions>) => Promise<T>): Promise<T | undefined> {
    const progressId = newProgressId();
    const { signal } = (this.#abort = new AbortController());
    const done = new AbortController();
    this.isBusy = true;
    this.isStopping = false;
    this.share = null;
    void followProgress(this.#api, progressId, done.signal, ({ share }) => (this.share = share));
    try {
      return await request({ progressId, signal });
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
      done.abort();
      while ((await this.#api.progress(progressId)).stage !== 'unknown') await pause(POLL_MS);
      return undefined;
    } finally {
      done.abort();
      this.isBusy = false;
    }
  }

  stop(): void {
    this.isStopping = true;
    this.#abort.abort();
  }
}
