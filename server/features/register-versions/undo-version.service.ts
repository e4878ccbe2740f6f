import type { Kysely } from 'kysely';
import type { RegisterUndone } from '#geo/contract/register-versions.contract.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { DomainError, type Message } from '#geo/domain/errors.ts';
import { newestVersion } from '#geo/domain/member-versions.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { listMeasuresAtSite } from '../measures/measure-places.service.ts';
import { forgetMember, oneEditAtATime, takeBackVersion } from '../register/edit-register.service.ts';
import type { MemberVersion } from '../register/member-history.ts';
import { getRegister } from '../register/register.service.ts';
import { bringIntoForce, FROM_FILES, versionsOf } from './register-versions.service.ts';
import { listRecordsOnRoute } from './route-shifts.service.ts';
import { refuseStaleChange } from './stale-version.ts';

/**
 * Takes back the newest version of a member, as long as nothing was written on
 * it; with the version that added it the member itself goes.
 * @throws DomainError not_found, conflict.version, conflict.state, conflict.depends
 */
export async function undoVersion(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  unitClass: UnitClass,
  id: string,
  baseVersion: number,
): Promise<RegisterUndone> {
  await oneEditAtATime(db);
  const register = await getRegister(ctx, db);
  const versions = versionsOf(register, unitClass, id);
  const newest = newestVersion(versions);
  refuseStaleChange(versions, baseVersion, register);
  if (newest.identityId === 'system') throw new DomainError('conflict.state', FROM_FILES);
  await refuseDependents(db, [newest]);
  await takeBackVersion(db, newest, new Date(ctx.now()));
  const rest = versions.filter((one) => one !== newest);
  if (rest.length === 0) await forgetMember(db, unitClass, id);
  await bringIntoForce(ctx, db);
  await recordAudit(ctx, db, identity, {
    action: 'register.undo',
    subjectKind: 'register',
    subjectVersion: newest.version,
    detail: { unitClass, memberId: id },
  });
  return {
    undoneVersion: newest.version,
    newestVersion: rest.length === 0 ? null : newestVersion(rest).version,
  };
}

/**
 * Refuses to take versions back on which records were written: names the records of all of them, a hundred at most.
 * @throws DomainError conflict.depends
 */
export async function refuseDependents(db: Kysely<Database>, versions: readonly MemberVersion[]): Promise<void> {
  const on: { version: MemberVersion; ids: string[] }[] = [];
  for (const version of versions) {
    const ids = await dependentsOf(db, version);
    if (ids.length > 0) on.push({ version, ids });
  }
  if (on.length === 0) return;
  const told = on.map(({ version, ids }) => ({
    ids,
    message: dependMessage(version, ids.length, versions.length > 1),
  }));
  const message = { vi: told.map((one) => one.message.vi).join(' '), en: told.map((one) => one.message.en).join(' ') };
  const faults = told.flatMap((one) =>
    one.ids.map((recordId) => ({
      code: 'conflict.depends' as const,
      message: one.message,
      place: { path: recordId },
    })),
  );
  throw new DomainError('conflict.depends', message, {}, faults.slice(0, 100));
}

function dependMessage({ unitClass, record }: MemberVersion, count: number, isOneOfMany: boolean): Message {
  const isRoute = unitClass === 'route';
  const records = count === 1 ? '1 record was' : `${count} records were`;
  if (isOneOfMany) {
    return {
      vi: `${record.nameVi}: ${count} bản ghi đã được ghi theo phiên bản này.`,
      en: `${record.nameEn}: ${records} written on this version.`,
    };
  }
  return {
    vi: `${count} bản ghi đã được ghi theo ${isRoute ? 'phiên bản này của tuyến' : 'khu vực này'}.`,
    en: `${records} written on this ${isRoute ? 'version of the route' : 'site'}.`,
  };
}

/** Ids of the records that could not be read without this version. */
async function dependentsOf(db: Kysely<Database>, { unitClass, memberId, version, kind }: MemberVersion) {
  if (unitClass === 'site' && kind === 'add') return listMeasuresAtSite(db, memberId);
  if (unitClass !== 'route' || kind === 'retire') return [];
  const on = (await listRecordsOnRoute(db, memberId)).filter(({ routeVersion }) => routeVersion === version);
  return [...new Set(on.map(({ recordId }) => recordId))];
}
