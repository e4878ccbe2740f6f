import { MEASURE_TYPE_TERMS, type Term } from '#geo/domain/glossary.ts';
import type { MeasureType } from '#geo/domain/measure.ts';
import { dayLabel } from '#geo/domain/period-label.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import type { Route } from '#geo/domain/route.ts';
import { kmOfM } from '#geo/network/linear-referencing.ts';
import type { Lang } from './export-table.ts';

/** `M02 Tuần tra, kiểm soát`: the code with its name. */
export const measureTypeName = (type: MeasureType | undefined, lang: Lang): string | null =>
  type === undefined ? null : `${type} ${MEASURE_TYPE_TERMS[type][lang]}`;

/** Kilometre of a post as `kmLabel` says it: to the metre, to 100 m where the posts are not official. */
export function postOf(route: Route, m: number): number {
  const km = kmOfM(route, m);
  return route.kmIsOfficial ? Math.round(km * 1000) / 1000 : Math.round(km * 10) / 10;
}

/** An instant as a clock in Vietnam shows it: `23/11/2026 08:05 (giờ Việt Nam)`. */
export function instantLabel(instant: string, lang: Lang): string {
  const ms = Date.parse(instant);
  const clock = new Date(ms + 7 * 3_600_000).toISOString().slice(11, 16);
  return `${dayLabel(dayOfInstant(ms), lang)} ${clock} (${lang === 'vi' ? 'giờ Việt Nam' : 'Vietnam time'})`;
}

/** Codes of a closed vocabulary with their names, `E0 Lời báo: 0,25`. */
export function namedNumbers<T extends string>(
  values: Partial<Record<T, number>>,
  terms: Record<T, Term>,
  lang: Lang,
): string {
  const number = (value: number) => (lang === 'vi' ? String(value).replace('.', ',') : String(value));
  return (Object.entries(values) as [T, number][])
    .map(([code, value]) => `${code} ${terms[code][lang]}: ${number(value)}`)
    .join('; ');
}
