import pg from 'pg';
import { generateDemoYear } from '#data/demo/generate-demo-year.ts';
import { readRegister } from '#data/register/load-register.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import { parsePeriodId, startOfDayMs } from '#geo/domain/period.ts';
import { POLICY_V1 } from '#geo/domain/policy.ts';
import { computeIndicator1 } from '#geo/indicators/indicator-1.ts';
import { lineToPlane } from '#geo/geometry/projection.ts';
import { startCluster } from '#tests/support/postgis-cluster.ts';
import { resultOf, timed, type BenchResult } from './bench-result.ts';
import { benchReach } from './coverage-reach.ts';

/** A private number for our metric plane, so that PROJ keeps its pipeline from row to row. */
const PLANE = 990_001;
const PLANE_PROJ4 = '+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +no_defs';

type Track = MeasurePlace & { kind: 'track' };

/**
 * Coverage against PostGIS on one thread, on a province made up from a seed
 * (`coverage-reach.ts`), the projection, and Indicator 1 of the demo year.
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
    yield* benchReach(client, PLANE, quick, peer);
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
