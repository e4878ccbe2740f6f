import {
  IncidentExportQuery,
  LEFT_OUT_HEADER,
  MeasureExportQuery,
  RECORD_COUNT_HEADER,
  RECORD_EXPORT_FORMATS,
  type RecordExportFormat,
} from '#geo/contract/record-exports.contract.ts';
import { endpoint, rawAnswer, type AnyEndpoint, type RawAnswer } from '../../http/endpoint.ts';
import { exportRecords, type RecordExport } from './record-exports.service.ts';

const TYPES: Record<RecordExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  gpkg: 'application/geopackage+sqlite3',
  geojson: 'application/geo+json',
  shp: 'application/zip',
  kml: 'application/vnd.google-earth.kml+xml',
  gpx: 'application/gpx+xml',
};

function answerOf(format: RecordExportFormat, { body, fileName, count, leftOut }: RecordExport): RawAnswer {
  const headers: Record<string, string> = { [RECORD_COUNT_HEADER]: String(count) };
  if (leftOut.length > 0) headers[LEFT_OUT_HEADER] = encodeURIComponent(JSON.stringify(leftOut));
  return rawAnswer({ contentType: TYPES[format], body, fileName, headers });
}

/** Stand before `/api/measures/{id}`: `export.csv` is no id. */
export const recordExportEndpoints: AnyEndpoint[] = RECORD_EXPORT_FORMATS.flatMap((format) => [
  endpoint({
    method: 'get',
    path: `/api/measures/export.${format}`,
    permission: 'export.read',
    summary: { vi: `Biện pháp dạng ${format}`, en: `Measures as ${format}` },
    query: MeasureExportQuery,
    answer: { contentType: TYPES[format] },
    handle: async ({ ctx, identity, query, signal }) =>
      answerOf(format, await exportRecords(ctx, identity, format, { kind: 'measures', ...query }, signal)),
  }),
  endpoint({
    method: 'get',
    path: `/api/incidents/export.${format}`,
    permission: 'export.read',
    summary: { vi: `Vụ việc dạng ${format}`, en: `Incidents as ${format}` },
    query: IncidentExportQuery,
    answer: { contentType: TYPES[format] },
    handle: async ({ ctx, identity, query, signal }) =>
      answerOf(format, await exportRecords(ctx, identity, format, { kind: 'incidents', ...query }, signal)),
  }),
]);
