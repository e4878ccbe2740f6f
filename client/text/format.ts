import { lastDayOf, type DayRange } from '#geo/domain/period.ts';
import type { Lang } from './translate.ts';

/** Joins a number to its unit. */
const NBSP = '\u00a0';
const ZONE = 'Asia/Ho_Chi_Minh';

/** Numbers, days and sizes as people here write them: 1.234.567,89 and 23/11/2026 in Vietnamese. */
export interface Format {
  number(value: number, digits?: number): string;
  /** A ratio 0–1 as `65,2 %`. Never rounds up to 100 % or down to 0 %: 0.9999 is 99,9 %. */
  percent(ratio: number, digits?: number): string;
  /** Metres as `18,7 km`; below 1 km in metres. */
  length(metres: number): string;
  /** Metres as a number of kilometres, without the unit. */
  km(metres: number, digits?: number): string;
  /** Square metres as a number of km², without the unit. */
  km2(squareMetres: number, digits?: number): string;
  /** `YYYY-MM-DD` as 23/11/2026. */
  day(day: string): string;
  /** A half-open range as people write it, last day included: 15/12/2025 – 14/6/2026. */
  dayRange(range: DayRange): string;
  /** An instant, in Vietnam's time: 23/11/2026 14:05. */
  instant(iso: string): string;
  compare(a: string, b: string): number;
}

/** Rounds a ratio so that only what is whole reads as whole, and only what is nothing reads as nothing. */
export function honestPercent(ratio: number, digits: number): number {
  const unit = 10 ** -digits;
  const rounded = Math.round((ratio * 100) / unit) * unit;
  if (ratio < 1 && rounded >= 100) return 100 - unit;
  if (ratio > 0 && rounded <= 0) return unit;
  return rounded;
}

export function createFormat(lang: Lang): Format {
  const locale = lang === 'vi' ? 'vi-VN' : 'en-GB';
  const numberFormats = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 0): string => {
    let format = numberFormats.get(digits);
    if (!format) {
      format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      numberFormats.set(digits, format);
    }
    return format.format(value);
  };
  const collator = new Intl.Collator('vi', { numeric: true });
  const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
  const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
  const day = (text: string): string => text.split('-').reverse().join('/');
  return {
    number,
    percent: (ratio, digits = 1) => `${number(honestPercent(ratio, digits), digits)}${NBSP}%`,
    length: (metres) =>
      metres < 1000
        ? `${number(Math.round(metres))}${NBSP}m`
        : `${number(metres / 1000, metres < 100_000 ? 1 : 0)}${NBSP}km`,
    km: (metres, digits = 1) => number(metres / 1000, digits),
    km2: (squareMetres, digits = 0) => number(squareMetres / 1e6, digits),
    day,
    dayRange: (range) => `${day(range.fromOn)} – ${day(lastDayOf(range))}`,
    instant: (iso) => {
      const date = new Date(iso);
      return `${day(dayFormat.format(date))} ${timeFormat.format(date)}`;
    },
    compare: (a, b) => collator.compare(a, b),
  };
}
