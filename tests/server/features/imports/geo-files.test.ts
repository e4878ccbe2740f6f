import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ImportPreview } from '#geo/contract/imports.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { describeOnBothEngines } from '#tests/support/server.ts';
import { eachPosition } from '#server/features/imports/readers/vertices.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/imports-geo/gdal/${name}`, import.meta.url));
interface SourceFeature {
  properties: { note: string; firstOn: string; lastOn: string; type: string };
  geometry: { coordinates: unknown };
}
const SOURCE = (JSON.parse(Buffer.from(fixture('source.geojson')).toString()) as { features: SourceFeature[] })
  .features;
/** 1e-7 degrees is 1 cm. */
const TOLERANCE = 1.01e-7;

function positionsOf(geometry: unknown): number[][] {
  const positions: number[][] = [];
  eachPosition(geometry, (position) => positions.push(position));
  return positions;
}

describeOnBothEngines(
  'files of other tools',
  (t) => {
    const upload = async (name: string, extra: Record<string, string> = {}) => {
      const form = new FormData();
      form.set('kind', 'measures');
      for (const [field, value] of Object.entries(extra)) form.set(field, value);
      form.set('file', new Blob([new Uint8Array(fixture(name))]), name);
      return t.request('/api/imports', { method: 'POST', body: form });
    };
    const storedOf = async (batchId: string): Promise<MeasureView[]> =>
      (await t.request('/api/measures?pageSize=200&sort=-updatedAt')).body.items.filter(
        ({ source }: MeasureView) => source?.batchId === batchId,
      );

    test.each([
      ['wgs84.gpkg', 6],
      ['vn2000-9208.gpkg', 6],
      ['wgs84-utf8.zip', 6],
      ['vn2000-3405-z-cp1258.zip', 6],
      ['libkml.kmz', 6],
      ['plain.kml', 6],
      ['written-9208.geojson', 6],
      ['tracks.gpx', 2],
      ['waypoints.gpx', 2],
    ])('%s goes in and comes out as its source has it, and is taken back', async (name, count) => {
      t.setNow('2026-11-23T08:00:00+07:00');
      const first: ImportPreview = (await upload(name)).body;
      const found: MeasureView[] = [];
      for (const { name: table } of first.tables) {
        const preview: ImportPreview = (await upload(name, { table })).body;
        expect(preview).toMatchObject({ table, badTotal: 0, waiting: 0, missingFields: [] });
        const confirmed = await t.request(`/api/imports/${preview.id}/confirm`, { method: 'POST' });
        expect(confirmed.body.stored).toBe(preview.good);
        const stored = await storedOf(preview.id);
        expect(stored).toHaveLength(preview.good);
        found.push(...stored);
        const undone = await t.request(`/api/batches/${preview.id}/undo`, { method: 'POST' });
        expect(undone.status).toBe(200);
        expect(await storedOf(preview.id)).toEqual([]);
      }
      expect(found).toHaveLength(count);
      for (const { note, type, firstOn, lastOn, place } of found) {
        const wanted = SOURCE.find(({ properties }) => properties.note === note)!;
        expect({ type, firstOn, lastOn }).toEqual({
          type: wanted.properties.type,
          firstOn: wanted.properties.firstOn,
          lastOn: wanted.properties.lastOn,
        });
        const [is, was] = [positionsOf('geometry' in place && place.geometry), positionsOf(wanted.geometry)];
        expect(is).toHaveLength(was.length);
        is.forEach(([lng, lat], i) => {
          expect(Math.abs(lng - was[i][0])).toBeLessThan(TOLERANCE);
          expect(Math.abs(lat - was[i][1])).toBeLessThan(TOLERANCE);
        });
      }
    });

    test('metres of a system that the file does not name are read in the only one that fits, until another is chosen', async () => {
      const name = 'vn2000-9208-no-prj.zip';
      const read: ImportPreview = (await upload(name, { table: 'points' })).body;
      expect(read).toMatchObject({ good: 2, badTotal: 0, waiting: 0 });
      // The question stays, with its answer, so that another can be given.
      expect(read.questions).toMatchObject([{ kind: 'coordinate-system', rows: 2, firstRow: 1, answer: 'EPSG:9208' }]);
      const [{ id, options }] = read.questions;
      expect(options.map(({ value }) => value)).toContain('EPSG:5897');
      const answers = JSON.stringify({ [id]: 'EPSG:5897' });
      const other: ImportPreview = (await upload(name, { table: 'points', answers })).body;
      expect(other.questions).toMatchObject([{ id, rows: 2, answer: 'EPSG:5897' }]);
      expect(other.precisions).toEqual(read.precisions);
    });
  },
  { prepare: async (ctx) => void (await loadRegisterIfStale(ctx)) },
);
