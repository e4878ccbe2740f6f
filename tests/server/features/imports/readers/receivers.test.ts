import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { RawTable } from '#server/features/imports/raw-table.ts';
import { readGeojson } from '#server/features/imports/readers/geojson.ts';
import { readGpx } from '#server/features/imports/readers/gpx.ts';
import { readKml } from '#server/features/imports/readers/kml.ts';
import { readTracks } from '#server/features/imports/readers/tracks.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../fixtures/imports-geo/receivers/${name}`, import.meta.url));
const cellsOf = (table: RawTable) => table.rows.map(({ cells }) => Object.fromEntries(cells));
const geometriesOf = (table: RawTable) => table.rows.map(({ geometry }) => geometry);

describe('GPX of real receivers', () => {
  it('with a byte order mark, extensions and empty segments: days are Vietnam’s', () => {
    const [tracks, waypoints] = readGpx(fixture('garmin-bom-segments.gpx'), {});
    expect([tracks.name, waypoints.name]).toEqual(['tracks', 'waypoints']);
    expect(cellsOf(tracks)).toEqual([
      {
        name: 'Tuần tra Nậm Cắn',
        desc: 'ca đêm',
        DisplayColor: 'Cyan',
        firstOn: '2026-11-02',
        lastOn: '2026-11-03',
      },
    ]);
    expect(geometriesOf(tracks)).toEqual([
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [104.087, 19.4692],
            [104.093, 19.465],
          ],
          [
            [104.1, 19.46],
            [104.105, 19.458],
          ],
        ],
      },
    ]);
    expect(cellsOf(waypoints)[0]).toMatchObject({ name: 'Mốc 391', firstOn: '2026-11-03', lastOn: '2026-11-03' });
    expect(geometriesOf(waypoints)).toEqual([{ type: 'Point', coordinates: [104.087012, 19.469246] }]);
    expect(tracks.remarks).toEqual([]);
  });

  it('without a namespace and with decimal commas; what is no position is left out and said', () => {
    const [tracks, routes] = readGpx(fixture('no-namespace-decimal-comma.gpx'), {});
    expect(cellsOf(tracks)).toEqual([{ name: 'QL7 – Con Cuông', firstOn: '2026-11-04', lastOn: '2026-11-04' }]);
    expect(geometriesOf(tracks)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [104.8801, 19.0501],
          [104.8702, 19.0555],
          [104.86, 19.061],
        ],
      },
    ]);
    expect(routes.name).toBe('routes');
    expect(routes.headers).toEqual(['name']);
    expect(tracks.remarks.map(({ en }) => en)).toEqual(['2 points had no valid position and were left out.']);
  });

  it('with clocks that were not set: a wrong day is never taken', () => {
    const [tracks] = readGpx(fixture('clock-1970-and-rollover.gpx'), {});
    expect(cellsOf(tracks)).toEqual([
      { name: 'đồng hồ chưa chỉnh' },
      { name: 'lùi 1024 tuần' },
      { name: 'đứng yên', firstOn: '2026-11-08', lastOn: '2026-11-08' },
      { name: 'trống' },
    ]);
    expect(geometriesOf(tracks)[2]).toEqual({ type: 'Point', coordinates: [104.74, 19.14] });
    expect(geometriesOf(tracks)[3]).toBeUndefined();
    const remarks = tracks.remarks.map(({ en }) => en).join(' ');
    expect(remarks).toContain('2 times before 2010');
    // 25/3/2007 and 1,024 weeks.
    expect(remarks).toContain('2007-03-25, probably 2026-11-08');
  });
});

