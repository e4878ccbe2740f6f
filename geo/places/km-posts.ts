import { parseKm } from '../network/linear-referencing.ts';
import type { PlaceToken } from './place-tokens.ts';

/** Km posts that a text names, and the tokens that say so. */
export interface KmPosts {
  kms: number[];
  /** True where a word or sign between two posts makes them a stretch. */
  isRange: boolean;
  /** Indices of the tokens read, joining words included. */
  read: Set<number>;
  /** More than three digits of metres: `Km 34+2000`. */
  malformed: string | undefined;
}

const JOINING = new Set(['-', '–', '—', '→', '>', '~', '÷', '=', 'den', 'toi', 'to', 'until', 'sang']);
/** Words before a post: the index of the token after them, or i. */
function afterKmWord(tokens: readonly PlaceToken[], i: number): number {
  let at = i;
  if (tokens[at]?.fold === 'ly' && tokens[at + 1]?.fold === 'trinh') at += 2;
  else if (tokens[at]?.fold === 'lt') at += 1;
  if (['cot', 'moc', 'coc'].includes(tokens[at]?.fold) && tokens[at + 1]?.fold === 'km') at += 1;
  if (tokens[at]?.fold === 'km') at += 1;
  if (at > i) while (['.', ':'].includes(tokens[at]?.fold)) at += 1;
  return at;
}

interface Post {
  km: number;
  from: number;
  until: number;
  /** Said to be a post by “km” or “+”. */
  isSaid: boolean;
}

/** A post at token i: `Km 112+300`, `km112,3`, `lý trình 34+200`, `112+300 m`; or a bare number, which only a range makes one. */
function postAt(tokens: readonly PlaceToken[], i: number): Post | 'malformed' | undefined {
  let from = i;
  if (tokens[i].fold === '≈') from += 1;
  let start = afterKmWord(tokens, from);
  const isSaidByWord = start > from;
  // The label's own minus sign, for posts before the province's edge; a hyphen joins.
  const minus = tokens[start]?.fold === '−' && tokens[start + 1]?.glued ? '−' : '';
  if (minus) start += 1;
  const whole = tokens[start];
  if (whole?.kind !== 'number') return undefined;
  let [text, at, isSaid] = [`${minus}${whole.fold}`, start + 1, isSaidByWord];
  if (tokens[at]?.fold === '+' && tokens[at + 1]?.kind === 'number') {
    text += `+${tokens[at + 1].fold}`;
    at += 2;
    isSaid = true;
    if (tokens[at]?.fold === 'm' || tokens[at]?.fold === 'met') at += 1;
  } else if (
    /^[.,]$/.test(tokens[at]?.fold ?? '') &&
    tokens[at].glued &&
    tokens[at + 1]?.kind === 'number' &&
    tokens[at + 1].glued
  ) {
    text += `.${tokens[at + 1].fold}`;
    at += 2;
  }
  const km = parseKm(text);
  if (km === undefined) return isSaid ? 'malformed' : undefined;
  return { km, from: i, until: at, isSaid };
}

/**
 * Finds every km post among tokens, and whether two of them bound a stretch.
 * A bare number is a post only where it joins another: `km 12 → 20`. O(n).
 */
export function findKmPosts(tokens: readonly PlaceToken[], skipped: ReadonlySet<number>): KmPosts {
  const found: KmPosts = { kms: [], isRange: false, read: new Set(), malformed: undefined };
  const posts: Post[] = [];
  for (let i = 0; i < tokens.length;) {
    const post = skipped.has(i) ? undefined : postAt(tokens, i);
    if (post === 'malformed') {
      found.malformed ??= tokens
        .slice(i, i + 6)
        .map((token) => token.text)
        .join('')
        .slice(0, 30);
      i += 1;
    } else if (post) {
      posts.push(post);
      i = post.until;
    } else i += 1;
  }
  const joins = posts.map((post, p) => p > 0 && joinedFrom(tokens, skipped, posts[p - 1].until, post.from));
  const isPost = (p: number): boolean =>
    posts[p].isSaid || (joins[p] && posts[p - 1].isSaid) || (joins[p + 1] === true && posts[p + 1].isSaid);
  posts.forEach((post, p) => {
    if (!isPost(p)) return;
    found.kms.push(post.km);
    for (let i = post.from; i < post.until; i++) found.read.add(i);
    if (joins[p] && isPost(p - 1)) {
      found.isRange = true;
      for (let i = posts[p - 1].until; i < post.from; i++) found.read.add(i);
    }
  });
  return found;
}

/** True where nothing but joining signs and words, and what was read already, stands between two posts. */
function joinedFrom(tokens: readonly PlaceToken[], skipped: ReadonlySet<number>, from: number, until: number): boolean {
  let joins = 0;
  for (let i = from; i < until; i++) {
    if (skipped.has(i)) continue;
    if (!JOINING.has(tokens[i].fold)) return false;
    joins += 1;
  }
  return joins > 0;
}
