import { z } from 'zod';
import { IncidentQuery } from './incidents.contract.ts';
import { MeasureQuery } from './measures.contract.ts';

/** Formats in which records leave; our own import reads each of them again. `shp` is a ZIP of Shapefiles. */
export const RECORD_EXPORT_FORMATS = ['xlsx', 'csv', 'gpkg', 'geojson', 'shp', 'kml', 'gpx'] as const;
export const RecordExportFormat = z.enum(RECORD_EXPORT_FORMATS);
export type RecordExportFormat = z.infer<typeof RecordExportFormat>;

/** Records in one export; a file of more would not be read again. */
export const MAX_EXPORTED_RECORDS = 50_000;

/** Headings of the record's id in our exports, by which an import knows a file of ours. */
export const RECORD_ID_HEADERS = { vi: 'Mã bản ghi', en: 'Record id', short: 'rec_id' } as const;

/** Language of headings and of the words of closed vocabularies. */
const lang = z.enum(['vi', 'en']).default('vi');

/**
 * GET /api/measures/export.{format}: the records that GET /api/measures lists
 * under the same filters, as the viewer may see them, all pages in one file.
 */
export const MeasureExportQuery = MeasureQuery.omit({ page: true, pageSize: true }).extend({ lang });
export type MeasureExportQuery = z.infer<typeof MeasureExportQuery>;

/** GET /api/incidents/export.{format} */
export const IncidentExportQuery = IncidentQuery.omit({ page: true, pageSize: true }).extend({ lang });
export type IncidentExportQuery = z.infer<typeof IncidentExportQuery>;

/**
 * Header of the answer that says what the format could not hold, beside the
 * file's own description: a JSON list of `{ vi, en }`, percent-encoded; absent
 * where the file holds everything.
 */
export const LEFT_OUT_HEADER = 'X-Left-Out';
/** How many records are in the file. */
export const RECORD_COUNT_HEADER = 'X-Record-Count';
