import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { POLICY_V1 } from '#geo/domain/policy.ts';
import { CLEANING_DEFAULTS } from '#geo/network/track-cleaning.ts';
import { patrolsOf } from '#server/features/tracks/track-patrols.ts';
import { readTracks } from '#server/features/imports/readers/tracks.ts';

const { routes, sites } = readRegister();
const FIXTURES = new URL('../../../fixtures/imports-geo/receivers/', import.meta.url);

/** What the analyst is shown of a receiver's file: per patrol its name, day, stretches to 100 m and standing. */
async function shown(fileName: string) {
  const { tracks, remarks } = await readTracks(readFileSync(new URL(fileName, FIXTURES)), fileName);
  const work = { by: 'road' as const, cleaning: CLEANING_DEFAULTS, routes, sites, catchment: POLICY_V1 };
  const { patrols, cleaning } = patrolsOf(tracks, work, () => {});
  return {
    patrols: patrols.map(({ name, dayOn, matched, dwells }) => ({
      name,
      dayOn,
      stretches: matched.map(
        ({ routeId, fromM, toM }) => `${routeId} ${Math.round(fromM / 100) / 10}–${Math.round(toM / 100) / 10}`,
      ),
      stops: dwells.length,
    })),
    untimed: cleaning.reduce((sum, track) => sum + track.untimed, 0),
    remarks: remarks.map(({ en }) => en),
  };
}

test('Locus: two segments with a pause are one patrol and one stretch; the waypoint is said to be left out', async () => {
  expect(await shown('locus-waypoints-pauses.gpx')).toEqual({
    patrols: [{ name: '2026-11-20 08:00', dayOn: '2026-11-20', stretches: ['QL7 150–154.1'], stops: 0 }],
    untimed: 0,
    remarks: ['Not used: waypoints 1, planned routes 0.'],
  });
});

test('OsmAnd: the track counts, not the planned route; times without a zone are UTC; the file gives the name', async () => {
  expect(await shown('osmand-route-and-track.gpx')).toEqual({
    patrols: [{ name: 'osmand-route-and-track', dayOn: '2026-11-21', stretches: ['QL7 160–163'], stops: 0 }],
    untimed: 0,
    remarks: ['Not used: waypoints 1, planned routes 1.'],
  });
});

test('a planned route alone is shown, its day is asked, and it is said that nothing was recorded', async () => {
  const { patrols, untimed, remarks } = await shown('planned-route-only.gpx');
  expect(patrols).toMatchObject([{ name: 'Nậm Cắn - Mường Xén', dayOn: null }]);
  expect(patrols[0].stretches.join()).toMatch(/^QL7 190–200$/);
  expect(untimed).toBe(21);
  expect(remarks).toEqual([
    'The file has planned routes (rte) only, no recorded track: store them only if they were really travelled.',
  ]);
});

test('Garmin: a night over midnight is two days of Vietnam', async () => {
  const { patrols, remarks } = await shown('garmin-bom-segments.gpx');
  expect(patrols.map(({ dayOn }) => dayOn)).toEqual(['2026-11-02', '2026-11-03']);
  expect(patrols.every(({ name }) => name === 'Tuần tra Nậm Cắn')).toBe(true);
  expect(remarks).toEqual(['Not used: waypoints 1, planned routes 0.']);
});

test('a clock that cannot be believed is said; its positions are asked for their day', async () => {
  const { patrols, remarks } = await shown('clock-1970-and-rollover.gpx');
  expect(remarks.join('\n')).toMatch(/1,024 weeks early/);
  expect(remarks.join('\n')).toMatch(/before 2010/);
  expect(patrols.every(({ dayOn }) => dayOn === null || dayOn >= '2017')).toBe(true);
});

test('a file of waypoints alone is refused with the way it can be imported', async () => {
  const gpx = '<gpx version="1.1"><wpt lat="19.4" lon="104.1"><name>A</name><sym>Flag</sym></wpt></gpx>';
  await expect(readTracks(Buffer.from(gpx), 'x.gpx')).rejects.toMatchObject({
    code: 'file.empty',
    faultMessage: { en: expect.stringContaining('Import file') as string },
  });
});
