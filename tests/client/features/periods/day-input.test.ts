import { describe, expect, test } from 'vitest';
import { dayToText, readDay } from '#client/features/periods/day-input.ts';

describe('a day as people type it', () => {
  test.each([
    ['23/11/2026', '2026-11-23'],
    ['3/1/2026', '2026-01-03'],
    ['3.11.26', '2026-11-03'],
    ['03-11-2026', '2026-11-03'],
    ['3 11 2026', '2026-11-03'],
    ['23112026', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['  29/02/2024 ', '2024-02-29'],
  ])('%s is %s', (text, day) => expect(readDay(text)).toEqual({ day }));

  test.each(['31/02/2026', '29/02/2026', '00/01/2026', '1/13/2026', '23/11', 'hôm nay', '23/11/026', '2026-13-01'])(
    '%s is no day',
    (text) => expect(readDay(text)).toEqual({ fault: 'date.malformed' }),
  );

  test('nothing is missing, and the last century is too early', () => {
    expect(readDay('  ')).toEqual({ fault: 'date.missing' });
    expect(readDay('31/12/1999')).toEqual({ fault: 'date.tooEarly' });
    expect(readDay('01/01/2000')).toEqual({ day: '2000-01-01' });
  });

  test('a field shows what it would read back', () => {
    expect(dayToText('2026-11-03')).toBe('03/11/2026');
    expect(readDay(dayToText('2026-11-03'))).toEqual({ day: '2026-11-03' });
  });
});
