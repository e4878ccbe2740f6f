import type { Insertable, Kysely, Selectable } from 'kysely';
import type { AuditQuery } from '#geo/contract/audit.contract.ts';
import { startOfDayMs } from '#geo/domain/period.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Database } from '../../db/database.ts';
import type { AuditEventTable } from './audit.table.ts';

export async function insertAuditEvent(
  db: Kysely<Database>,
  event: Omit<Insertable<AuditEventTable>, 'province_code'>,
): Promise<void> {
  await db
    .insertInto('audit_event')
    .values({ province_code: PROVINCE_CODE, ...event })
    .execute();
}

/** One page of events, newest first, and how many there are in all. */
export async function selectAuditPage(
  db: Kysely<Database>,
  query: AuditQuery,
): Promise<{ rows: Selectable<AuditEventTable>[]; total: number }> {
  let events = db.selectFrom('audit_event').where('province_code', '=', PROVINCE_CODE);
  if (query.action) events = events.where('action', '=', query.action);
  if (query.identityId) events = events.where('identity_id', '=', query.identityId);
  if (query.subjectId) events = events.where('subject_id', '=', query.subjectId);
  if (query.from) events = events.where('happened_at', '>=', new Date(startOfDayMs(query.from)));
  if (query.until) events = events.where('happened_at', '<', new Date(startOfDayMs(query.until)));
  const { total } = await events.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await events
    .selectAll()
    .orderBy('id', 'desc')
    .limit(query.pageSize)
    .offset(Math.min((query.page - 1) * query.pageSize, 1_000_000_000))
    .execute();
  return { rows, total };
}
