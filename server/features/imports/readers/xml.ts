import { isUtf8 } from 'node:buffer';
import sax from 'sax';
import { decodeFile, type FileEncoding } from '../encoding/decode-file.ts';
import { hostile, tooLarge, unreadable } from './refusals.ts';

/** Deeper than folders in folders ever are. */
const MAX_DEPTH = 64;
/** The longest text of one element: the coordinates of 200,000 vertices in full digits. */
const MAX_TEXT = 20_000_000;
const CHUNK_BYTES = 1 << 15;

export interface XmlHandlers {
  /** @param path local names from the root to this element */
  open(name: string, attributes: Readonly<Record<string, string>>, path: readonly string[]): void;
  /** @param leaf whether it held no element; @param path local names from the root to its parent */
  close(name: string, text: string, leaf: boolean, path: readonly string[]): void;
}

/**
 * Streams an XML file: nothing is kept but the open elements, so that 100 MB
 * cost no more than their largest text. Names come without their prefix, as
 * receivers forget to declare theirs. A document type is refused: GPX and KML
 * have none, and it is how entities multiply or reach other files.
 * @throws DomainError file.hostile, file.unreadable, file.too_large, file.encoding
 */
export function parseXml(bytes: Uint8Array, encoding: FileEncoding | undefined, handlers: XmlHandlers): void {
  const parser = sax.parser(true, { position: true });
  const names: string[] = [];
  const frames: { text: string; leaf: boolean }[] = [];
  parser.onopentag = ({ name, attributes }) => {
    const local = localName(name);
    if (names.length >= MAX_DEPTH) throw unreadable('Tệp XML lồng nhau quá sâu.', 'The XML is nested too deeply.');
    if (frames.length > 0) frames[frames.length - 1].leaf = false;
    names.push(local);
    frames.push({ text: '', leaf: true });
    handlers.open(local, attributes as Record<string, string>, names);
  };
  const addText = (text: string) => {
    const frame = frames.at(-1);
    if (frame === undefined) return;
    frame.text += text;
    if (frame.text.length > MAX_TEXT) throw tooLarge('Một phần tử XML quá dài.', 'An XML element is too long.');
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    const { text, leaf } = frames.pop()!;
    handlers.close(names.pop()!, text, leaf, names);
  };
  parser.ondoctype = () => {
    throw withDoctype();
  };
  parser.onsgmldeclaration = parser.ondoctype;
  parser.onerror = () => {
    const line = parser.line + 1;
    throw unreadable(`Tệp XML sai cú pháp ở dòng ${line}.`, `The XML is malformed at line ${line}.`);
  };
  for (const text of textOf(bytes, encoding)) {
    if (text.includes('\0')) throw unreadable('Tệp có ký tự NUL.', 'The file holds NUL characters.');
    parser.write(text);
  }
  parser.close();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const withDoctype = () =>
  hostile(
    'Tệp XML khai báo DOCTYPE hoặc ENTITY; GPX và KML không cần, nên không đọc.',
    'The XML declares a DOCTYPE or ENTITY, which GPX and KML never need; it is not read.',
  );

/** The text in pieces; what is valid UTF-8 is nothing else, then the declaration counts, then what the person chose. */
function* textOf(bytes: Uint8Array, chosen: FileEncoding | undefined): Generator<string> {
  const declared = /^[^>]{0,200}\bencoding\s*=\s*["']([\w.-]{1,40})["']/.exec(latin1(bytes.subarray(0, 256)))?.[1];
  const label = labelOf(bytes, chosen === undefined ? declared : undefined);
  if (label === undefined) {
    yield withoutProlog(decodeFile(bytes, chosen).text);
    return;
  }
  const decoder = new TextDecoder(label, { fatal: true });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const last = at + CHUNK_BYTES >= bytes.length;
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: !last });
    } catch {
      throw unreadable(`Tệp không đọc được theo ${label}.`, `The file cannot be read as ${label}.`);
    }
    yield at === 0 ? withoutProlog(text) : text;
  }
}

function labelOf(bytes: Uint8Array, declared: string | undefined): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  // A file that only claims to be UTF-8 is no better than one that says nothing.
  return declared !== undefined && /^(windows-125\d|iso-8859-\d+)$/i.test(declared) ? declared : undefined;
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Looks at what stands before the root before any of it is parsed; blanks there, a common fault, are taken off. */
function withoutProlog(text: string): string {
  const root = /<[\p{L}_]/u.exec(text)?.index ?? text.length;
  if (/<!(DOCTYPE|ENTITY)/i.test(text.slice(0, root))) throw withDoctype();
  return text.replace(/^[\ufeff\s]+/, '');
}
