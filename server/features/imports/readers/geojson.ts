import type { ImportEncoding } from '#geo/contract/imports.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { readText } from '../encoding/decode-file.ts';
import { MAX_ROWS, noRows, tooManyRows, type RawTable, type ReadOptions } from '../raw-table.ts';
import { systemOfName } from './coordinate-system.ts';
import { placeFeatures } from './place-features.ts';
import { cleanHeader, numberText, TableBuilder } from './table-builder.ts';
import { eachPosition } from './vertices.ts';

/** Arrays and objects nested deeper than GeoJSON ever needs are refused before parsing. */
const MAX_DEPTH = 24;
/** More arrays and objects than any file of records needs, each of which costs memory. */
const MAX_BRACKETS = 4_000_000;
const RECORD_SEPARATOR = '\x1e';

export interface GeojsonFeature {
  properties: Record<string, unknown>;
  geometry: unknown;
}
export interface GeojsonFile {
  features: GeojsonFeature[];
  /** The `crs` member of GeoJSON 2008, as written; empty where there is none. */
  crs: string;
  text: { encoding: ImportEncoding; guesses: { encoding: ImportEncoding; sample: string }[] };
}

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
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return value.map(cellText).join(';');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A FeatureCollection, one Feature, or one Feature a line (GeoJSON text
 * sequence, newline-delimited GeoJSON).
 * @throws DomainError file.unreadable, file.empty, file.too_many_rows, file.encoding
 */
export function parseGeojson(bytes: Uint8Array, options: ReadOptions, mostFeatures = MAX_ROWS): GeojsonFile {
  const { text: whole, ...text } = readText(bytes, options.encoding);
  const { deepest, brackets } = measureNesting(whole);
  if (deepest > MAX_DEPTH) throw unreadable('Tệp JSON lồng nhau quá sâu.', 'The JSON is nested too deeply.');
  if (brackets > MAX_BRACKETS) throw unreadable('Tệp có quá nhiều tọa độ.', 'The file has too many coordinates.');
  const root = parseJson(whole.charCodeAt(0) === 0xfeff ? whole.slice(1) : whole, mostFeatures);
  const features = featuresOf(root);
  if (features === undefined) {
    throw unreadable(
      'Tệp không phải GeoJSON FeatureCollection.',
      'The file is not a GeoJSON FeatureCollection.',
      'type',
    );
  }
  if (features.length === 0) throw noRows();
  if (features.length > mostFeatures) throw tooManyRows(mostFeatures);
  return {
    features: features.map((feature: unknown) => ({
      properties: isRecord(feature) && isRecord(feature.properties) ? feature.properties : {},
      geometry: isRecord(feature) ? (feature.geometry ?? undefined) : feature,
    })),
    crs: crsOf(root),
    text,
  };
}

function featuresOf(root: unknown): unknown[] | undefined {
  if (Array.isArray(root)) return root;
  if (!isRecord(root)) return undefined;
  if (root.type === 'FeatureCollection') return Array.isArray(root.features) ? root.features : undefined;
  return root.type === 'Feature' ? [root] : undefined;
}

/** The JSON of the file; a list where it is one of features, line by line. */
function parseJson(text: string, mostFeatures: number): unknown {
  const sequence = text.includes(RECORD_SEPARATOR);
  try {
    if (!sequence) {
      const root: unknown = JSON.parse(text);
      // A bare list is no GeoJSON; only lines make one.
      return Array.isArray(root) ? null : root;
    }
  } catch {
    // A second object after the first is how lines of features look.
    if (!/^\s*\{[^\n]*\}\s*\n\s*\{/.test(text)) throw invalid();
  }
  const parts = text.split(sequence ? RECORD_SEPARATOR : '\n').filter((part) => part.trim() !== '');
  if (parts.length > mostFeatures) throw tooManyRows(mostFeatures);
  try {
    return parts.map((part) => JSON.parse(part) as unknown);
  } catch {
    throw invalid();
  }
}

const invalid = () => unreadable('Tệp không phải JSON hợp lệ.', 'The file is not valid JSON.');

function crsOf(root: unknown): string {
  const crs = isRecord(root) && isRecord(root.crs) && isRecord(root.crs.properties) ? root.crs.properties.name : null;
  return typeof crs === 'string' ? crs : '';
}

/**
 * Features as rows; coordinates are WGS 84 (RFC 7946) unless the file
 * declares another `crs` that is read, such as VN-2000.
 * @throws DomainError file.*
 */
export function readGeojson(bytes: Uint8Array, options: ReadOptions): RawTable[] {
  const { features, crs, text } = parseGeojson(bytes, options);
  const builder = new TableBuilder('');
  for (const { properties, geometry } of features) {
    const cells = Object.entries(properties).map(([name, value]) => [name, cellText(value)] as const);
    builder.add(cells, geometry);
  }
  const table: RawTable = { ...builder.finish('EPSG:4326'), text };
  const system = systemOfName(crs === '' ? 'EPSG:4326' : crs);
  if (crs !== '' && system === undefined && !hasMetres(table)) {
    throw unreadable(
      `Hệ tọa độ ${cleanHeader(crs).slice(0, 60)} chưa đọc được; hãy xuất lại theo WGS 84 (EPSG:4326).`,
      `The coordinate system ${cleanHeader(crs).slice(0, 60)} is not read; export again in WGS 84 (EPSG:4326).`,
      'crs',
    );
  }
  // Without a word, metres are asked for, as a file that says nothing may be older than the RFC.
  const declared = crs === '' && hasMetres(table) ? undefined : system;
  return [placeFeatures(table, { system: declared, text: crs }, options.coordinateSystem)];
}

function hasMetres({ rows }: RawTable): boolean {
  let found = false;
  for (const { geometry } of rows) {
    eachPosition(geometry, ([x, y]) => {
      if (Math.abs(x) > 1000 || Math.abs(y) > 1000) found = true;
    });
    if (found) return true;
  }
  return false;
}
