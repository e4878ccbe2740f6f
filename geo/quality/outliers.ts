import type { Message } from '../domain/errors.ts';
import type { Measure, MeasureType } from '../domain/measure.ts';
import type { OrgUnitId } from '../domain/ids.ts';
import type { Finding, FindingKind, NotJudged } from '../domain/quality.ts';
import { findingOf, inBoth } from './finding.ts';
import type { PlaceGrounds } from './place-ground.ts';
import type { QualityOptions } from './quality-options.ts';
import { daysOf } from './record-checks.ts';
import { median, upwardScores } from './robust.ts';

interface Judged {
  kind: FindingKind;
  /** Differences well below it do not matter. */
  unit: number;
  /** One value for each measure; undefined where it has none. */
  valueOf(measure: Measure): number | undefined;
  say(value: Message, usual: Message, n: number): Message;
  advice: Message;
}

const JUDGED: readonly Judged[] = [
  {
    kind: 'duration',
    unit: 1,
    valueOf: daysOf,
    say: (value, usual, n) => ({
      vi: `Kéo dài ${value.vi} ngày; cùng loại của đơn vị này thường ${usual.vi} ngày (trung vị của ${n}).`,
      en: `Lasted ${value.en} days; this agency’s usual for the type is ${usual.en} days (median of ${n}).`,
    }),
    advice: {
      vi: 'Kiểm tra ngày đầu và ngày cuối.',
      en: 'Check the first and the last day.',
    },
  },
  {
    kind: 'length',
    unit: 1,
    valueOf: ({ place }) => (place.kind === 'interval' ? Math.abs(place.toM - place.fromM) / 1000 : undefined),
    say: (value, usual, n) => ({
      vi: `Đoạn dài ${value.vi} km; cùng loại của đơn vị này thường ${usual.vi} km (trung vị của ${n}).`,
      en: `A stretch of ${value.en} km; this agency’s usual for the type is ${usual.en} km (median of ${n}).`,
    }),
    advice: {
      vi: 'Kiểm tra lý trình hai đầu; chỉ ghi đoạn đã thực sự kiểm soát.',
      en: 'Check the posts at both ends; enter only what was really controlled.',
    },
  },
  {
    kind: 'uncertainty',
    unit: 100,
    valueOf: ({ place }) => ('uncertaintyM' in place ? place.uncertaintyM : undefined),
    say: (value, usual, n) => ({
      vi: `Sai số vị trí ${value.vi} m; cùng loại của đơn vị này thường ${usual.vi} m (trung vị của ${n}).`,
      en: `Its place may be off by ${value.en} m; this agency’s usual for the type is ${usual.en} m (median of ${n}).`,
    }),
    advice: {
      vi: 'Sai số lớn chỉ được tính vào mức cao nhất; ghi vị trí rõ hơn nếu biết.',
      en: 'What is so uncertain counts for the upper bound only; give a better place if it is known.',
    },
  },
];

/**
 * Values far above what is usual for an agency's measures of one type, by
 * modified z-scores. Groups with fewer values than `minSample` are not judged,
 * and said to be so where they have any value at all.
 */
export function findOutliers(
  measures: readonly Measure[],
  grounds: PlaceGrounds,
  options: QualityOptions,
): { findings: Finding[]; notJudged: NotJudged[] } {
  const findings: Finding[] = [];
  const notJudged: NotJudged[] = [];
  const done = measures.filter(({ status }) => status !== 'planned');
  for (const group of groupsOf(done, ({ leadOrgUnitId, type }) => `${leadOrgUnitId}|${type}`)) {
    const { leadOrgUnitId: senderId, type } = group[0];
    const tooFew = (kind: FindingKind, n: number) => notJudged.push({ senderId, kind, type, n });
    for (const judged of JUDGED) {
      const values = group.map(judged.valueOf);
      const known = values.filter((value) => value !== undefined);
      if (known.length < options.minSample) {
        if (known.length > 0) tooFew(judged.kind, known.length);
        continue;
      }
      const usual = inBoth(median(known));
      const scores = upwardScores(known, judged.unit);
      let k = 0;
      values.forEach((value, i) => {
        if (value === undefined || scores[k++] <= options.maxZ) return;
        findings.push(
          findingOf(judged.kind, [group[i]], judged.say(inBoth(value), usual, known.length), judged.advice),
        );
      });
    }
    if (group.length < options.minSample) tooFew('unusual-place', group.length);
    else findings.push(...unusualPlaces(group, grounds, options));
  }
  for (const group of groupsOf(done, ({ leadOrgUnitId }) => leadOrgUnitId)) {
    findings.push(...crowdedDays(group, options, notJudged));
  }
  return { findings, notJudged };
}

/** Measures of an agency and type whose middle lies far from where its others are. */
function unusualPlaces(group: readonly Measure[], grounds: PlaceGrounds, options: QualityOptions): Finding[] {
  const middles = group.map(({ place }) => {
    const { minX, minY, maxX, maxY } = grounds.boxOf(place);
    return [(minX + maxX) / 2, (minY + maxY) / 2];
  });
  const [x, y] = [0, 1].map((axis) => median(middles.map((middle) => middle[axis])));
  const km = middles.map((middle) => Math.hypot(middle[0] - x, middle[1] - y) / 1000);
  const usual = inBoth(median(km));
  return upwardScores(km).flatMap((score, i) => {
    if (score <= options.maxZ) return [];
    const value = inBoth(km[i]);
    return [
      findingOf(
        'unusual-place',
        [group[i]],
        {
          vi: `Cách nơi thường làm của đơn vị ${value.vi} km; các biện pháp cùng loại thường cách ${usual.vi} km (trung vị của ${group.length}).`,
          en: `${value.en} km from where this agency usually is; its measures of the type usually lie ${usual.en} km away (median of ${group.length}).`,
        },
        { vi: 'Kiểm tra tuyến, tọa độ hoặc tên xã.', en: 'Check the route, the coordinates or the commune’s name.' },
      ),
    ];
  });
}

/** Days on which far more measures of an agency begin than on its other days. */
function crowdedDays(group: readonly Measure[], options: QualityOptions, notJudged: NotJudged[]): Finding[] {
  const days = [...groupsOf(group, ({ firstOn }) => firstOn)];
  const senderId: OrgUnitId = group[0].leadOrgUnitId;
  if (days.length < options.minSample) {
    notJudged.push({ senderId, kind: 'many-a-day', type: null as MeasureType | null, n: days.length });
    return [];
  }
  const counts = days.map(({ length }) => length);
  const usual = inBoth(median(counts));
  return upwardScores(counts).flatMap((score, i) => {
    if (score <= options.maxZ) return [];
    return [
      findingOf(
        'many-a-day',
        days[i],
        {
          vi: `${counts[i]} biện pháp bắt đầu cùng ngày; đơn vị này thường ${usual.vi} mỗi ngày (trung vị của ${days.length} ngày).`,
          en: `${counts[i]} measures begin on one day; this agency usually has ${usual.en} a day (median of ${days.length} days).`,
        },
        {
          vi: 'Kiểm tra xem có phải ngày gửi báo cáo được ghi thay cho ngày làm.',
          en: 'Check whether the day of the report was entered instead of the day of the work.',
        },
      ),
    ];
  });
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): Iterable<T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups.values();
}
