import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { Database } from '../../db/database.ts';
import type { MemberVersion } from './member-history.ts';
import { refuseStaleVersion } from './record-access.ts';
import { deleteMember } from './register.sql.ts';
import {
  insertVersions,
  lockRegister,
  markUndone,
  selectLastNumbers,
  selectVersions,
  setEditCount,
  setRegisterVersion,
} from './register-versions.sql.ts';
import { rowFromVersion } from './stored-history.service.ts';

export { storeToday } from './load-files.service.ts';

/**
 * Waits until an edit under way is stored, so that what is read after it is what
 * the edit is made against. Call first in the transaction of an edit.
 */
export async function oneEditAtATime(trx: Kysely<Database>): Promise<void> {
  await lockRegister(trx);
}

/**
 * Appends a version under the next number, one edit after the other.
 * @throws DomainError conflict.version where another was stored since `baseVersion`
 */
export async function appendVersion(
  trx: Kysely<Database>,
  draft: MemberVersion,
  baseVersion: number,
): Promise<MemberVersion> {
  const about = (await lockRegister(trx))!;
  refuseStaleVersion(await newestStored(trx, draft), baseVersion);
  const last = (await selectLastNumbers(trx)).find(
    (row) => row.unit_class === draft.unitClass && row.member_id === draft.memberId,
  );
  const stored = { ...draft, version: (last?.version ?? 0) + 1 };
  await insertVersions(trx, [rowFromVersion(stored)]);
  await countEdit(trx, about, stored);
  return stored;
}

/** Takes back a version: it stays stored with the time of it, and its number is not used again. */
export async function takeBackVersion(trx: Kysely<Database>, version: MemberVersion, at: Date): Promise<void> {
  const about = (await lockRegister(trx))!;
  refuseStaleVersion(await newestStored(trx, version), version.version);
  await markUndone(trx, version, at);
  await countEdit(trx, about, { undone: version.version, at });
}

/** Takes a member whose only version was taken back out of what the map is drawn from; nothing refers to it. */
export async function forgetMember(trx: Kysely<Database>, unitClass: UnitClass, id: string): Promise<void> {
  await deleteMember(trx, unitClass, id);
}

async function newestStored(trx: Kysely<Database>, of: MemberVersion): Promise<number> {
  const rows = (await selectVersions(trx)).filter(
    (row) => row.unit_class === of.unitClass && row.member_id === of.memberId,
  );
  return rows.reduce((most, row) => Math.max(most, row.version), 0);
}

/** A name for the register after an edit: one that was rolled back never lends its name to another. */
async function countEdit(
  trx: Kysely<Database>,
  about: { fileVersion: string | null; editCount: number },
  edit: object,
): Promise<void> {
  const count = about.editCount + 1;
  const hash = createHash('sha256').update(JSON.stringify(edit)).digest('hex').slice(0, 8);
  await setEditCount(trx, count);
  await setRegisterVersion(trx, `${about.fileVersion}~${count}.${hash}`);
}
