import { DomainError } from '#geo/domain/errors.ts';
import { readText } from './encoding/decode-file.ts';
import {
  MAX_CELL_LENGTH,
  MAX_ROWS,
  noRows,
  tooManyRows,
  type RawRow,
  type RawTable,
  type ReadOptions,
} from './raw-table.ts';

/** Arrays and objects nested deeper than GeoJSON ever needs are refused before parsing. */
const MAX_DEPTH = 24;

/** More arrays and objects than any file of records needs, each of which costs memory. */
const MAX_BRACKETS = 4_000_000;

/** Depth and number of brackets outside strings; one pass, no recursion, so that hostile nesting costs nothing. */
export function measureNesting(json: string): { deepest: number; brackets: number } {
  let depth = 0;
  let deepest = 0;
  let brackets = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      brackets += 1;
      deepest = Math.max(deepest, ++depth);
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return { deepest, brackets };
}

function unreadable(vi: string, en: string, path?: string): DomainError {
  return new DomainError('file.unreadable', { vi, en }, path === undefined ? {} : { path });
}

/** A property as the text that a CSV cell would hold; lists join with `;`. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellText).join(';');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value).trim();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Features of a FeatureCollection (or one Feature) as rows; coordinates are
 * [lng, lat], EPSG:4326 (RFC 7946). Another `crs` is refused, as its numbers
 * would be misread.
 * @throws DomainError file.unreadable, file.empty, file.too_many_rows
 */
export function readGeojson(bytes: Uint8Array, options: ReadOptions): RawTable[] {
  const { text, ...written } = readText(bytes, options.encoding);
  const { deepest, brackets } = measureNesting(text);
  if (deepest > MAX_DEPTH) throw unreadable('Tệp JSON lồng nhau quá sâu.', 'The JSON is nested too deeply.');
  if (brackets > MAX_BRACKETS) throw unreadable('Tệp có quá nhiều tọa độ.', 'The file has too many coordinates.');
  let root: unknown;
  try {
    root = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw unreadable('Tệp không phải JSON hợp lệ.', 'The file is not valid JSON.');
  }
  const crs =
    isRecord(root) && isRecord(root.crs) && isRecord(root.crs.properties) ? root.crs.properties.name : undefined;
  if (crs !== undefined && !/CRS84|EPSG:{1,2}4326$/.test(String(crs))) {
    throw unreadable(
      `Hệ tọa độ ${String(crs).slice(0, 60)} chưa đọc được; hãy xuất lại theo WGS 84 (EPSG:4326).`,
      `The coordinate system ${String(crs).slice(0, 60)} is not read; export again in WGS 84 (EPSG:4326).`,
      'crs',
    );
  }
  const features =
    isRecord(root) && root.type === 'FeatureCollection'
      ? root.features
      : isRecord(root) && root.type === 'Feature'
        ? [root]
        : undefined;
  if (!Array.isArray(features)) {
    throw unreadable(
      'Tệp không phải GeoJSON FeatureCollection.',
      'The file is not a GeoJSON FeatureCollection.',
      'type',
    );
  }
  if (features.length === 0) throw noRows();
  if (features.length > MAX_ROWS) throw tooManyRows();
  const headers = new Set<string>();
  const rows = features.map((feature: unknown, i): RawRow => {
    const cells = new Map<string, string>();
    const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {};
    for (const [name, value] of Object.entries(properties)) {
      headers.add(name);
      const cell = cellText(value).normalize('NFC');
      if (cell !== '') cells.set(name, cell.slice(0, MAX_CELL_LENGTH));
    }
    return { row: i + 1, cells, geometry: isRecord(feature) ? (feature.geometry ?? undefined) : feature };
  });
  return [{ name: '', headers: [...headers], rows, remarks: [], coordinateSystem: 'EPSG:4326', text: written }];
}
