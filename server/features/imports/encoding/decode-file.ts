import { DomainError, type Fault } from '#geo/domain/errors.ts';
import type { ImportEncoding } from '#geo/contract/imports.contract.ts';
import { decodeTcvn3 } from './tcvn3.ts';
import { decodeVni } from './vni.ts';
import { readVietnamese, type VietnameseReading } from './vietnamese-syllable.ts';

export type FileEncoding = ImportEncoding;

/** Encodings by the names that people know. */
export const LABELS: Record<FileEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1258': 'Windows-1258',
  tcvn3: 'TCVN3 (ABC)',
  vni: 'VNI',
};
/** Encodings without a mark of their own, to be guessed from the text. */
const GUESSABLE: readonly FileEncoding[] = ['windows-1258', 'tcvn3', 'vni'];

export interface DecodedFile {
  text: string;
  encoding: FileEncoding;
}
export interface EncodingGuess extends VietnameseReading {
  encoding: FileEncoding;
  sample: string;
}

/** Text of bytes in a known encoding, in NFC; throws where they are not in it. */
export function decodeAs(bytes: Uint8Array, encoding: FileEncoding): string {
  if (encoding === 'tcvn3') return decodeTcvn3(bytes);
  if (encoding === 'vni') return decodeVni(bytes);
  return new TextDecoder(encoding, { fatal: true }).decode(bytes).normalize('NFC');
}

function tryDecode(bytes: Uint8Array, encoding: FileEncoding): string | undefined {
  try {
    return decodeAs(bytes, encoding);
  } catch {
    return undefined;
  }
}

/** A line that shows Vietnamese letters, short enough to read in a sentence. */
export function sampleLine(text: string): string {
  const found = text.split(/\r?\n/).find((l) => /[^\x00-\x7f]/.test(l)) ?? text.split(/\r?\n/, 1)[0];
  const line = found.replaceAll('\0', '').toWellFormed();
  return line.length > 120 ? `${line.slice(0, 119).toWellFormed()}…` : line;
}

/** What the bytes may be when they are not Unicode, likeliest first. */
export function guessEncodings(bytes: Uint8Array): EncodingGuess[] {
  const head = bytes.subarray(0, 200_000);
  const guesses: EncodingGuess[] = [];
  for (const encoding of GUESSABLE) {
    const text = tryDecode(head, encoding);
    const reading = text === undefined ? undefined : readVietnamese(text);
    if (text !== undefined && reading) guesses.push({ encoding, ...reading, sample: sampleLine(text) });
  }
  return guesses.sort((a, b) => b.share - a.share);
}

/** Words, share and lead over the next reading from which a guess is taken without asking; measured on the names of the register. */
const SURE = { words: 3, share: 0.85, lead: 0.3 };

/** The likeliest of some readings where it is beyond doubt. */
export function sureOf<T extends VietnameseReading>(guesses: readonly T[]): T | undefined {
  const [best, next] = [...guesses].sort((a, b) => b.share - a.share);
  if (best === undefined || best.words < SURE.words || best.share < SURE.share) return undefined;
  return next === undefined || best.share - next.share >= SURE.lead ? best : undefined;
}

function encodingByMark(bytes: Uint8Array): FileEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return unmarkedUtf16(bytes);
}

/** UTF-16 without its mark: ASCII marks and spaces leave a zero in every other byte, and on one side only. */
function unmarkedUtf16(bytes: Uint8Array): FileEncoding | undefined {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  head.forEach((byte, i) => (zeros[i % 2] += byte === 0 ? 1 : 0));
  const pairs = head.length / 2;
  if (zeros[0] === 0 && zeros[1] > pairs / 3) return 'utf-16le';
  return zeros[1] === 0 && zeros[0] > pairs / 3 ? 'utf-16be' : undefined;
}

