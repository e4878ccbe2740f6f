import { inflateSync } from 'node:zlib';
import { MAX_UNPACKED_BYTES } from '../imports/readers/archive.ts';
import { damaged } from '../imports/readers/byte-reader.ts';
import { tooLarge, unsupported } from '../imports/readers/refusals.ts';
import { ProtoReader } from './proto-reader.ts';

/** Limits of the format itself (https://wiki.openstreetmap.org/wiki/PBF_Format). */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** A block of a file, packed still. */
export interface OsmBlob {
  type: string;
  packed: ProtoReader;
}

/** Whether the bytes begin as an OSM PBF file does: the length of a header that names an `OSMHeader`. */
export function isOsmPbf(bytes: Uint8Array): boolean {
  return bytes.length > 15 && bytes[0] === 0 && Buffer.from(bytes.subarray(4, 40)).includes('OSMHeader');
}

/**
 * The blocks of a file in order: the header block, then data blocks.
 * @throws DomainError file.unreadable
 */
export function readBlobs(bytes: Uint8Array): OsmBlob[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const blobs: OsmBlob[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes.length - at < 4) throw damaged();
    const headerBytes = view.getUint32(at);
    at += 4;
    if (headerBytes > MAX_HEADER_BYTES) throw damaged();
    const header = new ProtoReader(bytes, at, at + headerBytes);
    let type = '';
    let size = -1;
    while (header.more) {
      const { number, wire } = header.field();
      if (number === 1 && wire === 2) type = textOf(header.message());
      else if (number === 3 && wire === 0) size = header.varint();
      else header.skip(wire);
    }
    at += headerBytes;
    if (size < 0 || size > MAX_BLOB_BYTES) throw damaged();
    blobs.push({ type, packed: new ProtoReader(bytes, at, at + size) });
    at += size;
  }
  return blobs;
}

/** Unpacks blocks and counts the bytes: more than an import may have is refused. */
export class BlobUnpacker {
  #unpacked = 0;

  /** @throws DomainError file.unreadable, file.too_large, file.unsupported */
  unpack({ packed }: OsmBlob): ProtoReader {
    const blob = new ProtoReader(packed.bytes, packed.at, packed.end);
    let content: Uint8Array | undefined;
    while (blob.more) {
      const { number, wire } = blob.field();
      if (number === 1 && wire === 2) content = blob.message().rest();
      else if (number === 3 && wire === 2) content = this.#inflate(blob.message().rest());
      else if (number > 3 && wire === 2) throw unsupportedPacking();
      else blob.skip(wire);
    }
    if (content === undefined) throw damaged();
    this.#unpacked += content.length;
    if (this.#unpacked > MAX_UNPACKED_BYTES) throw tooMuch();
    return new ProtoReader(content);
  }

  #inflate(packed: Uint8Array): Uint8Array {
    const room = Math.min(MAX_BLOB_BYTES, MAX_UNPACKED_BYTES - this.#unpacked);
    try {
      return inflateSync(packed, { maxOutputLength: Math.max(1, room) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooMuch();
      throw damaged();
    }
  }
}

export function textOf(message: ProtoReader): string {
  return Buffer.from(message.rest()).toString('utf8').normalize('NFC');
}

const unsupportedPacking = () =>
  unsupported(
    'Tệp nén theo cách chưa đọc (chỉ đọc zlib); hãy chạy osmium cat với pbf_compression=zlib.',
    'The file is packed in a way that is not read (zlib only); run osmium cat with pbf_compression=zlib.',
  );
const tooMuch = () =>
  tooLarge(
    'Tệp bung ra quá 100 MB; hãy trích vùng nhỏ hơn hoặc chỉ lấy đường (osmium tags-filter w/highway w/railway).',
    'The file unpacks to over 100 MB; extract less, or roads only (osmium tags-filter w/highway w/railway).',
  );
