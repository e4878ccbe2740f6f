import { findSecrecyMarker } from './classified-markers.ts';
import type { PersonScanner } from './person-patterns.ts';

const MAX_LENGTH = 200;
/** Control characters, and those that turn the direction of what follows (`gpj.exe` read as `exe.jpg`). */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What stands for a name that may not be kept. */
export const HIDDEN_FILE_NAME = 'tệp-đã-ẩn-tên';

/**
 * The name of a sent file as it may be kept and shown: without folders and
 * invisible characters, in NFC, at most 200 characters. A name that says who a
 * person is, or carries a secrecy marker, is replaced; its ending stays.
 */
export function cleanFileName(name: string, scanPersons: PersonScanner): string {
  const last = name.normalize('NFC').replace(INVISIBLE, '').split(/[/\\]/).at(-1)!.trim();
  const ending = /\.[a-z0-9]{1,8}$/i.exec(last)?.[0] ?? '';
  const stem = last.slice(0, last.length - ending.length);
  const words = stem.replace(/[_.+-]+/g, ' ');
  const isTelling = [stem, words].some((text) => scanPersons(text).length > 0 || findSecrecyMarker(text) !== undefined);
  const kept = isTelling || stem === '' ? HIDDEN_FILE_NAME : stem;
  return [...kept].slice(0, MAX_LENGTH - ending.length).join('') + ending;
}