describe('KML', () => {
  it('is a table a folder; days from spans, stamps and tracks', async () => {
    const tables = await readKml(fixture('google-earth.kml'), {});
    expect(tables.map(({ name }) => name)).toEqual([
      'Kế hoạch tháng 11 / Tuần tra',
      'Kế hoạch tháng 11 / Tuần tra / Đường mòn',
      'Kế hoạch tháng 11 / Địa bàn',
    ]);
    const [patrol, trails, areas] = tables;
    expect(cellsOf(patrol)).toEqual([
      { name: 'Ca ngày', type: 'M02', lead: 'BP', firstOn: '2026-11-04', lastOn: '2026-11-05' },
    ]);
    expect(geometriesOf(patrol)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [104.1, 19.4],
          [104.2, 19.41],
          [104.25, 19.42],
        ],
      },
    ]);
    expect(cellsOf(trails)).toEqual([
      { name: 'Vệt', firstOn: '2026-11-07', lastOn: '2026-11-07' },
      { name: 'Hai vệt', firstOn: '2026-11-07', lastOn: '2026-11-08' },
    ]);
    expect(cellsOf(areas)).toEqual([
      { name: 'Vùng', description: '<b>khảo sát</b> quý IV', firstOn: '2026-11-01', lastOn: '2026-11-30' },
    ]);
    const [area] = geometriesOf(areas) as { type: string; coordinates: number[][][][] }[];
    expect(area.type).toBe('MultiPolygon');
    expect(area.coordinates[1].map((ring) => ring.length)).toEqual([5, 4]);
    expect(patrol.remarks[0].en).toBe('1 links to other files were not followed.');
  });

  it('reads the same out of a KMZ', async () => {
    const kml = fixture('google-earth.kml');
    const kmz = zipSync({ 'files/pin.png': strToU8('png'), 'doc.kml': kml });
    expect(await readKml(kmz, {})).toEqual(await readKml(kml, {}));
  });
});

describe('XML that is out to harm', () => {
  const inGpx = (prolog: string, inside: string) =>
    strToU8(
      `<?xml version="1.0"?>${prolog}<gpx version="1.1"><wpt lat="19" lon="104"><name>${inside}</name></wpt></gpx>`,
    );

  it.each([
    ['an entity', '<!DOCTYPE gpx [<!ENTITY a "b">]>', '&a;'],
    ['an external entity', '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>', '&a;'],
    ['a billion laughs', `<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]>`, '&b;'],
    ['an external document type', '<!DOCTYPE gpx SYSTEM "http://127.0.0.1/x.dtd">', 'x'],
    ['one behind a long comment', `<!--${' '.repeat(40_000)}--><!DOCTYPE gpx>`, 'x'],
  ])('%s is hostile', (_name, prolog, inside) => {
    expect(() => readGpx(inGpx(prolog, inside), {})).toThrow(/^file\.hostile/);
  });

  it.each([
    ['nested a million deep', strToU8(`<gpx>${'<a>'.repeat(1_000_000)}`)],
    ['never closed', strToU8('<gpx><trk>')],
    ['of another kind', strToU8('<html></html>')],
    ['with NUL characters', strToU8('<gpx>\0</gpx>')],
    ['with an undeclared entity', inGpx('', '&xxe;')],
    ['not text at all', Uint8Array.from([0x3c, 0x67, 0x70, 0x78, 0xff, 0xfe, 0x80])],
  ])('%s is refused', (_name, bytes) => {
    expect(() => readGpx(bytes, {})).toThrow(/^file\.(unreadable|encoding)/);
  });

  it('half a surrogate pair is refused, as a file here and as a row in JSON', () => {
    expect(() => readGpx(inGpx('', 'a&#xD800;b'), {})).toThrow(/^file\.unreadable/);
    const feature = '{"type":"Feature","properties":{"note":"a\\ud800","type":"M02"},"geometry":null}';
    const [table] = readGeojson(strToU8(feature), {});
    expect(table.rows[0].refused?.get('note')?.code).toBe('field.malformed');
    expect([...table.rows[0].cells]).toEqual([['type', 'M02']]);
  });
});

