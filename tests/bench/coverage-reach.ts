import type pg from 'pg';
import { areaSpaceOf, reachOfShapes, rowsOnArea, type AreaSpace } from '#geo/coverage/area-space.ts';
import { groundShapeOf, type GroundShape } from '#geo/coverage/ground-shape.ts';
import { normalizeIntervals, sizeOfIntervals } from '#geo/coverage/intervals.ts';
import { routeSpaceOf, shapesOnRoute, type RouteSpace } from '#geo/coverage/route-space.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { capsuleOnSegment } from '#geo/geometry/capsule.ts';
import { lineToPlane } from '#geo/geometry/projection.ts';
import { RowCollector } from '#geo/geometry/scanlines.ts';
import { sampleArea, sampleCommune, sampleRoute } from '../geo/indicators/sample.ts';
import { resultOf, timed, type BenchResult } from './bench-result.ts';
import { coverageData, type CoverageData } from './coverage-data.ts';

const FULL = { tracks: 2000, trackVertices: 100, areas: 20, areaVertices: 2000, routes: 10, routeVertices: 3000 };
const QUICK = { tracks: 200, trackVertices: 100, areas: 6, areaVertices: 600, routes: 2, routeVertices: 1000 };
const REACH_M = 500;
/** Over 60 such areas no figure is off by more than 0.06 % against rows of 4 m; fewer tracks ask for closer rows. */
const ROW_HEIGHT_M = { full: 75, quick: 25 };

/**
 * What lies within 500 m of any of the tracks: km² of areas, metres of routes,
 * from scratch. PostGIS has everything loaded, transformed and indexed, ours
 * its areas and routes; each task is measured from the plane's coordinates, as
 * PostGIS has them, and the last with the projection of all positions and both
 * results together. Of several formulations the fastest stands for PostGIS.
 */
export async function* benchReach(
  client: pg.Client,
  srid: number,
  quick: boolean,
  peer: (detail: string) => string,
): AsyncGenerator<BenchResult> {
  const data = coverageData(quick ? QUICK : FULL);
  await load(client, data, srid);
  const collector = new RowCollector(quick ? ROW_HEIGHT_M.quick : ROW_HEIGHT_M.full);
  const spaces = data.areas.map((ring, i) => areaOf(ring, i, collector.rowHeightM));
  const routes = data.routes.map(routeOf);
  const shapes = shapesOf(data.tracks);
  const runs = quick ? 3 : 9;
  const areas = await timed(runs, () => sharesOfAreas(spaces, shapes, collector));
  const metres = await timed(runs, () => routes.map((route) => sizeOfIntervals(shapesOnRoute(route, shapes).certain)));
  const both = await timed(runs, () => {
    const fresh = shapesOf(data.tracks);
    sharesOfAreas(spaces, fresh, collector);
    return routes.map((route) => sizeOfIntervals(shapesOnRoute(route, fresh).certain));
  });

  const ofAreas = await fastest(client, AREA_QUERIES);
  const fine = await client.query<{ share: number }>(AREA_QUERIES['union for each area'].replaceAll('=8', '=128'));
  const worst = Math.max(...fine.rows.map(({ share }, i) => Math.abs(areas.value[i] / share - 1)));
  yield resultOf(`area of ${spaces.length} areas within reach; relative difference`, shapes.length, areas.ms, {
    ...ofAreas,
    name: peer(ofAreas.name),
    maxDifference: worst,
  });
  const ofRoutes = await fastest(client, ROUTE_QUERIES);
  const exact = routes.map((route) => metresByBruteForce(route, shapes));
  yield resultOf(
    `metres of ${routes.length} routes within reach; relative difference from brute force`,
    shapes.length,
    metres.ms,
    {
      ...ofRoutes,
      name: peer(ofRoutes.name),
      maxDifference: Math.max(...exact.map((length, i) => Math.abs(metres.value[i] / length - 1))),
    },
  );
  const whole = await fastest(client, { 'whole segments only': WHOLE_SEGMENTS });
  yield resultOf(
    'metres of routes within reach, to the whole segment; relative difference of the peer',
    shapes.length,
    metres.ms,
    {
      ...whole,
      name: peer(whole.name),
      maxDifference: Math.max(...exact.map((length, i) => Math.abs(whole.values[i] / length - 1))),
    },
  );
  yield resultOf('areas and routes together, ours with the projection', shapes.length, both.ms, {
    name: peer('both of the above'),
    ms: ofAreas.ms + ofRoutes.ms,
    maxDifference: worst,
  });
}

