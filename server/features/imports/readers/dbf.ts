import { isUtf8 } from 'node:buffer';
import type { ImportEncoding } from '#geo/contract/imports.contract.ts';
import { decodeAs, guessEncodings } from '../encoding/decode-file.ts';
import { MAX_ROWS, tooManyRows } from '../raw-table.ts';
import { damaged } from './byte-reader.ts';
import { numberText } from './table-builder.ts';

const FIELD_BYTES = 32;
const END_OF_FIELDS = 0x0d;
const DELETED = 0x2a;

export interface DbfTable {
  /** Names in order. */
  fields: string[];
  /** One a record, in order, undefined where it is marked as deleted: the .shp keeps its shape all the same. */
  records: ([name: string, text: string][] | undefined)[];
  text: { encoding: ImportEncoding; guesses: { encoding: ImportEncoding; sample: string }[] };
}
interface DbfField {
  name: Uint8Array;
  type: string;
  at: number;
  length: number;
}

/**
 * A dBASE table as Shapefiles have beside them. Days become yyyy-mm-dd, truth
 * values `true` and `false`; memo fields, which live in a file of their own,
 * stay empty. parsedbf drops deleted rows, so that all that follow get their
 * neighbour's shape, and knows no TCVN3.
 * @param declared what the .cpg says
 * @param chosen what the person chose
 * @throws DomainError file.unreadable, file.too_many_rows
 */
export function parseDbf(bytes: Uint8Array, declared: string | undefined, chosen?: ImportEncoding): DbfTable {
  if (bytes.length < FIELD_BYTES) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(4, true);
  const headerBytes = view.getUint16(8, true);
  const recordBytes = view.getUint16(10, true);
  if (count > MAX_ROWS) throw tooManyRows();
  if (recordBytes < 1 || headerBytes + count * recordBytes > bytes.length) throw damaged();
  const fields = fieldsOf(bytes, Math.min(headerBytes, bytes.length), recordBytes);

  const texts: Uint8Array[] = [];
  for (const { name } of fields) texts.push(name);
  const raw: (Uint8Array[] | undefined)[] = [];
  for (let i = 0; i < count; i++) {
    const start = headerBytes + i * recordBytes;
    if (bytes[start] === DELETED) {
      raw.push(undefined);
      continue;
    }
    const cells = fields.map(({ at, length }) => trimmed(bytes.subarray(start + at, start + at + length)));
    cells.forEach((cell, f) => fields[f].type === 'C' && texts.push(cell));
    raw.push(cells);
  }
  const { decode, ...text } = decoderOf(texts, declared, chosen);
  const names = fields.map(({ name }) => decode(name));
  return {
    fields: names,
    records: raw.map((cells) => cells?.map((cell, f) => [names[f], cellText(cell, fields[f].type, decode)])),
    text,
  };
}

function fieldsOf(bytes: Uint8Array, headerBytes: number, recordBytes: number): DbfField[] {
  const fields: DbfField[] = [];
  let at = 1;
  for (let start = FIELD_BYTES; start + FIELD_BYTES <= headerBytes; start += FIELD_BYTES) {
    if (bytes[start] === END_OF_FIELDS) break;
    const name = bytes.subarray(start, start + 11);
    const end = name.indexOf(0);
    const length = bytes[start + 16];
    if (at + length > recordBytes) throw damaged();
    fields.push({
      name: trimmed(end < 0 ? name : name.subarray(0, end)),
      type: String.fromCharCode(bytes[start + 11]),
      at,
      length,
    });
    at += length;
  }
  return fields;
}

/** Without the blanks and NULs that fill a field, and without half a UTF-8 letter where the field was too short. */
function trimmed(cell: Uint8Array): Uint8Array {
  let end = cell.length;
  while (end > 0 && (cell[end - 1] === 0x20 || cell[end - 1] === 0)) end -= 1;
  return cell.subarray(0, end);
}

/** Cuts an incomplete last letter off; what is no UTF-8 at all stays as it is. */
function withoutHalfLetter(cell: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, cell.length); back++) {
    const byte = cell[cell.length - back];
    if (byte < 0x80) return cell;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? cell.subarray(0, cell.length - back) : cell;
    }
  }
  return cell;
}

function decoderOf(texts: readonly Uint8Array[], declared: string | undefined, chosen: ImportEncoding | undefined) {
  const all = Buffer.concat(texts.flatMap((cell) => [withoutHalfLetter(cell), Buffer.from(' ')]));
  const says = encodingOf(declared);
  // What reads as UTF-8 with letters beyond ASCII in it is nothing else, whatever stands beside it.
  if (isUtf8(all)) {
    const decode = (cell: Uint8Array) => decodeAs(withoutHalfLetter(cell), 'utf-8');
    return { encoding: 'utf-8' as ImportEncoding, guesses: [], decode };
  }
  const guesses = guessEncodings(all);
  const guessed = guesses[0]?.share >= 0.5 ? guesses[0].encoding : undefined;
  const byteWise = (encoding: ImportEncoding | undefined) =>
    encoding === 'windows-1258' || encoding === 'tcvn3' || encoding === 'vni';
  const encoding = byteWise(chosen) ? chosen! : byteWise(says) ? says! : (guessed ?? 'windows-1258');
  return {
    encoding,
    guesses: guesses
      .filter((guess) => guess.encoding !== encoding)
      .map(({ encoding: other, sample }) => ({ encoding: other, sample })),
    decode: (cell: Uint8Array) => decodeAs(cell, encoding),
  };
}

/** `CP1258`, `1258`, `ANSI 1258`, `UTF-8`, `65001`, `TCVN3`. */
function encodingOf(cpg: string | undefined): ImportEncoding | undefined {
  if (cpg === undefined) return undefined;
  if (/1258/.test(cpg)) return 'windows-1258';
  if (/tcvn|abc/i.test(cpg)) return 'tcvn3';
  if (/vni/i.test(cpg)) return 'vni';
  return /utf-?8|65001/i.test(cpg) ? 'utf-8' : undefined;
}

function cellText(cell: Uint8Array, type: string, decode: (cell: Uint8Array) => string): string {
  switch (type) {
    case 'C':
      return decode(cell);
    case 'N':
    case 'F': {
      const text = ascii(cell).trim();
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return '';
      const value = Number(text);
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : numberText(value);
    }
    case 'D': {
      const day = /^(\d{4})(\d{2})(\d{2})$/.exec(ascii(cell));
      return day === null || day[1] === '0000' ? '' : `${day[1]}-${day[2]}-${day[3]}`;
    }
    case 'L': {
      const mark = ascii(cell).toUpperCase();
      return mark === 'T' || mark === 'Y' ? 'true' : mark === 'F' || mark === 'N' ? 'false' : '';
    }
    default:
      return '';
  }
}

const ascii = (cell: Uint8Array): string => Buffer.from(cell.buffer, cell.byteOffset, cell.length).toString('latin1');