/** The refusal of a file in no Unicode encoding, with a fault for each encoding offered (`place.path` = `encoding:tcvn3`). */
function encodingRefused(bytes: Uint8Array): DomainError {
  const guesses = guessEncodings(bytes).filter((guess) => guess.share >= 0.2);
  const faults: Fault[] = guesses.map((guess) => ({
    code: 'file.encoding',
    message: {
      vi: `Có thể là ${LABELS[guess.encoding]}: “${guess.sample}”`,
      en: `May be ${LABELS[guess.encoding]}: “${guess.sample}”`,
    },
    place: { path: `encoding:${guess.encoding}` },
  }));
  const best = guesses.length > 0 ? LABELS[guesses[0].encoding] : undefined;
  return new DomainError(
    'file.encoding',
    {
      vi: best
        ? `Tệp không phải UTF-8; có lẽ là ${best}. Hãy chọn bảng mã rồi gửi lại.`
        : 'Tệp không phải UTF-8 và không đoán được bảng mã. Hãy lưu lại tệp dạng UTF-8.',
      en: best
        ? `The file is not UTF-8; it is probably ${best}. Choose the encoding and send it again.`
        : 'The file is not UTF-8 and its encoding cannot be guessed. Save it again as UTF-8.',
    },
    { path: 'encoding' },
    faults,
  );
}

/** First bytes of .xlsx, .ods and .zip, and of the old .xls; no text table begins so. */
const SPREADSHEET_MARKS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
];
const isSpreadsheet = (bytes: Uint8Array): boolean =>
  SPREADSHEET_MARKS.some((mark) => mark.every((byte, i) => bytes[i] === byte));

/**
 * Text of an uploaded file in NFC. Byte order marks decide, then strict UTF-8
 * (what is valid UTF-8 is nothing else, whatever was chosen), then `chosen`,
 * then what reads as Vietnamese beyond doubt; anything else is refused with
 * guesses, never silently mended.
 * @throws DomainError file.encoding, file.unreadable (NUL characters), file.empty
 */
export function decodeFile(bytes: Uint8Array, chosen?: FileEncoding): DecodedFile {
  if (isSpreadsheet(bytes)) {
    throw new DomainError(
      'file.unreadable',
      {
        vi: 'Đây là tệp bảng tính (Excel, LibreOffice) hoặc tệp nén; hãy lưu lại dạng CSV UTF-8 rồi chọn tệp CSV.',
        en: 'This is a spreadsheet (Excel, LibreOffice) or an archive; save it as CSV UTF-8 and choose the CSV file.',
      },
      { path: 'file' },
    );
  }
  const byMark = encodingByMark(bytes);
  const utf16 = chosen === 'utf-16le' || chosen === 'utf-16be';
  const asUtf8 = byMark === undefined && !utf16 ? tryDecode(bytes, 'utf-8') : undefined;
  const isOpen = asUtf8 === undefined && byMark === undefined && chosen === undefined && !bytes.includes(0);
  const sure = isOpen ? sureOf(guessEncodings(bytes))?.encoding : undefined;
  const encoding = asUtf8 !== undefined ? 'utf-8' : (byMark ?? chosen ?? sure ?? 'utf-8');
  const text = asUtf8 ?? tryDecode(bytes, encoding);
  if (text === undefined) {
    if (isOpen) throw encodingRefused(bytes);
    throw new DomainError(
      bytes.includes(0) && !utf16 ? 'file.unreadable' : 'file.encoding',
      {
        vi: `Tệp không đọc được theo ${LABELS[encoding]}.`,
        en: `The file cannot be read as ${LABELS[encoding]}.`,
      },
      { path: 'encoding' },
    );
  }
  if (text.includes('\0')) {
    const row = text.slice(0, text.indexOf('\0')).split('\n').length - 1;
    throw new DomainError(
      'file.unreadable',
      { vi: 'Tệp có ký tự NUL, không phải tệp văn bản.', en: 'The file holds NUL characters; it is not a text file.' },
      row > 0 ? { row } : {},
    );
  }
  if (text.trim() === '') {
    throw new DomainError('file.empty', { vi: 'Tệp trống.', en: 'The file is empty.' }, { path: 'file' });
  }
  return { text, encoding };
}

/** {@link decodeFile}, with what the file reads as in the others where its encoding was chosen by hand or by its words. */
export function readText(
  bytes: Uint8Array,
  chosen?: FileEncoding,
): DecodedFile & { guesses: { encoding: FileEncoding; sample: string }[] } {
  const decoded = decodeFile(bytes, chosen);
  const others = GUESSABLE.includes(decoded.encoding)
    ? guessEncodings(bytes).filter((guess) => guess.encoding !== decoded.encoding)
    : [];
  return { ...decoded, guesses: others.map(({ encoding, sample }) => ({ encoding, sample })) };
}
