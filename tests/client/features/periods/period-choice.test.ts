import { describe, expect, test } from 'vitest';
import {
  daysIn,
  groupPeriods,
  periodKindText,
  previousPeriodId,
  readAdHoc,
} from '#client/features/periods/period-choice.ts';
import { parsePeriodId, periodsOfYear } from '#geo/domain/period.ts';

const items = [...periodsOfYear(2025), ...periodsOfYear(2026)].map((period) => ({
  ...period,
  labelVi: period.id,
  labelEn: period.id,
}));
const period = (id: string) => parsePeriodId(id)!;

describe('ad hoc periods', () => {
  test('include their last day and name themselves', () => {
    expect(readAdHoc('01/01/2026', '31/03/2026')).toEqual({
      id: '2026-01-01..2026-03-31',
      range: { fromOn: '2026-01-01', untilOn: '2026-04-01' },
    });
    expect(period('2026-01-01..2026-03-31')).toMatchObject({ fromOn: '2026-01-01', untilOn: '2026-04-01' });
    expect(daysIn({ fromOn: '2026-01-01', untilOn: '2026-04-01' })).toBe(90);
  });
  test('one day is a period', () => {
    expect(readAdHoc('5/5/2026', '5/5/2026')).toMatchObject({ id: '2026-05-05..2026-05-05' });
  });
  test('name each fault at its field', () => {
    expect(readAdHoc('', '31/02/2026')).toEqual({ faults: { from: 'date.missing', to: 'date.malformed' } });
    expect(readAdHoc('02/03/2026', '01/03/2026')).toEqual({ faults: { to: 'date.endsBeforeStart' } });
    expect(readAdHoc('01/01/2010', '01/01/2026')).toEqual({ faults: { to: 'date.tooLong' } });
  });
});

describe('the period to compare with', () => {
  test('is of the same kind and meets this one', () => {
    expect(previousPeriodId(period('plan-2025-12-15'), items)).toBe('plan-2024-12-15');
    expect(previousPeriodId(period('half-2026-06-15'), items)).toBe('half-2025-12-15');
    expect(previousPeriodId(period('half-2025-12-15'), items)).toBe('half-2025-06-15');
    expect(previousPeriodId(period('year-2026-01-01'), items)).toBe('year-2025-01-01');
  });
  test('is the same number of days before for an ad hoc one', () => {
    expect(previousPeriodId(period('2026-03-01..2026-03-10'), items)).toBe('2026-02-19..2026-02-28');
  });
  test('is none before the first', () => {
    expect(previousPeriodId(period('plan-2024-12-15'), items)).toBeUndefined();
  });
});

test('periods are grouped by kind, the latest first', () => {
  const groups = groupPeriods(items);
  expect(groups.map((group) => group.kind)).toEqual(['plan-year', 'plan-half-year', 'crime-year', 'calendar-year']);
  expect(groups[1].items.map((item) => item.fromOn)).toEqual(['2026-06-15', '2025-12-15', '2025-06-15', '2024-12-15']);
});

test('kinds say the days they run', () => {
  expect(periodKindText('plan-half-year', 'en')).toBe('Half-year (15 Dec–14 Jun, 15 Jun–14 Dec)');
  expect(periodKindText('crime-year', 'vi')).toBe('Năm thống kê tội phạm (01/11–31/10)');
  expect(periodKindText('ad-hoc', 'vi')).toBe('Kỳ đột xuất');
});
