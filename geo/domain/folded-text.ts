/** A text without diacritics, each character of it knowing where it came from. */
export interface FoldedText {
  /** Base letters with their case kept; same length as `lower` and `at`. */
  folded: string;
  lower: string;
  /** `at[i]` is the index in the original text of the character folded to `i`; one entry more than there are characters. */
  at: number[];
  /** The text carries no Vietnamese mark at all: typed without diacritics. */
  toneless: boolean;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const MARK = /\p{M}/u;
const D_STROKE: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D', ð: 'd', Ð: 'D' };

/**
 * Takes the diacritics off a text, whatever its Unicode form (NFC, NFD, full
 * width, with invisible joiners), and remembers positions, so that a pattern
 * found in the folded text can be pointed at in the original. O(n).
 */
export function foldText(text: string): FoldedText {
  let folded = '';
  let lower = '';
  const at: number[] = [];
  let toneless = true;
  let index = 0;
  for (const character of text) {
    for (const part of character.normalize('NFKD')) {
      if (MARK.test(part)) {
        toneless = false;
        continue;
      }
      if (INVISIBLE.test(part)) continue;
      const base = D_STROKE[part] ?? part;
      if (base !== part) toneless = false;
      const small = base.toLowerCase();
      folded += base;
      // A letter whose small form is longer keeps its own, so that indices stay aligned.
      lower += small.length === base.length ? small : base;
      for (let k = 0; k < base.length; k++) at.push(index);
    }
    index += character.length;
  }
  at.push(text.length);
  return { folded, lower, at, toneless };
}

/** Key under which two spellings of a Vietnamese name are equal: no diacritics, small letters, single spaces. */
export function nameKey(text: string): string {
  return foldText(text)
    .lower.replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
