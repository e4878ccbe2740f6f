import fc from 'fast-check';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { describe, expect, test } from 'vitest';
import { MEASURE_TYPE_TERMS, TERMS } from '#geo/domain/glossary.ts';
import { readRegister } from '#data/register/load-register.ts';
import { decodeFile, type FileEncoding } from '#server/features/imports/encoding/decode-file.ts';
import { recogniseLegacyFont } from '#server/features/imports/encoding/legacy-fonts.ts';
import { run } from '#server/jobs/tasks/parse-import.ts';
import { asLatin1Text, encodeTcvn3, encodeWindows1258, latin1Bytes, toVniLetters } from './legacy-encodings.ts';

const asIs = (text: string) => text;
/** TCVN3 has no capitals with a tone; whole words of them come back, single ones do not. */
const inSmall = (text: string) => text.toLowerCase();

/** Names and terms as agencies write them. */
const register = readRegister();
const NAMES = [
  ...register.communes.flatMap(({ nameVi }) => [nameVi, nameVi.toUpperCase()]),
  ...register.sites.map(({ nameVi }) => nameVi),
  ...register.orgUnits.map(({ nameVi }) => nameVi),
  ...Object.values({ ...TERMS, ...MEASURE_TYPE_TERMS }).map(({ vi }) => vi),
  'Tuần tra, kiểm soát đêm; phát hiện 02 vụ',
  'Nắm tình hình, rà soát tuyến, địa bàn trọng điểm',
  'Kết quả: không phát hiện vi phạm',
].map((name) => name.replace(/[^\p{L}\p{M}\x20-\x7e]/gu, '-'));
const writtenWell = (name: string) => /[^\x00-\x7f]/.test(name);
const name = fc.constantFrom(...NAMES);
/** A dozen cells: as much as any file with headings has. */
const cells = fc.array(name, { minLength: 12, maxLength: 40 });
const few = fc.array(name, { minLength: 1, maxLength: 4 });

const utf16 = (text: string, swap: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return swap ? bytes.swap16() : bytes;
};
/** How text is written in each encoding, and what of it can come back. */
const WRITTEN: Record<FileEncoding, { encode: (text: string) => Uint8Array; kept?: (text: string) => string }> = {
  'utf-8': { encode: (text) => new TextEncoder().encode(text) },
  'utf-16le': { encode: (text) => utf16(text, false) },
  'utf-16be': { encode: (text) => utf16(text, true) },
  'windows-1258': { encode: encodeWindows1258 },
  tcvn3: { encode: encodeTcvn3, kept: inSmall },
  vni: { encode: (text) => latin1Bytes(toVniLetters(text)) },
};

describe.each(Object.entries(WRITTEN))('text in %s', (encoding, { encode, kept = asIs }) => {
  test('is recognised by itself and read back as its NFC', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom('NFC', 'NFD'), (texts, form) => {
        const text = texts.join(';\n');
        const read = decodeFile(encode(text.normalize(form)));
        expect({ ...read, text: kept(read.text) }).toEqual({ text: kept(text.normalize('NFC')), encoding });
      }),
      { numRuns: 150 },
    );
  });

  test('of a few words is read rightly or asked, never read wrongly', () => {
    fc.assert(
      fc.property(few, (texts) => {
        const text = texts.join('; ');
        let read: string | undefined;
        try {
          read = decodeFile(encode(text)).text;
        } catch {
          return; // asked
        }
        expect(kept(read)).toBe(kept(text.normalize('NFC')));
      }),
      { numRuns: 300 },
    );
  });
});

const TYPED = {
  tcvn3: { type: (text: string) => asLatin1Text(encodeTcvn3(text)), kept: inSmall },
  vni: { type: toVniLetters, kept: asIs },
} as const;

