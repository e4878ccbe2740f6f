import type { Message } from '#geo/domain/errors.ts';
import { noRows, type RawTable, type ReadOptions } from '../raw-table.ts';
import { degreesOf, emptySegment, geometryOfSegments, isPosition, type Segment } from './lines.ts';
import { tooLarge, unreadable } from './refusals.ts';
import { daysOfTimes, TableBuilder } from './table-builder.ts';
import { ReceiverClock } from './times.ts';
import { VertexCount } from './vertices.ts';
import { parseXml } from './xml.ts';

/** Positions in one file, over all its tracks: ten years of one receiver. */
const MAX_POINTS = 2_000_000;
const TABLES = { trk: 'tracks', rte: 'routes', wpt: 'waypoints' } as const;
const POINTS = new Set(['trkpt', 'rtept', 'wpt']);

export interface GpxFeature {
  kind: keyof typeof TABLES;
  /** Texts of the feature itself and of its extensions, by local name. */
  cells: Map<string, string>;
  segments: Segment[];
}
export interface GpxFile {
  features: GpxFeature[];
  remarks: Message[];
}

/** GPX 1.0 or 1.1 as receivers really write it. The root decides, after any byte order mark and comment. */
export const isGpx = (head: string): boolean => /<(\w+:)?gpx[\s>]/i.test(head);

/** @throws DomainError file.* */
export function parseGpx(bytes: Uint8Array, { encoding }: ReadOptions): GpxFile {
  const features: GpxFeature[] = [];
  const clock = new ReceiverClock();
  let feature: GpxFeature | undefined;
  let inPoint = false;
  let points = 0;
  let skipped = 0;
  let kept = false;

  parseXml(bytes, encoding, {
    open(name, attributes, path) {
      if (path.length === 1 && name !== 'gpx') {
        throw unreadable('Tệp không phải GPX.', 'The file is not GPX.');
      }
      if (path.length === 2 && name in TABLES) {
        feature = { kind: name as keyof typeof TABLES, cells: new Map(), segments: [] };
        features.push(feature);
        if (name !== 'trk') feature.segments.push(emptySegment());
      }
      if (feature === undefined) return;
      if (name === 'trkseg') feature.segments.push(emptySegment());
      if (!POINTS.has(name)) return;
      inPoint = name !== 'wpt';
      if (feature.segments.length === 0) feature.segments.push(emptySegment());
      const [lng, lat] = [degreesOf(attributes.lon), degreesOf(attributes.lat)];
      kept = isPosition(lng, lat);
      if (!kept) {
        skipped += 1;
        return;
      }
      if (++points > MAX_POINTS) throw tooLarge('Tệp GPX có quá nhiều điểm.', 'The GPX has too many points.');
      const segment = feature.segments.at(-1)!;
      segment.lngLat.push(lng, lat);
      segment.timeMs.push(NaN);
    },
    close(name, text, leaf, path) {
      if (feature === undefined) return;
      const parent = path.at(-1);
      if (name === 'time' && parent !== undefined && POINTS.has(parent)) {
        const ms = clock.read(text);
        const times = feature.segments.at(-1)!.timeMs;
        if (kept) times[times.length - 1] = ms;
      } else if (POINTS.has(name) && name !== 'wpt') inPoint = false;
      else if (path.length === 1 && name in TABLES) feature = undefined;
      // Extensions of points (heart rate, temperature) say nothing of the feature.
      else if (leaf && !inPoint && name !== 'extensions' && name !== 'trkseg' && parent !== 'link')
        feature.cells.set(name, text);
    },
  });
  const remarks = clock.remarks();
  if (skipped > 0) {
    remarks.push({
      vi: `${skipped} điểm không có tọa độ hợp lệ, đã bỏ qua.`,
      en: `${skipped} points had no valid position and were left out.`,
    });
  }
  return { features, remarks };
}

/**
 * Tracks, routes and waypoints as tables of those names; the days of a feature
 * come from its points' times.
 * @throws DomainError file.*
 */
export function readGpx(bytes: Uint8Array, options: ReadOptions): RawTable[] {
  const { features, remarks } = parseGpx(bytes, options);
  const vertices = new VertexCount();
  const tables = (Object.keys(TABLES) as (keyof typeof TABLES)[]).flatMap((kind) => {
    const ours = features.filter((feature) => feature.kind === kind);
    if (ours.length === 0) return [];
    const builder = new TableBuilder(TABLES[kind], vertices);
    for (const { cells, segments } of ours) {
      builder.add(cells, geometryOfSegments(segments), daysOfTimes(timesOf(segments)));
    }
    builder.remarks.push(...remarks);
    return [builder.finish('EPSG:4326')];
  });
  if (tables.length === 0) throw noRows();
  return tables;
}

export function* timesOf(segments: readonly Segment[]): Generator<number> {
  for (const { timeMs } of segments) yield* timeMs;
}
