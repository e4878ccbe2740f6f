/**
 * Recognises written Vietnamese by the shape of its syllables: onset, vowels,
 * coda and at most one tone. Wrongly decoded text breaks that shape at once,
 * which tells encodings apart far better than counting letters.
 */
const ONSETS = 'b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x';
/** Vowels that end in a glide, and close the syllable. */
const OPEN =
  'oai|oay|oeo|oao|uay|uây|uôi|uya|uyu|iêu|yêu|ươi|ươu|' +
  'ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|uơ|ưa|ưi|ưu|ya';
/** Vowels that need a consonant behind them. */
const CLOSED = 'uyê|iê|yê|oă|oo|uâ|uô|ươ|ă|â';
const EITHER = 'oa|oe|uê|uy|a|e|ê|i|o|ô|ơ|u|ư|y';
const SYLLABLE = new RegExp(
  `^(?:${ONSETS})?(?:(?:${OPEN})|(?:${CLOSED}|${EITHER})(?:ch|c|k|m|ng|nh|n|p|t)|(?:${EITHER}))$`,
);
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** Syllables that end in a stop are acute or have the dot below. */
const STOPPED = /[cpt]h?$/;
const HIGH_OR_LOW = /[\u0301\u0323]/;
const HAS_MARK = /[^\x00-\x7f]/;
/** Letters, and the signs that letters become when read wrongly; quotes and dashes part words. */
const WORD = /[^\x00-\x40\x5b-\x60\x7b-\x7f\u2010-\u2027]+/g;
/** `BĐBP`, `QĐ`: no syllable, and no sign of another encoding either. */
const ABBREVIATION = /^[B-DF-HJ-NP-TV-XZĐ]+$/;

/** Whether one word can be a Vietnamese syllable; letters only, any case, NFC or NFD. */
export function isVietnameseSyllable(word: string): boolean {
  if (word !== word.toLowerCase() && word !== word.toUpperCase() && word.slice(1) !== word.slice(1).toLowerCase()) {
    return false;
  }
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONES);
  if (tones !== null && tones.length > 1) return false;
  if (STOPPED.test(decomposed) && !HIGH_OR_LOW.test(decomposed)) return false;
  return SYLLABLE.test(decomposed.replace(TONES, '').normalize('NFC'));
}

/** How much of a text reads as Vietnamese. */
export interface VietnameseReading {
  /** Share (0–1) of the words written with non-ASCII characters that are Vietnamese syllables. */
  share: number;
  /** How many different such words there are: one or two may read well by chance. */
  words: number;
}

/** Judges the first `limit` words with non-ASCII characters; undefined when there is none, as nothing can then be said. */
export function readVietnamese(text: string, limit = 2000): VietnameseReading | undefined {
  const seen = new Set<string>();
  let words = 0;
  let good = 0;
  for (const [word] of text.matchAll(WORD)) {
    if (!HAS_MARK.test(word) || ABBREVIATION.test(word) || !/\p{L}/u.test(word)) continue;
    seen.add(word.toLowerCase());
    words += 1;
    if (isVietnameseSyllable(word)) good += 1;
    if (words >= limit) break;
  }
  return words === 0 ? undefined : { share: good / words, words: seen.size };
}
