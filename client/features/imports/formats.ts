import type { ImportEncoding, ImportFormat } from '#geo/contract/imports.contract.ts';

/** What a file dialog offers, by name; the server looks at the content. */
export const FILE_TYPES: readonly { format: ImportFormat; endings: readonly string[] }[] = [
  { format: 'csv', endings: ['.csv', '.tsv', '.txt'] },
  { format: 'xlsx', endings: ['.xlsx'] },
  { format: 'geojson', endings: ['.geojson', '.json'] },
  { format: 'gpx', endings: ['.gpx'] },
  { format: 'kml', endings: ['.kml', '.kmz'] },
  { format: 'shapefile', endings: ['.zip'] },
  { format: 'geopackage', endings: ['.gpkg'] },
];

/** Encodings by the names that people know. */
export const ENCODING_NAMES: Record<ImportEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1258': 'Windows-1258',
  tcvn3: 'TCVN3 (ABC)',
  vni: 'VNI',
};

export const ACCEPT = FILE_TYPES.flatMap(({ endings }) => endings).join(',');
