import type { Kysely, Selectable } from 'kysely';
import type { AuditPage, AuditQuery } from '#geo/contract/audit.contract.ts';
import { AuditEvent, type AuditAction, type AuditSubject } from '#geo/domain/audit.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { insertAuditEvent, selectAuditPage } from './audit.sql.ts';
import type { AuditEventTable } from './audit.table.ts';

export interface Deed {
  action: AuditAction;
  subjectKind: AuditSubject;
  subjectId?: string;
  subjectVersion?: number;
  /** 1 unless said. */
  subjectCount?: number;
  /** Parameters of the deed; never a record's text or place. */
  detail?: Record<string, unknown>;
}

/** The server itself, when it loads the demo year or removes it from the command line. */
export const SYSTEM_ACTOR = { id: 'system', role: 'system', orgUnitId: 'CA' } as const;
export type Actor = Identity | typeof SYSTEM_ACTOR;

/** Writes one line of the audit log. Call it with the transaction of the deed. */
export async function recordAudit(ctx: AppContext, db: Kysely<Database>, actor: Actor, deed: Deed): Promise<void> {
  await insertAuditEvent(db, {
    happened_at: new Date(ctx.now()),
    identity_id: actor.id,
    role: actor.role,
    org_unit_id: actor.orgUnitId,
    action: deed.action,
    subject_kind: deed.subjectKind,
    subject_id: deed.subjectId ?? null,
    subject_version: deed.subjectVersion ?? null,
    subject_count: deed.subjectCount ?? 1,
    detail: JSON.stringify(deed.detail ?? {}),
  });
}

/**
 * Records that exact places of other agencies were read by the statutory
 * scope: one line a request, with how many records and by which filter.
 */
export async function recordExactRead(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  subjectKind: AuditSubject,
  subjectCount: number,
  detail: Record<string, unknown>,
  subjectId?: string,
): Promise<void> {
  if (subjectCount === 0) return;
  await recordAudit(ctx, db, identity, { action: 'place.read-exact', subjectKind, subjectId, subjectCount, detail });
}

export async function listAudit(db: Kysely<Database>, query: AuditQuery): Promise<AuditPage> {
  const { rows, total } = await selectAuditPage(db, query);
  return { items: rows.map(auditEventFromRow), total, page: query.page, pageSize: query.pageSize };
}

function auditEventFromRow(row: Selectable<AuditEventTable>): AuditEvent {
  return AuditEvent.parse({
    id: row.id,
    happenedAt: row.happened_at.toISOString(),
    identityId: row.identity_id,
    role: row.role,
    orgUnitId: row.org_unit_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectVersion: row.subject_version,
    subjectCount: row.subject_count,
    detail: row.detail,
  });
}
