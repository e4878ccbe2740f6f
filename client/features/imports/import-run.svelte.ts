import type { ImportKind, ImportPreview } from '#geo/contract/imports.contract.ts';
import { asApiError } from '../../api/api-error.ts';
import type { Api } from '../../api/client.ts';
import { hasConflict } from './column-rows.ts';
import { formOf, noChoices, withChange, type ImportChange, type ImportChoices } from './import-choices.ts';
import { offersOf, refusalOf, stepAfterReading, stepAfterRereading, type ImportStep } from './import-state.ts';
import {
  followProgress,
  followUpload,
  newProgressId,
  pause,
  POLL_MS,
  WORK_BEGINS,
  type WorkProgress,
} from './work-progress.ts';

/** How long a person may go on choosing before the file is sent again. */
const DEBOUNCE_MS = 350;

export interface Stored {
  preview: ImportPreview;
  stored: number;
  /** It was to be stopped, but was done already. */
  isLate: boolean;
}

/**
 * Files on their way in, one after the other: sends, sends again with what was
 * chosen, follows the work, stops it, stores. The page only shows it.
 */
export class ImportRun {
  step: ImportStep = $state.raw({ kind: 'choose' });
  choices: ImportChoices = $state.raw()!;
  work: WorkProgress = $state.raw(WORK_BEGINS);
  /** Files that come after this one. */
  waiting: readonly File[] = $state.raw([]);
  /** This file's number among those chosen together, from 1. */
  index = $state(0);
  readonly total = $derived(this.index + this.waiting.length);
  readonly preview = $derived('preview' in this.step ? this.step.preview : undefined);

  readonly #api: Api;
  readonly #onStored: (stored: Stored) => void;
  readonly #onDone: () => void;
  readonly #setWork = (work: WorkProgress) => void (this.work = work);
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The choices that the shown preview was read with. */
  #applied: ImportChoices;

  constructor(api: Api, kind: ImportKind, onStored: (stored: Stored) => void, onDone: () => void) {
    this.#api = api;
    this.#onStored = onStored;
    this.#onDone = onDone;
    this.#applied = this.choices = noChoices(kind);
  }

  /** Files chosen or dropped. While one is under way the others wait for it. */
  take(files: readonly File[]): void {
    const refusals = files.flatMap((file) => refusalOf(file) ?? []);
    const good = files.filter((file) => refusalOf(file) === undefined);
    const isIdle = this.step.kind === 'choose' || this.step.kind === 'not-sent' || this.step.kind === 'refused';
    this.waiting = [...this.waiting, ...good];
    if (!isIdle) return;
    if (good.length > 0) this.#begin();
    else if (refusals.length > 0) this.step = { kind: 'not-sent', refusals };
  }

