import { z } from 'zod';
import { AuditAction, AuditEvent } from '../domain/audit.ts';
import { DayString } from '../domain/period.ts';
import { PageQuery, pageOf } from './paging.ts';

/** GET /api/audit: newest first; `until` is not in the range. */
export const AuditQuery = PageQuery.extend({
  action: AuditAction.optional(),
  identityId: z.string().max(64).optional(),
  subjectId: z.uuid().optional(),
  from: DayString.optional(),
  until: DayString.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
export const AuditPage = pageOf(AuditEvent);
export type AuditPage = z.infer<typeof AuditPage>;
