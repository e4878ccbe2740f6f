import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { LEFT_OUT_HEADER, RECORD_COUNT_HEADER } from '#geo/contract/record-exports.contract.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { isKnownHeading, recogniseHeading } from '#server/features/imports/columns.ts';
import { recordColumns } from '#server/features/record-exports/record-columns.ts';
import { incidentOf, measureOf, SECRET_POSITION, storeRecords } from '#tests/support/sample-records.ts';
import { describeOnBothEngines, type TestAnswer } from '#tests/support/server.ts';
import { DRAWN_MEASURES, INCIDENTS, MEASURES } from './records-of-every-kind.ts';
import { expectSame, importWhole, listOf, removeAll, saidOf, type Kind } from './round-trip.ts';

const hasShape = ({ place }: Record<string, unknown>) =>
  !['communes', 'commune', 'province'].includes((place as { kind: string }).kind);
const READ_ONLY = ['placeText', 'victimsBand', 'masked', 'enteredBy', 'origin', 'id'];
const leftOutOf = (answer: TestAnswer): { vi: string; en: string }[] =>
  JSON.parse(decodeURIComponent(answer.headers.get(LEFT_OUT_HEADER) ?? '[]'));

const FORMATS = ['csv', 'xlsx', 'geojson', 'gpkg', 'kml', 'gpx'] as const;
/** What is written in a file, whatever its format. */
function contentOf({ bytes, text }: TestAnswer): string {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return text;
  return Object.values(unzipSync(bytes))
    .map((entry) => new TextDecoder().decode(entry))
    .join('\n');
}

test('columns that are only to be read mean nothing to an import', () => {
  for (const kind of ['measures', 'incidents'] as const) {
    const toRead = recordColumns(kind, false).filter(({ field }) => READ_ONLY.includes(field));
    expect(toRead.length).toBeGreaterThan(4);
    for (const { header, short } of toRead) {
      for (const name of [header.vi, header.en, short]) expect([name, isKnownHeading(name)]).toEqual([name, false]);
    }
  }
});

test('every other column is recognised by each of its names, and dBASE can hold its short one', () => {
  for (const kind of ['measures', 'incidents'] as const) {
    for (const { field, header, short } of recordColumns(kind, false)) {
      expect(short).toMatch(/^[A-Za-z_]{1,10}$/);
      if (READ_ONLY.includes(field)) continue;
      for (const name of [header.vi, header.en, short]) expect(recogniseHeading(kind, name)?.spec.field).toBe(field);
    }
  }
});

