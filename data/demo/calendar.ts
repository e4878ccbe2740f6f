import { addDays, type DayString } from '#geo/domain/period.ts';
import type { Random } from '#geo/statistics/random.ts';

/** How the work of a year is spread over its days. */
export type Season = 'even' | 'tet' | 'summer' | 'harvest' | 'july' | 'mixed';

const TET = ['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06'];

/** A bump of height 1 at its middle, `widthDays` to each side. */
function bump(day: DayString, middle: DayString, widthDays: number): number {
  const distance = Math.abs(Date.parse(day) - Date.parse(middle)) / 86_400_000;
  return distance >= widthDays ? 0 : (1 + Math.cos((Math.PI * distance) / widthDays)) / 2;
}

/** Relative weight of a day, about 1 on an ordinary one. */
export function seasonWeight(season: Season, day: DayString): number {
  const year = day.slice(0, 4);
  // People leave for work before Tết and again after it; the days of Tết itself are quiet.
  const tet = TET.reduce(
    (sum, eve) => sum + 2.2 * bump(day, addDays(eve, -22), 26) + 1.6 * bump(day, addDays(eve, 18), 16),
    0,
  );
  const quiet = TET.some((eve) => bump(day, addDays(eve, 1), 4) > 0) ? 0.35 : 1;
  const summer = 2.4 * bump(day, `${year}-06-25`, 65);
  const harvest = 1.3 * bump(day, `${year}-05-28`, 20) + 1.3 * bump(day, `${year}-09-25`, 25);
  // 30 July is the day against trafficking in persons.
  const july = 7 * bump(day, `${year}-07-28`, 16);
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? 0.75 : 1;
  switch (season) {
    case 'even':
      return quiet * weekend;
    case 'tet':
      return (0.8 + tet) * quiet;
    case 'summer':
      return (0.45 + summer) * quiet;
    case 'harvest':
      return (0.8 + harvest) * quiet * weekend;
    case 'july':
      return (0.6 + july + 0.4 * tet) * quiet * weekend;
    case 'mixed':
      return (0.7 + 0.7 * tet + 0.4 * summer + 0.5 * harvest) * quiet;
  }
}

/** Draws days of [fromOn, untilOn) by season. */
export function createDayPicker(season: Season, fromOn: DayString, untilOn: DayString): (random: Random) => DayString {
  const days: DayString[] = [];
  const sums: number[] = [];
  let sum = 0;
  for (let day = fromOn; day < untilOn; day = addDays(day, 1)) {
    sum += seasonWeight(season, day);
    days.push(day);
    sums.push(sum);
  }
  return (random) => {
    const at = random.next() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return days[low];
  };
}
