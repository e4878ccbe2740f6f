import type { Insertable, Kysely } from 'kysely';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { Database } from '../../db/database.ts';
import type { MemberHistory, MemberVersion } from './member-history.ts';
import { readOrder } from './register.sql.ts';
import type { RegisterVersionTable } from './register.table.ts';
import { selectVersions, type VersionRow } from './register-versions.sql.ts';

/** All versions of all members as stored, members in the order of the plan. */
export async function readHistory(db: Kysely<Database>): Promise<MemberHistory> {
  const rows = await selectVersions(db);
  const history = async (unitClass: UnitClass) => {
    const members = new Map<string, MemberVersion<never>[]>();
    for (const id of await readOrder(db, unitClass)) members.set(id, []);
    for (const row of rows) {
      if (row.unit_class !== unitClass) continue;
      const versions = members.get(row.member_id) ?? [];
      members.set(row.member_id, versions);
      versions.push(versionFromRow(row) as MemberVersion<never>);
    }
    // A member whose only version was taken back is gone.
    for (const [id, versions] of members) if (versions.length === 0) members.delete(id);
    return members;
  };
  return { route: await history('route'), area: await history('area'), site: await history('site') };
}

/** snake_case stops here. */
function versionFromRow(row: VersionRow): MemberVersion {
  return {
    unitClass: row.unit_class,
    memberId: row.member_id,
    version: row.version,
    kind: row.kind,
    validFromOn: row.valid_from_on,
    record: row.record,
    legalSource: row.legal_source,
    note: row.note,
    identityId: row.identity_id,
    orgUnitId: row.org_unit_id,
    madeAt: row.made_at.toISOString(),
  };
}

export function rowFromVersion(version: MemberVersion): Insertable<RegisterVersionTable> {
  return {
    unit_class: version.unitClass,
    member_id: version.memberId,
    version: version.version,
    kind: version.kind,
    valid_from_on: version.validFromOn,
    record: JSON.stringify(version.record),
    legal_source: version.legalSource,
    note: version.note,
    identity_id: version.identityId,
    org_unit_id: version.orgUnitId,
    made_at: new Date(version.madeAt),
    undone_at: null,
  };
}
