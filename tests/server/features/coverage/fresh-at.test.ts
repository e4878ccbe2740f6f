import { expect, test } from 'vitest';
import { parsePeriodId } from '#geo/domain/period.ts';
import { freshAtOf } from '#server/features/coverage/fresh-at.ts';

const year = parsePeriodId('plan-2025-12-15')!;
const at = (iso: string) => new Date(freshAtOf(year, Date.parse(iso))).toISOString();

test('while the period runs, fresh holds at the end of today in Vietnam, whoever asks at whatever hour', () => {
  expect(at('2026-11-23T00:00:00+07:00')).toBe('2026-11-23T17:00:00.000Z');
  expect(at('2026-11-23T23:59:59+07:00')).toBe('2026-11-23T17:00:00.000Z');
  expect(at('2026-11-24T00:00:00+07:00')).toBe('2026-11-24T17:00:00.000Z');
});

test('afterwards it holds at the end of the period', () => {
  expect(at('2027-03-01T08:00:00+07:00')).toBe('2026-12-14T17:00:00.000Z');
  expect(at('2026-12-14T12:00:00+07:00')).toBe('2026-12-14T17:00:00.000Z');
});
