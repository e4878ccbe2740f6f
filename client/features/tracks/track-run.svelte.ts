import type { Register } from '#geo/contract/register.contract.ts';
import { asApiError, type ApiError } from '../../api/api-error.ts';
import type { Api } from '../../api/client.ts';
import { followUpload, WORK_BEGINS, type WorkProgress } from '../imports/work-progress.ts';
import { TrackReview } from './track-review.svelte.ts';

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
  readonly #setWork = (work: WorkProgress) => void (this.work = work);
  #abort = new AbortController();

  constructor(api: Api, review?: TrackReview) {
    this.#api = api;
    if (review) this.step = { kind: 'review', review };
  }

  async read(file: File, register: Register, unitId: string): Promise<void> {
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    this.step = { kind: 'reading', file };
    try {
      const preview = await followUpload(this.#api, signal, this.#setWork, (progressId, onSent) =>
        this.#api.trackPreview(file, { progressId, by: this.by }, { signal, onSent }),
      );
      if (signal.aborted) return void this.#api.trackDiscard(preview.id).catch(() => undefined);
      this.step = { kind: 'review', review: new TrackReview(preview, register, unitId) };
    } catch (thrown) {
      if (!signal.aborted) this.step = { kind: 'refused', file, error: asApiError(thrown) };
    }
  }

  /** Ends the request, and the server's work with it. */
  stop(): void {
    this.#abort.abort();
    if (this.step.kind === 'reading') this.step = { kind: 'choose' };
  }
}
