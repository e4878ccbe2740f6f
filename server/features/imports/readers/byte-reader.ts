import { unreadable } from './refusals.ts';

/** Reads numbers one after another and refuses to leave the bytes it was given, whatever a count in them says. */
export class ByteReader {
  littleEndian = true;
  at: number;
  readonly end: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.at = at;
    this.end = Math.min(end, bytes.length);
  }

  /** Room for `count` things of `size` bytes: asked before anything is made that large. */
  need(count: number, size: number): void {
    if (count < 0 || this.at < 0 || count * size > this.end - this.at) throw damaged();
  }

  skip(bytes: number): void {
    this.need(bytes, 1);
    this.at += bytes;
  }

  uint8(): number {
    return this.#read(1, (view, at) => view.getUint8(at));
  }
  int32(): number {
    return this.#read(4, (view, at) => view.getInt32(at, this.littleEndian));
  }
  uint32(): number {
    return this.#read(4, (view, at) => view.getUint32(at, this.littleEndian));
  }
  double(): number {
    return this.#read(8, (view, at) => view.getFloat64(at, this.littleEndian));
  }

  #read(size: number, read: (view: DataView, at: number) => number): number {
    this.need(1, size);
    const value = read(this.#view, this.at);
    this.at += size;
    return value;
  }
}

export const damaged = () => unreadable('Tệp hỏng hoặc không đầy đủ.', 'The file is damaged or incomplete.');
