import type { Register } from '#geo/contract/register.contract.ts';
import type { TrackConfirm, TrackPatrol, TrackPreview } from '#geo/contract/tracks.contract.ts';
import type { OrgUnitId, RouteId } from '#geo/domain/ids.ts';
import type { MeasureType } from '#geo/domain/measure.ts';
import { Drawing } from '../../map/draw/drawing.svelte.ts';
import { NO_SHAPE, type Shape } from '../../map/draw/shape.ts';
import { dayToText, readDay } from '../periods/day-input.ts';
import { subSchemeOf } from '../records/record-drafts.ts';
import {
  isStray,
  newStretchId,
  reachOfPatrol,
  readStretch,
  rerouted,
  stretchesOf,
  withDrawn,
  type StretchDraft,
  type StretchesByPatrol,
} from './track-drafts.ts';

/** What is said of all patrols of a file. */
export interface TrackWhat {
  type: MeasureType;
  leadOrgUnitId: string;
  partnerIds: string[];
  subScheme: '1' | '2' | '3';
  note: string;
}

export type InputFault = 'tracks.fault.day' | 'tracks.fault.stretch' | 'tracks.fault.stray';

/** A preview under correction: stretches typed and drawn with one history, one patrol in sight at a time. */
export class TrackReview {
  readonly preview: TrackPreview;
  readonly drawing: StretchDrawing;
  readonly #register: Register;
  readonly #saidAtFirst: string;
  what: TrackWhat = $state()!;
  /** Numbers of the patrols that are to be stored. */
  included: readonly number[] = $state.raw([]);
  /** Days as typed, for tracks without times. */
  days: Record<number, string> = $state({});
  currentNumber: number = $state(1);
  selectedId: string | null = $state(null);
  hoveredId: string | null = $state(null);
  /** The next stretch drawn is a new one. */
  isAdding: boolean = $state(false);
  /** Whether anything was said that closing would lose. */
  readonly isTouched: boolean = $derived.by(() => this.drawing.canUndo || this.#said() !== this.#saidAtFirst);

  constructor(preview: TrackPreview, register: Register, leadOrgUnitId: string) {
    this.preview = preview;
    this.#register = register;
    this.what = { type: 'M02', leadOrgUnitId, partnerIds: [], subScheme: subSchemeOf(leadOrgUnitId), note: '' };
    this.included = preview.patrols.map(({ number }) => number);
    this.days = Object.fromEntries(preview.patrols.map(({ number, dayOn }) => [number, dayOn ? dayToText(dayOn) : '']));
    this.currentNumber = preview.patrols[0]?.number ?? 1;
    this.drawing = new StretchDrawing(this, stretchesOf(preview, register), register);
    this.#saidAtFirst = this.#said();
  }

  #said = (): string => JSON.stringify([this.what, this.included, this.days]);

  readonly current: TrackPatrol | undefined = $derived.by(() =>
    this.preview.patrols.find(({ number }) => number === this.currentNumber),
  );
  readonly stretches: readonly StretchDraft[] = $derived.by(() => this.drawing.value[this.currentNumber] ?? []);
  readonly selected: StretchDraft | undefined = $derived.by(() =>
    this.stretches.find(({ id }) => id === this.selectedId),
  );

  readonly #reach = $derived.by(() => reachOfPatrol(this.current, this.preview, this.#register));

  /** Whether the track in sight does not go along a stretch: it must be said to be added by hand. */
  isStray(draft: StretchDraft): boolean {
    return isStray(draft, this.current, this.#reach, this.#register);
  }

  show(number: number): void {
    this.currentNumber = number;
    this.select(null);
    this.hoveredId = null;
  }

  /** Takes a stretch in hand, or none. */
  select(id: string | null): void {
    this.isAdding = false;
    this.selectedId = id;
    this.drawing.apply({ ...this.drawing.sketch, selected: null });
  }

  /** One step back, as Esc does; false when nothing was in hand. */
  release(): boolean {
    if (this.selected === undefined && !this.isAdding) return false;
    this.select(null);
    return true;
  }

  /** Puts a stretch on another route. */
  reroute(id: string, routeId: string): void {
    this.#put(this.stretches.map((item) => (item.id === id ? rerouted(item, routeId, this.#register) : item)));
  }

  change(id: string, change: Partial<StretchDraft>, key: string | null = null): void {
    this.#put(
      this.stretches.map((item) => (item.id === id ? { ...item, ...change } : item)),
      key && `${id}:${key}`,
    );
  }

  remove(id: string): void {
    if (this.hoveredId === id) this.hoveredId = null;
    this.#put(this.stretches.filter((item) => item.id !== id));
  }

  /** An empty row to type in; drawing fills it too. */
  add(): void {
    const id = newStretchId(this.drawing.value);
    this.#put([...this.stretches, { id, routeId: '', from: '', to: '', uncertain: false, byHand: false, told: null }]);
    this.select(id);
  }

  #put(list: readonly StretchDraft[], key: string | null = null): void {
    this.drawing.set({ ...this.drawing.value, [this.currentNumber]: list }, key);
  }

