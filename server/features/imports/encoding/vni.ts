/*
 * VNI-Windows, the code of the VNI fonts: a letter and, where it has marks, a
 * second one of Windows-1252 that stands for them (`Vieät Nam`, `Ñöôøng`); ơ ư
 * đ and the i and ỵ with marks have one of their own. The Encoding standard
 * has no name for it, hence our table, after the one every Vietnamese keyboard
 * program carries.
 */
/** Marks of a second letter, in NFD order: the shape of the vowel first, then the tone. */
const MARKS: Readonly<Record<string, string>> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
/** Letters that stand for themselves. */
const SINGLES: Readonly<Record<string, string>> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};
/** Marks that each letter takes: a tone all of them, a shape those that have it. */
const TONES = 'ùøûõï';
const CIRCUMFLEX = 'âáàåãä';
const BREVE = 'êéèúüë';
const TAKES: Readonly<Record<string, string>> = {
  a: TONES + CIRCUMFLEX + BREVE,
  e: TONES + CIRCUMFLEX,
  o: TONES + CIRCUMFLEX,
  u: TONES,
  y: TONES,
  ô: TONES,
  ö: TONES,
};

const windows1252 = new TextDecoder('windows-1252');

/** Text of a file in VNI-Windows, in NFC. Every byte has a meaning, so this never fails. */
export const decodeVni = (bytes: Uint8Array): string => fromVniLetters(windows1252.decode(bytes));

/** Text that VNI fonts show, as the same text in Unicode (NFC); what is no letter of theirs stays. */
export function fromVniLetters(text: string): string {
  const parts: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    const mark = text[i + 1]?.toLowerCase();
    const isMarked = mark !== undefined && Boolean(TAKES[letter.toLowerCase()]?.includes(mark));
    parts.push(isMarked ? single(letter) + MARKS[mark] : single(letter));
    if (isMarked) i++;
  }
  return parts.join('').normalize('NFC');
}

function single(letter: string): string {
  const lower = letter.toLowerCase();
  const read = SINGLES[lower];
  if (read === undefined) return letter;
  return letter === lower ? read : read.toUpperCase();
}
