import { historyOf, redo, seal, step, undo, type History } from './history.ts';
import type { DrawMode, Shape, VertexRef } from './shape.ts';
import type { Sketch } from './sketch.ts';

/** How what a form edits and what is drawn on the map are one and the same. */
export interface DrawingOptions<V> {
  initial: V;
  modes: readonly DrawMode[];
  /** A single km of a route will do: a press without a drag. */
  allowsKmPoint?: boolean;
  /** One commune only: another click takes the place of the first. */
  isSingle?: boolean;
  /** The way of drawing in force; null where nothing can be drawn. */
  modeOf(value: V): DrawMode | null;
  withMode(value: V, mode: DrawMode): V;
  shapeOf(value: V): Shape;
  withShape(value: V, shape: Shape): V;
  onChange(value: V): void;
}

/** One step of the history: the value, and the part under the hand. */
interface Moment<V> {
  value: V;
  open: Sketch['open'];
}

/** What the map and its toolbar need of a drawing, whatever form it belongs to. */
export interface ActiveDrawing {
  readonly modes: readonly DrawMode[];
  readonly mode: DrawMode | null;
  readonly allowsKmPoint: boolean;
  readonly isSingle: boolean;
  readonly sketch: Sketch;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  setMode(mode: DrawMode): void;
  apply(sketch: Sketch, key?: string): void;
  undo(): void;
  redo(): void;
  /** Ends a drag, so that the next is a step of its own. */
  seal(): void;
  /** Takes the step under way back without a way to redo it. */
  revert(): void;
}

/**
 * A value that is typed in fields and drawn on a map, with one history over
 * both. Values are replaced, never changed in place.
 */
export class Drawing<V> implements ActiveDrawing {
  readonly modes: readonly DrawMode[];
  readonly allowsKmPoint: boolean;
  readonly isSingle: boolean;
  #history: History<Moment<V>> = $state.raw() as never;
  #selected: VertexRef | null = $state.raw(null);
  readonly #options: DrawingOptions<V>;

  readonly value: V = $derived(this.#history.present.value);
  readonly mode: DrawMode | null = $derived.by(() => this.#options.modeOf(this.value));
  readonly #shape: Shape = $derived.by(() => this.#options.shapeOf(this.value));
  readonly sketch: Sketch = $derived({
    shape: this.#shape,
    open: this.#history.present.open,
    selected: this.#selected,
  });
  readonly canUndo: boolean = $derived(this.#history.past.length > 0);
  readonly canRedo: boolean = $derived(this.#history.future.length > 0);

  constructor(options: DrawingOptions<V>) {
    this.#options = options;
    this.modes = options.modes;
    this.allowsKmPoint = options.allowsKmPoint ?? false;
    this.isSingle = options.isSingle ?? false;
    this.#history = historyOf<Moment<V>>({ value: options.initial, open: null });
  }

  #become(history: History<Moment<V>>): void {
    const before = this.#history.present.value;
    this.#history = history;
    if (history.present.value !== before) this.#options.onChange(history.present.value);
  }

  /** As typed in a field; under one `key` (the field's name) what is typed in a row is one step. */
  set(value: V, key: string | null = null): void {
    this.#selected = null;
    this.#become(step(this.#history, { value, open: null }, key));
  }

  setMode(mode: DrawMode): void {
    if (mode !== this.mode) this.set(this.#options.withMode(this.value, mode));
  }

  apply(sketch: Sketch, key: string | null = null): void {
    const now = this.sketch;
    this.#selected = sketch.selected;
    // Another part taken in hand: what is done to it is a step of its own.
    if (sketch.shape === now.shape && sketch.open === now.open) return this.seal();
    const value = sketch.shape === now.shape ? this.value : this.#options.withShape(this.value, sketch.shape);
    this.#become(step(this.#history, { value, open: sketch.open }, key));
  }

  undo(): void {
    this.#selected = null;
    this.#become(undo(this.#history));
  }

  redo(): void {
    this.#selected = null;
    this.#become(redo(this.#history));
  }

  seal(): void {
    this.#history = seal(this.#history);
  }

  revert(): void {
    this.undo();
    this.#history = { ...this.#history, future: [] };
  }
}
