import { foldText, type FoldedText } from './folded-text.ts';

/** A word of a text; positions are those of the folded text. */
export interface Word {
  /** Small letters without diacritics. */
  plain: string;
  /** Small letters, NFC, as written. */
  exact: string;
  capital: boolean;
  allCaps: boolean;
  from: number;
  to: number;
  /** What stands between the word before and this one. */
  gap: string;
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** Splits a text into words with their case and their spelling with and without diacritics. */
export function readWords(text: string, folded: FoldedText): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const match of folded.folded.matchAll(WORD)) {
    const from = match.index;
    const to = from + match[0].length;
    const shape = match[0].replace(/[^\p{L}]/gu, '');
    words.push({
      plain: folded.lower.slice(from, to),
      exact: text
        .slice(folded.at[from], folded.at[to])
        .trim()
        .normalize('NFC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+$/u, ''),
      capital: /^\p{Lu}/u.test(match[0]),
      allCaps: shape.length > 1 && shape === shape.toUpperCase(),
      from,
      to,
      gap: folded.folded.slice(last, from),
    });
    last = to;
  }
  return words;
}

/** A list of words that compares with diacritics, or without them where the text has none. */
export interface WordSet {
  has(word: Word, toneless: boolean): boolean;
}

export function wordSet(list: readonly string[]): WordSet {
  const exact = new Set(list.map((word) => word.normalize('NFC').toLowerCase()));
  const plain = new Set(list.map((word) => foldText(word).lower));
  return { has: (word, toneless) => (toneless ? plain.has(word.plain) : exact.has(word.exact)) };
}

/** A list of phrases; answers the length in words of the longest one that begins at `index`, 0 when none. */
export interface PhraseSet {
  lengthAt(words: readonly Word[], index: number, until: number, toneless: boolean): number;
}

/** `anyTone`: names of places are recognised however their tones are written. */
export function phraseSet(list: readonly string[], anyTone: boolean): PhraseSet {
  interface Phrase {
    exact: string[];
    plain: string[];
  }
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of list) {
    const words = readWords(phrase, foldText(phrase));
    if (words.length === 0) continue;
    const entry = { exact: words.map((w) => w.exact), plain: words.map((w) => w.plain) };
    const bucket = byFirst.get(entry.plain[0]);
    if (bucket) bucket.push(entry);
    else byFirst.set(entry.plain[0], [entry]);
  }
  for (const bucket of byFirst.values()) bucket.sort((a, b) => b.plain.length - a.plain.length);
  return {
    lengthAt(words, index, until, toneless) {
      const bucket = byFirst.get(words[index].plain);
      const match = bucket?.find(({ exact, plain }) => {
        if (index + plain.length > until) return false;
        const loose = anyTone || toneless;
        for (let k = 0; k < plain.length; k++) {
          const word = words[index + k];
          if (loose ? word.plain !== plain[k] : word.exact !== exact[k]) return false;
        }
        return true;
      });
      return match?.plain.length ?? 0;
    },
  };
}
