import { DomainError, type Message } from '#geo/domain/errors.ts';
import type { RawTrack } from '#geo/network/raw-track.ts';
import { isArchive } from './archive.ts';
import { parseGeojson, type GeojsonFile } from './geojson.ts';
import { isGpx, parseGpx } from './gpx.ts';
import { isKml, parseKml } from './kml.ts';
import type { Segment } from './lines.ts';
import { unsupported } from './refusals.ts';
import { readTrackCsv } from './track-csv.ts';
import { ReceiverClock } from './times.ts';

export interface TrackFile {
  tracks: RawTrack[];
  /** What was left out or may not be what it seems. */
  remarks: Message[];
}

/**
 * What a receiver recorded, from GPX (tracks, else routes), KML and KMZ
 * (Google's tracks), GeoJSON (lines with `coordTimes` or `times`) or a CSV of
 * longitude, latitude and time. Positions are as received: nothing is cleaned.
 * A file without a single track is refused.
 * @throws DomainError file.*
 */
export async function readTracks(bytes: Uint8Array, fileName: string): Promise<TrackFile> {
  const { tracks, remarks } = await fileOf(bytes, fileName);
  const filled = tracks.filter(({ lngLat }) => lngLat.length > 0);
  if (filled.length === 0) throw noTrack();
  return { tracks: filled, remarks };
}

function noTrack(): DomainError {
  return new DomainError(
    'file.empty',
    {
      vi: 'Tệp không có vết nào. Điểm đánh dấu thì nhập bằng “Nhập tệp”.',
      en: 'The file has no track. Waypoints are imported with “Import file”.',
    },
    { path: 'file' },
  );
}

async function fileOf(bytes: Uint8Array, fileName: string): Promise<TrackFile> {
  const fallback = fileName.replace(/\.\w+$/, '');
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replaceAll('\0', '');
  if (isArchive(bytes) || isKml(head)) return tracksOfKml(bytes, fallback);
  if (isGpx(head)) return tracksOfGpx(bytes, fallback);
  if (/^[^\w<]*[{[]/.test(head)) return { tracks: tracksOfGeojson(parseGeojson(bytes, {}), fallback), remarks: [] };
  if (head.trimStart().startsWith('<')) {
    throw unsupported('Tệp XML này không phải GPX hay KML.', 'This XML is neither GPX nor KML.');
  }
  return { tracks: [trackOf(fallback, [readTrackCsv(bytes)])], remarks: [] };
}

function tracksOfGpx(bytes: Uint8Array, fallback: string): TrackFile {
  const { features, remarks } = parseGpx(bytes, {});
  const of = (kind: string) => features.filter((feature) => feature.kind === kind);
  const [tracks, routes, waypoints] = [of('trk'), of('rte'), of('wpt')];
  if (tracks.length === 0 && routes.length > 0) {
    remarks.push({
      vi: 'Tệp chỉ có lộ trình định sẵn (rte), không phải vết đã ghi: chỉ lưu nếu đúng là đã đi.',
      en: 'The file has planned routes (rte) only, no recorded track: store them only if they were really travelled.',
    });
  }
  const planned = tracks.length > 0 ? routes.length : 0;
  if (waypoints.length + planned > 0) {
    remarks.push({
      vi: `Không dùng: ${waypoints.length} điểm đánh dấu, ${planned} lộ trình định sẵn.`,
      en: `Not used: waypoints ${waypoints.length}, planned routes ${planned}.`,
    });
  }
  const lines = tracks.length > 0 ? tracks : routes;
  return {
    tracks: lines.map(({ cells, segments }) => trackOf(cells.get('name')?.trim() || fallback, segments)),
    remarks,
  };
}

async function tracksOfKml(bytes: Uint8Array, fallback: string): Promise<TrackFile> {
  const { placemarks, remarks } = await parseKml(bytes, {});
  const tracks = placemarks.filter(({ placemark }) => placemark.tracks.length > 0);
  return {
    tracks: tracks.map(({ placemark }) => trackOf(placemark.cells.get('name')?.trim() || fallback, placemark.tracks)),
    remarks,
  };
}

function tracksOfGeojson({ features }: GeojsonFile, fallback: string): RawTrack[] {
  return features.flatMap(({ properties, geometry }) => {
    const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown };
    if (!Array.isArray(coordinates) || (type !== 'LineString' && type !== 'MultiLineString')) return [];
    const nested = type === 'LineString' ? [coordinates] : (coordinates as unknown[]);
    const named = properties.coordTimes ?? properties.times ?? coordinateTimes(properties);
    const times: unknown[] = Array.isArray(named) ? (type === 'LineString' ? [named] : named) : [];
    const clock = new ReceiverClock();
    const segments = nested.map((line, i) => segmentOf(line, times[i], clock));
    const name = typeof properties.name === 'string' ? properties.name.trim() : '';
    return [trackOf(name || fallback, segments)];
  });
}

/** @mapbox/togeojson’s newer place for times. */
function coordinateTimes(properties: Record<string, unknown>): unknown {
  const held = properties.coordinateProperties;
  return typeof held === 'object' && held !== null ? (held as Record<string, unknown>).times : undefined;
}

function segmentOf(line: unknown, times: unknown, clock: ReceiverClock): Segment {
  const segment: Segment = { lngLat: [], timeMs: [] };
  if (!Array.isArray(line)) return segment;
  line.forEach((position: unknown, i) => {
    const [lng, lat] = Array.isArray(position) ? (position as unknown[]) : [];
    if (typeof lng !== 'number' || typeof lat !== 'number') return;
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return;
    const time: unknown = Array.isArray(times) ? times[i] : undefined;
    segment.lngLat.push(lng, lat);
    segment.timeMs.push(typeof time === 'number' ? time : clock.read(typeof time === 'string' ? time : undefined));
  });
  return segment;
}

function trackOf(name: string, segments: readonly Segment[]): RawTrack {
  const filled = segments.filter(({ timeMs }) => timeMs.length > 0);
  const count = filled.reduce((sum, { timeMs }) => sum + timeMs.length, 0);
  const lngLat = new Float64Array(2 * count);
  const timeMs = new Float64Array(count);
  const segmentStarts: number[] = [];
  let at = 0;
  for (const segment of filled) {
    segmentStarts.push(at);
    lngLat.set(segment.lngLat, 2 * at);
    timeMs.set(segment.timeMs, at);
    at += segment.timeMs.length;
  }
  return { name: name.normalize('NFC').slice(0, 200), lngLat, timeMs, segmentStarts };
}
