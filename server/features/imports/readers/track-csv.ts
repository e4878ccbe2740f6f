import { CsvError, parse } from 'csv-parse/sync';
import { nameKey } from '#geo/domain/folded-text.ts';
import { readText } from '../encoding/decode-file.ts';
import { sniffDelimiter } from '../read-csv.ts';
import { degreesOf, isPosition, type Segment } from './lines.ts';
import { tooLarge, unreadable, unsupported } from './refusals.ts';
import { parseInstant } from './times.ts';

const MAX_POINTS = 1_000_000;
const HEADERS = {
  lng: ['lng', 'lon', 'long', 'longitude', 'x', 'kinh độ', 'kinh do'],
  lat: ['lat', 'latitude', 'y', 'vĩ độ', 'vi do'],
  time: ['time', 'timestamp', 'datetime', 'date time', 'utc', 'thời gian', 'thời điểm', 'ngày giờ'],
};
const VIETNAM_MS = 7 * 3_600_000;

/**
 * A receiver's positions from a CSV with columns of longitude, latitude and,
 * where known, time. A time without a zone is Vietnam's, as people write it
 * (`23/11/2026 08:05:30`); whole numbers are Unix seconds or milliseconds.
 * Rows without a position are left out.
 * @throws DomainError file.*
 */
export function readTrackCsv(bytes: Uint8Array): Segment {
  const { text } = readText(bytes);
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: sniffDelimiter(text),
      bom: true,
      relax_column_count: true,
      max_record_size: 100_000,
      to: MAX_POINTS + 2,
      trim: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw unreadable('Tệp CSV sai cú pháp.', 'The CSV is malformed.');
    throw error;
  }
  const [head = [], ...rows] = records;
  if (rows.length > MAX_POINTS) throw tooLarge('Tệp CSV có quá nhiều điểm.', 'The CSV has too many points.');
  const keys = head.map(nameKey);
  const columnOf = (names: readonly string[]) => keys.findIndex((key) => names.some((name) => nameKey(name) === key));
  const [lngAt, latAt, timeAt] = [columnOf(HEADERS.lng), columnOf(HEADERS.lat), columnOf(HEADERS.time)];
  if (lngAt < 0 || latAt < 0) {
    throw unsupported('Tệp CSV không có cột kinh độ và vĩ độ.', 'The CSV has no columns of longitude and latitude.');
  }
  const segment: Segment = { lngLat: [], timeMs: [] };
  for (const row of rows) {
    const [lng, lat] = [degreesOf(row[lngAt]), degreesOf(row[latAt])];
    if (!isPosition(lng, lat)) continue;
    segment.lngLat.push(lng, lat);
    segment.timeMs.push(timeAt < 0 ? NaN : timeOf(row[timeAt] ?? ''));
  }
  return segment;
}

/** NaN where the text is no time. */
function timeOf(text: string): number {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const written = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ T,]+(.+)$/.exec(text);
  const iso = written
    ? `${written[3]}-${written[2].padStart(2, '0')}-${written[1].padStart(2, '0')}T${written[4].padStart(5, '0')}`
    : text;
  const ms = parseInstant(iso);
  if (ms === undefined) return NaN;
  return /(Z|[+-]\d{2}:?\d{2})$/i.test(iso) ? ms : ms - VIETNAM_MS;
}
