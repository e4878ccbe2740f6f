import { strToU8, zipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { readGeojson } from '#server/features/imports/readers/geojson.ts';
import { readGeopackage } from '#server/features/imports/readers/geopackage.ts';
import { readGpx } from '#server/features/imports/readers/gpx.ts';
import { readKml } from '#server/features/imports/readers/kml.ts';
import { readShapefile } from '#server/features/imports/readers/shapefile.ts';
import { readTracks } from '#server/features/imports/readers/tracks.ts';

/** Two layers of half of what a file may hold, the second with one vertex more where asked. */
const HALF = 100_000;
const line = (vertices: number): [number, number][] =>
  Array.from({ length: vertices }, (_, i) => [105 + (i % 1000) / 10_000, 19 + (i % 777) / 10_000]);
const wholes = (extra: number) => [line(HALF), line(HALF + extra)] as const;

function geojson(extra: number): Uint8Array {
  const features = wholes(extra).map((coordinates) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates },
  }));
  return strToU8(JSON.stringify({ type: 'FeatureCollection', features }));
}

function gpx(extra: number): Uint8Array {
  const [first, second] = wholes(extra).map((points) => points.map(([lng, lat]) => `lon="${lng}" lat="${lat}"/>`));
  const points = (name: string, list: string[]) => list.map((attributes) => `<${name} ${attributes}`).join('');
  return strToU8(
    `<gpx><trk><trkseg>${points('trkpt', first)}</trkseg></trk><rte>${points('rtept', second)}</rte></gpx>`,
  );
}

function kml(extra: number): Uint8Array {
  const [first, second] = wholes(extra).map(
    (points) => `<Placemark><LineString><coordinates>${points.join(' ')}</coordinates></LineString></Placemark>`,
  );
  const folders = `<Folder><name>một</name>${first}</Folder><Folder><name>hai</name>${second}</Folder>`;
  return strToU8(`<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${folders}</Document></kml>`);
}

function shp(points: readonly [number, number][]): Uint8Array {
  const contentBytes = 48 + 16 * points.length;
  const view = new DataView(new ArrayBuffer(108 + contentBytes));
  view.setInt32(0, 9994);
  view.setInt32(104, contentBytes / 2);
  view.setInt32(108, 3, true);
  view.setInt32(144, 1, true);
  view.setInt32(148, points.length, true);
  points.flat().forEach((value, i) => view.setFloat64(156 + 8 * i, value, true));
  return new Uint8Array(view.buffer);
}
function shapefile(extra: number): Uint8Array {
  const [first, second] = wholes(extra);
  return zipSync({ 'hai.shp': shp(second), 'a/một.shp': shp(first) }, { level: 1 });
}

function geopackageLine(points: readonly [number, number][]): Uint8Array {
  const view = new DataView(new ArrayBuffer(17 + 16 * points.length));
  view.setUint16(0, 0x4750);
  view.setUint8(3, 1);
  view.setInt32(4, 4326, true);
  view.setUint8(8, 1);
  view.setUint32(9, 2, true);
  view.setUint32(13, points.length, true);
  points.flat().forEach((value, i) => view.setFloat64(17 + 8 * i, value, true));
  return new Uint8Array(view.buffer);
}
async function geopackage(extra: number): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const db = new Database();
  db.run('CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)');
  db.run('CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)');
  wholes(extra).forEach((points, i) => {
    const name = ['một', 'hai'][i];
    db.run('INSERT INTO gpkg_contents VALUES (?, ?)', [name, 'features']);
    db.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, 0)', [name, 'geom']);
    db.run(`CREATE TABLE "${name}" (fid INTEGER PRIMARY KEY, note TEXT, geom BLOB)`);
    db.run(`INSERT INTO "${name}" (geom) VALUES (?)`, [geopackageLine(points)]);
  });
  const bytes = db.export();
  db.close();
  return bytes;
}

describe('the vertices of a whole file, over all its features and layers', () => {
  it.each([
    ['GeoJSON', geojson, readGeojson, 2, ''],
    ['GPX', gpx, readGpx, 1, 'routes'],
    ['KML', kml, readKml, 1, 'hai'],
    ['Shapefile', shapefile, readShapefile, 1, 'hai'],
    ['GeoPackage', geopackage, readGeopackage, 1, 'hai'],
  ])('%s: 200,000 are read, one more is refused where it stands', async (_, make, read, row, layer) => {
    const tables = await read(await make(0), {});
    expect(tables.flatMap(({ rows }) => rows)).toHaveLength(2);
    const tooMany = await make(1);
    const where = layer === '' ? `feature ${row};` : `feature ${row} of layer “${layer}”;`;
    await expect((async () => read(tooMany, {}))()).rejects.toMatchObject({
      code: 'file.too_large',
      message: expect.stringContaining(`more than 200,000 vertices, passed at ${where}`) as string,
      place: { path: 'file', row },
    });
  });

  it('does not count for recorded tracks, which have their own limits', async () => {
    expect((await readTracks(gpx(1), 'a.gpx')).tracks[0].lngLat).toHaveLength(2 * HALF);
  });
});
