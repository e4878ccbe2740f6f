import type { PeriodList } from '#geo/contract/system.contract.ts';
import { PERIOD_KIND_TERMS } from '#geo/domain/glossary.ts';
import { addDays, DAY_MS, lastDayOf, type DayRange, type PeriodKind } from '#geo/domain/period.ts';
import type { Lang } from '../../text/translate.ts';
import { readDay, type DayFault } from './day-input.ts';

export type PeriodItem = PeriodList['items'][number];

export const PERIOD_KIND_ORDER = ['plan-year', 'plan-half-year', 'crime-year', 'calendar-year', 'ad-hoc'] as const;

/** The server's periods by kind, the latest first. */
export function groupPeriods(items: readonly PeriodItem[]): { kind: PeriodKind; items: PeriodItem[] }[] {
  return PERIOD_KIND_ORDER.map((kind) => ({
    kind,
    items: items.filter((item) => item.kind === kind).sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1)),
  })).filter((group) => group.items.length > 0);
}

/** A kind of period with the days it runs: `Năm kế hoạch (15/12–14/12)`. */
export function periodKindText(kind: PeriodKind, lang: Lang): string {
  const { vi, en, meansVi, meansEn } = PERIOD_KIND_TERMS[kind];
  const [name, days] = lang === 'vi' ? [vi, meansVi] : [en, meansEn];
  return days ? `${name} (${days})` : name;
}

export function daysIn({ fromOn, untilOn }: DayRange): number {
  return Math.round((Date.parse(untilOn) - Date.parse(fromOn)) / DAY_MS);
}

export type AdHocFault = DayFault | 'date.endsBeforeStart' | 'date.tooLong';
export type AdHocRead = { id: string; range: DayRange } | { faults: { from?: AdHocFault; to?: AdHocFault } };

const MOST_DAYS = 3660;

/** An ad hoc period from two typed days, the last one included. */
export function readAdHoc(fromText: string, toText: string): AdHocRead {
  const from = readDay(fromText);
  const to = readDay(toText);
  if ('fault' in from || 'fault' in to)
    return {
      faults: { ...('fault' in from ? { from: from.fault } : {}), ...('fault' in to ? { to: to.fault } : {}) },
    };
  if (to.day < from.day) return { faults: { to: 'date.endsBeforeStart' } };
  const range = { fromOn: from.day, untilOn: addDays(to.day, 1) };
  if (daysIn(range) > MOST_DAYS) return { faults: { to: 'date.tooLong' } };
  return { id: `${from.day}..${to.day}`, range };
}

/**
 * The period to compare with: of the same kind, one earlier. Half-years meet
 * the half-year before, ad hoc ranges the same number of days before.
 */
export function previousPeriodId(
  current: { id: string; kind: PeriodKind } & DayRange,
  items: readonly PeriodItem[],
): string | undefined {
  if (current.kind === 'ad-hoc') {
    const length = daysIn(current);
    const range = { fromOn: addDays(current.fromOn, -length), untilOn: current.fromOn };
    return `${range.fromOn}..${lastDayOf(range)}`;
  }
  return items.find((item) => item.kind === current.kind && item.untilOn === current.fromOn)?.id;
}
