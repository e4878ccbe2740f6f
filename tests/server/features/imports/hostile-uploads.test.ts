import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';

const HEAD = 'type,lead,firstOn,commune,note\n';
const ROW = 'M02,CA,2026-11-01,16813,\n';
const KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>';
const features = (geometries: readonly unknown[], note = '') =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({
      type: 'Feature',
      properties: { type: 'M02', lead: 'CA', firstOn: '2026-11-01', note },
      geometry,
    })),
  });
const line = (vertices: number) => ({
  type: 'LineString',
  coordinates: Array.from({ length: vertices }, (_, i) => [105 + (i % 1000) / 10_000, 19 + (i % 777) / 10_000]),
});
/** A ZIP with a name that no library writes. */
function renamed(name: string): Uint8Array {
  const placeholder = 'x'.repeat(name.length);
  const bytes = Buffer.from(zipSync({ [placeholder]: strToU8(KML), 'doc.kml': strToU8(KML) }));
  for (let at = bytes.indexOf(placeholder); at >= 0; at = bytes.indexOf(placeholder)) bytes.write(name, at);
  return bytes;
}
const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024);

/** One file a limit; what readers refuse in detail is theirs to show. */
const FILES: [what: string, fileName: string, make: () => string | Uint8Array, status: number, code: string][] = [
  ['more than 20 MB', 'a.csv', () => new Uint8Array(20 * 1024 * 1024 + 1).fill(0x61), 413, 'request.too_large'],
  ['more than 100 MB unpacked', 'a.kmz', () => zipSync({ 'doc.kml': zeros(101) }, { level: 1 }), 422, 'file.too_large'],
  ['a bomb', 'a.xlsx', () => zipSync({ 'xl/workbook.xml': zeros(90) }, { level: 9 }), 422, 'file.too_large'],
  [
    'more than 200 entries',
    'a.kmz',
    () =>
      zipSync(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [i === 0 ? 'doc.kml' : `${i}`, strToU8(KML)]))),
    422,
    'file.too_large',
  ],
  ['a way out of the folder', 'a.kmz', () => renamed('../../../etc/passwd'), 422, 'file.hostile'],
  ['a line of more than 200,000 vertices', 'a.geojson', () => features([line(200_001)]), 422, 'file.too_large'],
  ['30 lines of 7,000 vertices', 'a.geojson', () => features(Array(30).fill(line(7_000))), 422, 'file.too_large'],
  ['more than 50,000 rows', 'a.csv', () => HEAD + ROW.repeat(50_001), 422, 'file.too_many_rows'],
  [
    'an external entity',
    'a.kml',
    () =>
      `<?xml version="1.0"?><!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>${KML.replace('<Document/>', '&x;')}`,
    422,
    'file.hostile',
  ],
  ['NUL bytes', 'a.csv', () => `${HEAD}M02,CA,2026-11-01,16813,a\0b\n`, 422, 'file.unreadable'],
  ['JSON 1,000,000 deep', 'a.geojson', () => '['.repeat(1_000_000) + ']'.repeat(1_000_000), 422, 'file.unreadable'],
];

describeOnBothEngines(
  'hostile files',
  (t) => {
    const upload = (content: string | Uint8Array, name: string) => {
      const form = new FormData();
      form.set('kind', 'measures');
      form.set('file', new Blob([content as string]), name);
      return t.request('/api/imports', { method: 'POST', body: form });
    };
    const stored = async () => {
      const counts = await t.ctx.db
        .selectNoFrom((eb) => [
          eb.selectFrom('measure').select(eb.fn.countAll<string>().as('n')).as('measures'),
          eb.selectFrom('import_batch').select(eb.fn.countAll<string>().as('n')).as('batches'),
        ])
        .executeTakeFirstOrThrow();
      return [Number(counts.measures), Number(counts.batches)];
    };

    test.each(FILES)(
      '%s: refused with a reason, nothing stored, others answered meanwhile',
      async (_, name, make, status, code) => {
        let isDone = false;
        const refusal = upload(make(), name).finally(() => (isDone = true));
        const health: number[] = [];
        do health.push((await t.request('/api/health')).status);
        while (!isDone);
        const { status: is, body } = await refusal;
        expect([is, body.error?.code], JSON.stringify(body).slice(0, 300)).toEqual([status, code]);
        expect(body.error.message.vi.length).toBeGreaterThan(10);
        expect(body.error.message.en.length).toBeGreaterThan(10);
        expect(new Set(health)).toEqual(new Set([200]));
        expect(await stored()).toEqual([0, 0]);
      },
    );

    test.each([
      [
        'half a surrogate',
        features([{ type: 'Point', coordinates: [105.2, 19] }], 'X').replace('"X"', '"\\ud800"'),
        'field.malformed',
      ],
    ])('%s: the row is refused with a reason, and with it the file', async (_, content, code) => {
      const { status, body } = await upload(content, 'a.geojson');
      expect([status, body.good, body.badTotal, body.bad[0].code]).toEqual([201, 0, 1, code]);
      expect((await t.request(`/api/imports/${body.id}/confirm`, { method: 'POST' })).status).toBe(409);
      expect((await t.request('/api/measures?pageSize=1')).body.total).toBe(0);
    });

    test('what takes more memory than reading may: refused, and the next file is read', async () => {
      const wide = `${Array.from({ length: 190 }, (_, i) => `c${i}`).join(',')}\n`;
      const { status, body } = await upload(wide + `${'1,'.repeat(189)}1\n`.repeat(49_900), 'a.csv');
      expect([status, body.error?.code], JSON.stringify(body).slice(0, 300)).toEqual([422, 'file.too_large']);
      expect((await upload(HEAD + ROW, 'a.csv')).body.good).toBe(1);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
