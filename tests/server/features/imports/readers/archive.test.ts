import { strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#geo/domain/errors.ts';
import { checkArchive, openArchive } from '#server/features/imports/readers/archive.ts';

const FILE = strToU8('name;day\nTuần tra;03/11/2026\n');

async function codeOf(bytes: Uint8Array): Promise<string> {
  const codes = await Promise.all(
    [openArchive(bytes), checkArchive(bytes)].map((opened) =>
      opened.then(
        () => 'opened',
        (error: unknown) => {
          expect(error).toBeInstanceOf(DomainError);
          const { vi, en } = (error as DomainError).faultMessage;
          expect(vi.length).toBeGreaterThan(10);
          expect(en.length).toBeGreaterThan(10);
          return (error as DomainError).code;
        },
      ),
    ),
  );
  expect(codes[0]).toBe(codes[1]);
  return codes[0];
}

/** A ZIP with both names of its only entry rewritten byte by byte: as a hostile program, not a library, writes it. */
function renamed(name: string): Uint8Array {
  const placeholder = 'x'.repeat(Buffer.byteLength(name));
  const bytes = Buffer.from(zipSync({ [placeholder]: FILE }));
  for (let at = bytes.indexOf(placeholder); at >= 0; at = bytes.indexOf(placeholder)) bytes.write(name, at);
  return bytes;
}

const central = (bytes: Buffer) => bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
const end = (bytes: Buffer) => bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));

describe('an archive', () => {
  it('opens with its files by name, in folders too, stored or deflated', async () => {
    const files = await openArchive(
      zipSync({ 'a/tuyến.csv': FILE, 'b.bin': [FILE, { level: 0 }], 'empty.txt': strToU8('') }),
    );
    expect([...files.keys()]).toEqual(['a/tuyến.csv', 'b.bin', 'empty.txt']);
    expect([...files.get('a/tuyến.csv')!]).toEqual([...FILE]);
    expect([...files.get('b.bin')!]).toEqual([...FILE]);
  });

  it('of 200 entries opens; of 201 is refused', async () => {
    const many = (count: number): Zippable =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, FILE]));
    expect(await codeOf(zipSync(many(200)))).toBe('opened');
    expect(await codeOf(zipSync(many(201)))).toBe('file.too_large');
  });

  it('that claims fewer entries, or smaller ones, than it has is not believed', async () => {
    const noisy = Buffer.from(zipSync({ big: new Uint8Array(120_000_000) }));
    noisy.writeUInt32LE(10, central(noisy) + 24);
    expect(await codeOf(noisy)).toBe('file.too_large');
    const headed = Buffer.from(zipSync({ a: FILE }));
    headed.writeUInt16LE(2, end(headed) + 10);
    expect(await codeOf(headed)).toBe('file.unreadable');
  });

  it('that unpacks to over 100 MB in all, or over 400 times in one, is refused', async () => {
    const noise = Buffer.alloc(2_000_000);
    for (let i = 0; i < noise.length; i += 64) noise.writeUInt32LE((i * 2654435761) >>> 0, i);
    const spread = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}`, noise]));
    expect(await codeOf(zipSync(spread, { level: 1 }))).toBe('file.too_large');
    expect(await codeOf(zipSync({ zeros: new Uint8Array(2_000_000) }))).toBe('file.too_large');
  });

  it.each(['../up', 'a/../../up', '/etc/passwd', 'C:/x', 'a\\..\\..\\up', 'C:\\x', 'a\0b.csv'])(
    'with an entry named %j is hostile',
    async (name) => expect(await codeOf(renamed(name))).toBe('file.hostile'),
  );

  it('within another is hostile', async () => {
    expect(await codeOf(zipSync({ 'inner.zip': zipSync({ a: FILE }) }))).toBe('file.hostile');
    expect(await codeOf(zipSync({ 'picture.png': zipSync({ a: FILE }) }))).toBe('file.hostile');
  });

  it('with a symbolic link, or locked, is hostile', async () => {
    const link = zipSync({ link: [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] });
    expect(await codeOf(link)).toBe('file.hostile');
    const locked = Buffer.from(zipSync({ a: FILE }));
    locked.writeUInt16LE(locked.readUInt16LE(central(locked) + 8) | 1, central(locked) + 8);
    expect(await codeOf(locked)).toBe('file.hostile');
  });

  it('whose entries overlap, repeat a name or contradict the directory is hostile', async () => {
    const overlapping = Buffer.from(zipSync({ aa: [FILE, { level: 0 }], bb: [FILE, { level: 0 }] }));
    const second = overlapping.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), central(overlapping) + 4);
    overlapping.writeUInt32LE(0, second + 42);
    expect(await codeOf(overlapping)).toBe('file.hostile');
    overlapping.write('aa', second + 46);
    expect(await codeOf(overlapping)).toBe('file.hostile');
    // One entry inside the other's bytes: how a small bomb becomes a big one.
    const inner = Buffer.from(zipSync({ bb: [FILE, { level: 0 }] }));
    const outer = Buffer.from(
      zipSync({ aa: [Buffer.concat([FILE, inner.subarray(0, central(inner))]), { level: 0 }] }),
    );
    const record = Buffer.from(inner.subarray(central(inner), end(inner)));
    record.writeUInt32LE(outer.indexOf(FILE) + FILE.length, 42);
    const tail = Buffer.from(outer.subarray(end(outer)));
    tail.writeUInt16LE(2, 8);
    tail.writeUInt16LE(2, 10);
    expect(await codeOf(Buffer.concat([outer.subarray(0, end(outer)), record, tail]))).toBe('file.hostile');
  });

  it('that is damaged is unreadable, wherever it is cut', async () => {
    const good = zipSync({ a: FILE, b: FILE });
    for (let length = 0; length < good.length; length += 7) {
      expect(await codeOf(good.subarray(0, length))).toBe('file.unreadable');
    }
    const flipped = good.slice();
    flipped[45] ^= 0xff;
    expect(await codeOf(flipped)).toBe('file.unreadable');
  });
});
