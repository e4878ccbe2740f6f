import { damaged } from '../imports/readers/byte-reader.ts';

const TWO_28 = 2 ** 28;

/**
 * Reads a protocol buffer field by field and refuses to leave its bytes. The
 * package `pbf`, which writes our tiles, reads on past the end as if zeros
 * followed, so that a false length makes it fill the memory.
 */
export class ProtoReader {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    if (at < 0 || at > end || end > bytes.length) throw damaged();
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get more(): boolean {
    return this.at < this.end;
  }

  /** Number of the next field and how it is written (0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes). */
  field(): { number: number; wire: number } {
    const tag = this.varint();
    return { number: Math.floor(tag / 8), wire: tag % 8 };
  }

  /** An unsigned number, exact below 2^53; greater ones (a negative int64 is one) lose their last digits. */
  varint(): number {
    const { bytes } = this;
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 10; i++) {
      if (this.at >= this.end) throw damaged();
      const byte = bytes[this.at++];
      // 28 bits fit the fast way.
      if (i < 4) value |= (byte & 0x7f) << (7 * i);
      else value += (byte & 0x7f) * TWO_28 * (scale *= i === 4 ? 1 : 128);
      if (byte < 0x80) return value;
    }
    throw damaged();
  }

  /** A signed number as `sint32` and `sint64` write it (zigzag). */
  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A signed number as `int32` and `int64` write it (two's complement of 64 bits); exact for small ones. */
  int(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.at >= this.end) throw damaged();
      const byte = this.bytes[this.at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
    throw damaged();
  }

  /** The bytes of a length-delimited field, as a reader of their own. */
  message(): ProtoReader {
    const length = this.varint();
    if (length > this.end - this.at) throw damaged();
    const at = this.at;
    this.at += length;
    return new ProtoReader(this.bytes, at, at + length);
  }

  /** The rest of it as bytes; a view, not a copy. */
  rest(): Uint8Array {
    return this.bytes.subarray(this.at, this.end);
  }

  skip(wire: number): void {
    if (wire === 0) this.varint();
    else if (wire === 2) this.message();
    else if (wire === 1) this.#move(8);
    else if (wire === 5) this.#move(4);
    else throw damaged();
  }

  #move(bytes: number): void {
    if (bytes > this.end - this.at) throw damaged();
    this.at += bytes;
  }
}
