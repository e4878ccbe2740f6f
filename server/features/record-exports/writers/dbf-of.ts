import type { RecordCell, RecordColumn } from '../record-table.ts';

const MAX_BYTES = 254;
const MAX_NUMBER = 20;
const MAX_DECIMALS = 11;
const TERMINATOR = 0x0d;
const END = 0x1a;
/** Lists whose parts must all be there: cut short they would say something else. */
const LISTS = new Set(['commune', 'partners']);

interface Field {
  name: string;
  type: 'C' | 'N' | 'D';
  length: number;
  decimals: number;
  texts: Buffer[];
}

/**
 * A dBASE III table in UTF-8, as Shapefiles have beside them.
 * @returns its bytes, and how many texts were too long for it
 */
export function dbfOf(
  columns: readonly RecordColumn[],
  rows: readonly { cells: readonly RecordCell[] }[],
): { bytes: Uint8Array; cut: number } {
  let cut = 0;
  const fields = columns.map((column, c): Field => {
    const cells = rows.map((row) => row.cells[c]);
    if (column.kind === 'number') return numberField(column.short, cells as (number | null)[]);
    if (column.kind === 'day') {
      const texts = cells.map((cell) => Buffer.from(String(cell ?? '').replaceAll('-', '')));
      return { name: column.short, type: 'D', length: 8, decimals: 0, texts };
    }
    const texts = cells.map((cell) => {
      const text = Buffer.from((cell ?? '') as string);
      if (text.length <= MAX_BYTES) return text;
      cut += 1;
      return LISTS.has(column.field) ? Buffer.alloc(0) : cutText(cell as string);
    });
    const length = texts.reduce((most, text) => Math.max(most, text.length), 1);
    return { name: column.short, type: 'C', length, decimals: 0, texts };
  });
  return { bytes: bytesOf(fields, rows.length), cut };
}

/** As many whole letters as fit, with the sign that something is missing. */
function cutText(text: string): Buffer {
  let kept = '';
  let bytes = 3;
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > MAX_BYTES) break;
    kept += letter;
  }
  return Buffer.from(`${kept}…`);
}

function numberField(name: string, values: readonly (number | null)[]): Field {
  const decimalsOf = (value: number) =>
    /\.(\d+)$/.exec(value.toFixed(MAX_DECIMALS).replace(/0+$/, ''))?.[1].length ?? 0;
  const decimals = values.reduce<number>((most, value) => Math.max(most, value === null ? 0 : decimalsOf(value)), 0);
  const texts = values.map((value) => Buffer.from(value === null ? '' : value.toFixed(decimals).slice(0, MAX_NUMBER)));
  const length = texts.reduce((most, text) => Math.max(most, text.length), 1);
  return { name, type: 'N', length, decimals, texts };
}

function bytesOf(fields: readonly Field[], count: number): Uint8Array {
  const headerBytes = 32 + 32 * fields.length + 1;
  const recordBytes = fields.reduce((sum, { length }) => sum + length, 1);
  const out = Buffer.alloc(headerBytes + recordBytes * count + 1, 0);
  // Version 3 without memo; the day of the last change is not kept: the same records give the same file.
  out.set([3, 126, 1, 1]);
  out.writeUInt32LE(count, 4);
  out.writeUInt16LE(headerBytes, 8);
  out.writeUInt16LE(recordBytes, 10);
  fields.forEach(({ name, type, length, decimals }, i) => {
    const at = 32 + 32 * i;
    out.write(name.slice(0, 10), at, 'latin1');
    out.write(type, at + 11, 'latin1');
    out[at + 16] = length;
    out[at + 17] = decimals;
  });
  out[headerBytes - 1] = TERMINATOR;
  for (let row = 0; row < count; row++) {
    let at = headerBytes + row * recordBytes;
    out.fill(0x20, at, at + recordBytes);
    at += 1;
    for (const { type, length, texts } of fields) {
      // Numbers stand to the right, everything else to the left.
      texts[row].copy(out, type === 'N' ? at + length - texts[row].length : at);
      at += length;
    }
  }
  out[out.length - 1] = END;
  return out;
}
