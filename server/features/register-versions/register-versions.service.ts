import type { Kysely } from 'kysely';
import type {
  RegisterChanged,
  RegisterVersion,
  RegisterVersionList,
} from '#geo/contract/register-versions.contract.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { DomainError, type Fault } from '#geo/domain/errors.ts';
import { OrgUnitId } from '#geo/domain/ids.ts';
import { endOfVersion, isSuperseded, newestVersion, versionOn } from '#geo/domain/member-versions.ts';
import { dayLabel } from '#geo/domain/period-label.ts';
import { addDays, dayOfInstant } from '#geo/domain/period.ts';
import { fault, textFaults } from '#geo/domain/record-rules.ts';
import type { Route } from '#geo/domain/route.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { refreshIncidentPlaces } from '../incidents/incident-places.service.ts';
import { listMeasuresAtSite, refreshMeasurePlaces } from '../measures/measure-places.service.ts';
import type { MemberVersion } from '../register/member-history.ts';
import { notFoundError } from '../register/record-access.ts';
import { appendVersion, oneEditAtATime, storeToday } from '../register/edit-register.service.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { refuseFaults } from './edited-records.ts';
import { reportShifts } from './route-shifts.service.ts';
import { refuseStaleChange } from './stale-version.ts';

/** What every change says of itself. */
export interface Order {
  baseVersion: number;
  fromOn: string;
  legalSource: string;
  note: string;
  preview: boolean;
}

/** @throws DomainError not_found */
export function versionsOf(register: RegisterSnapshot, unitClass: UnitClass, id: string): readonly MemberVersion[] {
  const versions: readonly MemberVersion[] | undefined = register.history[unitClass].get(id);
  if (versions === undefined) throw notFoundError();
  return versions;
}

/** @throws DomainError not_found */
export async function listVersions(
  ctx: AppContext,
  db: Kysely<Database>,
  unitClass: UnitClass,
  id: string,
): Promise<RegisterVersionList> {
  const versions = versionsOf(await getRegister(ctx, db), unitClass, id);
  const newest = newestVersion(versions);
  const todayOn = dayOfInstant(ctx.now());
  return {
    newestVersion: newest.version,
    undoRefused: newest.identityId === 'system' ? FROM_FILES : null,
    items: [...versions].reverse().map((one) => entryOf(one, versions, todayOn)),
  };
}

/** Why a version that nobody made here stays. */
export const FROM_FILES = {
  vi: 'Phiên bản này đến từ tệp dữ liệu, không rút lại được.',
  en: 'This version came with the data files and cannot be taken back.',
};

/** A version as the page reads it, among all versions of its member. */
export function entryOf(one: MemberVersion, all: readonly MemberVersion[], todayOn: string): RegisterVersion {
  const before = all.findLast(({ version }) => version < one.version);
  const changed = before
    ? Object.keys(one.record).filter(
        (key) =>
          JSON.stringify(one.record[key as keyof typeof one.record]) !==
          JSON.stringify(before.record[key as keyof typeof before.record]),
      )
    : [];
  const begun = one.validFromOn === null || one.validFromOn <= todayOn;
  const end = endOfVersion(all, one);
  return {
    unitClass: one.unitClass,
    version: one.version,
    kind: one.kind,
    validFromOn: one.validFromOn,
    validUntilOn: end,
    superseded: isSuperseded(all, one),
    inForceToday: one.kind !== 'retire' && begun && (end === null || end > todayOn) && versionOn(all, todayOn) === one,
    legalSource: one.legalSource,
    note: one.note,
    changed,
    byIdentityId: one.identityId,
    byOrgUnitId: OrgUnitId.parse(one.orgUnitId),
    madeAt: one.madeAt,
    record: one.record,
  } as RegisterVersion;
}

/** A member and the order to change it, checked against its newest version. */
function newestFor(register: RegisterSnapshot, unitClass: UnitClass, id: string, order: Order, todayOn: string) {
  const versions = versionsOf(register, unitClass, id);
  const newest = newestVersion(versions);
  refuseStaleChange(versions, order.baseVersion, register);
  if (newest.kind === 'retire') {
    const day = newest.validFromOn!;
    throw new DomainError('conflict.state', {
      vi: `“${newest.record.nameVi}” đã ra khỏi danh mục từ ngày ${dayLabel(day, 'vi')}; muốn sửa tiếp, hãy rút lại bản ${newest.version} trước.`,
      en: `“${newest.record.nameEn}” is retired from ${dayLabel(day, 'en')}; to change it, take version ${newest.version} back first.`,
    });
  }
  refuseFaults(orderFaults(order, register, newest.validFromOn ?? EARLIEST_ON, todayOn));
  return { versions, newest };
}

