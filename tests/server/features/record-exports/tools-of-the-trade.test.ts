import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { eachPosition } from '#server/features/imports/readers/vertices.ts';
import { featuresOfGdal, hasGdal, layersOfGdal } from '#tests/support/gdal.ts';
import { useServer } from '#tests/support/server.ts';
import { DRAWN_MEASURES, INCIDENTS, MEASURES } from './records-of-every-kind.ts';
import { enter, expectSame, importWhole, listOf, saidOf, type Kind } from './round-trip.ts';

const scratch = mkdtempSync(join(tmpdir(), 'trong-diem-gdal-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const t = useServer('embedded', { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) });

/** What other tools wrote, each in, out in its own format, in again. */
const FIXTURES = [
  ['fixtures/imports-geo/gdal/wgs84.gpkg', 'gpkg'],
  ['fixtures/imports-geo/gdal/vn2000-9208.gpkg', 'gpkg'],
  ['fixtures/imports-geo/gdal/wgs84-utf8.zip', 'shp'],
  ['fixtures/imports-geo/gdal/vn2000-3405-z-cp1258.zip', 'shp'],
  ['fixtures/imports-geo/gdal/libkml.kmz', 'kml'],
  ['fixtures/imports-geo/gdal/plain.kml', 'kml'],
  ['fixtures/imports-geo/gdal/tracks.gpx', 'gpx'],
  ['fixtures/imports-geo/gdal/waypoints.gpx', 'gpx'],
  ['fixtures/imports-geo/gdal/written-rfc7946.geojson', 'geojson'],
  ['fixtures/imports-xlsx/dates-1904.xlsx', 'xlsx'],
  ['fixtures/imports-xlsx/form-of-a-report.xlsx', 'xlsx'],
  ['../data/samples/measures-good.csv', 'csv'],
] as const;

describe('files of other tools', () => {
  test.each(FIXTURES)('%s goes in, out as %s and in again unchanged', async (path, format) => {
    const bytes = readFileSync(new URL(`../../../${path}`, import.meta.url));
    const first = await importWhole(t, 'measures', bytes, path);
    expect(first.stored).toBeGreaterThan(1);
    const before = saidOf('measures', await listOf(t, 'measures'));
    const file = await t.request(`/api/measures/export.${format}`);
    await first.undo();
    const again = await importWhole(t, 'measures', file.bytes, `again.${format}`);
    expect(again.stored).toBe(first.stored);
    expectSame(saidOf('measures', await listOf(t, 'measures')), before);
    await again.undo();
  });
});

describe.skipIf(!hasGdal())('GDAL opens what is exported', () => {
  const records: Record<string, Record<string, unknown>[]> = {};
  beforeAll(async () => {
    await enter(t, 'measures', [...MEASURES, ...DRAWN_MEASURES]);
    await enter(t, 'incidents', INCIDENTS);
    for (const kind of ['measures', 'incidents'] as const) records[kind] = await listOf(t, kind);
  });
  const save = async (kind: Kind, format: string): Promise<string> => {
    const answer = await t.request(`/api/${kind}/export.${format}`);
    expect(answer.status, answer.text).toBe(200);
    const path = join(scratch, `${kind}.${format === 'shp' ? 'shp.zip' : format}`);
    writeFileSync(path, answer.bytes);
    return path;
  };
  /** Headings that hold the record's id and its note, by format. */
  const NAMES: Record<string, { id: string; note: string; days: string }> = {
    gpkg: { id: 'Mã bản ghi', note: 'Ghi chú', days: 'Từ ngày' },
    geojson: { id: 'Mã bản ghi', note: 'Ghi chú', days: 'Từ ngày' },
    csv: { id: 'Mã bản ghi', note: 'Ghi chú', days: 'Từ ngày' },
    shp: { id: 'rec_id', note: 'note', days: 'firstOn' },
    kml: { id: 'rec_id', note: 'note', days: 'firstOn' },
    gpx: { id: 'td_rec_id', note: 'td_note', days: 'td_firstOn' },
  };
  const positionsOf = (geometry: unknown): number[][] => {
    const positions: number[][] = [];
    eachPosition(geometry, (position) => positions.push(position));
    return positions;
  };
  const sorted = (positions: number[][]) => positions.map(([x, y]) => `${x.toFixed(7)} ${y.toFixed(7)}`).sort();

  test.each([
    ['measures', 'gpkg', 14],
    ['measures', 'geojson', 14],
    ['measures', 'shp', 14],
    ['measures', 'kml', 14],
    ['measures', 'gpx', 10],
    ['measures', 'csv', 14],
    ['incidents', 'gpkg', 6],
    ['incidents', 'shp', 6],
    ['incidents', 'kml', 6],
  ] as const)('%s as %s: layers, fields, counts, letters, positions', async (kind, format, count) => {
    const path = await save(kind, format);
    const names = NAMES[format];
    const layers = layersOfGdal(path).filter((layer) => layer.count > 0);
    const features = layers.flatMap((layer) => {
      // A table of texts has no positions to be in any system; nor has a layer without shapes.
      if (format !== 'csv' && !layer.name.includes('no_shape')) expect(layer.wgs84, layer.name).toBe(true);
      if (!layer.name.endsWith('_points')) expect(layer.fields).toEqual(expect.arrayContaining([names.id, names.days]));
      return featuresOfGdal(path, layer.name);
    });
    expect(features.filter(({ properties }) => properties[names.id])).toHaveLength(count);
    for (const { properties, geometry } of features) {
      const record = records[kind].find(({ id }) => id === properties[names.id]);
      if (record === undefined) continue;
      const note = record.note as string;
      // GDAL takes the ends of lines out of a GPX's extensions.
      const read = format === 'gpx' ? note.replaceAll('\n', '') : note;
      expect(properties[names.note]).toBe(/^'*[=+\-@]/.test(note) ? `'${read}` : read);
      const { geometry: drawn } = record.place as { geometry?: unknown };
      if (drawn && format !== 'csv') expect(sorted(positionsOf(geometry))).toEqual(sorted(positionsOf(drawn)));
    }
  });
});
