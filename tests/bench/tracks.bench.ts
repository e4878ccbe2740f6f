import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { readRegister } from '#data/register/load-register.ts';
import { intersectIntervals, normalizeIntervals, sizeOfIntervals } from '#geo/coverage/intervals.ts';
import type { Route } from '#geo/domain/route.ts';
import { createMatcher } from '#geo/network/map-matching.ts';
import { createRouteNetwork } from '#geo/network/route-network.ts';
import { cleanTrack, CLEANING_DEFAULTS } from '#geo/network/track-cleaning.ts';
import { intervalsOfDay } from '#geo/network/track-intervals.ts';
import { startChildServer } from '#tests/support/child-server.ts';
import { startCluster } from '#tests/support/postgis-cluster.ts';
import { resultOf, timed, type BenchResult } from './bench-result.ts';
import { drawnRoute, gpxOfDrive, trueDrive, type TrueDrive } from './true-drive.ts';

const PLANE = 990_001;
const PLANE_PROJ4 = '+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +no_defs';
/** What an analyst snaps within; the same radius that ours begins with. */
const SNAP_M = 50;
/** How often the server is asked for its health while it works. */
const HEALTH_EVERY_MS = 25;
const SEED = 415;

type Found = { routeId: string; fromM: number; toM: number }[];

/**
 * A GPS file of 100,000 positions to its preview through a real server, and the
 * matching alone against PostGIS, both on drives whose truth is known: the
 * share of the metres driven on routes that is found on the right one, and the
 * share of what is found that was not driven there.
 */
export async function* benchTracks({ quick }: { quick: boolean }): AsyncGenerator<BenchResult> {
  const roads = readRegister()
    .routes.filter(({ kind }) => kind !== 'railway')
    .map(drawnRoute);
  const n = quick ? 20_000 : 100_000;
  const cluster = await startCluster();
  const client = new pg.Client({ connectionString: cluster.url });
  try {
    await client.connect();
    await client.query('CREATE EXTENSION IF NOT EXISTS postgis');
    await client.query('INSERT INTO spatial_ref_sys (srid, proj4text) VALUES ($1, $2)', [PLANE, PLANE_PROJ4]);
    await loadRoutes(client, roads);
    for (const noiseM of quick ? [20] : [10, 20, 30]) {
      yield await benchMatching(client, roads, trueDrive(roads, n, noiseM, SEED), noiseM, cluster.version, quick);
    }
  } finally {
    await client.end();
    await cluster.stop();
  }
  yield await benchRequest(trueDrive(roads, 100_000, 10, SEED));
}

async function loadRoutes(client: pg.Client, roads: readonly Route[]) {
  await client.query('CREATE TABLE route (id text, geom geometry, length_m float8)');
  for (const { id, coordinates } of roads) {
    await client.query(
      'INSERT INTO route SELECT $1, g, ST_Length(g) FROM ST_Transform(ST_GeomFromGeoJSON($2), $3::int) AS g',
      [id, JSON.stringify({ type: 'LineString', coordinates }), PLANE],
    );
  }
  // Long lines make poor index entries: pieces of them are what is searched.
  await client.query(
    `CREATE TABLE piece AS SELECT id, length_m, geom AS whole, ST_Subdivide(geom, 64) AS geom FROM route`,
  );
  await client.query('CREATE INDEX ON piece USING gist (geom)');
  await client.query('ANALYZE piece');
}

/**
 * As an analyst asks PostGIS: the nearest route of each position within 50 m,
 * the kilometre there, and runs of positions on the same route with their ends.
 */
const SNAP_SQL = `
WITH snapped AS (
  SELECT at.i, near.id, near.length_m * ST_LineLocatePoint(near.whole, ST_ClosestPoint(near.geom, at.geom)) AS m
  FROM position AS at
  LEFT JOIN LATERAL (
    SELECT id, length_m, whole, geom FROM piece
    WHERE ST_DWithin(piece.geom, at.geom, ${SNAP_M}) ORDER BY ST_Distance(piece.geom, at.geom), id LIMIT 1
  ) AS near ON true
), runs AS (
  SELECT i, id, m, i - row_number() OVER (PARTITION BY id ORDER BY i) AS run FROM snapped WHERE id IS NOT NULL
)
SELECT id AS "routeId", min(m) AS "fromM", max(m) AS "toM" FROM runs GROUP BY id, run`;

