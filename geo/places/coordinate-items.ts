import { foldText } from '../domain/folded-text.ts';
import { numbersOf, pairOf } from './number-run.ts';
import { readSystem, type SystemHint } from './coordinate-system.ts';

export type AngleMark = '°' | '′' | '″';
/** North or east, as said by a letter or a word; south and west lie outside the province. */
export type AxisLabel = 'lat' | 'lng' | 'south' | 'west';

export interface NumberItem {
  /** What the digits can be; `1.234` is two numbers. */
  values: number[];
  /** Has a decimal mark: nothing smaller follows it. */
  isFraction: boolean;
  mark: AngleMark | undefined;
}

/** A text that holds numbers, marks and words of coordinates, and nothing else. */
export interface CoordinateItems {
  numbers: NumberItem[];
  /** Labels in order, each with the count of numbers before it. */
  labels: { label: AxisLabel; after: number }[];
  system: SystemHint;
}

/** Quotes and accents of every keyboard as minutes and seconds; º and ˚ as degrees. */
function unifyMarks(text: string): string {
  return text
    .replace(/[º˚⁰]/g, '°')
    .replace(/[″“”„"]|''|’’|′′|´´/g, '″')
    .replace(/[′’‘'´`]/g, '′')
    .replace(/[−–—]/g, '-');
}

const LABELS: Readonly<Record<string, AxisLabel>> = {
  ...{ n: 'lat', b: 'lat', bac: 'lat', north: 'lat', lat: 'lat', latitude: 'lat', vd: 'lat', 'vi do': 'lat' },
  ...{ e: 'lng', d: 'lng', dong: 'lng', east: 'lng', lng: 'lng', lon: 'lng', long: 'lng', longitude: 'lng' },
  ...{ kd: 'lng', 'kinh do': 'lng', s: 'south', south: 'south', nam: 'south' },
  ...{ w: 'west', t: 'west', tay: 'west', west: 'west' },
};
const MARK_WORDS: Readonly<Record<string, AngleMark>> = { do: '°', o: '°', deg: '°', phut: '′', giay: '″' };
/** Words that say no more than that coordinates follow. X and Y change places between a map and a survey: neither is trusted. */
const PASSED = new Set([
  'toa',
  'gps',
  'x',
  'y',
  'm',
  'met',
  'va',
  'and',
  'wgs',
  'he',
  'diem',
  'vi',
  'tri',
  'tai',
  'ma',
]);
/** In this order: a sign belongs to its number only at the start of one. */
const ITEM = /(\d[\d.,]*)|([a-z]+)|([°′″])|(\s+)|([-,;/|()[\]=:+.])|(.)/gs;

/**
 * The numbers, marks and axis words of a text of coordinates; undefined where
 * anything else stands in it, or fewer than two or more than six numbers. O(n).
 */
export function readCoordinateItems(text: string): CoordinateItems | undefined {
  const system = readSystem(foldText(unifyMarks(text)).lower.replace(/′′/g, '″'));
  const items: CoordinateItems = { numbers: [], labels: [], system };
  const pairs: [string, string][] = [];
  let wordBefore = '';
  let negative = false;
  let before = '';
  for (const [whole, digits, word, mark, space, sign] of system.rest.matchAll(ITEM)) {
    if (space !== undefined) {
      before = ' ';
      negative = false;
      continue;
    }
    if (digits !== undefined) {
      const run = digits.replace(/[.,]+$/, '');
      const pair = pairOf(run);
      if (pair) pairs.push(pair);
      const values = numbersOf(run).map((value) => (negative ? -value : value));
      if ((values.length === 0 && !pair) || items.numbers.length === 6) return undefined;
      items.numbers.push({ values, isFraction: /[.,]/.test(run), mark: undefined });
      wordBefore = '';
    } else if (word !== undefined) {
      if (!readWord(word, wordBefore, items)) return undefined;
      wordBefore = word;
    } else if (mark !== undefined) {
      const last = items.numbers[items.numbers.length - 1];
      if (!last || last.mark) return undefined;
      last.mark = mark as AngleMark;
    } else if (sign === undefined) return undefined;
    negative = sign === '-' && !/[\d°′″]/.test(before);
    before = whole[whole.length - 1];
  }
  if (items.numbers.length === 1 && pairs.length === 1) {
    const [a, b] = pairs[0].map((value): NumberItem => ({
      values: [Number(value)],
      isFraction: true,
      mark: undefined,
    }));
    items.numbers = [a, b];
  }
  return items.numbers.length === 0 ? undefined : items;
}

/** A word as a label, as the mark of the number before it, or as filling; false where it is none. */
function readWord(word: string, wordBefore: string, items: CoordinateItems): boolean {
  const last = items.numbers[items.numbers.length - 1];
  const mark = MARK_WORDS[word];
  // “kinh độ” and “vĩ độ” are two words; “18 độ 40” and “18o40” have a mark.
  const label = LABELS[`${wordBefore} ${word}`] ?? LABELS[word];
  if (label) items.labels.push({ label, after: items.numbers.length });
  else if (mark && last && !last.mark && wordBefore === '') last.mark = mark;
  else return word === 'do' || word === 'kinh' || PASSED.has(word);
  return true;
}
