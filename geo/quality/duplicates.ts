import type { Measure } from '../domain/measure.ts';
import { DAY_MS, startOfDayMs } from '../domain/period.ts';
import type { Finding } from '../domain/quality.ts';
import { findingOf, percent } from './finding.ts';
import type { PlaceGrounds } from './place-ground.ts';
import type { QualityOptions } from './quality-options.ts';

/** Two measures that look like one. Shares are of all days and of all ground of the two (Jaccard), 0–1. */
export interface AlikePair {
  a: number;
  b: number;
  timeShare: number;
  placeShare: number;
}

/** Measures of one type and one agency. */
interface Bucket {
  number: number;
  members: number[];
}

/**
 * Pairs of measures of one type with an agency in common whose days and ground
 * overlap by the thresholds of `options`. Planned measures are left out.
 *
 * Within each (type, agency) a sweep over first days: a time share of at least
 * s allows the later of two to begin at most 1 − s lengths of the first after
 * it, so each measure meets only its neighbours; rectangles, grown by the
 * reach, sort out most of those. O(n log n + candidates), plus the comparison
 * of ground for pairs whose rectangles meet.
 */
export function findAlikePairs(
  measures: readonly Measure[],
  grounds: PlaceGrounds,
  options: QualityOptions,
  onProgress?: (share: number) => void,
): AlikePair[] {
  const n = measures.length;
  const begin = new Float64Array(n);
  const end = new Float64Array(n);
  const [minX, minY, maxX, maxY] = [0, 0, 0, 0].map(() => new Float64Array(n));
  const buckets = new Map<string, Bucket>();
  /** The buckets that a measure stands in, in order of their numbers. */
  const inBuckets: number[][] = [];
  for (let i = 0; i < n; i++) {
    const { type, status, firstOn, lastOn, place, leadOrgUnitId, orgUnitIds } = measures[i];
    inBuckets.push([]);
    if (status === 'planned') continue;
    begin[i] = startOfDayMs(firstOn) / DAY_MS;
    end[i] = startOfDayMs(lastOn) / DAY_MS + 1;
    const box = grounds.boxOf(place);
    const margin = options.reachM + ('uncertaintyM' in place ? place.uncertaintyM : 0);
    minX[i] = box.minX - margin;
    minY[i] = box.minY - margin;
    maxX[i] = box.maxX + margin;
    maxY[i] = box.maxY + margin;
    for (const agency of new Set([leadOrgUnitId, ...orgUnitIds])) {
      const key = `${type}|${agency}`;
      const bucket = buckets.get(key) ?? { number: buckets.size, members: [] };
      buckets.set(key, bucket);
      bucket.members.push(i);
      inBuckets[i].push(bucket.number);
    }
    inBuckets[i].sort((a, b) => a - b);
  }
  const pairs: AlikePair[] = [];
  const slack = 1 - options.duplicateTimeShare;
  let done = 0;
  for (const { number, members: bucket } of buckets.values()) {
    bucket.sort((i, j) => begin[i] - begin[j] || end[i] - end[j] || i - j);
    for (let p = 0; p < bucket.length; p++) {
      const i = bucket[p];
      const latest = begin[i] + slack * (end[i] - begin[i]);
      for (let q = p + 1; q < bucket.length && begin[bucket[q]] <= latest; q++) {
        const j = bucket[q];
        if (minX[j] > maxX[i] || maxX[j] < minX[i] || minY[j] > maxY[i] || maxY[j] < minY[i]) continue;
        const shared = Math.min(end[i], end[j]) - begin[j];
        const timeShare = shared / (Math.max(end[i], end[j]) - begin[i]);
        if (timeShare < options.duplicateTimeShare) continue;
        // Measures with several agencies in common meet in several buckets: the first compares them.
        if (inBuckets[i].find((other) => inBuckets[j].includes(other)) !== number) continue;
        const placeShare = grounds.sharedPart(measures[i].place, measures[j].place, options.duplicatePlaceShare);
        if (placeShare < options.duplicatePlaceShare) continue;
        pairs.push({ a: Math.min(i, j), b: Math.max(i, j), timeShare, placeShare });
      }
      // The sweep has passed it: nothing later in the bucket is compared with it.
      grounds.forget(measures[i].place);
    }
    onProgress?.(++done / buckets.size);
  }
  return pairs;
}

/** Measures that look like one, as groups: what is alike in turn is one finding, with the weakest of its shares. */
export function findDuplicates(
  measures: readonly Measure[],
  grounds: PlaceGrounds,
  options: QualityOptions,
  onProgress?: (share: number) => void,
): Finding[] {
  const pairs = findAlikePairs(measures, grounds, options, onProgress);
  const parent = Int32Array.from(measures, (_, i) => i);
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const { a, b } of pairs) parent[rootOf(a)] = rootOf(b);
  const groups = new Map<number, { members: Set<number>; timeShare: number; placeShare: number }>();
  for (const { a, b, timeShare, placeShare } of pairs) {
    const root = rootOf(a);
    const group = groups.get(root) ?? { members: new Set(), timeShare: 1, placeShare: 1 };
    groups.set(root, group);
    group.members.add(a).add(b);
    group.timeShare = Math.min(group.timeShare, timeShare);
    group.placeShare = Math.min(group.placeShare, placeShare);
  }
  return [...groups.values()].map(({ members, timeShare, placeShare }) => {
    const records = [...members].map((i) => measures[i]);
    const several = new Set(records.map(({ enteredByOrgUnitId }) => enteredByOrgUnitId)).size > 1;
    return findingOf(
      'duplicate',
      records,
      {
        vi: `${records.length} biện pháp cùng loại, chung đơn vị: trùng ${percent(timeShare)} số ngày, ${percent(placeShare)} nơi.`,
        en: `${records.length} measures of one type with an agency in common: ${percent(timeShare)} of the days and ${percent(placeShare)} of the ground are the same.`,
      },
      several ? ADVICE_SEVERAL : ADVICE_ONE,
      { timeShare, placeShare },
    );
  });
}

const ADVICE_ONE = {
  vi: 'Nếu là một việc, gộp thành một biện pháp chung; nếu là hai ca khác nhau, bỏ qua với một lời giải thích.',
  en: 'If they are one piece of work, merge them into a joint measure; if two shifts, set this aside with a word why.',
};
const ADVICE_SEVERAL = {
  vi: 'Nhiều đơn vị cùng nhập: thống nhất ai giữ bản ghi; đơn vị kia xóa bản của mình để chỉ còn một biện pháp chung.',
  en: 'Several agencies entered it: agree who keeps the record; the others delete theirs, so that one joint measure is left.',
};
