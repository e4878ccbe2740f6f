import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, test } from 'vitest';
import { encodeTile, type TileFeature } from '#server/features/tiles/encode-tile.ts';
import { tileBbox, tilePoint } from '#server/features/tiles/tile-math.ts';

const tile = { z: 8, x: 202, y: 114 };
const [west, south, east, north] = tileBbox(tile);
const decode = (bytes: Uint8Array) => new VectorTile(new PbfReader(bytes)).layers;

test('tile arithmetic agrees with ST_TileEnvelope(8, 202, 114) (PostGIS 3.3)', () => {
  // ST_Transform(ST_TileEnvelope(8,202,114),4326): 104.0625 17.97873309555617, 105.46875 19.31114335506464
  expect(tilePoint(104.0625, 19.31114335506464, tile)[0]).toBeCloseTo(0, 6);
  expect(tilePoint(104.0625, 19.31114335506464, tile)[1]).toBeCloseTo(0, 6);
  expect(tilePoint(105.46875, 17.97873309555617, tile)[1]).toBeCloseTo(4096, 6);
  expect(west).toBeCloseTo(104.0625 - (1.40625 * 64) / 4096, 10);
  expect(east - west).toBeCloseTo(1.40625 * (1 + 128 / 4096), 10);
  expect(south).toBeLessThan(17.97873309555617);
  expect(north).toBeGreaterThan(19.31114335506464);
});

describe('encodeTile', () => {
  const feature = (geometry: TileFeature['geometry'], properties = {}): TileFeature => ({
    geometry,
    properties: { id: 'a', ...properties },
  });

  test('keeps attributes of every type and leaves nulls out', () => {
    const properties = { n: 3, share: 0.25, yes: true, no: false, vi: 'Kỳ Sơn', none: null };
    const bytes = encodeTile('sites', [feature({ type: 'Point', coordinates: [104.5, 18.5] }, properties)], tile);
    const decoded = decode(bytes).sites.feature(0);
    expect(decoded.properties).toEqual({ id: 'a', n: 3, share: 0.25, yes: true, no: false, vi: 'Kỳ Sơn' });
    const [[point]] = decoded.loadGeometry();
    const expected = tilePoint(104.5, 18.5, tile);
    expect(Math.abs(point.x - expected[0])).toBeLessThanOrEqual(0.5);
    expect(Math.abs(point.y - expected[1])).toBeLessThanOrEqual(0.5);
  });

  test('a polygon around the whole tile becomes the buffered square, exterior clockwise on the screen', () => {
    const coordinates: [number, number][][] = [
      [
        [100, 15],
        [110, 15],
        [110, 22],
        [100, 22],
        [100, 15],
      ],
    ];
    for (const rings of [coordinates, [coordinates[0].toReversed()]]) {
      const decoded = decode(encodeTile('areas', [feature({ type: 'Polygon', coordinates: rings })], tile)).areas;
      const [ring] = decoded.feature(0).loadGeometry();
      const xs = ring.map((p) => p.x);
      expect([Math.min(...xs), Math.max(...xs)]).toEqual([-64, 4160]);
      const area = ring.slice(1).reduce((sum, p, i) => sum + ring[i].x * p.y - p.x * ring[i].y, 0) / 2;
      expect(area).toBe(4224 * 4224);
    }
  });

  test('a line that leaves and comes back is two parts; one outside is absent', () => {
    const lat = 18.6;
    const zigzag = feature({
      type: 'LineString',
      coordinates: [
        [104.2, lat],
        [104.2, 25],
        [104.4, 25],
        [104.4, lat],
      ],
    });
    const outside = feature({
      type: 'LineString',
      coordinates: [
        [90, 10],
        [91, 10],
      ],
    });
    const layer = decode(encodeTile('routes', [zigzag, outside], tile)).routes;
    expect(layer.length).toBe(1);
    expect(layer.feature(0).loadGeometry().length).toBe(2);
  });

  test('nothing inside is an empty tile', () => {
    expect(encodeTile('sites', [feature({ type: 'Point', coordinates: [0, 0] })], tile)).toHaveLength(0);
  });

  test('vertices that the zoom cannot show are dropped', () => {
    const coordinates = Array.from({ length: 5000 }, (_, i): [number, number] => [
      104.3 + i * 1e-4,
      18.5 + 1e-4 * Math.sin(i / 20),
    ]);
    const low = { z: 5, x: 25, y: 14 };
    const geometry = { type: 'LineString', coordinates } as const;
    const [line] = decode(encodeTile('routes', [feature(geometry)], low))
      .routes.feature(0)
      .loadGeometry();
    expect(line.length).toBeLessThan(5);
    const [full] = decode(encodeTile('routes', [feature(geometry)], { z: 8, x: 202, y: 114 }))
      .routes.feature(0)
      .loadGeometry();
    expect(full.length).toBeGreaterThan(line.length);
  });
});
