import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#geo/domain/errors.ts';
import { readOsmRoads } from '#server/features/geometry/osm-roads.ts';
import { ProtoReader } from '#server/features/geometry/proto-reader.ts';
import { PROJECT_DIR } from '#tests/support/paths.ts';
import '#tests/support/property-seed.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(join(PROJECT_DIR, 'tests/fixtures/osm', name)));
const read = (name: string) => readOsmRoads(fixture(name), name, () => true);
const sorted = ({ ways }: ReturnType<typeof read>) =>
  ways.map(({ coordinates, tags }) => JSON.stringify([coordinates, Object.entries(tags).sort()])).sort();
const codeOf = (bytes: Uint8Array, name = 'x.osm.pbf'): string => {
  try {
    readOsmRoads(bytes, name, () => true);
    return 'read';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
};

/** Protocol buffers by hand: fields as [number, value]; bytes and texts are length-delimited, numbers varints. */
type Field = [number, number | string | Uint8Array];
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}
const message = (...fields: Field[]): Uint8Array =>
  Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)]);
      const bytes = Buffer.from(value);
      return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
    }),
  );
function block(type: string, blob: Uint8Array): Uint8Array {
  const header = message([1, type], [3, blob.length]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, blob]);
}
const raw = (content: Uint8Array) => message([1, content]);
const HEADER = block('OSMHeader', raw(message([4, 'OsmSchema-V0.6'])));
const file = (...blobs: Uint8Array[]) => Buffer.concat([HEADER, ...blobs.map((blob) => block('OSMData', blob))]);

describe('roads of a file', () => {
  it('are those that osmium exports, however the file is packed', () => {
    const expected = sorted(read('roads.geojson'));
    expect(expected).toHaveLength(25);
    for (const name of ['roads.osm.pbf', 'roads-plain.osm.pbf', 'roads-located.osm.pbf', 'roads.geojsonseq']) {
      expect([name, sorted(read(name))]).toEqual([name, expected]);
    }
    expect(read('roads.osm.pbf').extractOn).toBe('2026-11-20');
    expect(expected.join()).not.toContain('người vẽ');
  });

  it('stand once, and only near the province', () => {
    const line = (coordinates: number[][]) => ({
      type: 'Feature',
      properties: { highway: 'trunk', '@id': 'way/1', lanes: 2 },
      geometry: { type: 'LineString', coordinates },
    });
    const near = [[105, 19], [105.1, 19]]; // prettier-ignore
    const far = [[2, 48], [2.1, 48]]; // prettier-ignore
    const collection = { type: 'FeatureCollection', features: [line(near), line(near), line(far)] };
    const { ways } = readOsmRoads(Buffer.from(JSON.stringify(collection)), 'x.geojson', () => true);
    expect(ways).toEqual([{ coordinates: near, tags: { highway: 'trunk' } }]);
    expect(codeOf(Buffer.from('{"type":"FeatureCollection","features":[]}'), 'x.json')).toBe('file.empty');
  });
});

describe('hostile and damaged files are refused with a reason', () => {
  it.each([
    ['cut', fixture('roads.osm.pbf').subarray(0, 4000), 'file.unreadable'],
    ['no header', block('OSMData', raw(message())), 'file.unreadable'],
    ['nothing but a header', HEADER, 'file.empty'],
    ['a bomb', file(message([3, deflateSync(Buffer.alloc(40_000_000))])), 'file.too_large'],
    ['many small bombs', file(...new Array<Uint8Array>(4).fill(message([3, deflateSync(Buffer.alloc(3e7))]))), 'file.too_large'],
    ['a length beyond the file', file(raw(Uint8Array.from([0x12, ...varint(2 ** 40)]))), 'file.unreadable'],
    ['a number without an end', file(raw(new Uint8Array(40).fill(0xff))), 'file.unreadable'],
    ['a block of 60 MB', Buffer.concat([HEADER, block('OSMData', new Uint8Array()).subarray(0, 4), message([1, 'OSMData'], [3, 6e7])]), 'file.unreadable'],
    ['history', Buffer.concat([block('OSMHeader', raw(message([4, 'HistoricalInformation'])))]), 'file.unsupported'],
    ['packed by lzma', file(message([4, 'xz'])), 'file.unsupported'],
    ['packed damage', file(message([3, 'not zlib'])), 'file.unreadable'],
    ['more ids than places', file(raw(message([2, message([2, message([1, Uint8Array.from([2, 2])], [8, Uint8Array.from([2])], [9, Uint8Array.from([2])])])]))), 'file.unreadable'],
    ['a tag without its text', file(raw(message([2, message([3, message([1, 1], [2, Uint8Array.from([9])], [3, Uint8Array.from([9])])])]))), 'file.unreadable'],
  ])('%s', (_, bytes, code) => expect(codeOf(new Uint8Array(bytes))).toBe(code)); // prettier-ignore

  it('GeoJSON of another kind, in metres, or malformed', () => {
    const of = (value: unknown) =>
      codeOf(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), 'x.geojson');
    const feature = (geometry: unknown) => ({ type: 'Feature', properties: { highway: 'trunk' }, geometry });
    expect(of('{"type":"FeatureCollection","features":[')).toBe('file.unreadable');
    expect(of({ type: 'Topology' })).toBe('file.unreadable');
    expect(of(feature({ type: 'LineString', coordinates: [[599_195, 2_065_680], [1, 2]] }))).toBe('file.unreadable'); // prettier-ignore
    expect(of(feature({ type: 'LineString', coordinates: [[105, null], [105, 19]] }))).toBe('file.unreadable'); // prettier-ignore
    expect(of({ ...feature(null), crs: { properties: { name: 'urn:ogc:def:crs:EPSG::9208' } } })).toBe(
      'file.unsupported',
    );
    expect(of('['.repeat(1_000_000))).toBe('file.unreadable');
    expect(codeOf(fixture('roads.osm'), 'roads.osm')).toBe('file.unsupported');
  });

  it('bytes changed, cut or put in anywhere: read or refused, never anything else', () => {
    const bases = ['roads.osm.pbf', 'roads-plain.osm.pbf', 'roads-located.osm.pbf'].map(fixture);
    const change = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255) });
    const made = fc.tuple(fc.constantFrom(...bases), fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(3));
    const codes = new Set<string>();
    fc.assert(
      fc.property(made, ([base, changes, cut]) => {
        const bytes = base.slice(0, cut === 0 ? Math.floor(base.length * changes[0].at) : base.length);
        for (const { at, byte } of changes) if (bytes.length > 0) bytes[Math.floor(bytes.length * at)] = byte;
        codes.add(codeOf(bytes));
      }),
      { numRuns: 200 },
    );
    expect([...codes].every((code) => code === 'read' || code.startsWith('file.'))).toBe(true);
    expect(codes.size).toBeGreaterThan(2);
  });
});

it('numbers of protocol buffers are exact up to 2^53, signed ones too', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(new ProtoReader(Uint8Array.from(varint(value))).varint()).toBe(value);
      if (value > 2 ** 52) return;
      expect(new ProtoReader(Uint8Array.from(varint(2 * value))).zigzag()).toBe(value);
      expect(new ProtoReader(Uint8Array.from(varint(2 * value + 1))).zigzag()).toBe(-value - 1);
    }),
  );
  expect(new ProtoReader(Uint8Array.from([...new Array<number>(9).fill(0xff), 1])).int()).toBe(-1);
  expect(new ProtoReader(Uint8Array.from(varint(1_763_596_800))).int()).toBe(1_763_596_800);
});
