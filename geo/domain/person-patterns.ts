import { foldText, type FoldedText } from './folded-text.ts';
import { ETHNIC_GROUPS, PERSON_WORDS, RELIGIONS } from './person-name-words.ts';
import { createNameFinder } from './person-names.ts';
import type { PersonPattern } from './person-pattern.ts';
import { isThousands, NUMBER_PATTERNS } from './person-number-patterns.ts';
import { readWords, wordSet, type Word } from './text-words.ts';

export type PersonScanner = (text: string) => PersonPattern[];

/**
 * Makes the scan of free text for data about persons, which the platform never
 * stores. `placeNames` are the names of the register (communes of today and
 * before, routes, sites, bodies); they are not mistaken for persons. The scan
 * is indifferent to Unicode form and to missing diacritics; O(n) in the text.
 * It leans towards refusing: a sentence can be rewritten, a name cannot be unsaid.
 */
export function createPersonScanner(placeNames: readonly string[]): PersonScanner {
  const findNames = createNameFinder(placeNames);
  return (text) => {
    if (text.length === 0) return [];
    const folded = foldText(text);
    const words = readWords(text, folded);
    const found = [...findNumbers(folded), ...findNames(folded, words), ...findGroups(folded, words)];
    return found
      .map(({ kind, from, to }) => ({ kind, from: folded.at[from], to: endInText(folded, to) }))
      .sort((a, b) => a.from - b.from || a.to - b.to);
  };
}

/** The original index just after the folded character before `to`, with its combining marks. */
function endInText(folded: FoldedText, to: number): number {
  return folded.at[to];
}

function findNumbers(folded: FoldedText): PersonPattern[] {
  const found: PersonPattern[] = [];
  for (const { kind, pattern, cased, accept } of NUMBER_PATTERNS) {
    const text = cased ? folded.folded : folded.lower;
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0];
      // A number that stands after its name (“CMND: 186.234.567”) is what it says, however grouped.
      if (match[1] === undefined && isThousands(value)) continue;
      if (accept && !accept(text.slice(0, match.index), match[0])) continue;
      const from = match[1] === undefined ? match.index : match.index + match[0].lastIndexOf(match[1]);
      if (!found.some((f) => f.from < from + value.length && from < f.to)) {
        found.push({ kind, from, to: from + value.length });
      }
    }
  }
  return found;
}

const PERSONS = wordSet(PERSON_WORDS);
const GROUPS: readonly { kind: 'ethnicity' | 'religion'; words: ReturnType<typeof wordSet>[] }[] = [
  ...ETHNIC_GROUPS.map((name) => ({ kind: 'ethnicity' as const, words: name.split(/[ -]/).map((w) => wordSet([w])) })),
  ...RELIGIONS.map((name) => ({ kind: 'religion' as const, words: name.split(' ').map((w) => wordSet([w])) })),
];
const PEOPLE_MARKS = wordSet(['người', 'tộc', 'đồng', 'bào']);
const LANGUAGE = wordSet(['tiếng', 'nước', 'chữ', 'bản', 'xã', 'phường', 'chợ', 'huyện', 'ông', 'bà']);
const STATE_AFTER = wordSet(['lan', 'kỳ']);
/** Words between a person word and the group that still make it an attribute. */
const NEAR = 4;

/** Ethnicity or religion said of persons: “nạn nhân người Khơ Mú”, “đối tượng theo đạo Tin Lành”. */
function findGroups(folded: FoldedText, words: readonly Word[]): PersonPattern[] {
  const { toneless } = folded;
  const found: PersonPattern[] = [];
  for (let i = 0; i < words.length; i++) {
    for (const { kind, words: parts } of GROUPS) {
      if (i + parts.length > words.length || !parts.every((part, k) => part.has(words[i + k], toneless))) continue;
      const before = words[i - 1];
      const after = words[i + parts.length];
      if (kind === 'ethnicity') {
        // Only after “người …”, “dân tộc …”: “Mường Xén” and “hoa” are no people.
        if (!before || !PEOPLE_MARKS.has(before, toneless) || LANGUAGE.has(before, toneless)) continue;
        if (after && STATE_AFTER.has(after, toneless)) continue;
      }
      const start = Math.max(0, i - NEAR);
      const near = words.slice(start, i + parts.length + NEAR);
      // “dân tộc Mông” alone speaks of a people; with a person beside it, of that person.
      if (!near.some((word, k) => PERSONS.has(word, toneless) && !isPart(start + k, i, parts.length))) continue;
      found.push({ kind, from: words[i].from, to: words[i + parts.length - 1].to });
      break;
    }
  }
  return found;
}

function isPart(index: number, first: number, count: number): boolean {
  return index >= first && index < first + count;
}
