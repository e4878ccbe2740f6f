/**
 * Recognises written Vietnamese by the shape of its syllables: onset, vowels,
 * coda and at most one tone. Wrongly decoded text breaks that shape at once,
 * which tells encodings apart far better than counting letters.
 */
const ONSETS = 'b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x';
const VOWELS =
  'oai|oay|oeo|uay|uây|uôi|uya|uyê|uyu|iêu|yêu|ươi|ươu|oao|' +
  'ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|ya|' +
  'a|ă|â|e|ê|i|o|ô|ơ|u|ư|y';
const SYLLABLE = new RegExp(`^(?:${ONSETS})?(?:${VOWELS})(?:ch|c|m|ng|nh|n|p|t)?$`);
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const HAS_MARK = /[^\x00-\x7f]/;

/** Whether one word can be a Vietnamese syllable; letters only, any case, NFC or NFD. */
export function isVietnameseSyllable(word: string): boolean {
  if (word !== word.toLowerCase() && word !== word.toUpperCase() && word.slice(1) !== word.slice(1).toLowerCase()) {
    return false;
  }
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONES);
  if (tones !== null && tones.length > 1) return false;
  return SYLLABLE.test(decomposed.replace(TONES, '').normalize('NFC'));
}

/**
 * Share (0–1) of the words written with non-ASCII characters that are
 * Vietnamese syllables, over the first `limit` such words; undefined when the
 * text has none, as nothing can then be said.
 */
export function vietnameseShare(text: string, limit = 2000): number | undefined {
  let words = 0;
  let good = 0;
  for (const match of text.matchAll(/[^\x00-\x40\x5b-\x60\x7b-\x7f]+|[A-Za-z]+/g)) {
    const word = match[0];
    if (!HAS_MARK.test(word)) continue;
    words += 1;
    if (isVietnameseSyllable(word)) good += 1;
    if (words >= limit) break;
  }
  return words === 0 ? undefined : good / words;
}