  include(number: number, isIncluded: boolean): void {
    const others = this.included.filter((item) => item !== number);
    this.included = isIncluded ? [...others, number].sort((a, b) => a - b) : others;
  }

  /** What is sent, or the first patrol that cannot be stored yet and why. */
  input(): { patrols: TrackConfirm['patrols'] } | { faulty: number; fault: InputFault } {
    const patrols: TrackConfirm['patrols'] = [];
    for (const number of this.included) {
      const day = readDay(this.days[number] ?? '');
      if (!('day' in day)) return { faulty: number, fault: 'tracks.fault.day' };
      const patrol = this.preview.patrols.find((item) => item.number === number);
      const reach = reachOfPatrol(patrol, this.preview, this.#register);
      const matched: TrackConfirm['patrols'][number]['matched'] = [];
      for (const draft of this.drawing.value[number] ?? []) {
        const read = readStretch(draft, this.#register);
        if ('fault' in read) return { faulty: number, fault: 'tracks.fault.stretch' };
        const mustSay = isStray(draft, patrol, reach, this.#register);
        if (mustSay && !draft.byHand) return { faulty: number, fault: 'tracks.fault.stray' };
        const { uncertain } = draft;
        matched.push({ ...read, routeId: read.routeId as RouteId, uncertain, ...(mustSay && { byHand: true }) });
      }
      const { type, leadOrgUnitId, partnerIds, subScheme, note } = this.what;
      patrols.push({
        number,
        dayOn: day.day,
        type,
        leadOrgUnitId: leadOrgUnitId as OrgUnitId,
        orgUnitIds: [leadOrgUnitId, ...partnerIds] as OrgUnitId[],
        subScheme: Number(subScheme) as 1 | 2 | 3,
        note,
        matched,
      });
    }
    return { patrols };
  }
}

/** The drawing of a review: the stretch in hand, or another one. Taking one in hand is no step of the history. */
class StretchDrawing extends Drawing<StretchesByPatrol> {
  readonly #review: TrackReview;

  constructor(review: TrackReview, initial: StretchesByPatrol, register: Register) {
    super({
      initial,
      modes: ['interval'],
      modeOf: () => (review.selected !== undefined || review.isAdding ? 'interval' : null),
      withMode: (value) => value,
      shapeOf: (): Shape => {
        const read = review.selected && readStretch(review.selected, register);
        return !read || 'fault' in read ? NO_SHAPE : { kind: 'interval', ...read };
      },
      withShape: (value, shape) => {
        if (shape.kind !== 'interval') return value;
        const { stretches, id } = withDrawn(value, review.currentNumber, review.selectedId, shape, register);
        review.selectedId = id;
        review.isAdding = false;
        return stretches;
      },
      onChange: () => {},
    });
    this.#review = review;
  }

  override setMode(): void {
    this.#review.isAdding = true;
  }
}
