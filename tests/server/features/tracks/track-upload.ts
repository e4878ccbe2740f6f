import { readRegister } from '#data/register/load-register.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Role } from '#geo/domain/permission.ts';
import { fromPlane, toPlane } from '#geo/geometry/projection.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import type { TestServer } from '#tests/support/server.ts';

export const ql7 = readRegister().routes.find(({ id }) => id === 'QL7')!;

const trkpt = ([lng, lat]: LngLat, s: number) =>
  `<trkpt lat="${lat}" lon="${lng}"><time>${new Date(Date.parse('2026-11-20T01:00:00Z') + s * 1000).toISOString()}</time></trkpt>`;
const gpxOf = (points: readonly string[]) =>
  `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Tuần tra</name><trkseg>${points.join('')}</trkseg></trk></gpx>`;

/** A GPX of a drive on QL7 with a spike, a repeat and 20 minutes of standing at its end. */
export function gpx(fromM = 40_000, toM = 48_000): string {
  const points: { m: number; s: number; dx?: number }[] = [];
  for (let m = fromM; m <= toM; m += 40) points.push({ m, s: (m - fromM) / 10 });
  points.splice(50, 0, { ...points[50], s: points[50].s - 2, dx: 9000 });
  points.push({ ...points[points.length - 1] });
  const end = (toM - fromM) / 10;
  for (let s = 60; s <= 1200; s += 60) points.push({ m: toM, s: end + s });
  return gpxOf(
    points.map(({ m, s, dx = 0 }) => {
      const [x, y] = toPlane(pointAtM(ql7, m));
      return trkpt(fromPlane(x, y + dx), s);
    }),
  );
}

/** A drive that stands for 20 minutes at a place that many metres east of a position. */
export function standingGpx(at: LngLat, eastM: number): string {
  const [x, y] = toPlane(at);
  const points: string[] = [];
  for (let k = 0; k < 40; k++) points.push(trkpt(fromPlane(x + eastM, y - 2000 + 50 * k), 5 * k));
  for (let s = 0; s <= 1200; s += 30) points.push(trkpt(fromPlane(x + eastM, y), 200 + s));
  return gpxOf(points);
}

/** Two files as two tracks of one. */
export const together = (one: string, other: string) => one.replace('</gpx>', other.slice(other.indexOf('<trk>')));

export interface UploadOptions {
  fields?: Record<string, string>;
  fileName?: string;
  as?: Role;
  signal?: AbortSignal;
}

export function upload(t: TestServer, file: string | Uint8Array, options: UploadOptions = {}) {
  const { fields = {}, fileName = 'vết.gpx', as, signal } = options;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([file as never]), fileName);
  return t.request('/api/tracks', { method: 'POST', body: form, as, signal });
}

export const confirm = (t: TestServer, id: string, patrols: object[], as?: Role) =>
  t.request(`/api/tracks/${id}/confirm`, { method: 'POST', json: { patrols }, as });

export const patrolOf = (number: number, matched: object[], change: object = {}) => ({
  number,
  dayOn: '2026-11-20',
  type: 'M02',
  leadOrgUnitId: 'BP',
  orgUnitIds: ['BP'],
  subScheme: 2,
  matched,
  ...change,
});

/** A stretch of QL7. */
export const stretch = (fromM: number, toM: number, change: object = {}) => ({
  routeId: 'QL7',
  fromM,
  toM,
  uncertain: false,
  ...change,
});

export const countOf = async (t: TestServer) => (await t.request('/api/measures?pageSize=1')).body.total as number;

/** The measures of a batch, the first number first. */
export const measuresOf = async (t: TestServer, batchId: string, as?: Role) =>
  (await t.request(`/api/measures?batch=${batchId}&sort=firstOn`, { as })).body.items as any[];

/** Uploads a drive and stores it; answers the measure. */
export async function storedTrack(t: TestServer, text: string, matched: object[]) {
  const { body } = await upload(t, text);
  const { status } = await confirm(t, body.id, [patrolOf(1, matched)]);
  if (status !== 200) throw new Error(`not stored: ${status}`);
  return (await measuresOf(t, body.id))[0];
}

/** What PUT /api/measures takes, from what GET answers. */
export function inputOf(measure: any) {
  const keys = ['type', 'leadOrgUnitId', 'orgUnitIds', 'firstOn', 'lastOn', 'place', 'subScheme', 'status', 'evidence'];
  return Object.fromEntries([...keys, 'documentNumber', 'note', 'version'].map((key) => [key, measure[key]]));
}