function shapesOf(tracks: LngLat[][]): GroundShape[] {
  return tracks.map((coordinates) => {
    const geometry = { type: 'LineString' as const, coordinates };
    return groundShapeOf({ kind: 'track', geometry, uncertaintyM: 0 }, { routes: new Map(), sites: new Map() })!;
  });
}

function areaOf(ring: LngLat[], i: number, rowHeightM: number): AreaSpace {
  const id = String(10_001 + i);
  const commune = { ...sampleCommune(id, 0, 0, 1), geometry: { type: 'Polygon' as const, coordinates: [ring] } };
  return areaSpaceOf(sampleArea(`A${i}`, [id]), new Map([[id, commune]]), rowHeightM);
}

function routeOf(coordinates: LngLat[], i: number): RouteSpace {
  const xy = lineToPlane(coordinates);
  const points = coordinates.map((_, k): [number, number] => [xy[2 * k], xy[2 * k + 1]]);
  return routeSpaceOf({ ...sampleRoute(`R${i}`, points), coordinates }, REACH_M);
}

function sharesOfAreas(spaces: AreaSpace[], shapes: GroundShape[], collector: RowCollector): number[] {
  const polygons = spaces.flatMap((space) => space.communes.map((commune) => commune.polygon));
  const minY = Math.min(...polygons.map((polygon) => polygon.minY));
  const maxY = Math.max(...polygons.map((polygon) => polygon.maxY));
  const rows = reachOfShapes(shapes, REACH_M, collector, minY, maxY);
  return spaces.map((space) => sizeOfIntervals(rowsOnArea(space, rows).certain) / space.areaM2);
}

/** Every segment of the route with every segment of every shape that is not off by its box; no index. */
function metresByBruteForce({ xy, route: { measuresM } }: RouteSpace, shapes: GroundShape[]): number {
  const pairs: number[] = [];
  const t = new Float64Array(2);
  for (let i = 0; i + 1 < measuresM.length; i++) {
    const [px, py, qx, qy] = xy.subarray(2 * i, 2 * i + 4);
    const [left, right] = [Math.min(px, qx) - REACH_M, Math.max(px, qx) + REACH_M];
    const [low, high] = [Math.min(py, qy) - REACH_M, Math.max(py, qy) + REACH_M];
    for (const { segments, minX, minY, maxX, maxY } of shapes) {
      if (minX > right || maxX < left || minY > high || maxY < low) continue;
      for (let j = 0; j < segments.length; j += 4) {
        const [ax, ay, bx, by] = [segments[j], segments[j + 1], segments[j + 2], segments[j + 3]];
        if (!capsuleOnSegment(px, py, qx, qy, ax, ay, bx, by, REACH_M, t)) continue;
        const step = measuresM[i + 1] - measuresM[i];
        pairs.push(measuresM[i] + t[0] * step, measuresM[i] + t[1] * step);
      }
    }
  }
  return sizeOfIntervals(normalizeIntervals(pairs));
}

async function load(client: pg.Client, data: CoverageData, srid: number): Promise<void> {
  await client.query('SET max_parallel_workers_per_gather = 0');
  await client.query('SET jit = off');
  await client.query(`SET work_mem = '256MB'`);
  const tables = { track: data.tracks, area: data.areas, route: data.routes };
  for (const [name, lines] of Object.entries(tables)) {
    const geometries = lines.map((line) =>
      JSON.stringify(
        name === 'area' ? { type: 'Polygon', coordinates: [line] } : { type: 'LineString', coordinates: line },
      ),
    );
    await client.query(
      `CREATE TEMP TABLE ${name} AS SELECT i AS id, ST_Transform(ST_GeomFromGeoJSON(g), ${srid}) AS geom
       FROM unnest($1::text[]) WITH ORDINALITY AS u (g, i)`,
      [geometries],
    );
  }
  await client.query('CREATE TEMP TABLE track_part AS SELECT id, ST_Subdivide(geom, 16) AS geom FROM track');
  await client.query(`CREATE TEMP TABLE route_segment AS
    SELECT id, (s).geom FROM (SELECT id, ST_DumpSegments(geom) AS s FROM route) AS dumped`);
  for (const table of [...Object.keys(tables), 'track_part', 'route_segment']) {
    await client.query(`CREATE INDEX ON ${table} USING gist (geom)`);
    await client.query(`ANALYZE ${table}`);
  }
}

