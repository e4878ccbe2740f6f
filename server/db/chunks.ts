const MAX_ROWS = 400;
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
    if (parts.length >= MAX_ROWS || size >= MAX_CHARACTERS) {
      yield `[${parts.join(',')}]`;
      parts = [];
      size = 0;
    }
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`;
}