  /** The next file of those that wait; back to the start when there is none. */
  #begin(): void {
    const [file, ...rest] = this.waiting;
    this.#applied = this.choices = noChoices(this.choices.kind);
    this.waiting = rest;
    if (file === undefined) {
      this.index = 0;
      this.step = { kind: 'choose' };
      return;
    }
    this.index += 1;
    void this.read(file);
  }

  /** Reads a file for the first time, or anew with an encoding chosen. */
  async read(file: File, change?: ImportChange): Promise<void> {
    if (change) this.choices = withChange(this.choices, change);
    this.step = { kind: 'reading', file };
    try {
      const preview = await this.#send(file);
      if (preview) this.step = stepAfterReading(file, preview);
    } catch (thrown) {
      const error = asApiError(thrown);
      const offers = offersOf(error);
      this.step = offers.length > 0 ? { kind: 'encoding', file, offers } : { kind: 'refused', file, error };
    }
  }

  /** Applies a choice and reads the file again with it, once the person pauses. */
  change(change: ImportChange): void {
    const { step } = this;
    if (step.kind === 'choose' || step.kind === 'not-sent' || step.kind === 'refused') {
      this.choices = withChange(this.choices, change);
      this.#applied = this.choices;
      return;
    }
    if (step.kind !== 'understand' && step.kind !== 'check') return;
    this.#stopWork();
    this.choices = withChange(this.choices, change, step.preview);
    if (hasConflict(step.preview.columns, this.choices.mapping)) {
      this.step = { ...step, again: { kind: 'no' } };
      return;
    }
    this.step = { ...step, again: { kind: 'running' } };
    this.#timer = setTimeout(() => void this.#readAgain(step.file), DEBOUNCE_MS);
  }

  async #readAgain(file: File): Promise<void> {
    const before = this.preview;
    try {
      const preview = await this.#send(file);
      if (!preview) return;
      if (before) this.#discard(before);
      this.step = stepAfterRereading(this.step, preview);
    } catch (thrown) {
      // What is shown was read with the choices before: they stand again.
      this.choices = this.#applied;
      if (this.step.kind === 'understand' || this.step.kind === 'check') {
        this.step = { ...this.step, again: { kind: 'refused', error: asApiError(thrown) } };
      }
    }
  }

  /** Undefined when the person has moved on meanwhile. */
  async #send(file: File): Promise<ImportPreview | undefined> {
    this.#stopWork();
    const { signal } = (this.#abort = new AbortController());
    const { choices } = this;
    try {
      const preview = await followUpload(this.#api, signal, this.#setWork, (progressId, onSent) =>
        this.#api.importPreview(file, formOf(choices, progressId), { signal, onSent }),
      );
      if (signal.aborted) {
        this.#discard(preview);
        return undefined;
      }
      this.#applied = choices;
      return preview;
    } catch (thrown) {
      if (signal.aborted) return undefined;
      throw thrown;
    }
  }

  goTo(place: 'understand' | 'check'): void {
    const { step } = this;
    if (step.kind === 'understand' || step.kind === 'check') {
      this.step = { kind: place, file: step.file, preview: step.preview, again: step.again };
    }
  }

  /** Gives this file up, and goes on with the next if there is one. Also stops reading it. */
  skip(): void {
    this.#stopWork();
    if (this.preview) this.#discard(this.preview);
    this.#begin();
  }

  /** Stores all good rows, or none. */
  async store(): Promise<void> {
    if (this.step.kind !== 'check') return;
    const { file, preview } = this.step;
    const progressId = newProgressId();
    this.#stopWork();
    const { signal } = (this.#abort = new AbortController());
    const done = new AbortController();
    this.work = { stage: 'storing', share: null };
    this.step = { kind: 'storing', file, preview, isStopping: false };
    void followProgress(this.#api, progressId, done.signal, this.#setWork);
    try {
      const { stored } = await this.#api.importConfirm(preview.id, progressId, signal);
      this.#finish({ preview, stored, isLate: false });
    } catch (thrown) {
      if (signal.aborted) await this.#learnWhatStands(file, preview, progressId);
      else this.step = { kind: 'check', file, preview, again: { kind: 'refused', error: asApiError(thrown) } };
    } finally {
      done.abort();
    }
  }

  /** Stops storing; what stands afterwards is asked, never guessed. */
  stopStoring(): void {
    if (this.step.kind !== 'storing' || this.step.isStopping) return;
    this.step = { ...this.step, isStopping: true };
    this.#abort.abort();
  }

  async #learnWhatStands(file: File, preview: ImportPreview, progressId: string): Promise<void> {
    try {
      while ((await this.#api.progress(progressId)).stage !== 'unknown') await pause(POLL_MS);
      const { state } = await this.#api.importRead(preview.id);
      if (state === 'confirmed') this.#finish({ preview, stored: preview.good, isLate: true });
      else this.step = { kind: 'check', file, preview, again: { kind: 'no' }, isStopped: true };
    } catch (thrown) {
      this.step = { kind: 'check', file, preview, again: { kind: 'refused', error: asApiError(thrown) } };
    }
  }

  #finish(stored: Stored): void {
    this.#onStored(stored);
    const isLast = this.waiting.length === 0;
    this.#begin();
    if (isLast) this.#onDone();
  }

  /** Leaves nothing running and nothing staged behind. */
  dispose(): void {
    if (this.step.kind === 'storing') return;
    this.#stopWork();
    if (this.preview) this.#discard(this.preview);
  }

  #stopWork(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  /** Rows of a preview that nobody will confirm are not kept for its hour; that it failed harms nobody. */
  #discard({ id }: ImportPreview): void {
    void this.#api.importDiscard(id).catch(() => undefined);
  }
}
