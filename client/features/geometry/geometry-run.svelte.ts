import type {
  GeometryUpdateConfirmed,
  GeometryUpdateForm,
  GeometryUpdatePreview,
} from '#geo/contract/geometry-updates.contract.ts';
import type { z } from 'zod';
import { asApiError, type ApiError } from '../../api/api-error.ts';
import type { Api } from '../../api/client.ts';
import { Storing } from '../editing/storing.svelte.ts';
import { followUpload, WORK_BEGINS, type WorkProgress } from '../imports/work-progress.ts';

export type Replace = NonNullable<z.input<typeof GeometryUpdateForm>['replace']>;

export type GeometryStep =
  | { kind: 'choose' }
  | { kind: 'reading'; file: File }
  | { kind: 'refused'; file: File; error: ApiError }
  | { kind: 'preview'; file: File; preview: GeometryUpdatePreview; error?: ApiError }
  | { kind: 'done'; preview: GeometryUpdatePreview; confirmed: GeometryUpdateConfirmed; fromOn: string };

/** How a confirmation ended. */
export type ConfirmEnd = 'stored' | 'stopped' | 'refused';

/** A file of roads on its way in: sent, compared, stopped, confirmed. The page only shows it. */
export class GeometryRun {
  step: GeometryStep = $state.raw({ kind: 'choose' });
  work: WorkProgress = $state.raw(WORK_BEGINS);
  replace: Replace = $state('less-accurate');
  readonly storing: Storing;
  readonly #api: Api;
  readonly #setWork = (work: WorkProgress) => void (this.work = work);
  #abort = new AbortController();

  constructor(api: Api) {
    this.#api = api;
    this.storing = new Storing(api);
  }

  /** Sends a file to be compared with the register; a second file takes the place of the first. */
  async read(file: File): Promise<void> {
    this.#leave();
    const { signal } = (this.#abort = new AbortController());
    this.step = { kind: 'reading', file };
    try {
      const preview = await followUpload(this.#api, signal, this.#setWork, (progressId, onSent) =>
        this.#api.geometryPreview(file, { replace: this.replace, progressId }, { signal, onSent }),
      );
      if (signal.aborted) this.#discard(preview);
      else this.step = { kind: 'preview', file, preview };
    } catch (thrown) {
      if (!signal.aborted) this.step = { kind: 'refused', file, error: asApiError(thrown) };
    }
  }

  /** Back to the choice of a file; what is under way stops, what was compared is forgotten. */
  again(): void {
    this.#leave();
    this.step = { kind: 'choose' };
  }

  /** All the routes named, or none. */
  async confirm(routeIds: readonly string[], fromOn: string, source: string): Promise<ConfirmEnd> {
    if (this.step.kind !== 'preview') return 'refused';
    const { file, preview } = this.step;
    this.step = { kind: 'preview', file, preview };
    const routes = preview.routes
      .filter(({ routeId }) => routeIds.includes(routeId))
      .map(({ routeId, baseVersion }) => ({ routeId, baseVersion }));
    try {
      const confirmed = await this.storing.run(({ progressId, signal }) =>
        this.#api.geometryConfirm(preview.id, { routes, fromOn, source, progressId }, signal),
      );
      if (confirmed) this.step = { kind: 'done', preview, confirmed, fromOn };
      else if ((await this.#api.geometryRead(preview.id)).state === 'previewed') return 'stopped';
      // Told too late: what was done stands among the files used so far.
      else this.step = { kind: 'choose' };
      return 'stored';
    } catch (thrown) {
      this.step = { kind: 'preview', file, preview, error: asApiError(thrown) };
      return 'refused';
    }
  }

  /** Leaves nothing running and nothing kept on the server that nobody will confirm. */
  dispose(): void {
    this.#leave();
  }

  #leave(): void {
    this.#abort.abort();
    if (this.step.kind === 'preview' && !this.storing.isBusy) this.#discard(this.step.preview);
  }

  #discard({ id }: GeometryUpdatePreview): void {
    // It would be forgotten within the hour anyway.
    void this.#api.geometryDiscard(id).catch(() => undefined);
  }
}
