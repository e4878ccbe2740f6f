import type { FoldedText } from './folded-text.ts';
import {
  COMMON_CAPITALS,
  COMMON_PLACES,
  MIDDLE_NAMES,
  PLACE_WORDS,
  STRONG_SURNAMES,
  TITLES,
  WEAK_SURNAMES,
} from './person-name-words.ts';
import type { PersonPattern } from './person-pattern.ts';
import { phraseSet, wordSet, type Word } from './text-words.ts';

const STRONG = wordSet(STRONG_SURNAMES);
const WEAK = wordSet(WEAK_SURNAMES);
const MIDDLE = wordSet(MIDDLE_NAMES);
const COMMON = wordSet(COMMON_CAPITALS);
const PLACE = wordSet(PLACE_WORDS);
const TITLE = phraseSet(TITLES, false);
const FEW = wordSet(['văn', 'thị']);
/** “lưu văn bản”, “đường thị trấn”: words after văn/thị that make no name when written small. */
const NOT_GIVEN = wordSet(
  'bản phòng thư hóa hoá kiện đề nghệ trấn xã trường thành phong nghị tứ cuộc đội dân'.split(' '),
);
/** Small-letter family names that are safe to recognise right after a title. */
const PLAIN_SURNAMES = wordSet('nguyễn trần phạm huỳnh đặng bùi ngô trịnh'.split(' '));
/** Without diacritics “ba”, “co”, “chi” are everyday words: they need two names after them. */
const AMBIGUOUS_TONELESS = new Set(['ba', 'co', 'chi', 'em', 'be', 'cu', 'di', 'bac', 'vo', 'ten', 'anh']);
/** After these a name is a person's even where a place bears the same. */
const PERSONAL = wordSet('ông bà chị cháu cô chú bác cụ cậu bé'.split(' '));
const SPACES = /^[ \t\u00a0]+$/;
const CHAIN = /^\s*[-–—/]\s*$/;

