import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '#geo/domain/folded-text.ts';
import { readCoordinateItems } from '#geo/places/coordinate-items.ts';
import { findKmPosts } from '#geo/places/km-posts.ts';
import { MAX_PLACE_TEXT } from '#geo/places/place-finder.ts';
import { placeTokens } from '#geo/places/place-tokens.ts';
import { readSystem } from '#geo/places/coordinate-system.ts';
import { unitsOf } from '#geo/places/unit-names.ts';
import { AFTER, BEFORE, FINDER, REGISTER } from './finder.ts';

const PIECES = [
  ...[
    'QL7',
    'QL',
    'Km ',
    '112',
    '+',
    '300',
    ' - ',
    'đến',
    '.',
    ',',
    '-',
    '°',
    '′',
    '"',
    ' B',
    'Đ',
    'xã ',
    'huyện ',
    'bản ',
  ],
  ...['Kỳ Sơn', 'Nậm Cắn', 'cửa khẩu', 'VN-2000', 'EPSG:', '9208', 'kinh tuyến trục ', '104', 'Ga ', '18.67', '105,69'],
  ...['2065680', '(', ')', '\u0000', '\ud800', '\u200b', '\u0301', 'ﷺ', '￼', '😀', 'Ω', '\n', '\t', '０', 'ａ'],
];
const soup = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme' })), { maxLength: 30 });

describe('any text', () => {
  it('is answered without an error, the same each time', () => {
    fc.assert(
      fc.property(soup, fc.constantFrom(BEFORE, AFTER), (parts, onDay) => {
        const text = parts.join('');
        const result = FINDER.find(text, onDay);
        expect(FINDER.find(text, onDay)).toEqual(result);
        if (result.kind === 'ambiguous') expect(result.candidates.length).toBeGreaterThan(0);
        if (result.kind === 'ambiguous') {
          const values = result.candidates.map(({ value }) => value);
          expect(new Set(values).size).toBe(values.length);
        }
      }),
    );
  });

  it('of a name in noise never becomes another place', () => {
    const units = unitsOf(REGISTER.communes).filter((unit) => unit.level === 'commune');
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.constantFrom('  ', ', ', ' - ', '.', ' ('), (unit, mark) => {
        const result = FINDER.find(`${mark}${unit.nameVi}${mark}`, AFTER);
        expect(result).toMatchObject({ kind: 'found', value: `commune:${unit.commune.id}` });
      }),
    );
  });

  it('longer than an address is no place', () => {
    expect(FINDER.find('QL7 Km 112 '.repeat(100), AFTER)).toEqual({ kind: 'unknown', nearest: [] });
    expect('xã Nậm Cắn '.repeat(27).length).toBeLessThan(MAX_PLACE_TEXT);
  });
});

describe('each step is linear', () => {
  /*
   * Where a step took the square of the length, these 200,000 characters would
   * hold the run for many minutes, and the run's own limit would end it.
   */
  const LONG = 200_000;
  const STRINGS = [
    ...[
      '1',
      '1,',
      '1.',
      '1 ',
      '°',
      "'",
      ' ',
      '- ',
      'a',
      'ql ',
      'ql.',
      'ql -',
      'km ',
      'km.',
      '1+',
      'kinh tuyen ',
      'vn ',
    ],
    ...[
      'x ',
      'x.',
      'xã ',
      'xã.',
      'bản ',
      'thành ',
      'quốc lộ ',
      'Km 1 - ',
      'epsg',
      'utm ',
      'ktt ',
      '104 ',
      '(',
      '\u0301',
    ],
  ].map((piece) => piece.repeat(Math.ceil(LONG / piece.length)));

  it.each(STRINGS.map((text) => [JSON.stringify(text.slice(0, 12)), text]))('for %s …', (_, text) => {
    readSystem(foldText(text).lower);
    readCoordinateItems(text);
    const tokens = placeTokens(text);
    findKmPosts(tokens, new Set());
    expect(tokens.length).toBeLessThanOrEqual(text.length);
  });
});
