import type { Kysely } from 'kysely';
import type { Area } from '#geo/domain/area.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { newestVersion } from '#geo/domain/member-versions.ts';
import { dayOfInstant, type DayString } from '#geo/domain/period.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { Database } from '../../db/database.ts';
import { ownOutlineOf } from './area-outline.ts';
import { isEdited, membersOn, type MemberVersion } from './member-history.ts';
import { readReference, readStanding, storeMembers, storeReference } from './register.sql.ts';
import { insertVersions, lockRegister, selectLastNumbers, setRegisterVersion } from './register-versions.sql.ts';
import { readHistory, rowFromVersion } from './stored-history.service.ts';

/**
 * Brings the stored register in step with the data files: what nobody edited
 * gets a new base version where the files say something else, and is retired
 * where they no longer have it. Call in a transaction.
 * @returns members kept as people edited them (`route QL46`); undefined when these files were loaded already
 */
export async function loadFiles(
  trx: Kysely<Database>,
  register: RegisterData,
  fileVersion: string,
  nowMs: number,
): Promise<string[] | undefined> {
  const known = await lockRegister(trx);
  if (known?.fileVersion === fileVersion) return undefined;
  const todayOn = dayOfInstant(nowMs);
  await storeReference(trx, register, fileVersion, todayOn);
  const { added, kept } = await versionsOfFiles(trx, register, todayOn, new Date(nowMs).toISOString());
  // Places for new members to be referred to; what stands today is written when it comes into force.
  await storeMembers(trx, register, (area) => ownOutlineOf(area, register), ['position']);
  await insertVersions(trx, added.map(rowFromVersion));
  const edits = known?.editCount ?? 0;
  await setRegisterVersion(trx, edits > 0 ? `${fileVersion}~${edits}` : fileVersion);
  return kept;
}

/**
 * Writes the members as they stand today into the tables that records refer to
 * and the map is drawn from. Call in a transaction.
 * @returns the members that changed by it
 */
export async function storeToday(
  trx: Kysely<Database>,
  todayOn: DayString,
): Promise<{ unitClass: UnitClass; id: string }[]> {
  const reference = await readReference(trx);
  const members = membersOn(await readHistory(trx), todayOn);
  const standing = await readStanding(trx);
  const changed = (unitClass: UnitClass, all: readonly (Route | Area | Site)[]) =>
    all
      .filter((one) => standing.get(`${unitClass} ${one.id}`) !== JSON.stringify(one))
      .map(({ id }) => ({ unitClass, id: id as string }));
  const found = [
    ...changed('route', members.routes),
    ...changed('area', members.areas),
    ...changed('site', members.sites),
  ];
  if (found.length > 0) await storeMembers(trx, members, (area) => ownOutlineOf(area, reference));
  return found;
}

async function versionsOfFiles(trx: Kysely<Database>, register: RegisterData, todayOn: DayString, madeAt: string) {
  const history = await readHistory(trx);
  const numbers = new Map(
    (await selectLastNumbers(trx)).map((row) => [`${row.unit_class} ${row.member_id}`, row.version]),
  );
  const added: MemberVersion[] = [];
  const kept: string[] = [];
  const add = (unitClass: UnitClass, record: Route | Area | Site, end: DayString | null) => {
    const name = `${unitClass} ${record.id}`;
    added.push({
      unitClass,
      memberId: record.id,
      version: (numbers.get(name) ?? 0) + 1,
      kind: end === null ? 'base' : 'retire',
      validFromOn: end ?? record.validFromOn,
      record,
      legalSource: 'source' in record ? record.source : record.legalSource,
      note: '',
      identityId: 'system',
      orgUnitId: 'CA',
      madeAt,
    });
  };
  const files = { route: register.routes, area: register.areas, site: register.sites };
  for (const unitClass of ['route', 'area', 'site'] as const) {
    const stored = new Map<string, readonly MemberVersion[]>(history[unitClass]);
    for (const record of files[unitClass]) {
      const versions = stored.get(record.id);
      stored.delete(record.id);
      if (versions === undefined) add(unitClass, record, null);
      else if (isEdited(versions)) {
        if (!isSame(lastBase(versions), record)) kept.push(`${unitClass} ${record.id}`);
      } else if (newestVersion(versions).kind === 'retire' || !isSame(newestVersion(versions).record, record)) {
        add(unitClass, record, null);
      }
    }
    for (const [id, versions] of stored) {
      const newest = newestVersion(versions);
      if (!isEdited(versions) && newest.kind !== 'retire') add(unitClass, newest.record, todayOn);
      else if (isEdited(versions) && lastBase(versions)) kept.push(`${unitClass} ${id}`);
    }
  }
  return { added, kept };
}

function lastBase(versions: readonly MemberVersion[]): MemberVersion['record'] | undefined {
  return versions.findLast(({ kind }) => kind === 'base')?.record;
}

function isSame(a: object | undefined, b: object): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
