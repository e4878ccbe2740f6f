import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatOf } from '#server/features/imports/formats.ts';
import type { RawRow, RawTable, ReadOptions } from '#server/features/imports/raw-table.ts';
import { eachPosition } from '#server/features/imports/readers/vertices.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../fixtures/imports-geo/gdal/${name}`, import.meta.url));
interface SourceFeature {
  properties: Record<string, string | number>;
  geometry: { type: string; coordinates: unknown };
}
const SOURCE = (JSON.parse(Buffer.from(fixture('source.geojson')).toString()) as { features: SourceFeature[] })
  .features;

/** 1e-7 degrees is 1 cm; GDAL writes that many decimals in its texts. */
const TOLERANCE = 1.01e-7;

async function read(name: string, options: ReadOptions = {}): Promise<RawTable[]> {
  const bytes = fixture(name);
  return formatOf(bytes, name).read(bytes, options);
}

/** Numbers as numbers and blanks as nothing: how a cell is written is its format's own business. */
function plain(cells: Iterable<readonly [string, string | number]>): Record<string, string | number> {
  return Object.fromEntries(
    [...cells].filter(([, v]) => v !== '').map(([k, v]) => [k, k === 'uncert_m' || k === 'subScheme' ? Number(v) : v]),
  );
}

function positionsOf(geometry: unknown): number[][] {
  const positions: number[][] = [];
  eachPosition(geometry, (position) => positions.push(position));
  return positions;
}

function expectSame(rows: RawRow[], features: SourceFeature[], { kinds = true, ignored = [] as string[] } = {}) {
  expect(rows).toHaveLength(features.length);
  rows.forEach(({ cells, geometry }, i) => {
    const kept = [...cells].filter(([name]) => !ignored.includes(name));
    expect(plain(kept)).toEqual(plain(Object.entries(features[i].properties)));
    const shape = geometry as SourceFeature['geometry'];
    if (kinds) expect(shape.type).toBe(features[i].geometry.type);
    const [found, wanted] = [positionsOf(shape), positionsOf(features[i].geometry)];
    expect(found).toHaveLength(wanted.length);
    found.forEach((position, p) => {
      expect(position).toHaveLength(2);
      expect(Math.abs(position[0] - wanted[p][0])).toBeLessThan(TOLERANCE);
      expect(Math.abs(position[1] - wanted[p][1])).toBeLessThan(TOLERANCE);
    });
  });
}

const LAYERS = { points: SOURCE.slice(0, 2), lines: SOURCE.slice(2, 4), areas: SOURCE.slice(4, 6) };
function expectLayers(tables: RawTable[], options = {}) {
  expect(tables.map(({ name }) => name).sort()).toEqual(['areas', 'lines', 'points']);
  for (const table of tables) expectSame(table.rows, LAYERS[table.name as keyof typeof LAYERS], options);
}

describe('files that GDAL wrote from one source read back as that source', () => {
  it.each([
    ['wgs84.gpkg', 'EPSG:4326'],
    ['vn2000-9208.gpkg', 'EPSG:9208'],
    ['wgs84-utf8.zip', 'EPSG:4326'],
    ['vn2000-9208-utf8.zip', 'EPSG:9208'],
    ['vn2000-3405-z-cp1258.zip', 'EPSG:3405'],
  ])('%s: three layers', async (name, system) => {
    const tables = await read(name);
    expectLayers(tables);
    expect(tables.map(({ coordinateSystem }) => coordinateSystem)).toEqual([system, system, system]);
    expect(tables.flatMap(({ remarks }) => remarks)).toEqual([]);
  });

  it('libkml.kml and libkml.kmz: three folders', async () => {
    expectLayers(await read('libkml.kml'));
    expect(await read('libkml.kmz')).toEqual(await read('libkml.kml'));
  });

  it.each(['plain.kml', 'written-rfc7946.geojson', 'written-9208.geojson', 'written-seq.geojsonl', 'source.geojson'])(
    '%s: one layer',
    async (name) => {
      const [table] = await read(name);
      expectSame(table.rows, SOURCE);
      expect(table.coordinateSystem).toBe(name.includes('9208') ? 'EPSG:9208' : 'EPSG:4326');
    },
  );

  it('tracks.gpx and waypoints.gpx: lines and points, all that GPX can hold', async () => {
    const [tracks] = await read('tracks.gpx');
    expect(tracks.name).toBe('tracks');
    expectSame(tracks.rows, LAYERS.lines);
    const [waypoints] = await read('waypoints.gpx');
    expect(waypoints.name).toBe('waypoints');
    expectSame(waypoints.rows, LAYERS.points);
  });

  it('utm48-z.gpkg: UTM of WGS 84 with heights, a layer named in Vietnamese', async () => {
    const [table] = await read('utm48-z.gpkg');
    expect([table.name, table.coordinateSystem]).toEqual(['điểm tuần tra', 'EPSG:32648']);
    expectSame(table.rows, LAYERS.points);
  });
});

describe('a Shapefile that does not say its system', () => {
  it('is asked for, and read with the answer', async () => {
    const asked = await read('vn2000-9208-no-prj.zip');
    expect(asked.map((table) => [table.asksCoordinateSystem, table.coordinateSystem])).toEqual([
      [true, null],
      [true, null],
      [true, null],
    ]);
    const answered = await read('vn2000-9208-no-prj.zip', { coordinateSystem: 'EPSG:9208' });
    expectLayers(answered);
    expect(answered[0].asksCoordinateSystem).toBeUndefined();
    expect(answered[0].remarks[0].en).toContain('read as EPSG:9208');
  });
});
