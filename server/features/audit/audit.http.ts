import { AuditPage, AuditQuery } from '#geo/contract/audit.contract.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { listAudit } from './audit.service.ts';

const list = endpoint({
  method: 'get',
  path: '/api/audit',
  permission: 'audit.read',
  summary: { vi: 'Nhật ký: ai đã làm gì', en: 'The audit log: who did what' },
  query: AuditQuery,
  answer: AuditPage,
  handle: ({ db, query }) => listAudit(db, query),
});

export const auditEndpoints: AnyEndpoint[] = [list];
