import pg from 'pg';
import { generateDemoYear } from '#data/demo/generate-demo-year.ts';
import { readRegister } from '#data/register/load-register.ts';
import { areaSpaceOf, reachOfShape, ROW_HEIGHT_M, rowsOnArea, type AreaSpace } from '#geo/coverage/area-space.ts';
import { groundShapeOf } from '#geo/coverage/ground-shape.ts';
import { normalizeIntervals, sizeOfIntervals, type IntervalSet } from '#geo/coverage/intervals.ts';
import { sizeByKinds } from '#geo/coverage/overlay.ts';
import { routeSpaceOf, shapeOnRoute } from '#geo/coverage/route-space.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import { parsePeriodId, startOfDayMs } from '#geo/domain/period.ts';
import { POLICY_V1 } from '#geo/domain/policy.ts';
import { computeIndicator1 } from '#geo/indicators/indicator-1.ts';
import { lineToPlane } from '#geo/geometry/projection.ts';
import { RowCollector } from '#geo/geometry/scanlines.ts';
import { startCluster } from '#tests/support/postgis-cluster.ts';
import { resultOf, timed, type BenchResult } from './bench-result.ts';

/** A private number for our metric plane, so that PROJ keeps its pipeline from row to row. */
const PLANE = 990_001;
const PLANE_PROJ4 = '+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +no_defs';
const PLACES = { routes: new Map(), sites: new Map() };

/** PostGIS is timed on coarse buffers; its answer is taken from fine ones, whose arcs are within 4 cm. */
const TIMED_QUAD_SEGS = 16;
const FINE_QUAD_SEGS = 128;
const BUFFERS = `ST_Buffer (quad_segs ${TIMED_QUAD_SEGS}; difference from ${FINE_QUAD_SEGS}), ST_Union, ST_Intersection`;

type Track = MeasurePlace & { kind: 'track' };

/**
 * Coverage against PostGIS: the demo year's patrol tracks on the areas and
 * routes of the register. PostGIS has its geometries transformed beforehand;
 * our time includes the projection. Differences are shares of the unit, except
 * for the projection, where they are metres.
 */
export async function* benchCoverage({ quick }: { quick: boolean }): AsyncGenerator<BenchResult> {
  const register = readRegister();
  const demo = generateDemoYear(register);
  const tracks = demo.measures
    .flatMap(({ place }) => (place.kind === 'track' ? [{ ...place, uncertaintyM: 0 }] : []))
    .slice(0, quick ? 150 : 700);
  const cluster = await startCluster();
  const client = new pg.Client({ connectionString: cluster.url });
  try {
    await client.connect();
    await client.query('CREATE EXTENSION IF NOT EXISTS postgis');
    await client.query('INSERT INTO spatial_ref_sys (srid, proj4text) VALUES ($1, $2)', [PLANE, PLANE_PROJ4]);
    const peer = (detail: string) => `PostgreSQL ${cluster.version}: ${detail}`;
    yield await benchProjection(client, tracks, peer);
    await loadTracks(client, tracks);
    yield await benchAreas(client, tracks, register, quick, peer);
    yield await benchRoutes(client, tracks, register, peer);
  } finally {
    await client.end();
    await cluster.stop();
  }
  const period = parsePeriodId('plan-2025-12-15')!;
  const freshAtMs = startOfDayMs('2026-11-23');
  const whole = await timed(quick ? 1 : 3, () =>
    computeIndicator1({ register, ...demo, period, freshAtMs, policy: POLICY_V1 }),
  );
  yield resultOf('indicator 1 of a plan year, 23 units', demo.measures.length, whole.ms, null);
}

type Register = ReturnType<typeof readRegister>;

async function benchProjection(client: pg.Client, tracks: Track[], peer: (detail: string) => string) {
  const line = tracks.flatMap(({ geometry }) => (geometry.type === 'LineString' ? geometry.coordinates : []));
  const ours = await timed(5, () => lineToPlane(line));
  const sql = `SELECT array_agg(ST_X(g) ORDER BY i) AS x, array_agg(ST_Y(g) ORDER BY i) AS y FROM (
      SELECT i, ST_Transform(ST_SetSRID(ST_MakePoint(lng, lat), 4326), ${PLANE}) AS g
      FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS p (lng, lat, i)) AS projected`;
  const values = [line.map((p) => p[0]), line.map((p) => p[1])];
  const theirs = await timed(2, () => client.query<{ x: number[]; y: number[] }>(sql, values));
  const [{ x, y }] = theirs.value.rows;
  let most = 0;
  line.forEach((_, i) => (most = Math.max(most, Math.hypot(ours.value[2 * i] - x[i], ours.value[2 * i + 1] - y[i]))));
  return resultOf('projection to the metric plane, positions; difference in metres', line.length, ours.ms, {
    name: peer('ST_Transform (PROJ)'),
    ms: theirs.ms,
    maxDifference: most,
  });
}

async function loadTracks(client: pg.Client, tracks: Track[]) {
  await client.query('CREATE TEMP TABLE track (geom geometry)');
  await client.query(
    `INSERT INTO track SELECT ST_Transform(ST_GeomFromGeoJSON(g), ${PLANE}) FROM unnest($1::text[]) AS g`,
    [tracks.map((track) => JSON.stringify(track.geometry))],
  );
  await client.query('CREATE INDEX ON track USING gist (geom)');
  await client.query('ANALYZE track');
}

