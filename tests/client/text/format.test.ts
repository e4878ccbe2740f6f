import { describe, expect, it } from 'vitest';
import { createFormat, honestPercent } from '#client/text/format.ts';

const vi = createFormat('vi');
const en = createFormat('en');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers', () => {
  it('are written as in Vietnam and as in English', () => {
    expect(vi.number(1234567.891, 2)).toBe('1.234.567,89');
    expect(en.number(1234567.891, 2)).toBe('1,234,567.89');
  });

  it('stand with their unit', () => {
    expect(plain(vi.length(18_700))).toBe('18,7 km');
    expect(plain(vi.length(850.4))).toBe('850 m');
    expect(plain(en.length(218_480))).toBe('218 km');
    expect(vi.km2(2_104_000_253)).toBe('2.104');
  });
});

describe('percentages', () => {
  it('read as whole or as nothing only when they are', () => {
    expect(plain(vi.percent(0.99999))).toBe('99,9 %');
    expect(plain(vi.percent(1))).toBe('100,0 %');
    expect(plain(vi.percent(0.00001))).toBe('0,1 %');
    expect(plain(vi.percent(0))).toBe('0,0 %');
    expect(plain(en.percent(0.6523))).toBe('65.2 %');
    expect(honestPercent(0.996, 0)).toBe(99);
  });
});

describe('days', () => {
  it('are written day first, the last day included', () => {
    expect(vi.day('2026-11-23')).toBe('23/11/2026');
    expect(vi.dayRange({ fromOn: '2025-12-15', untilOn: '2026-06-15' })).toBe('15/12/2025 – 14/06/2026');
  });

  it('of an instant are those of Vietnam, whatever the zone of the machine', () => {
    expect(vi.instant('2026-11-22T17:05:00Z')).toBe('23/11/2026 00:05');
  });
});

it('sorts as Vietnamese does: đ after d, tones last, numbers by size', () => {
  const names = ['Đô Lương', 'Diễn Châu', 'Con Cuông', 'Dùng', 'QL48', 'QL7'];
  expect(names.toSorted(vi.compare)).toEqual(['Con Cuông', 'Diễn Châu', 'Dùng', 'Đô Lương', 'QL7', 'QL48']);
});