/** Nothing in the register began before. */
export const EARLIEST_ON = '2000-01-01';

/** Faults of what an order says of itself. */
export function orderFaults(
  order: Omit<Order, 'baseVersion'>,
  register: RegisterSnapshot,
  earliest: string,
  todayOn: string,
): Fault[] {
  const faults = [
    ...textFaults(order.note, 'note', register.scanPersons),
    ...textFaults(order.legalSource, 'legalSource', register.scanPersons),
  ];
  const latest = addDays(todayOn, 1830);
  if (order.fromOn < earliest || order.fromOn > latest) {
    faults.push(
      fault('field.out_of_range', 'fromOn', {
        vi: `Ngày hiệu lực phải từ ${dayLabel(earliest, 'vi')} đến ${dayLabel(latest, 'vi')}: không trước bản mới nhất, không quá 5 năm kể từ hôm nay.`,
        en: `The first day in force is from ${dayLabel(earliest, 'en')} to ${dayLabel(latest, 'en')}: not before the newest version, at most 5 years ahead.`,
      }),
    );
  }
  return faults;
}

/**
 * Appends a version to a member: changed by `change`, or retired where there is none.
 * @throws DomainError not_found, conflict.version, conflict.state, the order's faults
 */
export async function changeMember<R extends MemberVersion['record']>(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  unitClass: UnitClass,
  id: string,
  order: Order,
  change: ((before: R, register: RegisterSnapshot) => R) | null,
): Promise<RegisterChanged> {
  const todayOn = dayOfInstant(ctx.now());
  if (!order.preview) await oneEditAtATime(db);
  const register = await getRegister(ctx, db);
  const { versions, newest } = newestFor(register, unitClass, id, order, todayOn);
  const record = change ? change(newest.record as R, register) : newest.record;
  if (change && JSON.stringify(record) === JSON.stringify(newest.record)) {
    throw new DomainError('field.missing', { vi: 'Không có gì thay đổi.', en: 'Nothing changes.' }, { path: 'change' });
  }
  const draft: MemberVersion = {
    unitClass,
    memberId: id,
    version: newest.version + 1,
    kind: change ? 'change' : 'retire',
    validFromOn: order.fromOn,
    record,
    legalSource: order.legalSource,
    note: order.note,
    identityId: identity.id,
    orgUnitId: identity.orgUnitId,
    madeAt: new Date(ctx.now()).toISOString(),
  };
  const stored = order.preview ? draft : await appendVersion(db, draft, newest.version);
  const isMoved = unitClass === 'route' && change !== null && !sameReference(newest.record as Route, record as Route);
  const shifts = isMoved
    ? await reportShifts(db, register, identity, {
        before: newest.record as Route,
        after: record as Route,
        fromVersion: newest.version,
        toVersion: order.preview ? null : stored.version,
      })
    : null;
  if (!order.preview) {
    await bringIntoForce(ctx, db);
    await recordAudit(ctx, db, identity, {
      action: change ? 'register.change' : 'register.retire',
      subjectKind: 'register',
      subjectVersion: stored.version,
      detail: { unitClass, memberId: id, fromOn: order.fromOn },
    });
  }
  return { stored: !order.preview, version: entryOf(stored, [...versions, stored], todayOn), shifts };
}

function sameReference(a: Route, b: Route): boolean {
  const of = ({ coordinates, measuresM, kmPosts }: Route) => JSON.stringify([coordinates, measuresM, kmPosts]);
  return of(a) === of(b);
}

/** Writes what stands today into the tables the map is drawn from, and derives the places on changed members anew. */
export async function bringIntoForce(ctx: AppContext, db: Kysely<Database>): Promise<void> {
  await oneEditAtATime(db);
  const changed = await storeToday(db, dayOfInstant(ctx.now()));
  if (changed.length === 0) return;
  const register = await getRegister(ctx, db);
  for (const { unitClass, id } of changed) {
    if (unitClass === 'route') {
      await refreshMeasurePlaces(db, register, { routeId: id });
      await refreshIncidentPlaces(db, register, id);
    } else if (unitClass === 'site' && (await listMeasuresAtSite(db, id)).length > 0) {
      await refreshMeasurePlaces(db, register, { siteId: id });
    }
  }
}