describe('readTracks', () => {
  it('gives positions, times and segments as received', async () => {
    const {
      tracks: [track],
    } = await readTracks(fixture('garmin-bom-segments.gpx'), 'x.gpx');
    expect(track.name).toBe('Tuần tra Nậm Cắn');
    expect([...track.segmentStarts]).toEqual([0, 3]);
    expect([...track.lngLat.subarray(0, 4)]).toEqual([104.087, 19.4692, 104.087, 19.4692]);
    expect(track.timeMs[0]).toBe(Date.UTC(2026, 10, 2, 16, 58));
    expect(track.timeMs[2]).toBe(Date.UTC(2026, 10, 2, 17, 5) + 500);
    expect(track.timeMs[4]).toBeNaN();
  });

  it('reads Google’s tracks from KML, alone or zipped', async () => {
    const kml = fixture('google-earth.kml');
    const { tracks } = await readTracks(kml, 'x.kml');
    expect(tracks.map(({ name, segmentStarts }) => [name, ...segmentStarts])).toEqual([
      ['Vệt', 0],
      ['Hai vệt', 0, 2],
    ]);
    expect(tracks[1].timeMs[3]).toBe(Date.parse('2026-11-08T01:10:00+07:00'));
    expect((await readTracks(zipSync({ 'a.kml': kml }), 'x.kmz')).tracks).toEqual(tracks);
  });

  it('reads lines with times from GeoJSON', async () => {
    const line = (
      properties: object,
      type = 'LineString',
      coordinates: unknown = [
        [104, 19, 5],
        [104.1, 19.1],
      ],
    ) => ({
      type: 'Feature',
      properties,
      geometry: { type, coordinates },
    });
    const file = {
      type: 'FeatureCollection',
      features: [
        line({ name: 'a', coordTimes: ['2026-11-03T01:00:00Z', '2026-11-03T01:05:00Z'] }),
        line({ times: [1_793_667_600_000, 1_793_667_660_000] }),
        line({}, 'MultiLineString', [
          [
            [104, 19],
            [104.1, 19],
          ],
          [[105, 19]],
        ]),
        line({}, 'Point', [104, 19]),
      ],
    };
    const { tracks } = await readTracks(strToU8(JSON.stringify(file)), 'ca đêm.geojson');
    expect(tracks.map(({ name, segmentStarts, timeMs }) => [name, [...segmentStarts], [...timeMs]])).toEqual([
      ['a', [0], [Date.UTC(2026, 10, 3, 1), Date.UTC(2026, 10, 3, 1, 5)]],
      ['ca đêm', [0], [1_793_667_600_000, 1_793_667_660_000]],
      ['ca đêm', [0, 2], [NaN, NaN, NaN]],
    ]);
  });

  it.each([
    ['kinh độ;vĩ độ;thời gian\n104,1;19,4;03/11/2026 08:05:30\n104,2;19,5;3/11/2026 8:06\n;;\n'],
    ['lat,lon,time\n19.4,104.1,2026-11-03T01:05:30Z\n19.5,104.2,2026-11-03T08:06:00+07:00\n0,0,2026-11-03\n'],
    ['Time,Longitude,Latitude\n1793667930,104.1,19.4\n1793667960000,104.2,19.5\n'],
  ])('reads a CSV of positions: %j', async (text) => {
    const {
      tracks: [track],
    } = await readTracks(strToU8(text), 'log.csv');
    expect(track.name).toBe('log');
    expect([...track.lngLat]).toEqual([104.1, 19.4, 104.2, 19.5]);
    expect([...track.timeMs]).toEqual([Date.UTC(2026, 10, 3, 1, 5, 30), Date.UTC(2026, 10, 3, 1, 6)]);
  });

  it('refuses a file without a track', async () => {
    await expect(readTracks(strToU8('a;b\n1;2\n'), 'x.csv')).rejects.toThrow(/^file\.unsupported/);
    await expect(readTracks(strToU8('<gpx></gpx>'), 'x.gpx')).rejects.toThrow(/^file\.empty/);
    await expect(readTracks(strToU8('<html></html>'), 'x')).rejects.toThrow(/^file\.unsupported/);
  });
});
