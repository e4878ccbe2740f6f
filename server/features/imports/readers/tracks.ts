import type { RawTrack } from '#geo/network/raw-track.ts';
import { noRows } from '../raw-table.ts';
import { isArchive } from './archive.ts';
import { parseGeojson, type GeojsonFile } from './geojson.ts';
import { isGpx, parseGpx } from './gpx.ts';
import { isKml, parseKml } from './kml.ts';
import type { Segment } from './lines.ts';
import { unsupported } from './refusals.ts';
import { readTrackCsv } from './track-csv.ts';
import { ReceiverClock } from './times.ts';

/**
 * What a receiver recorded, from GPX (tracks, else routes), KML and KMZ
 * (Google's tracks), GeoJSON (lines with `coordTimes` or `times`) or a CSV of
 * longitude, latitude and time. Positions are as received: nothing is cleaned.
 * A file without a single track is refused.
 * @throws DomainError file.*
 */
export async function readTracks(bytes: Uint8Array, fileName: string): Promise<RawTrack[]> {
  const tracks = (await tracksOf(bytes, fileName)).filter(({ lngLat }) => lngLat.length > 0);
  if (tracks.length === 0) throw noRows();
  return tracks;
}

async function tracksOf(bytes: Uint8Array, fileName: string): Promise<RawTrack[]> {
  const fallback = fileName.replace(/\.\w+$/, '');
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replaceAll('\0', '');
  if (isArchive(bytes) || isKml(head)) return tracksOfKml(bytes, fallback);
  if (isGpx(head)) return tracksOfGpx(bytes, fallback);
  if (/^[^\w<]*[{[]/.test(head)) return tracksOfGeojson(parseGeojson(bytes, {}), fallback);
  if (head.trimStart().startsWith('<')) {
    throw unsupported('Tệp XML này không phải GPX hay KML.', 'This XML is neither GPX nor KML.');
  }
  return [trackOf(fallback, [readTrackCsv(bytes)])];
}

function tracksOfGpx(bytes: Uint8Array, fallback: string): RawTrack[] {
  const { features } = parseGpx(bytes, {});
  const tracks = features.filter(({ kind }) => kind === 'trk');
  const lines = tracks.length > 0 ? tracks : features.filter(({ kind }) => kind === 'rte');
  return lines.map(({ cells, segments }) => trackOf(cells.get('name')?.trim() || fallback, segments));
}

async function tracksOfKml(bytes: Uint8Array, fallback: string): Promise<RawTrack[]> {
  const { placemarks } = await parseKml(bytes, {});
  const tracks = placemarks.filter(({ placemark }) => placemark.tracks.length > 0);
  return tracks.map(({ placemark }) => trackOf(placemark.cells.get('name')?.trim() || fallback, placemark.tracks));
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