describeOnBothEngines(
  'exports of records',
  (t) => {
    const enter = async (kind: Kind, bodies: readonly unknown[]) => {
      await removeAll(t, kind);
      for (const json of bodies) {
        const answer = await t.request(`/api/${kind}`, { json });
        expect(answer.status, answer.text).toBe(201);
      }
    };

    test.each([
      ['measures', 'csv', 'vi', MEASURES],
      ['measures', 'csv', 'en', MEASURES],
      ['measures', 'geojson', 'vi', [...MEASURES, ...DRAWN_MEASURES]],
      ['measures', 'geojson', 'en', [...MEASURES, ...DRAWN_MEASURES]],
      ['measures', 'xlsx', 'vi', MEASURES],
      ['measures', 'xlsx', 'en', MEASURES],
      ['measures', 'gpkg', 'vi', [...MEASURES, ...DRAWN_MEASURES]],
      ['measures', 'kml', 'vi', [...MEASURES, ...DRAWN_MEASURES]],
      ['measures', 'gpx', 'vi', [...MEASURES.filter(hasShape), ...DRAWN_MEASURES.slice(0, 3)]],
      ['incidents', 'xlsx', 'vi', INCIDENTS],
      ['incidents', 'gpkg', 'en', INCIDENTS],
      ['incidents', 'kml', 'en', INCIDENTS],
      ['incidents', 'gpx', 'en', INCIDENTS.filter(hasShape)],
      ['incidents', 'csv', 'vi', INCIDENTS],
      ['incidents', 'csv', 'en', INCIDENTS],
      ['incidents', 'geojson', 'vi', INCIDENTS],
    ] as const)('%s as %s (%s) go out and in again unchanged', async (kind, format, lang, bodies) => {
      await enter(kind, bodies);
      const before = saidOf(kind, await listOf(t, kind));
      const file = await t.request(`/api/${kind}/export.${format}?lang=${lang}`);
      expect(file.status, file.text).toBe(200);
      expect(file.headers.get(RECORD_COUNT_HEADER)).toBe(String(bodies.length));
      expect(leftOutOf(file)).toEqual([]);
      await removeAll(t, kind);
      expect(await importWhole(t, kind, file.bytes, `file.${format}`)).toBe(bodies.length);
      expectSame(saidOf(kind, await listOf(t, kind)), before);
    });

    test('a table says how many drawn places it leaves out', async () => {
      await enter('measures', [MEASURES[0], ...DRAWN_MEASURES]);
      const file = await t.request('/api/measures/export.csv');
      expect(file.headers.get(RECORD_COUNT_HEADER)).toBe(String(1 + DRAWN_MEASURES.length));
      const [only, ...more] = leftOutOf(file);
      expect(only.vi).toMatch(/^5 bản ghi .*đường hoặc vùng vẽ/);
      expect(only.en).toMatch(/^5 records/);
      expect(more).toEqual([]);
    });

    test('filters are the list’s own; a misspelt one is refused', async () => {
      await enter('measures', MEASURES);
      const some = await t.request('/api/measures/export.geojson?type=M03,M09');
      expect(some.body.features).toHaveLength(2);
      expect((await t.request('/api/measures/export.csv?typo=M03')).status).toBe(422);
      expect((await t.request('/api/measures/export.csv?page=2')).status).toBe(422);
      expect((await t.request('/api/incidents/export.csv?period=2026-13')).status).toBe(422);
    });

    test.each(FORMATS)('as %s: other agencies get masks and bands, and every export is audited', async (format) => {
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
      for (const kind of ['measures', 'incidents'] as const) {
        const own = await t.request(`/api/${kind}/export.${format}`, { as: 'entry' });
        expect(contentOf(own)).toContain('mật ở đây');
        const others = await t.request(`/api/${kind}/export.${format}`, { as: 'admin' });
        expect(others.status).toBe(200);
        const text = contentOf(others);
        expect(text).not.toMatch(/104[.,]3157|19[.,]4153|mật ở đây/);
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
    });

    test('a text that names a person stays here, and that is said', async () => {
      await removeAll(t, 'measures');
      await storeRecords(t.ctx, { measures: [measureOf('BP', { note: 'Gọi 0912 345 678' }), measureOf('BP')] });
      const file = await t.request('/api/measures/export.csv');
      expect(file.text).not.toContain('345');
      expect(leftOutOf(file)).toMatchObject([{ en: expect.stringMatching(/^1 notes/) }]);
    });

    test('tracks say that their confirmed stretches are not in the file', async () => {
      await removeAll(t, 'measures');
      const place = {
        ...(DRAWN_MEASURES[0].place as object),
        matched: [{ routeId: 'QL7', fromM: 1000, toM: 2000, uncertain: false }],
      };
      await storeRecords(t.ctx, { measures: [measureOf('BP', { place: place as never })] });
      const file = await t.request('/api/measures/export.geojson');
      expect(leftOutOf(file)).toMatchObject([{ en: expect.stringMatching(/^1 tracks/) }]);
      expect(file.body.notes).toEqual([leftOutOf(file)[0].vi]);
    });

    test('pages of many records are one file, in the list’s order', async () => {
      await removeAll(t, 'incidents');
      const incidents = Array.from({ length: 1203 }, (_, i) => incidentOf('BP', { note: `số ${i}` }));
      await storeRecords(t.ctx, { incidents });
      const file = await t.request('/api/incidents/export.geojson?sort=type');
      const notes = file.body.features.map(({ properties }: any) => properties['Ghi chú']);
      expect(new Set(notes).size).toBe(1203);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
