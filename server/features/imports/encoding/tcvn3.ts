/**
 * TCVN 5712:1993 (the “TCVN3” or ABC fonts of .Vn… documents): one byte a
 * letter, no names in the Encoding standard, so the table is ours. Bytes
 * 0x80–0xFF by TCVN 5712-1 (VN1), of which the ABC fonts use 0xA1–0xFE; bytes
 * below 0x80 are ASCII. 0xB0–0xB4 are combining tones, hence the NFC at the end.
 */
const HIGH_HALF =
  'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ' +
  'ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ' +
  '\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ' +
  '\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ' +
  'ẮẦẨẪẤỀặầẩẫấậèỂẻẽ' +
  'éẹềểễếệìỉỄẾỒĩíịò' +
  'Ổỏõóọồổỗốộờởỡớợù' +
  'ỖủũúụừửữứựỳỷỹýỵỐ';
const LETTERS = [...HIGH_HALF.normalize('NFC')];

/**
 * Text in Unicode that .VnTime and the other ABC fonts show, as what they show
 * (NFC): their letters stand there as U+00A1 … U+00FE. The degree, the powers
 * and their neighbours (U+00B0 … U+00B4), which those fonts have too, stay.
 */
export const fromTcvn3Letters = (text: string): string =>
  withCapitals(
    text.replace(/[\u00a1-\u00af\u00b5-\u00fe]/g, (letter) => LETTERS[letter.charCodeAt(0) - 0x80]).normalize('NFC'),
  );

/**
 * The ABC fonts have no capitals with a tone: `TỈNH` is written with the small
 * letter (`TỉNH`), in a font of capitals or not. A word is put in capitals
 * where all its letters are that could be.
 */
function withCapitals(text: string): string {
  return text.replace(/\p{L}+/gu, (word) =>
    HAS_CAPITAL.test(word.slice(1)) &&
    [...word].every((letter) => isCapital(letter) || TONED.test(letter.normalize('NFD')))
      ? word.toUpperCase()
      : word,
  );
}
const isCapital = (letter: string) => letter !== letter.toLowerCase();
const HAS_CAPITAL = /\p{Lu}/u;
const TONED = /[\u0300\u0301\u0303\u0309\u0323]/;

/** Text of a file in TCVN3 (ABC), in NFC. Every byte has a meaning, so this never fails. */
export function decodeTcvn3(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    const end = Math.min(start + 8192, bytes.length);
    let part = '';
    for (let i = start; i < end; i++) {
      const byte = bytes[i];
      part += byte < 0x80 ? String.fromCharCode(byte) : LETTERS[byte - 0x80];
    }
    parts.push(part);
  }
  return withCapitals(parts.join('').normalize('NFC'));
}