describe.each(Object.entries(TYPED))('text typed with %s fonts in a Unicode file', (font, { type, kept }) => {
  test('is recognised and read as its NFC', () => {
    fc.assert(
      fc.property(cells, (texts) => {
        const typed = texts.map(type);
        const reading = recogniseLegacyFont(typed);
        expect(reading?.font).toBe(font);
        expect(typed.map((text) => kept(reading!.read(text)))).toEqual(
          texts.map((text) => kept(text.normalize('NFC'))),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('beside cells in Unicode, those stay; few cells are read rightly or asked', () => {
    let known = 0;
    fc.assert(
      fc.property(cells, cells, (old, today) => {
        const reading = recogniseLegacyFont([...today, ...old.map(type)]);
        if (reading?.font === null) {
          expect(reading.guesses.map(({ encoding }) => encoding)).toContain(font);
          return;
        }
        expect(reading?.font).toBe(font);
        known++;
        expect(today.map(reading!.read)).toEqual(today);
        const marked = old.filter((text) => /[^\x00-\xff]/.test(text.normalize('NFC')));
        const read = marked.map((text) => reading!.read(type(text)));
        // What happens to be Vietnamese as it stands is left, for nobody could tell.
        const changed = read.filter((text, i) => text !== type(marked[i]));
        expect(changed.length).toBeGreaterThanOrEqual(0.75 * marked.length);
        for (const text of changed) expect(marked.map(kept)).toContain(kept(text));
      }),
      { numRuns: 60 },
    );
    expect(known).toBeGreaterThan(50);
  });
});

test('Unicode text is never taken for typed with an old font', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(name, fc.constantFrom('18°40′24″', '15 m²', 'café', 'Müller', '±5', '10×20', 'Xã', 'Ô Lâu')), {
        minLength: 1,
        maxLength: 40,
      }),
      (texts) => {
        expect(texts.map(recogniseLegacyFont(texts)?.read ?? asIs)).toEqual(texts);
      },
    ),
    { numRuns: 500 },
  );
});

test('the degree and the powers are no letters of those fonts', () => {
  const typed = [...NAMES.filter(writtenWell).slice(0, 20).map(TYPED.tcvn3.type), '18°40\'24"', '15 m²'];
  expect(typed.map(recogniseLegacyFont(typed)!.read).slice(-2)).toEqual(['18°40\'24"', '15 m²']);
});

describe('files', () => {
  const HEAD = ['Loại biện pháp', 'Đơn vị chủ trì', 'Từ ngày', 'Xã, phường', 'Ghi chú'];
  const ROWS = [
    ['M02', 'Công an tỉnh', '03/11/2026', 'Mường Xén', 'Tuần tra tuyến biên giới'],
    ['tuần tra, kiểm soát', 'Công an tỉnh', '04/11/2026', 'Nậm Cắn', 'Phối hợp kiểm tra cửa khẩu'],
  ];
  const TITLE = ['Kế hoạch tuần tra tháng 11'];
  const read = async (bytes: Uint8Array, fileName: string, encoding?: FileEncoding) => {
    const result = await run(
      { file: { kind: 'measures', fileName, bytes, encoding }, register, todayOn: '2026-11-23' },
      () => undefined,
    );
    if ('refused' in result) throw new Error(result.refused.message.en);
    return result.done;
  };
  const xlsx = async (type: (text: string) => string) => {
    const data = [TITLE, [], HEAD, ...ROWS].map((row) =>
      row.map((text): Cell => (text === '' ? null : { value: type(text), type: String })),
    );
    return new Uint8Array(await writeXlsxFile([{ sheet: 'Sheet1', data }] as never, {}).toBuffer());
  };
  const kml = (type: (text: string) => string) =>
    new TextEncoder().encode(
      `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${ROWS.map(
        ([kind, lead, on, , note]) =>
          `<Placemark><ExtendedData>${Object.entries({
            'Loại biện pháp': kind,
            'Đơn vị chủ trì': lead,
            'Từ ngày': on,
            'Ghi chú': note,
          })
            .map(([key, value]) => `<Data name="${type(key)}"><value>${type(value)}</value></Data>`)
            .join('')}</ExtendedData><Point><coordinates>104.1,19.4</coordinates></Point></Placemark>`,
      ).join('')}</Document></kml>`,
    );

  test.each([
    ['xlsx', 'tcvn3', xlsx],
    ['xlsx', 'vni', xlsx],
    ['kml', 'tcvn3', kml],
    ['kml', 'vni', kml],
  ] as const)('%s typed with %s fonts reads as the same file in Unicode, and says so', async (ending, font, write) => {
    const today = await read(await write(asIs), `a.${ending}`);
    expect(today).toMatchObject({ badTotal: 0, encoding: 'utf-8' });
    expect(today.good).toHaveLength(2);
    const old = await read(await write(TYPED[font].type), `a.${ending}`);
    expect(old).toMatchObject({ badTotal: 0, encoding: font, good: today.good });
    const meant = ({ columns }: typeof old) => columns.map(({ header, field, examples }) => [header, field, examples]);
    expect(meant(old)).toEqual(meant(today));
    expect(old.remarks.map(({ en }) => en)).toContainEqual(expect.stringContaining('was turned into Unicode'));
    expect(old.encodingGuesses.map(({ encoding }) => encoding)).toContain('utf-8');
    // Who knows better keeps the text as it stands.
    const kept = await read(await write(TYPED[font].type), `a.${ending}`, 'utf-8');
    expect(kept.missingFields).toContain('lead');
  });

  test('too little to be sure: left as it stands, with what it may read as, and read once chosen', async () => {
    const text = `type,lead,firstOn,commune\nM02,CA,03/11/2026,${TYPED.tcvn3.type('Mường Xén')}\n`;
    const bytes = new TextEncoder().encode(text);
    const unsure = await read(bytes, 'a.csv');
    expect(unsure).toMatchObject({ encoding: 'utf-8', badTotal: 1 });
    expect(unsure.encodingGuesses.find(({ encoding }) => encoding === 'tcvn3')?.sample).toBe('Mường Xén');
    expect(unsure.remarks[0].vi).toContain('“Mường Xén”');
    expect(await read(bytes, 'a.csv', 'tcvn3')).toMatchObject({ encoding: 'tcvn3', badTotal: 0, good: [{ row: 1 }] });
  });
});