async function benchMatching(
  client: pg.Client,
  roads: readonly Route[],
  drive: TrueDrive,
  noiseM: number,
  version: string,
  quick: boolean,
): Promise<BenchResult> {
  const n = drive.timeMs.length;
  const matcher = createMatcher(createRouteNetwork(roads));
  const clean = cleanTrack({ ...drive, name: '', segmentStarts: [0] }, CLEANING_DEFAULTS);
  const ours = await timed(quick ? 1 : 3, () =>
    clean.days.flatMap((day) => intervalsOfDay(matcher, day, []).intervals),
  );
  await client.query('DROP TABLE IF EXISTS position');
  await client.query(
    `CREATE TABLE position AS SELECT i, ST_Transform(ST_SetSRID(ST_MakePoint(lng, lat), 4326), ${PLANE}) AS geom
     FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS p (lng, lat, i)`,
    [0, 1].map((axis) => Array.from({ length: n }, (_, i) => drive.lngLat[2 * i + axis])),
  );
  const theirs = await timed(1, async () => (await client.query<Found[number]>(SNAP_SQL)).rows);
  const [mine, peers] = [sharesOf(drive, ours.value), sharesOf(drive, theirs.value)];
  const peer = `PostgreSQL ${version}: ST_DWithin, ST_ClosestPoint, ST_LineLocatePoint a position`;
  return {
    ...resultOf(`matching of positions, noise ${noiseM} m`, n, ours.ms, {
      name: peer,
      ms: theirs.ms,
      maxDifference: 0,
    }),
    max_difference: null,
    found: mine.found,
    wrong: mine.wrong,
    peer_found: peers.found,
    peer_wrong: peers.wrong,
  };
}

/** Shares of metres: of those driven, on the right route; of those found, where nobody drove. */
function sharesOf({ truth }: TrueDrive, found: Found): { found: number; wrong: number } {
  let [driven, right, all] = [0, 0, 0];
  const routeIds = new Set([...truth.keys(), ...found.map(({ routeId }) => routeId)]);
  for (const id of routeIds) {
    const real = normalizeIntervals((truth.get(id) ?? []).flat());
    const said = normalizeIntervals(found.flatMap(({ routeId, fromM, toM }) => (routeId === id ? [fromM, toM] : [])));
    driven += sizeOfIntervals(real);
    all += sizeOfIntervals(said);
    right += sizeOfIntervals(intersectIntervals(real, said));
  }
  const round = (share: number) => Math.round(share * 10_000) / 10_000;
  return { found: round(right / driven), wrong: round((all - right) / all) };
}

/** Upload to preview through a server of its own, which is asked for its health all the while. */
async function benchRequest(drive: TrueDrive): Promise<BenchResult> {
  const gpx = gpxOfDrive(drive);
  const dataDir = mkdtempSync(join(tmpdir(), 'trong-diem-bench-'));
  const server = startChildServer(dataDir);
  try {
    const url = await Promise.race([server.ready, server.ended.then(() => Promise.reject(new Error(server.output())))]);
    // The process that reads files is started by the first of them, as in use.
    await preview(url, gpxOfDrive({ lngLat: drive.lngLat.slice(0, 200), timeMs: drive.timeMs.slice(0, 100) }));
    let isDone = false;
    const waits: number[] = [];
    const asking = (async () => {
      while (!isDone) {
        const start = performance.now();
        const answer = await fetch(`${url}/api/health`);
        if (!answer.ok) throw new Error(`health: ${answer.status}`);
        await answer.arrayBuffer();
        waits.push(performance.now() - start);
        await wait(HEALTH_EVERY_MS);
      }
    })();
    const before = processorMs(server.child.pid!);
    const whole = await timed(1, () => preview(url, gpx));
    const after = processorMs(server.child.pid!);
    isDone = true;
    await asking;
    waits.sort((a, b) => a - b);
    return {
      ...resultOf(
        `whole request: GPX of ${(gpx.length / 1e6).toFixed(1)} MB to preview`,
        drive.timeMs.length,
        whole.ms,
        null,
      ),
      ...(before !== undefined && after !== undefined && { ours_cpu_ms: after - before }),
      health_median_ms: Math.round(waits[waits.length >> 1]),
      health_max_ms: Math.round(waits[waits.length - 1]),
      health_answers: waits.length,
    };
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Processor time of a process and its children, to a hundredth of a second; undefined where the system does not tell. */
function processorMs(pid: number): number | undefined {
  try {
    // After the name, which may hold spaces: user and system time are the 12th and 13th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    const own = 10 * (Number(stat[11]) + Number(stat[12]));
    return children.reduce((sum, child) => sum + (processorMs(Number(child)) ?? 0), own);
  } catch {
    return undefined;
  }
}

async function preview(url: string, gpx: string): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([gpx]), 'bench.gpx');
  const answer = await fetch(`${url}/api/tracks`, { method: 'POST', body: form });
  const body = await answer.text();
  if (answer.status !== 201) throw new Error(`${answer.status}: ${body.slice(0, 300)}`);
}
