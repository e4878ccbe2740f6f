import type { ImportFormat } from '#geo/contract/imports.contract.ts';
import { readCsv } from './read-csv.ts';
import type { ReadFile } from './raw-table.ts';
import { archiveNames } from './readers/archive.ts';
import { readGeojson } from './readers/geojson.ts';
import { isSqlite, readGeopackage } from './readers/geopackage.ts';
import { isGpx, readGpx } from './readers/gpx.ts';
import { isKml, readKml } from './readers/kml.ts';
import { readShapefile } from './readers/shapefile.ts';
import { readXlsx } from './readers/xlsx.ts';

export interface FileFormat {
  id: ImportFormat;
  /** Whether the bytes are in this format; asked in order, the first yes wins. Magic numbers before names. */
  matches: (bytes: Uint8Array, fileName: string) => boolean;
  read: ReadFile;
}

/** The formats that can be imported. A new one is a line here. */
export const FILE_FORMATS: readonly FileFormat[] = [
  { id: 'geopackage', matches: isSqlite, read: readGeopackage },
  { id: 'xlsx', matches: (bytes) => holds(bytes, /^xl\/workbook\.xml$/i), read: readXlsx },
  { id: 'shapefile', matches: (bytes) => holds(bytes, /\.shp$/i), read: readShapefile },
  { id: 'kml', matches: (bytes) => isKml(headOf(bytes)) || holds(bytes, /\.kml$/i), read: readKml },
  { id: 'gpx', matches: (bytes) => isGpx(headOf(bytes)), read: readGpx },
  { id: 'geojson', matches: looksLikeJson, read: readGeojson },
  { id: 'csv', matches: () => true, read: readCsv },
];

export function formatOf(bytes: Uint8Array, fileName: string): FileFormat {
  return FILE_FORMATS.find((format) => format.matches(bytes, fileName))!;
}

/** Begins with `{` or `[` after white space and byte order mark (the zeros of UTF-16 aside), or is called JSON. */
function looksLikeJson(bytes: Uint8Array, fileName: string): boolean {
  const skipped = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);
  const first = bytes.subarray(0, 1024).find((byte) => !skipped.has(byte));
  return first === 0x7b || first === 0x5b || /\.(geo)?json$/i.test(fileName);
}

/** The first characters, enough to see an XML's root after its comments, in any encoding; nothing where it is no XML. */
function headOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8192)).toString('latin1').replaceAll('\0', '');
  return /^[\s\xef\xbb\xbf\xfe\xff]*</.test(head) ? head : '';
}

/** Whether an archive claims to hold such a file; a look at its directory, before anything is unpacked. */
const holds = (bytes: Uint8Array, name: RegExp): boolean => archiveNames(bytes).some((entry) => name.test(entry));
