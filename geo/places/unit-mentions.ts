import type { PhraseIndex } from './phrase-index.ts';
import { quoteTokens, type PlaceToken } from './place-tokens.ts';
import { KIND_WORDS, KIND_WORDS_AFTER, LEVEL_OF_KIND, type NamedUnit, type UnitKind } from './unit-names.ts';

/** A unit's name in a text with the word for its kind, if one stands before it. */
export interface UnitMention {
  units: readonly NamedUnit[];
  kind: UnitKind | undefined;
}

export interface UnitMentions {
  mentions: UnitMention[];
  /** Villages and quarters named in front of a commune: the register does not hold them. */
  localities: string[];
  read: Set<number>;
}

/** Words for what lies below a commune, with and without their marks. */
const LOCALITY = new Map<string, string>([
  ...([
    ['ban', 'bản'],
    ['thon', 'thôn'],
    ['xom', 'xóm'],
    ['khoi', 'khối'],
    ['lang', 'làng'],
    ['khu', 'khu'],
  ] as const),
  ...([
    ['buon', 'buôn'],
    ['cum', 'cụm'],
    ['to', 'tổ'],
    ['village', 'village'],
    ['hamlet', 'hamlet'],
  ] as const),
]);
/** A village's name has no more words than this. */
const LOCALITY_WORDS = 7;

const levelOf = (unit: NamedUnit) => LEVEL_OF_KIND[unit.kind];

/** Of units that share a name, those of the kind's level; of these, those of the very kind if there are any. */
function ofKind(units: readonly NamedUnit[], kind: UnitKind): NamedUnit[] {
  const level = units.filter((unit) => levelOf(unit) === LEVEL_OF_KIND[kind]);
  const exact = level.filter((unit) => unit.kind === kind);
  return exact.length > 0 ? exact : level;
}

interface Found {
  mention: UnitMention;
  length: number;
}

function mentionAt(
  tokens: readonly PlaceToken[],
  i: number,
  names: PhraseIndex<NamedUnit>,
  toneless: boolean,
): Found | undefined {
  const bare = names.longestAt(tokens, i, toneless);
  const word = KIND_WORDS.longestAt(tokens, i, toneless);
  let withKind: Found | undefined;
  if (word) {
    let at = i + word.length;
    while (tokens[at]?.fold === '.' || tokens[at]?.fold === ':') at += 1;
    const name = names.longestAt(tokens, at, toneless);
    // “T. Nghệ An”, “P. Vinh Hưng”: a letter alone is a kind only where a name of it follows.
    const [kind] = word.values;
    const units = name ? ofKind(name.values, kind) : [];
    if (name && units.length > 0) withKind = { mention: { units, kind }, length: at - i + name.length };
  }
  if (withKind && withKind.length >= (bare?.length ?? 0)) return withKind;
  if (!bare) return undefined;
  const after = KIND_WORDS_AFTER.longestAt(tokens, i + bare.length, toneless);
  const units = after ? ofKind(bare.values, after.values[0]) : [];
  return after && units.length > 0
    ? { mention: { units, kind: after.values[0] }, length: bare.length + after.length }
    : { mention: { units: bare.values, kind: undefined }, length: bare.length };
}

/** Where a village's name ends: at a sign or at a unit named with its kind. */
function localityEnd(
  tokens: readonly PlaceToken[],
  i: number,
  names: PhraseIndex<NamedUnit>,
  toneless: boolean,
): number {
  let at = i + 1;
  while (at < tokens.length && at - i <= LOCALITY_WORDS) {
    if (tokens[at].kind === 'sign' && !/^[.'’/-]$/.test(tokens[at].fold)) break;
    if (mentionAt(tokens, at, names, toneless)?.mention.kind) break;
    at += 1;
  }
  return at;
}

/** Every unit named among the tokens, and the villages in front of them. O(n) look-ups. */
export function findUnitMentions(
  tokens: readonly PlaceToken[],
  skipped: ReadonlySet<number>,
  names: PhraseIndex<NamedUnit>,
  toneless: boolean,
): UnitMentions {
  const found: UnitMentions = { mentions: [], localities: [], read: new Set() };
  const read = (from: number, until: number): number => {
    for (let k = from; k < until; k++) found.read.add(k);
    return until;
  };
  for (let i = 0; i < tokens.length;) {
    if (skipped.has(i) || tokens[i].kind === 'sign') {
      i += 1;
      continue;
    }
    const match = mentionAt(tokens, i, names, toneless);
    if (match) {
      found.mentions.push(match.mention);
      i = read(i, i + match.length);
      continue;
    }
    const locality = LOCALITY.get(tokens[i].fold);
    if (locality !== undefined && (toneless || tokens[i].text.toLocaleLowerCase('vi') === locality)) {
      const end = localityEnd(tokens, i, names, toneless);
      found.localities.push(quoteTokens(tokens.slice(i, end)));
      i = read(i, end);
    } else i += 1;
  }
  return found;
}
