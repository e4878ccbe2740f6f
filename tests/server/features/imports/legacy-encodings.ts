/** Writers of the encodings that Vietnamese files came in before Unicode: for tests, the inverse of what is read. */

const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/** Of TCVN 5712 (VN1): small letters by tone grave, hook, tilde, acute, dot, and the seven capitals of a shape. */
const TCVN: Record<string, readonly number[]> = {
  a: [0xb5, 0xb6, 0xb7, 0xb8, 0xb9],
  ă: [0xbb, 0xbc, 0xbd, 0xbe, 0xc6],
  â: [0xc7, 0xc8, 0xc9, 0xca, 0xcb],
  e: [0xcc, 0xce, 0xcf, 0xd0, 0xd1],
  ê: [0xd2, 0xd3, 0xd4, 0xd5, 0xd6],
  i: [0xd7, 0xd8, 0xdc, 0xdd, 0xde],
  o: [0xdf, 0xe1, 0xe2, 0xe3, 0xe4],
  ô: [0xe5, 0xe6, 0xe7, 0xe8, 0xe9],
  ơ: [0xea, 0xeb, 0xec, 0xed, 0xee],
  u: [0xef, 0xf1, 0xf2, 0xf3, 0xf4],
  ư: [0xf5, 0xf6, 0xf7, 0xf8, 0xf9],
  y: [0xfa, 0xfb, 0xfc, 0xfd, 0xfe],
};
const TCVN_PLAIN: Record<string, number> = {
  ă: 0xa8, â: 0xa9, ê: 0xaa, ô: 0xab, ơ: 0xac, ư: 0xad, đ: 0xae,
  Ă: 0xa1, Â: 0xa2, Ê: 0xa3, Ô: 0xa4, Ơ: 0xa5, Ư: 0xa6, Đ: 0xa7,
}; // prettier-ignore

/** A letter as its vowel with its shape, and its tone (−1 without). */
function partsOf(letter: string): { base: string; tone: number } {
  const marks = [...letter.normalize('NFD')];
  const tone = marks.findIndex((mark) => TONES.includes(mark));
  const base = marks
    .filter((_, i) => i !== tone)
    .join('')
    .normalize('NFC');
  return { base, tone: tone < 0 ? -1 : TONES.indexOf(marks[tone]) };
}

/** TCVN3 as the ABC fonts have it: capitals with a tone do not exist, their documents use small letters in a font of capitals. */
export function encodeTcvn3(text: string): Uint8Array {
  return Uint8Array.from(
    [...text.normalize('NFC')].map((letter) => {
      if (letter.charCodeAt(0) < 0x80) return letter.charCodeAt(0);
      const { base, tone } = partsOf(letter);
      const byte = tone < 0 ? TCVN_PLAIN[base] : TCVN[base.toLowerCase()]?.[tone];
      if (byte === undefined) throw new Error(`TCVN3 has no “${letter}”`);
      return byte;
    }),
  );
}
const VNI_SHAPES: Record<string, string> = { '': 'øûõùï', '\u0302': 'àåãáä', '\u0306': 'èúüéë' };
const VNI_SINGLES: Record<string, string> = {
  ơ: 'ô', ư: 'ö', đ: 'ñ', í: 'í', ì: 'ì', ỉ: 'æ', ĩ: 'ó', ị: 'ò', ỵ: 'î',
}; // prettier-ignore

/** What VNI fonts make of a text: a letter, and the one that stands for its marks. */
export function toVniLetters(text: string): string {
  return text.normalize('NFC').replace(/[^\x00-\x7f]/g, (letter) => {
    const lower = letter.toLowerCase();
    const cased = (written: string) => (lower === letter ? written : written.toUpperCase());
    if (VNI_SINGLES[lower] !== undefined) return cased(VNI_SINGLES[lower]);
    const { base, tone } = partsOf(lower);
    if (VNI_SINGLES[base] !== undefined) return cased(VNI_SINGLES[base] + VNI_SHAPES[''][tone]);
    const [plain, shape = ''] = base.normalize('NFD');
    const mark = tone < 0 ? { '\u0302': 'â', '\u0306': 'ê' }[shape] : VNI_SHAPES[shape]?.[tone];
    if (mark === undefined) throw new Error(`VNI has no “${letter}”`);
    return cased(plain + mark);
  });
}

const W1258 = new Map(
  Array.from({ length: 128 }, (_, i) => 0x80 + i).map((byte) => [
    new TextDecoder('windows-1258').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
/** Windows-1258 as its keyboard types it: letters with a shape are one byte, every tone is one behind its letter. */
export function encodeWindows1258(text: string): Uint8Array {
  const letters = [...text.normalize('NFC')].flatMap((letter) => {
    const { base, tone } = partsOf(letter);
    return tone < 0 ? [base] : [base, TONES[tone]];
  });
  return Uint8Array.from(
    letters.map((letter) => {
      const byte = letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : W1258.get(letter);
      if (byte === undefined) throw new Error(`Windows-1258 has no “${letter}”`);
      return byte;
    }),
  );
}
export const latin1Bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
/** Bytes of one letter each as a Unicode file holds them that was typed with an old font: U+00xx. */
export const asLatin1Text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