/** The finder of persons' names; `placeNames` are recognised first and are never persons. */
export function createNameFinder(placeNames: readonly string[]) {
  const register = phraseSet(placeNames, true);
  const common = phraseSet(COMMON_PLACES, false);
  return (folded: FoldedText, words: readonly Word[]): PersonPattern[] => {
    const found: PersonPattern[] = [];
    let excusedUntil = -1;
    for (let i = 0; i < words.length;) {
      if (!words[i].capital) {
        i++;
        continue;
      }
      let end = i + 1;
      while (end < words.length && words[end].capital && SPACES.test(words[end].gap)) end++;
      excusedUntil = scanRun(i, end, excusedUntil);
      i = end;
    }
    findSmallLetters();
    return found;

    /** One run of capitalised words [first, end); answers the index up to which a place's name reaches. */
    function scanRun(first: number, end: number, excused: number): number {
      const { toneless } = folded;
      let k = first;
      let placeEnd = excused === first && CHAIN.test(words[first].gap) ? first : -1;
      while (k < end) {
        const named = k === first && !toneless && k > 0 && PERSONAL.has(words[k - 1], false) && joined(k - 1, k);
        const tile = named ? 0 : placeTile(k, end);
        if (tile > 0) {
          k += tile;
          placeEnd = k;
          continue;
        }
        const title = TITLE.lengthAt(words, k, end, toneless);
        if (title > 0 && k + title < end) {
          k = scanGroup(k + title, end, k, true, false);
          continue;
        }
        if (isCommon(k) || (isPlaceWord(k) && k + 1 < end)) {
          k++;
          continue;
        }
        const titled = k === first && titleBefore(k);
        const excuse = placeEnd === k ? CHAIN.test(words[k].gap) || k === first : placeBefore(k, first);
        k = scanGroup(k, end, titled === false ? k : titled, titled !== false, excuse);
        placeEnd = excuse ? k : -1;
      }
      return placeEnd === end ? end : -1;
    }

    function placeLength(k: number, end: number): number {
      const { toneless } = folded;
      return Math.max(register.lengthAt(words, k, end, toneless), common.lengthAt(words, k, end, toneless));
    }

    /** Without diacritics the family names Trần and Lò look like “trấn” and “lộ”. */
    function isPlaceWord(k: number): boolean {
      const { toneless } = folded;
      if (!PLACE.has(words[k], toneless)) return false;
      // Hồ is a lake before a name of one or two words, a family name before a middle name and another.
      if (words[k].capital && WEAK.has(words[k], toneless) && isFullName(k)) return false;
      return !toneless || !STRONG.has(words[k], true) || (k > 0 && words[k - 1].plain === 'thi');
    }

    function isFullName(k: number): boolean {
      const [middle, given] = [words[k + 1], words[k + 2]];
      if (!middle?.capital || !given?.capital || !MIDDLE.has(middle, folded.toneless)) return false;
      return SPACES.test(middle.gap) && SPACES.test(given.gap);
    }

    function isCommon(k: number): boolean {
      const { toneless } = folded;
      return COMMON.has(words[k], toneless) && !(toneless && STRONG.has(words[k], true));
    }

    /** Length of a register name at `k`, when the run goes on with nothing, another place, or a person. */
    function placeTile(k: number, end: number): number {
      const length = placeLength(k, end);
      if (length === 0) return 0;
      const next = k + length;
      if (next >= end || placeBefore(k, -1)) return length;
      const { toneless } = folded;
      if (placeLength(next, end) > 0 || isCommon(next)) return length;
      return STRONG.has(words[next], toneless) && !STRONG.has(words[k], toneless) ? length : 0;
    }

    /** Index of the title that stands right before `k`, else false. */
    function titleBefore(k: number): number | false {
      for (let start = Math.max(0, k - 3); start < k; start++) {
        if (TITLE.lengthAt(words, start, k, folded.toneless) === k - start && joined(start, k)) return start;
      }
      return false;
    }

    function joined(start: number, end: number): boolean {
      for (let k = start + 1; k <= end; k++) if (!/^[ \t\u00a0:./“"']*$/.test(words[k].gap)) return false;
      return true;
    }

    function placeBefore(k: number, first: number): boolean {
      if (k === 0 || (first >= 0 && k > first && !isPlaceWord(k - 1))) return false;
      return /^[ \t\u00a0.:“"']*$/.test(words[k].gap) && isPlaceWord(k - 1);
    }

    /** Judges the names from `k` to the next place or the run's end; answers where it stopped. */
    function scanGroup(k: number, end: number, from: number, titled: boolean, excused: boolean): number {
      const { toneless } = folded;
      let stop = k;
      // “Nguyễn Văn Kiều” is one person, though Văn Kiều is a commune.
      const doubled = k + 1 < end && WEAK.has(words[k], toneless) && MIDDLE.has(words[k + 1], toneless);
      const least = doubled ? 3 : titled || STRONG.has(words[k], toneless) ? 2 : 1;
      while (stop < end && !(stop >= k + least && placeTile(stop, end) > 0 && !excused)) stop++;
      if (excused) return stop;
      const group = words.slice(k, stop);
      const start = titled ? titledStart(group, words[from]) : surnameStart(group);
      if (start >= 0)
        found.push({ kind: 'name', from: titled ? words[from].from : words[k + start].from, to: words[stop - 1].to });
      return stop;

      function titledStart(names: readonly Word[], title: Word): number {
        if (names.length === 0 || names.every((name) => name.plain.length === 1)) return -1;
        if (isPlaceWord(k) || isCommon(k)) return -1;
        // Among capitals only, “ANH EM TRONG ĐƠN VỊ” is no name: a family name must follow.
        if (title.allCaps && names[0].allCaps && !STRONG.has(names[0], toneless)) {
          return WEAK.has(names[0], toneless) && names.length > 1 && MIDDLE.has(names[1], toneless) ? 0 : -1;
        }
        if (/^\d/.test(names[0].plain)) return -1;
        if (toneless && AMBIGUOUS_TONELESS.has(title.plain) && names.length < 2) return -1;
        return 0;
      }
    }

    function surnameStart(group: readonly Word[]): number {
      const { toneless } = folded;
      for (let s = 0; s + 1 < group.length; s++) {
        const count = group.length - s;
        const middle = MIDDLE.has(group[s + 1], toneless);
        const caps = group[s].allCaps && group[s + 1].allCaps;
        if (STRONG.has(group[s], toneless) && (caps || toneless ? middle && count >= 3 : count >= 2)) return s;
        if (STRONG.has(group[s], toneless) && (caps || toneless) && count >= 2 && count <= 4 && s === 0) return s;
        if (WEAK.has(group[s], toneless) && middle && count >= 3 && count <= 5) return s;
      }
      return -1;
    }

    /** Names typed without capitals: “nguyễn văn nam”, “nguyen van nam”, “chị trần lan”. */
    function findSmallLetters(): void {
      const { toneless } = folded;
      for (let i = 0; i + 1 < words.length; i++) {
        if (words[i].capital) continue;
        const close = (k: number): boolean => k < words.length && SPACES.test(words[k].gap) && !words[k].capital;
        const surname = STRONG.has(words[i], toneless) || (!toneless && WEAK.has(words[i], false));
        if (surname && close(i + 1) && close(i + 2) && FEW.has(words[i + 1], toneless)) {
          if (words[i + 2].plain.length > 1 && !NOT_GIVEN.has(words[i + 2], toneless)) {
            found.push({ kind: 'name', from: words[i].from, to: words[i + 2].to });
            continue;
          }
        }
        if (PLAIN_SURNAMES.has(words[i], toneless) && close(i + 1) && titleBefore(i) !== false) {
          found.push({ kind: 'name', from: words[i].from, to: words[i + 1].to });
        }
      }
    }
  };
}
