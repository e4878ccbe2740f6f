import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { TILE_LAYERS, type TileLayer } from '#geo/contract/tiles.contract.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { incidentOf, storeRecords } from '#tests/support/sample-records.ts';
import { SMALL_PERIOD, smallYear } from '#tests/support/small-year.ts';
import { describeOnBothEngines, type TestServer } from '#tests/support/server.ts';

/** Province at a glance, a district, a town: each with its neighbours. */
const ADDRESSES = [
  '6/50/28',
  '8/202/114',
  '8/203/114',
  '10/808/455',
  '10/812/457',
  '12/3250/1831',
  '12/3234/1822',
  '14/13002/7326',
];

function featuresOf(bytes: Uint8Array, layer: string): VectorTileFeature[] {
  const found = new VectorTile(new PbfReader(bytes)).layers[layer];
  return found ? Array.from({ length: found.length }, (_, i) => found.feature(i)) : [];
}
/** What a feature covers: box, length of lines, area of polygons, in tile units. */
function shapeOf(feature: VectorTileFeature) {
  const parts = feature.loadGeometry();
  const points = parts.flat();
  let length = 0;
  let area = 0;
  for (const part of parts) {
    for (let i = 1; i < part.length; i++) {
      length += Math.hypot(part[i].x - part[i - 1].x, part[i].y - part[i - 1].y);
      area += (part[i - 1].x * part[i].y - part[i].x * part[i - 1].y) / 2;
    }
  }
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  return { type: feature.type, properties: feature.properties, box, length, area };
}
type Shape = ReturnType<typeof shapeOf>;
const keyOf = ({ properties, box }: Shape) =>
  `${String(properties.id)} ${properties.placeKind === 'communes' ? `${Math.round(box[0] / 8)} ${Math.round(box[1] / 8)}` : ''}`;

const byEngine: Record<string, Record<string, Shape[]>> = { embedded: {}, postgis: {} };
const pathOf = (layer: TileLayer, address: string, period = SMALL_PERIOD) =>
  `/api/tiles/${layer}/${address}.mvt${layer === 'measures' || layer === 'incidents' ? `?period=${period}` : ''}`;
const shapesOf = async (t: TestServer, layer: TileLayer, address: string, as: 'entry' | 'verifier' = 'entry') =>
  featuresOf((await t.request(pathOf(layer, address), { as })).bytes, layer).map(shapeOf);

const SECRET: [number, number] = [104.2157654, 19.3153456];
const incidents = [
  incidentOf('CA', { place: { kind: 'exact', geometry: { type: 'Point', coordinates: SECRET } } }),
  incidentOf('BP', { place: { kind: 'exact', geometry: { type: 'Point', coordinates: [104.5, 19.2] } } }),
  incidentOf('CA', { place: { kind: 'commune', communeId: '16813' } } as never),
  incidentOf('CA', { place: { kind: 'route-km', routeId: 'QL7', fromM: 150_123, toM: 151_456 } } as never),
  incidentOf('CA', { place: { kind: 'province' } }),
];
incidents.forEach((incident, i) => (incident.id = `00000000-0000-4000-8000-0000000001${i}0` as never));

