import { z } from 'zod';
import { QualityDismiss, QualityQuery, QualityReport, QualityRestore } from '#geo/contract/quality.contract.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { dismissFinding, getQuality, restoreFinding } from './quality.service.ts';

const read = endpoint({
  method: 'get',
  path: '/api/quality',
  permission: 'quality.read',
  summary: { vi: 'Chất lượng dữ liệu của từng đơn vị gửi', en: 'Data quality by sender' },
  query: QualityQuery,
  answer: QualityReport,
  handle: ({ ctx, identity, query, signal }) => getQuality(ctx, identity, query, signal),
});

const dismiss = endpoint({
  method: 'post',
  path: '/api/quality/dismiss',
  permission: 'quality.dismiss',
  summary: { vi: 'Bỏ qua một phát hiện, có lý do', en: 'Set a finding aside, with a word why' },
  body: QualityDismiss,
  answer: z.null(),
  status: 204,
  handle: async ({ ctx, db, identity, body }) => {
    await dismissFinding(ctx, db, identity, body);
    return null;
  },
});

const restore = endpoint({
  method: 'post',
  path: '/api/quality/restore',
  permission: 'quality.dismiss',
  summary: { vi: 'Mở lại một phát hiện đã bỏ qua', en: 'Reopen a finding that was set aside' },
  body: QualityRestore,
  answer: z.null(),
  status: 204,
  handle: async ({ ctx, db, identity, body }) => {
    await restoreFinding(ctx, db, identity, body.key);
    return null;
  },
});

export const qualityEndpoints: AnyEndpoint[] = [read, dismiss, restore];
