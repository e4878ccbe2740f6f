/** What was, is and was taken back. Immutable: every function gives a new history. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Changes that follow each other under one key are one step: a drag, a word being typed. */
  readonly key: string | null;
}

/** Steps kept; older ones are forgotten. */
const MOST = 200;

export function historyOf<T>(present: T): History<T> {
  return { past: [], present, future: [], key: null };
}

/** A new present. Under the key of the step before, it takes that step's place. */
export function step<T>(history: History<T>, present: T, key: string | null = null): History<T> {
  if (key !== null && key === history.key) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-MOST), present, future: [], key };
}

/** One step back; the same history where there is none. */
export function undo<T>(history: History<T>): History<T> {
  if (history.past.length === 0) return history;
  return {
    past: history.past.slice(0, -1),
    present: history.past[history.past.length - 1],
    future: [history.present, ...history.future],
    key: null,
  };
}

/** One step forward again; the same history where there is none. */
export function redo<T>(history: History<T>): History<T> {
  if (history.future.length === 0) return history;
  return {
    past: [...history.past, history.present],
    present: history.future[0],
    future: history.future.slice(1),
    key: null,
  };
}

/** Ends a run of changes of one key, so that the next begins a step of its own. */
export function seal<T>(history: History<T>): History<T> {
  return history.key === null ? history : { ...history, key: null };
}
