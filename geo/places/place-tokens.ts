import { foldText } from '../domain/folded-text.ts';

/** A word, a run of digits or a sign of a text, as written and as compared. */
export interface PlaceToken {
  kind: 'word' | 'number' | 'sign';
  text: string;
  /** Small letters without any mark. */
  fold: string;
  /** Small letters with their marks, the tone's place aside: hòa = hoà. */
  tone: string;
  /** True where it follows the token before without a space. */
  glued: boolean;
}

const TOKEN = /(\p{L}[\p{L}\p{M}]*)|(\d+)|(\s+)|(.)/gsu;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;

/** A word with its marks but without case or the tone's place: Hòa = Hoà, yet Sơn is not Sòn. */
export function toneKey(word: string): string {
  const parts = word.normalize('NFD').toLowerCase();
  const tone = TONE.exec(parts)?.[0] ?? '';
  return parts.replace(tone, '').normalize('NFC') + tone;
}

/** Splits a text into words, runs of digits and signs; letters and digits part (`QL7A` is three). O(n). */
export function placeTokens(text: string): PlaceToken[] {
  const tokens: PlaceToken[] = [];
  let glued = false;
  for (const [whole, word, digits, space] of text.normalize('NFC').matchAll(TOKEN)) {
    if (space !== undefined) {
      glued = false;
      continue;
    }
    const kind = word !== undefined ? 'word' : digits !== undefined ? 'number' : 'sign';
    const fold = kind === 'word' ? foldText(whole).lower : whole;
    tokens.push({ kind, text: whole, fold, tone: kind === 'word' ? toneKey(whole) : whole, glued });
    glued = true;
  }
  return tokens;
}

/** True where no word carries a Vietnamese mark: typed without diacritics. */
export function isToneless(tokens: readonly PlaceToken[]): boolean {
  return tokens.every((token) => token.kind !== 'word' || token.tone === token.fold);
}

/** The text of some tokens, roughly as written, to be quoted. */
export function quoteTokens(tokens: readonly PlaceToken[]): string {
  return tokens
    .map((token, i) => (i > 0 && !token.glued ? ` ${token.text}` : token.text))
    .join('')
    .replace(/^[\s,;:.–-]+|[\s,;:(–-]+$/gu, '');
}
