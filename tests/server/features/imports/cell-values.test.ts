import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldToneOnly, parseDay, parseNumber } from '#server/features/imports/cell-values.ts';

describe('numbers as people write them', () => {
  test.each([
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1.234.567', 1_234_567],
    ['1,234,567.8', 1_234_567.8],
    ['12', 12],
    ['-3,5', -3.5],
    ['+7', 7],
    ['1 234,5', 1234.5],
    ['105,692', undefined],
    ['1.234', undefined],
    ['0,250', 0.25],
    ['12,3456', 12.3456],
    ['1.23.456', undefined],
    ['1,2,3', undefined],
    ['1.234,567.8', undefined],
    ['12a', undefined],
    ['1e5', undefined],
    ['NaN', undefined],
    ['0x10', undefined],
    ['5,', undefined],
    ['.5', undefined],
    ['', undefined],
  ])('%j is %s where grouping and decimals must not be mistaken', (text, value) => {
    expect(parseNumber(text, 'plain')).toBe(value);
  });

  test('a coordinate’s one separator is its decimal mark, a count’s its grouping', () => {
    expect(parseNumber('105,692', 'decimal')).toBe(105.692);
    expect(parseNumber('18.673', 'decimal')).toBe(18.673);
    expect(parseNumber('1.234', 'integer')).toBe(1234);
    expect(parseNumber('1,5', 'integer')).toBeUndefined();
  });

  test('what Intl writes in Vietnamese and English is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.integer({ min: 1, max: 99 }),
        (whole, cents) => {
          const value = Number(`${whole}.${String(cents).padStart(2, '0')}`);
          for (const lang of ['vi', 'en']) {
            const text = value.toLocaleString(lang, { minimumFractionDigits: 2 });
            expect(parseNumber(text, 'plain'), text).toBe(value);
          }
        },
      ),
    );
  });
});

describe('days', () => {
  test.each([
    ['23/11/2026', '2026-11-23'],
    ['3-1-2026', '2026-01-03'],
    ['03.01.2026', '2026-01-03'],
    ['2026-11-23', '2026-11-23'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2026', undefined],
    ['11/23/2026', undefined],
    ['23/11/26', undefined],
    ['2026/11/23', undefined],
    ['2026-11-23T08:00', '2026-11-23'],
    ['2026-11-23 08:00:00', '2026-11-23'],
    // In which zone the day is meant would be a guess.
    ['2026-11-23T20:00:00Z', undefined],
    ['0001-01-01', undefined],
    ['46349', undefined],
    ['hôm qua', undefined],
  ])('%j is %s', (text, day) => expect(parseDay(text)).toBe(day));
});

test('names are equal whatever the tone’s place, yet keep their marks', () => {
  expect(foldToneOnly('Yên Hòa')).toBe(foldToneOnly('yên hoà'));
  expect(foldToneOnly('Quỳ Hợp')).toBe(foldToneOnly('Qùy  Hợp'));
  expect(foldToneOnly('Sơn')).not.toBe(foldToneOnly('Son'));
  expect(foldToneOnly('Thanh')).not.toBe(foldToneOnly('Thành'));
});
