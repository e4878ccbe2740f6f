import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, getFileNameLowLevel, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { DomainError } from '#geo/domain/errors.ts';
import { hostile, tooLarge, unreadable } from './refusals.ts';

export const MAX_ARCHIVE_ENTRIES = 200;
export const MAX_UNPACKED_BYTES = 100_000_000;
/**
 * What one entry may grow by once it is over a megabyte. Deflate ends at
 * 1,032 times; sheets and tables of records, padded columns included, stay
 * below 400.
 */
const MAX_RATIO = 400;
const RATIO_MATTERS_FROM = 1_000_000;
const MAX_NAME_LENGTH = 500;
const DIRECTORY_RECORD = Buffer.from([0x50, 0x4b, 1, 2]);
const STORED = 0;
const DEFLATED = 8;
const MODE_KIND = 0o170000;
const MODE_LINK = 0o120000;

/** Files of an archive by their path in it, unpacked; folders are left out. */
export type Archive = ReadonlyMap<string, Uint8Array>;

/** Whether the bytes begin as a ZIP does (XLSX, KMZ and zipped Shapefiles are ones). */
export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * Names in the directory of an archive, to tell what kind it is; unchecked, so
 * never more than a hint. None where the bytes are no archive.
 */
export function archiveNames(bytes: Uint8Array): string[] {
  if (!isArchive(bytes)) return [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  for (
    let at = buffer.indexOf(DIRECTORY_RECORD);
    at >= 0 && at + 46 <= buffer.length && names.length <= MAX_ARCHIVE_ENTRIES;
    at = buffer.indexOf(DIRECTORY_RECORD, at + 46)
  ) {
    names.push(buffer.toString('utf8', at + 46, at + 46 + buffer.readUInt16LE(at + 28)));
  }
  return names;
}

/**
 * Unpacks a ZIP in memory, trusting none of its headers: bytes are counted
 * while they are inflated, names never become paths, and what two programs
 * might read differently (overlapping entries, two of a name, a local header
 * that contradicts the directory) is refused.
 * @throws DomainError file.hostile, file.too_large, file.unreadable
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const files = new Map<string, Uint8Array>();
  await unpack(bytes, (name, content) => files.set(name, content));
  return files;
}

/**
 * The same checks for an archive that another program will read; nothing is kept.
 * @throws DomainError file.hostile, file.too_large, file.unreadable
 */
export async function checkArchive(bytes: Uint8Array): Promise<void> {
  await unpack(bytes, () => undefined);
}

async function unpack(bytes: Uint8Array, take: (name: string, content: Uint8Array) => void): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // Names stay bytes here, so that the refusal of one can be ours.
    const zip = await fromBufferPromise(buffer, { decodeStrings: false, lazyEntries: true });
    if (zip.entryCount > MAX_ARCHIVE_ENTRIES) throw tooManyEntries();
    await unpackEntries(zip, buffer, take);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unreadable('Tệp nén hỏng hoặc không đầy đủ.', 'The archive is damaged or incomplete.');
  }
}

async function unpackEntries(zip: ZipFile, buffer: Buffer, take: (name: string, content: Uint8Array) => void) {
  const names = new Set<string>();
  const spans: [from: number, until: number][] = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    if (names.has(name)) throw hostile('Tệp nén có hai mục trùng tên.', 'The archive has two entries of one name.');
    names.add(name);
    refuseKind(entry);
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod) {
      throw hostile(
        'Tệp nén tự mâu thuẫn: mục lục và nội dung khác nhau.',
        'The archive contradicts itself: its directory and its entries differ.',
      );
    }
    const until = local.fileDataStart + entry.compressedSize;
    spans.push([entry.relativeOffsetOfLocalHeader, until]);
    const content = inflate(entry, buffer.subarray(local.fileDataStart, until), MAX_UNPACKED_BYTES - unpacked);
    unpacked += content.length;
    if (content.length > RATIO_MATTERS_FROM && content.length > MAX_RATIO * entry.compressedSize) throw bomb();
    if (isArchive(content)) {
      throw hostile('Tệp nén chứa tệp nén khác; hãy gửi từng tệp.', 'The archive holds another; send each by itself.');
    }
    if (crc32(content) !== entry.crc32) throw unreadable('Tệp nén hỏng (sai CRC).', 'The archive is damaged (CRC).');
    if (!name.endsWith('/')) take(name, content);
  }
  refuseOverlaps(spans);
}

/** @throws DomainError file.hostile where the name leads elsewhere or hides something */
function nameOf(entry: Entry): string {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  if (name.includes('\0')) throw hostile('Tên mục có ký tự NUL.', 'An entry’s name holds a NUL character.');
  if (name === '' || name.length > MAX_NAME_LENGTH) {
    throw hostile('Tên mục trống hoặc quá dài.', 'An entry’s name is empty or too long.');
  }
  // Windows archives write backslashes; they part folders just as well.
  const path = name.replaceAll('\\', '/');
  if (validateFileName(path) !== null) {
    throw hostile(
      'Tệp nén có đường dẫn ra ngoài (.., đường dẫn tuyệt đối hoặc ổ đĩa).',
      'The archive has a path that leads outside (.., absolute, or a drive).',
    );
  }
  return path;
}

function refuseKind(entry: Entry): void {
  if (entry.isEncrypted()) {
    throw hostile(
      'Tệp nén đặt mật khẩu nên không kiểm tra được; hãy gửi tệp không mật khẩu.',
      'The archive is locked with a password and cannot be checked; send it without.',
    );
  }
  if (((entry.externalFileAttributes >>> 16) & MODE_KIND) === MODE_LINK) {
    throw hostile('Tệp nén chứa liên kết (symlink).', 'The archive holds a symbolic link.');
  }
}

/** @param room bytes that may still be unpacked */
function inflate(entry: Entry, packed: Uint8Array, room: number): Uint8Array {
  if (entry.compressionMethod === STORED) {
    if (packed.length > room) throw bomb();
    return packed;
  }
  if (entry.compressionMethod !== DEFLATED) {
    throw unreadable('Tệp nén theo cách không đọc được.', 'The archive is packed in a way that is not read.');
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, room) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw bomb();
    throw error;
  }
}

function refuseOverlaps(spans: [from: number, until: number][]): void {
  spans.sort((a, b) => a[0] - b[0]);
  if (spans.some(([from], i) => i > 0 && from < spans[i - 1][1])) {
    throw hostile('Các mục của tệp nén chồng lên nhau.', 'Entries of the archive overlap.');
  }
}

const tooManyEntries = () =>
  tooLarge(`Tệp nén có hơn ${MAX_ARCHIVE_ENTRIES} mục.`, `The archive has more than ${MAX_ARCHIVE_ENTRIES} entries.`);
const bomb = () =>
  tooLarge(
    'Tệp nén bung ra quá lớn (hơn 100 MB, hoặc hơn 400 lần).',
    'The archive unpacks to too much (over 100 MB, or over 400 times).',
  );