describeOnBothEngines(
  'tiles',
  (t) => {
    test.each(TILE_LAYERS)('%s: tiles of every zoom hold features', async (layer) => {
      let total = 0;
      for (const address of ADDRESSES) {
        const answer = await t.request(pathOf(layer, address));
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
        expect(answer.headers.get('cache-control')).toBe('private, no-cache');
        const shapes = featuresOf(answer.bytes, layer).map(shapeOf);
        byEngine[t.engine][`${layer} ${address}`] = shapes;
        total += shapes.length;
        for (const { box, properties } of shapes) {
          expect(Math.min(...box)).toBeGreaterThanOrEqual(-64);
          expect(Math.max(...box)).toBeLessThanOrEqual(4096 + 64);
          expect(properties.id).toBeTypeOf('string');
        }
      }
      expect(total).toBeGreaterThan(layer === 'incidents' ? 5 : 10);
    });

    test('the whole province at zoom 6 has each commune once, in few vertices', async () => {
      const west = featuresOf((await t.request(pathOf('communes', '6/50/28'))).bytes, 'communes');
      expect(new Set(west.map(({ properties }) => properties.id)).size).toBe(west.length);
      const vertices = west.flatMap((feature) => feature.loadGeometry()).reduce((sum, ring) => sum + ring.length, 0);
      expect(vertices).toBeLessThan(5000);
    });

    test('another agency’s exact places are not in the tile; the entering agency and the statutory scope see them', async () => {
      const address = '14/12934/7295';
      const own = await shapesOf(t, 'incidents', '8/202/114', 'verifier');
      expect(own.every(({ properties }) => properties.masked === false)).toBe(true);
      const masked = [
        ...(await shapesOf(t, 'incidents', '8/202/113')),
        ...(await shapesOf(t, 'incidents', '8/202/114')),
      ];
      expect([...new Set(masked.map(({ properties }) => `${properties.id} ${properties.masked}`))].sort()).toEqual(
        incidents.slice(0, 4).map(({ id, enteredByOrgUnitId }) => `${id} ${enteredByOrgUnitId !== 'BP'}`),
      );
      // Within 5 m of the spot (a unit at zoom 14 is 0.56 m) there is nothing for the other agency.
      const [x, y] = unitsOf(SECRET, 14, address);
      const near = (shapes: Shape[]) => shapes.filter(({ box }) => Math.hypot(box[0] - x, box[1] - y) < 10);
      expect(near(await shapesOf(t, 'incidents', address, 'verifier'))).toHaveLength(1);
      expect(near(await shapesOf(t, 'incidents', address, 'entry'))).toHaveLength(0);
    });

    test('a masked track is its communes and says no more', async () => {
      const shapes = await shapesOf(t, 'measures', '8/203/114');
      const polygon = smallYear()[9];
      expect(polygon.place.kind).toBe('polygon');
      const shown = shapes.filter(({ properties }) => properties.id === polygon.id);
      expect(shown.length).toBeGreaterThan(0);
      for (const { type, properties } of shown) {
        expect(type).toBe(1);
        expect(properties).toMatchObject({ masked: true, placeKind: 'communes' });
      }
    });

    test('the period narrows, and a tile that has not changed is not sent again', async () => {
      const other = await t.request(pathOf('measures', '8/202/114', '2020-01-01..2020-12-31'));
      expect(featuresOf(other.bytes, 'measures')).toHaveLength(0);
      const first = await t.request(pathOf('measures', '8/202/114'));
      const etag = first.headers.get('etag')!;
      const again = await t.request(pathOf('measures', '8/202/114'), {
        headers: { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' },
      });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
      const verifier = await t.request(pathOf('measures', '8/202/114'), {
        as: 'verifier',
        headers: { 'If-None-Match': etag },
      });
      expect(verifier.status).toBe(200);
      expect(verifier.headers.get('etag')).not.toBe(etag);
    });

    test('the statutory scope’s reading is audited once a day, not once a tile', async () => {
      const { items } = (await t.request('/api/audit?action=place.read-exact', { as: 'verifier' })).body;
      const tiles = items.filter(({ detail }: { detail: { tiles?: string } }) => detail.tiles === 'incidents');
      expect(tiles).toHaveLength(1);
      // Those of the border guard; the police's own are not others'.
      expect(tiles[0].subjectCount).toBe(1);
    });

    test('a tile outside the province is empty', async () => {
      expect((await t.request(pathOf('communes', '8/10/10'))).bytes).toHaveLength(0);
    });

    test.each([
      '/api/tiles/communes/8/256/1.mvt',
      '/api/tiles/communes/8/1/256.mvt',
      '/api/tiles/communes/-1/0/0.mvt',
      '/api/tiles/communes/19/0/0.mvt',
      '/api/tiles/communes/8.5/1/1.mvt',
      '/api/tiles/communes/8/1/1.png',
      '/api/tiles/communes/8/1/NaN.mvt',
      '/api/tiles/persons/8/1/1.mvt',
      `/api/tiles/measures/8/1/1.mvt?period=never`,
    ])('%s: 422', async (path) => expect((await t.request(path)).status).toBe(422));

    test.runIf(process.env.TEST_DATABASE_URL)(
      'both engines: the same features and attributes, geometry within 2 units (8 for 1 in 100 outlines)',
      () => {
        if (t.engine === 'embedded') return;
        let compared = 0;
        let beyond = 0;
        for (const [name, embedded] of Object.entries(byEngine.embedded)) {
          const postgis = new Map(byEngine.postgis[name].map((shape) => [keyOf(shape), shape]));
          expect([...embedded.map(keyOf)].sort(), name).toEqual([...postgis.keys()].sort());
          for (const ours of embedded) {
            const theirs = postgis.get(keyOf(ours))!;
            expect(ours.type, name).toBe(theirs.type);
            expect(ours.properties, name).toEqual(theirs.properties);
            const apart = Math.max(...ours.box.map((side, i) => Math.abs(side - theirs.box[i])));
            // Where thinning leaves a neck narrower than a unit, PostGIS drops what hangs on it: at most a pixel.
            expect(apart, `${name} ${keyOf(ours)}`).toBeLessThanOrEqual(ours.type === 3 ? 8 : 2);
            if (apart > 2) beyond += 1;
            // Snapping moves a boundary by at most a unit, so an area by at most its length.
            if (ours.type === 3) {
              expect(Math.abs(ours.area - theirs.area), `${name} ${keyOf(ours)}`).toBeLessThanOrEqual(
                theirs.length + 4,
              );
            }
            if (ours.type === 2)
              expect(Math.abs(ours.length - theirs.length)).toBeLessThanOrEqual(0.02 * theirs.length + 4);
            compared += 1;
          }
        }
        expect(compared).toBeGreaterThan(300);
        expect(beyond / compared).toBeLessThan(0.01);
      },
    );
  },
  {
    prepare: async (ctx) => {
      await loadRegisterIfStale(ctx);
      await storeRecords(ctx, { measures: smallYear(), incidents });
    },
  },
);

/** Position in units of the tile at `address`, by the textbook's formula. */
function unitsOf([lng, lat]: [number, number], z: number, address: string): [number, number] {
  const [, tileX, tileY] = address.split('/').map(Number);
  const phi = (lat * Math.PI) / 180;
  const x = ((lng + 180) / 360) * 2 ** z;
  const y = ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * 2 ** z;
  return [(x - tileX) * 4096, (y - tileY) * 4096];
}
