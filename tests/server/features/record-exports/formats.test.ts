import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { RECORD_COUNT_HEADER, RECORD_EXPORT_FORMATS } from '#geo/contract/record-exports.contract.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { incidentOf, measureOf, SECRET_POSITION, storeRecords } from '#tests/support/sample-records.ts';
import { useServer, type TestAnswer } from '#tests/support/server.ts';
import { DRAWN_MEASURES, INCIDENTS, MEASURES } from './records-of-every-kind.ts';
import { enter, expectSame, importWhole, leftOutOf, listOf, removeAll, saidOf } from './round-trip.ts';

/* How a file is written is the same on both engines. */
const t = useServer('embedded', { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) });

const ALL = [...MEASURES, ...DRAWN_MEASURES];
/** Tables have no column for a drawn shape; GPX knows points and lines. */
const inTables = (record: Record<string, unknown>) => record.type !== 'M05';
const inGpx = ({ place }: Record<string, unknown>) =>
  !['communes', 'commune', 'polygon', 'province'].includes((place as { kind: string }).kind);
const ROUNDS = [
  { kind: 'measures', format: 'csv', lang: 'en', keeps: inTables },
  { kind: 'measures', format: 'xlsx', lang: 'vi', keeps: inTables },
  { kind: 'measures', format: 'xlsx', lang: 'en', keeps: inTables },
  { kind: 'measures', format: 'geojson', lang: 'en' },
  { kind: 'measures', format: 'gpkg', lang: 'vi' },
  { kind: 'measures', format: 'shp', lang: 'vi' },
  { kind: 'measures', format: 'kml', lang: 'vi' },
  { kind: 'measures', format: 'gpx', lang: 'vi', keeps: inGpx },
  { kind: 'incidents', format: 'csv', lang: 'en' },
  { kind: 'incidents', format: 'xlsx', lang: 'vi' },
  { kind: 'incidents', format: 'geojson', lang: 'vi' },
  { kind: 'incidents', format: 'gpkg', lang: 'en' },
  { kind: 'incidents', format: 'shp', lang: 'vi' },
  { kind: 'incidents', format: 'kml', lang: 'en' },
  { kind: 'incidents', format: 'gpx', lang: 'en', keeps: inGpx },
] as const;

describe('records go out and in again unchanged', () => {
  const before: Record<string, Record<string, unknown>[]> = {};
  const files = new Map<(typeof ROUNDS)[number], TestAnswer>();
  beforeAll(async () => {
    await enter(t, 'measures', ALL);
    await enter(t, 'incidents', INCIDENTS);
    for (const round of ROUNDS) {
      const { kind, format, lang } = round;
      before[kind] ??= await listOf(t, kind);
      const filter = kind === 'measures' && /csv|xlsx/.test(format) ? '&type=M02,M03,M09' : '';
      files.set(round, await t.request(`/api/${kind}/export.${format}?lang=${lang}${filter}`));
    }
    await removeAll(t, 'measures');
    await removeAll(t, 'incidents');
  });

  test.each(ROUNDS)('$kind as $format ($lang)', async (round) => {
    const { kind, format } = round;
    const file = files.get(round)!;
    const kept = before[kind].filter('keeps' in round ? round.keeps : () => true);
    expect(file.status, file.text).toBe(200);
    const isWhole = format !== 'gpx';
    if (isWhole) expect(file.headers.get(RECORD_COUNT_HEADER)).toBe(String(kept.length));
    expect(leftOutOf(file)).toHaveLength(isWhole ? 0 : 1);
    const imported = await importWhole(t, kind, file.bytes, `file.${format}`);
    expect(imported.stored).toBe(kept.length);
    expectSame(saidOf(kind, await listOf(t, kind)), saidOf(kind, kept));
    await imported.undo();
  });
});

/** What is written in a file, whatever its format. */
function contentOf({ bytes, text }: TestAnswer): string {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return text;
  return Object.values(unzipSync(bytes))
    .map((entry) => new TextDecoder().decode(entry))
    .join('\n');
}

const COMMUNES = readRegister()
  .communes.slice(0, 60)
  .map(({ id }) => id);

describe('whatever the format', () => {
  beforeAll(async () => {
    await removeAll(t, 'measures');
    await removeAll(t, 'incidents');
    const point: unknown = {
      kind: 'point',
      geometry: { type: 'Point', coordinates: SECRET_POSITION },
      uncertaintyM: 0,
    };
    const track: unknown = {
      kind: 'track',
      geometry: { type: 'LineString', coordinates: [SECRET_POSITION, [104.32, 19.42]] },
      uncertaintyM: 0,
    };
    await storeRecords(t.ctx, {
      measures: [
        measureOf('BP', { place: point as never, note: 'Bí mật ở đây' }),
        measureOf('BP', { place: track as never }),
      ],
      incidents: [incidentOf('BP', { victimsRescued: 7, note: 'Bí mật ở đây' })],
    });
  });

  test.each(RECORD_EXPORT_FORMATS)(
    'as %s: other agencies get masks and bands, and every export is audited',
    async (format) => {
      for (const kind of ['measures', 'incidents'] as const) {
        const own = await t.request(`/api/${kind}/export.${format}`, { as: 'entry' });
        expect(contentOf(own)).toContain('mật ở đây');
        const others = await t.request(`/api/${kind}/export.${format}`, { as: 'admin' });
        expect(others.status).toBe(200);
        const text = contentOf(others);
        expect(text).not.toMatch(/104[.,]3157|19[.,]4153|mật ở đây/);
        // All but a CSV say within what they are and from whom.
        if (format !== 'csv') expect(text).toMatch(/Kỳ: mọi thời gian[^]*Đơn vị xuất: Công an[^]*đã giảm độ chính xác/);
        if (kind === 'incidents') expect(text).toContain('dưới 11');
        const { items } = (await t.request('/api/audit?pageSize=5', { as: 'admin' })).body;
        expect(items[0]).toMatchObject({
          action: 'export.read',
          identityId: 'admin',
          subjectKind: kind === 'measures' ? 'measure' : 'incident',
          subjectCount: kind === 'measures' ? 2 : 1,
          detail: { format, lang: 'vi' },
        });
      }
      // The statutory scope sees exact places, with a line of its own in the log.
      const statutory = await t.request(`/api/incidents/export.${format}`, { as: 'verifier' });
      expect(contentOf(statutory)).toContain('dưới 11');
      const { items } = (await t.request('/api/audit?pageSize=2', { as: 'admin' })).body;
      expect(items.map(({ action }: { action: string }) => action)).toEqual(['export.read', 'place.read-exact']);
    },
  );
});

test('a Shapefile cuts what is too long for it between letters, and says so', async () => {
  const note = 'ế'.repeat(100);
  const all = { kind: 'communes', communeIds: COMMUNES, extent: 'whole' };
  await enter(t, 'measures', [
    { ...MEASURES[0], note },
    { ...MEASURES[0], place: all },
  ]);
  const file = await t.request('/api/measures/export.shp');
  expect(leftOutOf(file)).toMatchObject([{ en: expect.stringMatching(/^2 cells are over 254 bytes/) }]);
  const entries = unzipSync(file.bytes);
  expect(Object.keys(entries)).toContain('README.txt');
  const cut = `${'ế'.repeat(83)}…`;
  expect(Buffer.from(entries['measures_lines.dbf']).includes(cut)).toBe(true);
});
