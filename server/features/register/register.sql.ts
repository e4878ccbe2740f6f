import { sql, type Insertable, type Kysely } from 'kysely';
import type { Area } from '#geo/domain/area.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import { toEwkbHex } from '#geo/geometry/ewkb.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterTables } from './register.table.ts';

type MemberTableName = Exclude<keyof RegisterTables, 'register_about' | 'register_version'>;
type Members = Pick<RegisterData, 'routes' | 'areas' | 'sites'>;
export type Reference = Omit<RegisterData, 'version' | keyof Members>;

/** Stores what is not versioned here: units, communes, old districts, credits; missing ones are retired on `todayOn`. */
export async function storeReference(
  db: Kysely<Database>,
  { orgUnits, communes, districts, openClasses, credits, province }: RegisterData,
  fileVersion: string,
  todayOn: string,
): Promise<void> {
  await upsert(
    db,
    'org_unit',
    orgUnits.map((unit, i) => ({
      ...memberOf(unit, i),
      kind: unit.kind,
      parent_id: unit.parentId,
      successor_id: unit.successorId,
      legal_source: unit.source,
    })),
  );
  await upsert(
    db,
    'commune',
    communes.map((commune, i) => ({
      ...memberOf(commune, i),
      old_district_id: commune.oldDistrictId,
      geom: toEwkbHex(commune.geometry),
    })),
  );
  await upsert(
    db,
    'district',
    districts.map((district, i) => ({
      id: district.id,
      position: i + 1,
      name_vi: district.nameVi,
      record: JSON.stringify(district),
      geom: toEwkbHex(district.geometry),
    })),
  );
  await retireMissing(db, 'org_unit', orgUnits, todayOn);
  await retireMissing(db, 'commune', communes, todayOn);
  const about = { record: JSON.stringify({ openClasses, credits, province }), file_version: fileVersion };
  await db
    .insertInto('register_about')
    .values({ only_row: true, ...about })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(about))
    .execute();
}

/**
 * Stores members as they stand, for what refers to them and for the map.
 * @param updates columns to write where the member is there already; all unless said
 */
export async function storeMembers(
  db: Kysely<Database>,
  { routes, areas, sites }: Members,
  outlineOf: (area: Area) => ArealGeometry | null,
  updates?: readonly string[],
): Promise<void> {
  await upsert(
    db,
    'route',
    routes.map((route, i) => ({
      ...memberOf(route, i),
      in_register: route.inRegister,
      responsible_org_unit_id: route.responsibleOrgUnitId,
      legal_source: route.legalSource,
      geom: toEwkbHex({ type: 'LineString', coordinates: route.coordinates }),
    })),
    updates,
  );
  await upsert(
    db,
    'area',
    areas.map((area, i) => {
      const outline = outlineOf(area);
      return {
        ...memberOf(area, i),
        responsible_org_unit_id: area.responsibleOrgUnitId,
        legal_source: area.legalSource,
        geom: outline && toEwkbHex(outline),
      };
    }),
    updates,
  );
  await upsert(
    db,
    'site',
    sites.map((site, i) => ({
      ...memberOf(site, i),
      kind: site.kind,
      in_register: site.inRegister,
      commune_id: site.communeId,
      responsible_org_unit_id: site.responsibleOrgUnitId,
      legal_source: site.source,
      geom: toEwkbHex({ type: 'Point', coordinates: site.point }),
    })),
    updates,
  );
}

/** Removes a member that was added and taken back, and that nothing refers to. */
export async function deleteMember(db: Kysely<Database>, unitClass: UnitClass, id: string): Promise<void> {
  await db
    .deleteFrom(unitClass as 'route')
    .where('id', '=', id)
    .execute();
}

function memberOf(
  member: { id: string; nameVi: string; validFromOn: string | null; validUntilOn: string | null },
  index: number,
) {
  return {
    id: member.id,
    position: index + 1,
    name_vi: member.nameVi,
    valid_from_on: member.validFromOn,
    valid_until_on: member.validUntilOn,
    record: JSON.stringify(member),
  };
}

async function upsert<T extends MemberTableName>(
  db: Kysely<Database>,
  table: T,
  rows: Insertable<RegisterTables[T]>[],
  columns: readonly string[] = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id'),
): Promise<void> {
  if (rows.length === 0) return;
  const updates = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  // A statement carries at most 65,535 parameters; the register has a few hundred rows of ten.
  for (let at = 0; at < rows.length; at += 500) {
    const insert = db.insertInto(table as 'commune').values(rows.slice(at, at + 500) as never);
    await sql`${insert} on conflict (id) do update set ${sql.join(updates)}`.execute(db);
  }
}

async function retireMissing(
  db: Kysely<Database>,
  table: 'org_unit' | 'commune',
  members: readonly { id: string }[],
  todayOn: string,
): Promise<void> {
  await db
    .updateTable(table as 'commune')
    .set({ valid_until_on: todayOn })
    .where(
      'id',
      'not in',
      members.map((member) => member.id),
    )
    .where('valid_until_on', 'is', null)
    .execute();
}

/** Everything that is not versioned here, as stored, in the order of the plan; retired units carry their end. */
export async function readReference(db: Kysely<Database>): Promise<Reference> {
  const members = async (table: 'org_unit' | 'commune') => {
    const rows = await db
      .selectFrom(table as 'commune')
      .select(['record', 'valid_until_on'])
      .orderBy('position')
      .execute();
    return rows.map((row) => ({ ...row.record, validUntilOn: row.valid_until_on })) as unknown[];
  };
  const about = await db.selectFrom('register_about').select('record').executeTakeFirstOrThrow();
  const districts = await db.selectFrom('district').select('record').orderBy('position').execute();
  return {
    orgUnits: (await members('org_unit')) as RegisterData['orgUnits'],
    communes: (await members('commune')) as RegisterData['communes'],
    districts: districts.map((row) => row.record),
    ...about.record,
  };
}

/** Ids of the members of a class in the order of the plan. */
export async function readOrder(db: Kysely<Database>, unitClass: UnitClass): Promise<string[]> {
  const rows = await db
    .selectFrom(unitClass as 'route')
    .select('id')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** The members as the tables have them, by class and id. */
export async function readStanding(db: Kysely<Database>): Promise<Map<string, string>> {
  const standing = new Map<string, string>();
  for (const unitClass of ['route', 'area', 'site'] as const) {
    const rows = await db
      .selectFrom(unitClass as 'route')
      .select(['id', 'record'])
      .execute();
    for (const row of rows) standing.set(`${unitClass} ${row.id}`, JSON.stringify(row.record));
  }
  return standing;
}
