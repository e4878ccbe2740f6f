import type { ImportEncoding } from '#geo/contract/imports.contract.ts';
import { sampleLine, sureOf } from './decode-file.ts';
import { fromTcvn3Letters } from './tcvn3.ts';
import { fromVniLetters } from './vni.ts';
import { readVietnamese } from './vietnamese-syllable.ts';

/**
 * Unicode files hold text typed with fonts of before Unicode: `X· M­êng XÐn` in
 * .VnTime reads “Xã Mường Xén”, in any other font and in the file it does not.
 */
type LegacyFont = Extract<ImportEncoding, 'tcvn3' | 'vni'>;
const READERS: Readonly<Record<LegacyFont, (text: string) => string>> = {
  tcvn3: fromTcvn3Letters,
  vni: fromVniLetters,
};
const FONTS = Object.keys(READERS) as LegacyFont[];
/** Letters of those fonts; and those that none of them has, so that the text is Unicode already. */
const FONT_LETTER = /[\u00a1-\u00af\u00b5-\u00ff]/;
const UNICODE_LETTER = /[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]/;
/** Enough to judge by. */
const JUDGED_CHARACTERS = 100_000;
/** A reading worth showing, where it is too little to go by. */
const LIKELY_SHARE = 0.5;

export interface LegacyFontReading {
  /** The font whose letters are read; null where nobody can be sure and the text stays as it is. */
  font: LegacyFont | null;
  /** What the text reads as otherwise; utf-8 is the text as it stands. */
  guesses: { encoding: ImportEncoding; sample: string }[];
  /** A cell as it is to be read. */
  read: (text: string) => string;
}

/**
 * Whether the texts of a table are those of a font of before Unicode, and of
 * which; undefined where nothing looks like it. Beside cells that are Unicode
 * for certain only those are read so that are not Vietnamese as they stand.
 * @param chosen what the person chose; utf-8 leaves the text as it is
 */
export function recogniseLegacyFont(texts: readonly string[], chosen?: ImportEncoding): LegacyFontReading | undefined {
  const isMixed = texts.some((text) => UNICODE_LETTER.test(text));
  const isSuspect = (text: string) =>
    FONT_LETTER.test(text) && !UNICODE_LETTER.test(text) && !(isMixed && readVietnamese(text)?.share === 1);
  let judged = '';
  for (const text of texts) {
    if (judged.length < JUDGED_CHARACTERS && isSuspect(text)) judged += `${text}\n`;
  }
  const asIs = readVietnamese(judged);
  if (asIs === undefined) return undefined;
  const readings = [
    { encoding: 'utf-8' as const, ...asIs, sample: sampleLine(judged) },
    ...FONTS.flatMap((encoding) => {
      const text = READERS[encoding](judged);
      const reading = readVietnamese(text);
      return reading ? [{ encoding, ...reading, sample: sampleLine(text) }] : [];
    }),
  ];
  const best = readings.reduce((a, b) => (b.share > a.share ? b : a));
  const sure = chosen ?? sureOf(readings)?.encoding;
  const font = FONTS.find((name) => name === sure) ?? null;
  if (font === null && (best.encoding === 'utf-8' || best.share < LIKELY_SHARE)) return undefined;
  return {
    font,
    guesses: readings
      .filter(({ encoding }) => encoding !== (font ?? 'utf-8'))
      .map(({ encoding, sample }) => ({ encoding, sample })),
    read: (text) => (font !== null && isSuspect(text) ? READERS[font](text) : text),
  };
}
