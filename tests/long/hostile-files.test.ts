import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { useServer } from '#tests/support/server.ts';
import { count } from './counts.ts';

const MUTANTS = count(10_000, 60);
const SEED = Number(process.env.MUTANT_SEED ?? Date.now() % 1_000_000);
const MIXED = '\0"<>&=;,{}[]/\\%\u00ff\u0080';

const fixture = (path: string) => readFileSync(new URL(`../fixtures/${path}`, import.meta.url));
const GOOD: Record<string, Uint8Array> = {
  csv: readFileSync(new URL('../../data/samples/measures-good.csv', import.meta.url)),
  xlsx: fixture('imports-xlsx/merged-headings.xlsx'),
  geojson: fixture('imports-geo/gdal/written-rfc7946.geojson'),
  gpx: fixture('imports-geo/gdal/tracks.gpx'),
  kml: fixture('imports-geo/gdal/plain.kml'),
  kmz: fixture('imports-geo/gdal/libkml.kmz'),
  shapefile: fixture('imports-geo/gdal/vn2000-9208-utf8.zip'),
  geopackage: fixture('imports-geo/gdal/vn2000-9208.gpkg'),
};

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One to three changes: bits, bytes that mean something, lengths, ends, repeated and dropped stretches. */
function mutant(good: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  let bytes = Buffer.from(good);
  for (let left = 1 + below(3); left > 0 && bytes.length > 8; left--) {
    const at = below(bytes.length - 4);
    const until = Math.min(bytes.length, at + 1 + below(40));
    const change = below(7);
    if (change === 0) bytes[at] ^= 1 << below(8);
    else if (change === 1) bytes[at] = MIXED.charCodeAt(below(MIXED.length));
    else if (change === 2) bytes.writeUInt32LE(random() < 0.5 ? 0xffffffff : 0x7fffffff, at);
    else if (change === 3) bytes = bytes.subarray(0, at);
    else if (change === 4) bytes = Buffer.concat([bytes.subarray(0, until), bytes.subarray(at)]);
    else if (change === 5) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(until)]);
    else bytes.fill(below(256), at, until);
  }
  return bytes;
}

describe(`${MUTANTS} mutants of a good file of each format, seed ${SEED}`, () => {
  const t = useServer('embedded', { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) });
  const upload = (bytes: Uint8Array, name: string) => {
    const form = new FormData();
    form.set('kind', 'measures');
    form.set('file', new Blob([Uint8Array.from(bytes)]), name);
    return t.request('/api/imports', { method: 'POST', body: form });
  };
  const totals = async () =>
    Promise.all(
      ['measures', 'incidents'].map(async (kind) => {
        const { status, body } = await t.request(`/api/${kind}?pageSize=1`);
        expect(status).toBe(200);
        return body.total as number;
      }),
    );

  it.each(Object.keys(GOOD))('%s: answered, nothing stored, healthy afterwards', async (name) => {
    const before = await totals();
    expect((await upload(GOOD[name], `good.${name}`)).status).toBe(201);
    const random = randomOf(SEED);
    const statuses = new Map<number, number>();
    for (let i = 0; i < MUTANTS; i++) {
      const answer = await upload(mutant(GOOD[name], random), `mutant.${name}`);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status, `seed ${SEED}, mutant ${i}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
    }
    console.log(`${name}, seed ${SEED}:`, Object.fromEntries(statuses));
    expect((await upload(GOOD[name], `good.${name}`)).status).toBe(201);
    expect(await totals()).toEqual(before);
  });
});
