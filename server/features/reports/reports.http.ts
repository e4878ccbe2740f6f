import { z } from 'zod';
import {
  AgencyReportCreate,
  AgencyReportPage,
  AgencyReportQuery,
  AgencyReportView,
} from '#geo/contract/reports.contract.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { createReport, listReportPage, removeReport } from './reports.service.ts';

const list = endpoint({
  method: 'get',
  path: '/api/agency-reports',
  permission: 'report.read',
  summary: { vi: 'Đơn vị nào đã báo cáo những ngày nào', en: 'Which agency has reported which days' },
  query: AgencyReportQuery,
  answer: AgencyReportPage,
  handle: ({ db, query }) => listReportPage(db, query),
});

const create = endpoint({
  method: 'post',
  path: '/api/agency-reports',
  permission: 'report.create',
  summary: { vi: 'Ghi nhận đơn vị đã báo cáo đầy đủ', en: 'Record that an agency has reported in full' },
  body: AgencyReportCreate,
  answer: AgencyReportView,
  status: 201,
  handle: ({ ctx, db, identity, body }) => createReport(ctx, db, identity, body),
});

const remove = endpoint({
  method: 'delete',
  path: '/api/agency-reports/{id}',
  permission: 'report.delete',
  summary: { vi: 'Rút lại ghi nhận đã báo cáo', en: 'Withdraw a record of reporting' },
  params: z.object({ id: z.uuid() }),
  answer: { contentType: 'text/plain' },
  status: 204,
  handle: async ({ ctx, db, identity, params }) => {
    await removeReport(ctx, db, identity, params.id);
    return rawAnswer({ contentType: 'text/plain', body: '' });
  },
});

export const reportEndpoints: AnyEndpoint[] = [list, create, remove];
