import { ExportQuery } from '#geo/contract/coverage.contract.ts';
import type { Message } from '#geo/domain/errors.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import { EXPORT_TYPES, renderExport, type ExportFormat } from './exports.service.ts';

function coverageExport(format: ExportFormat, summary: Message): AnyEndpoint {
  const contentType = EXPORT_TYPES[format];
  return endpoint({
    method: 'get',
    path: `/api/exports/coverage.${format}`,
    permission: 'export.read',
    summary,
    query: ExportQuery,
    answer: { contentType },
    handle: async ({ ctx, identity, query, signal }) => {
      const period = getPeriod(query.period);
      return rawAnswer({
        contentType,
        ...(await renderExport(ctx, identity, { format, period, lang: query.lang }, signal)),
      });
    },
  });
}

export const exportEndpoints: AnyEndpoint[] = [
  coverageExport('csv', { vi: 'Độ bao phủ dạng CSV', en: 'Coverage as CSV' }),
  coverageExport('xlsx', { vi: 'Độ bao phủ dạng Excel', en: 'Coverage as an Excel workbook' }),
  coverageExport('geojson', { vi: 'Độ bao phủ dạng GeoJSON', en: 'Coverage as GeoJSON' }),
];
