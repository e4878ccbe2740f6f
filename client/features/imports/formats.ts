import type { ImportFormat } from '#geo/contract/imports.contract.ts';

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

export const ACCEPT = FILE_TYPES.flatMap(({ endings }) => endings).join(',');
