import type { Register } from '#geo/contract/register.contract.ts';
import { asApiError, type ApiError } from '../../api/api-error.ts';
import type { Api } from '../../api/client.ts';
import { newProgressId, pause, WORK_BEGINS, type WorkProgress } from '../imports/work-progress.ts';
import { TrackReview } from './track-review.svelte.ts';

const POLL_MS = 300;

export type TrackStep =
  | { kind: 'choose' }
  | { kind: 'reading'; file: File }
  | { kind: 'refused'; file: File; error: ApiError }
  | { kind: 'review'; review: TrackReview };

/** A file of tracks on its way in: sends it, follows the work, stops it. The page only shows it. */
export class TrackRun {
  step: TrackStep = $state.raw({ kind: 'choose' });
  work: WorkProgress = $state.raw(WORK_BEGINS);
  by: 'road' | 'railway' = $state('road');
  readonly #api: Api;
  #abort = new AbortController();

  constructor(api: Api, review?: TrackReview) {
    this.#api = api;
    if (review) this.step = { kind: 'review', review };
  }

  async read(file: File, register: Register, unitId: string): Promise<void> {
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    const done = new AbortController();
    const progressId = newProgressId();
    this.step = { kind: 'reading', file };
    this.work = WORK_BEGINS;
    const onSent = (share: number) => {
      if (signal.aborted || this.work.stage !== 'send') return;
      this.work = { stage: 'send', share };
      if (share >= 1) void this.#follow(progressId, AbortSignal.any([signal, done.signal]));
    };
    try {
      const preview = await this.#api.trackPreview(file, { progressId, by: this.by }, { signal, onSent });
      if (signal.aborted) return void this.#api.trackDiscard(preview.id).catch(() => undefined);
      this.step = { kind: 'review', review: new TrackReview(preview, register, unitId) };
    } catch (thrown) {
      if (!signal.aborted) this.step = { kind: 'refused', file, error: asApiError(thrown) };
    } finally {
      done.abort();
    }
  }

  /** Ends the request, and the server's work with it. */
  stop(): void {
    this.#abort.abort();
    if (this.step.kind === 'reading') this.step = { kind: 'choose' };
  }

  async #follow(progressId: string, signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await pause(POLL_MS, signal);
        const progress = await this.#api.progress(progressId, signal);
        if (progress.stage !== 'unknown' && !signal.aborted) this.work = progress;
      }
    } catch {
      // The request itself tells how it ended.
    }
  }
}
