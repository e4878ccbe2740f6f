import { z } from 'zod';
import { OrgUnitId } from './ids.ts';
import { ROLES } from './permission.ts';

export const AUDIT_ACTIONS = [
  'measure.create',
  'measure.edit',
  'measure.delete',
  'measure.verify',
  'measure.merge',
  'measure.unmerge',
  'incident.create',
  'incident.edit',
  'incident.delete',
  'report.create',
  'report.delete',
  'import.confirm',
  'import.undo',
  'place.read-exact',
  'export.read',
  'quality.dismiss',
  'quality.restore',
  'demo.load',
  'demo.remove',
  'register.add',
  'register.change',
  'register.retire',
  'register.undo',
  'geometry.confirm',
  'geometry.undo',
] as const;
export const AuditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof AuditAction>;

export const AuditSubject = z.enum([
  'measure',
  'incident',
  'report',
  'import',
  'demo',
  'indicator',
  'register',
  'quality',
]);
export type AuditSubject = z.infer<typeof AuditSubject>;

/** One line of the audit log (nhật ký): who did what to which record; never a record's text or place. */
export const AuditEvent = z.object({
  id: z.int(),
  happenedAt: z.iso.datetime(),
  identityId: z.string(),
  role: z.enum([...ROLES, 'system']),
  orgUnitId: OrgUnitId,
  action: AuditAction,
  subjectKind: AuditSubject,
  subjectId: z.string().nullable(),
  subjectVersion: z.int().nullable(),
  /** How many records the deed concerned. */
  subjectCount: z.int(),
  /** Its parameters: a filter, a batch, the status before. */
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;
