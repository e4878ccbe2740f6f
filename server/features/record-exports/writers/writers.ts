import type { RecordExportFormat } from '#geo/contract/record-exports.contract.ts';
import type { WriteRecords } from '../record-table.ts';
import { writeCsv } from './write-csv.ts';
import { writeGeojson } from './write-geojson.ts';
import { writeGeopackage } from './write-geopackage.ts';
import { writeGpx } from './write-gpx.ts';
import { writeKml } from './write-kml.ts';
import { writeShapefile } from './write-shapefile.ts';
import { writeXlsx } from './write-xlsx.ts';

/** Formats by registry: what each is written by. */
export const WRITERS: Record<RecordExportFormat, WriteRecords> = {
  xlsx: writeXlsx,
  csv: writeCsv,
  gpkg: writeGeopackage,
  geojson: writeGeojson,
  shp: writeShapefile,
  kml: writeKml,
  gpx: writeGpx,
};
