import { placeTokens, type PlaceToken } from './place-tokens.ts';

interface Phrase<T> {
  folds: string[];
  tones: string[];
  /** A comma or bracket stands before the word in the name itself. */
  breaks: boolean[];
  value: T;
}

/** What begins at a token: how many tokens it takes, and what it may mean. */
export interface PhraseMatch<T> {
  length: number;
  values: readonly T[];
}

/** Names of several words, found at a token of a text without regard to case and diacritics. */
export interface PhraseIndex<T> {
  /**
   * The longest phrase that begins at token i. Of phrases that differ by their
   * marks only, those written with the text's own marks are meant, if there
   * are any; a text typed `toneless` may mean each.
   */
  longestAt(tokens: readonly PlaceToken[], i: number, toneless: boolean): PhraseMatch<T> | undefined;
}

/** Signs that people put inside a name or leave out: QL.7, QL-7A, Bắc – Nam, q’. */
const IGNORED = new Set(['.', '-', '–', '—', '’', "'", '_']);

const BREAKS = new Set([',', '(', ')', ';']);

/** Builds the index in O(total words); a look-up tries only the phrases that share the first word. */
export function createPhraseIndex<T>(entries: Iterable<readonly [string, T]>): PhraseIndex<T> {
  const byFirst = new Map<string, Phrase<T>[]>();
  const known = new Set<string>();
  const ids = new Map<T, number>();
  for (const [name, value] of entries) {
    const all = placeTokens(name);
    const tokens = all.filter((token) => token.kind !== 'sign');
    const breaks = all.flatMap((token, i) => (token.kind === 'sign' ? [] : [BREAKS.has(all[i - 1]?.fold)]));
    if (tokens.length === 0) continue;
    if (!ids.has(value)) ids.set(value, ids.size);
    const key = `${ids.get(value)} ${tokens.map((token) => token.tone).join(' ')}`;
    if (known.has(key)) continue;
    known.add(key);
    const phrase = { folds: tokens.map((t) => t.fold), tones: tokens.map((t) => t.tone), breaks, value };
    const others = byFirst.get(phrase.folds[0]);
    if (others) others.push(phrase);
    else byFirst.set(phrase.folds[0], [phrase]);
  }
  return {
    longestAt(tokens, i, toneless) {
      let best: { length: number; found: { value: T; isExact: boolean }[] } | undefined;
      for (const phrase of byFirst.get(tokens[i]?.fold) ?? []) {
        const match = matchAt(phrase, tokens, i);
        if (!match || match.length < (best?.length ?? 0)) continue;
        if (!best || match.length > best.length) best = { length: match.length, found: [] };
        best.found.push({ value: phrase.value, isExact: match.isExact });
      }
      if (!best) return undefined;
      const exact = toneless ? [] : best.found.filter((item) => item.isExact);
      const meant = exact.length > 0 ? exact : best.found;
      return { length: best.length, values: [...new Set(meant.map((item) => item.value))] };
    },
  };
}

function isPassed(token: PlaceToken | undefined, isBreak: boolean): boolean {
  return token?.kind === 'sign' && (IGNORED.has(token.fold) || (isBreak && BREAKS.has(token.fold)));
}

function matchAt<T>(
  { folds, tones, breaks }: Phrase<T>,
  tokens: readonly PlaceToken[],
  i: number,
): { length: number; isExact: boolean } | undefined {
  let at = i;
  let isExact = true;
  for (let word = 0; word < folds.length; word++) {
    if (word > 0) while (isPassed(tokens[at], breaks[word])) at++;
    const token = tokens[at];
    if (token?.fold !== folds[word]) return undefined;
    if (token.tone !== tones[word]) isExact = false;
    at++;
  }
  return { length: at - i, isExact };
}