async function benchAreas(
  client: pg.Client,
  tracks: Track[],
  register: Register,
  quick: boolean,
  peer: (detail: string) => string,
) {
  const communes = new Map(register.communes.map((commune) => [commune.id as string, commune]));
  const areas = register.areas.slice(0, quick ? 3 : undefined);
  const spaces = areas.map((area) => areaSpaceOf(area, communes));
  const ours = await timed(3, () => shareOfAreas(spaces, tracks));
  await client.query('CREATE TEMP TABLE area (id text, geom geometry)');
  for (const { id, communeIds } of areas) {
    const parts = communeIds.map((communeId) => JSON.stringify(communes.get(communeId)!.geometry));
    await client.query(
      `INSERT INTO area SELECT $1, ST_Union(ST_Transform(ST_GeomFromGeoJSON(g), ${PLANE})) FROM unnest($2::text[]) AS g`,
      [id, parts],
    );
  }
  const sql = (quadSegs: number) => `SELECT area.id, coalesce(ST_Area(ST_Intersection(area.geom,
      (SELECT ST_Union(ST_Buffer(track.geom, 1000, 'quad_segs=${quadSegs}')) FROM track
       WHERE track.geom && ST_Expand(area.geom, 1000)))) / ST_Area(area.geom), 0) AS share FROM area`;
  const theirs = await timed(1, () => client.query<{ id: string; share: number }>(sql(TIMED_QUAD_SEGS)));
  const fine = await client.query<{ id: string; share: number }>(sql(FINE_QUAD_SEGS));
  const shares = new Map(fine.rows.map((row) => [row.id, row.share]));
  const most = Math.max(...areas.map(({ id }, i) => Math.abs(ours.value[i] - shares.get(id)!)));
  return resultOf(`share of ${areas.length} areas within 1 km of tracks`, tracks.length, ours.ms, {
    name: peer(BUFFERS),
    ms: theirs.ms,
    maxDifference: most,
  });
}

function shareOfAreas(spaces: AreaSpace[], tracks: Track[]): number[] {
  const collector = new RowCollector(ROW_HEIGHT_M);
  const polygons = spaces.flatMap((space) => space.communes.map((commune) => commune.polygon));
  const minY = Math.min(...polygons.map((polygon) => polygon.minY));
  const maxY = Math.max(...polygons.map((polygon) => polygon.maxY));
  const reached: IntervalSet[][] = spaces.map(() => []);
  for (const track of tracks) {
    const rows = reachOfShape(groundShapeOf(track, PLACES)!, POLICY_V1.areaReachM, collector, minY, maxY);
    spaces.forEach((space, i) => reached[i].push(rowsOnArea(space, rows).certain));
  }
  return spaces.map(
    (space, i) =>
      sizeByKinds(
        reached[i],
        reached[i].map(() => 0),
        1,
      )[1] / space.areaM2,
  );
}

async function benchRoutes(client: pg.Client, tracks: Track[], register: Register, peer: (detail: string) => string) {
  // Every segment as good as surveyed and counted by its drawn length: what PostGIS can be asked.
  const routes = register.routes.map((route) => {
    const xy = lineToPlane(route.coordinates);
    const measuresM = [0];
    for (let i = 1; i < route.coordinates.length; i++) {
      const step = Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
      measuresM.push(measuresM[i - 1] + step);
    }
    const lengthM = measuresM[measuresM.length - 1];
    const insideM: [number, number][] = [[0, lengthM]];
    return { ...route, measuresM, insideM, accuracyM: route.accuracyM.map(() => 0) };
  });
  const ours = await timed(3, () => {
    const spaces = routes.map((route) => routeSpaceOf(route, POLICY_V1.routeReachM));
    const reached: number[][] = spaces.map(() => []);
    for (const track of tracks) {
      const shape = groundShapeOf(track, PLACES)!;
      spaces.forEach((space, i) => reached[i].push(...shapeOnRoute(space, shape).certain));
    }
    return spaces.map((space, i) => sizeOfIntervals(normalizeIntervals(reached[i])) / space.lengthM);
  });
  await client.query('CREATE TEMP TABLE route (id text, geom geometry)');
  for (const { id, coordinates } of routes) {
    const geometry = JSON.stringify({ type: 'LineString', coordinates });
    await client.query(`INSERT INTO route SELECT $1, ST_Transform(ST_GeomFromGeoJSON($2), ${PLANE})`, [id, geometry]);
  }
  const sql = (quadSegs: number) => `SELECT route.id, coalesce(ST_Length(ST_Intersection(route.geom,
      (SELECT ST_Union(ST_Buffer(track.geom, 500, 'quad_segs=${quadSegs}')) FROM track
       WHERE ST_DWithin(track.geom, route.geom, 500)))) / ST_Length(route.geom), 0) AS share FROM route`;
  const theirs = await timed(1, () => client.query<{ id: string; share: number }>(sql(TIMED_QUAD_SEGS)));
  const fine = await client.query<{ id: string; share: number }>(sql(FINE_QUAD_SEGS));
  const shares = new Map(fine.rows.map((row) => [row.id, row.share]));
  const most = Math.max(...routes.map(({ id }, i) => Math.abs(ours.value[i] - shares.get(id)!)));
  return resultOf(`share of ${routes.length} routes within 500 m of tracks`, tracks.length, ours.ms, {
    name: peer(BUFFERS),
    ms: theirs.ms,
    maxDifference: most,
  });
}
