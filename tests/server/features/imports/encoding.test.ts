import { describe, expect, test } from 'vitest';
import { DomainError } from '#geo/domain/errors.ts';
import { decodeFile, guessEncodings } from '#server/features/imports/encoding/decode-file.ts';
import { decodeTcvn3 } from '#server/features/imports/encoding/tcvn3.ts';
import { isVietnameseSyllable, readVietnamese } from '#server/features/imports/encoding/vietnamese-syllable.ts';
import { iconvTcvn, iconvWindows1258, PANGRAM } from './encoded-text.ts';
import { encodeTcvn3 } from './legacy-encodings.ts';

describe('TCVN3', () => {
  test('every letter that glibc writes as TCVN5712-1 is read back', () => {
    expect(decodeTcvn3(iconvTcvn)).toBe(PANGRAM);
  });

  test('small letters with a tone among capitals are capitals that its fonts do not have', () => {
    expect(decodeTcvn3(encodeTcvn3('ỦY BAN NHÂN DÂN TỈNH; Xã Mường Xén; tuyến QL7'))).toBe(
      'ỦY BAN NHÂN DÂN TỈNH; Xã Mường Xén; tuyến QL7',
    );
  });
});

describe('Vietnamese syllables', () => {
  test.each(['Nghệ', 'An', 'Quốc', 'khuỷu', 'nghiêng', 'XÃ', 'giữa', 'quyết', 'thuở', 'ươm', 'Đô', 'yên'])(
    '%s is one',
    (word) => expect(isVietnameseSyllable(word)).toBe(true),
  );
  test.each(['NghÖ', 'x·', 'ngÆê', 'Bộttt', 'tuyÕn', 'ÐÀ', 'áà', 'ŕ'])('%s is none', (word) =>
    expect(isVietnameseSyllable(word.normalize('NFC'))).toBe(false),
  );
  test('a text without accents says nothing', () => expect(readVietnamese('plain ascii; 1,2')).toBeUndefined());
});

describe('decodeFile', () => {
  const utf8 = new TextEncoder().encode('loại;xã\nM02;Mường Xén');

  test('reads UTF-8 with and without its mark, and UTF-16 of both orders by theirs', () => {
    const text = 'loại;xã\nM02;Mường Xén';
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
    ]);
    const swapped = utf16.map((_, i) => utf16[i ^ 1]);
    expect(decodeFile(utf8)).toEqual({ text, encoding: 'utf-8' });
    expect(decodeFile(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])).text).toBe(text);
    expect(decodeFile(utf16)).toEqual({ text, encoding: 'utf-16le' });
    expect(decodeFile(swapped)).toEqual({ text, encoding: 'utf-16be' });
  });

  test('decomposed letters become NFC', () => {
    expect(decodeFile(new TextEncoder().encode('Kỳ Sơn'.normalize('NFD'))).text).toBe('Kỳ Sơn'.normalize('NFC'));
  });

  test.each([
    ['tcvn3', iconvTcvn],
    ['windows-1258', iconvWindows1258],
  ] as const)('%s by its words, far before the others; also when chosen', (encoding, bytes) => {
    const [best, second] = guessEncodings(bytes);
    expect(best.encoding).toBe(encoding);
    // A pangram holds letters that are no syllables by themselves.
    expect(best.share).toBeGreaterThan(0.85);
    expect(second.share).toBeLessThan(0.5);
    expect(decodeFile(bytes)).toEqual({ text: PANGRAM, encoding });
    expect(decodeFile(bytes, encoding).text).toBe(PANGRAM);
  });

  test('two words may read well by chance: each reading is shown, likeliest first, and one is chosen', () => {
    const bytes = encodeTcvn3('Xã Mường');
    let refused: unknown;
    try {
      decodeFile(bytes);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(DomainError);
    const { code, faults } = refused as DomainError;
    expect(code).toBe('file.encoding');
    expect(faults[0].place.path).toBe('encoding:tcvn3');
    expect(faults[0].message.vi).toContain('“Xã Mường”');
    expect(decodeFile(bytes, 'tcvn3').text).toBe('Xã Mường');
  });

  test.each([
    ['NUL characters', Uint8Array.from([0x61, 0, 0x62]), 'file.unreadable'],
    ['a zip', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0x80]), 'file.unreadable'],
    ['blanks only', Uint8Array.from([0x20, 0x0a]), 'file.empty'],
    ['nothing', new Uint8Array(), 'file.empty'],
  ])('%s: refused', (_, bytes, code) => {
    expect(() => decodeFile(bytes)).toThrow(expect.objectContaining({ code }));
  });
});

test.each(['utf-16le', 'utf-16be'] as const)('%s without its mark is recognised', (encoding) => {
  const text = 'Loại;Từ ngày;Xã\nM02;03/11/2026;Mường Xén\n';
  const bytes = Buffer.from(text, 'utf16le');
  const decoded = decodeFile(encoding === 'utf-16le' ? bytes : bytes.swap16());
  expect(decoded).toEqual({ text, encoding });
});
