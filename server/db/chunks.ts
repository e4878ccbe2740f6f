/** Rows that one statement stores, and after which a long store can be told, or stopped. */
export const GROUP_ROWS = 400;
const MAX_CHARACTERS = 4_000_000;

/**
 * Rows as JSON arrays for `json_to_recordset`: one parameter carries many rows
 * of any length, on both engines, within sizes that either takes at once.
 */
export function* jsonChunks(rows: Iterable<object>): Generator<string> {
  let parts: string[] = [];
  let size = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    parts.push(text);
    size += text.length;
    if (parts.length >= GROUP_ROWS || size >= MAX_CHARACTERS) {
      yield `[${parts.join(',')}]`;
      parts = [];
      size = 0;
    }
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`;
}

/** Items in groups of up to `size`, drawn from `items` only when a group is asked for. */
export function* groupsOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Like `items.map(change)`, each made only when it is asked for. */
export function* lazily<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item);
}
