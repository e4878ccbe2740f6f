import { lastDayOf, type DayString, type Period } from './period.ts';

/** `15/12/2025` in Vietnamese, `15 Dec 2025` in English. */
export function dayLabel(day: DayString, lang: 'vi' | 'en'): string {
  const [year, month, date] = day.split('-');
  if (lang === 'vi') return `${date}/${month}/${year}`;
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What people call a period, with its first and last day (inclusive). */
export function periodLabel(period: Period, lang: 'vi' | 'en'): string {
  const days = `${dayLabel(period.fromOn, lang)} – ${dayLabel(lastDayOf(period), lang)}`;
  const name = nameOf(period, lang);
  return name === '' ? days : `${name} (${days})`;
}

function nameOf({ kind, fromOn, untilOn }: Period, lang: 'vi' | 'en'): string {
  const endYear = untilOn.slice(0, 4);
  const vi = lang === 'vi';
  switch (kind) {
    case 'plan-year':
      return vi ? `Năm kế hoạch ${endYear}` : `Plan year ${endYear}`;
    case 'plan-half-year':
      return fromOn.slice(5) === '12-15'
        ? vi
          ? `6 tháng đầu năm ${endYear}`
          : `First half of ${endYear}`
        : vi
          ? `6 tháng cuối năm ${endYear}`
          : `Second half of ${endYear}`;
    case 'crime-year':
      return vi ? `Năm thống kê tội phạm ${endYear}` : `Crime-statistics year ${endYear}`;
    case 'calendar-year':
      return vi ? `Năm dương lịch ${fromOn.slice(0, 4)}` : `Calendar year ${fromOn.slice(0, 4)}`;
    case 'ad-hoc':
      return '';
  }
}