/** The fastest of the queries, each asked twice; its name, time and values. */
async function fastest(client: pg.Client, queries: Record<string, string>) {
  const out = { name: '', ms: Infinity, values: [] as number[] };
  for (const [name, sql] of Object.entries(queries)) {
    const { ms, value } = await timed(2, () => client.query<{ share: number }>(sql));
    if (ms < out.ms) Object.assign(out, { name, ms, values: value.rows.map((row) => Number(row.share)) });
  }
  return out;
}

const BUFFER = `ST_Buffer(track.geom, ${REACH_M}, 'quad_segs=8')`;

/** The default buffer is within 0.1 % of the fine one; ST_Subdivide of areas, ST_Collect before ST_Buffer and joins of clipped buffers were slower. */
const AREA_QUERIES: Record<string, string> = {
  'union for each area': `SELECT coalesce(ST_Area(ST_Intersection(area.geom,
      (SELECT ST_Union(${BUFFER}) FROM track WHERE track.geom && ST_Expand(area.geom, ${REACH_M})))) / ST_Area(area.geom), 0)
      AS share FROM area ORDER BY id`,
  'buffer once, union for each area, clip': `WITH b AS MATERIALIZED (SELECT ${BUFFER} AS geom FROM track)
    SELECT ST_Area(ST_Intersection(area.geom, ST_Union(b.geom))) / ST_Area(area.geom) AS share
    FROM area JOIN b ON area.geom && b.geom GROUP BY area.id, area.geom ORDER BY area.id`,
  'buffer once, clip, union': `WITH b AS MATERIALIZED (SELECT ${BUFFER} AS geom FROM track)
    SELECT ST_Area(ST_Union(ST_Intersection(area.geom, b.geom))) / ST_Area(area.geom) AS share
    FROM area JOIN b ON ST_Intersects(area.geom, b.geom) GROUP BY area.id, area.geom ORDER BY area.id`,
  'one union of all, clip': `WITH u AS MATERIALIZED (SELECT ST_Union(${BUFFER}) AS geom FROM track)
    SELECT ST_Area(ST_Intersection(area.geom, u.geom)) / ST_Area(area.geom) AS share FROM area, u ORDER BY id`,
};

const isNear = (geom: string) => `EXISTS (SELECT 1 FROM track_part AS t WHERE ST_DWithin(${geom}, t.geom, ${REACH_M}))`;

const WHOLE_SEGMENTS = `SELECT sum(CASE WHEN ${isNear('s.geom')} THEN ST_Length(s.geom) ELSE 0 END) AS share
  FROM route_segment AS s GROUP BY id ORDER BY id`;

/** ST_Length of an intersection with unions of buffers was ten times as slow. */
const ROUTE_QUERIES: Record<string, string> = {
  'both ends of a segment within reach by ST_DWithin, clipped where only one is': `WITH ends AS MATERIALIZED (
      SELECT id, geom, ${isNear('ST_StartPoint(s.geom)')} AS a, ${isNear('ST_EndPoint(s.geom)')} AS b
      FROM route_segment AS s)
    SELECT sum(CASE WHEN a AND b THEN ST_Length(geom) WHEN a OR b THEN ST_Length(ST_Intersection(geom,
      (SELECT ST_Union(ST_Buffer(t.geom, ${REACH_M}, 'quad_segs=16')) FROM track_part AS t
       WHERE ST_DWithin(t.geom, ends.geom, ${REACH_M})))) ELSE 0 END) AS share FROM ends GROUP BY id ORDER BY id`,
};
