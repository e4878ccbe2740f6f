import { sql, type Insertable, type Kysely } from 'kysely';
import { toEwkbHex } from '#geo/geometry/ewkb.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { Database } from '../../db/database.ts';
import type { RegisterTables } from './register.table.ts';

type MemberTableName = Exclude<keyof RegisterTables, 'register_about'>;

/** Stores a register: new members are added, known ones rewritten, missing ones retired on `todayOn`. */
export async function storeRegister(
  db: Kysely<Database>,
  register: RegisterData,
  version: string,
  todayOn: string,
): Promise<void> {
  const { orgUnits, routes, communes, districts, areas, sites } = register;
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
    'route',
    routes.map((route, i) => ({
      ...memberOf(route, i),
      in_register: route.inRegister,
      responsible_org_unit_id: route.responsibleOrgUnitId,
      legal_source: route.legalSource,
      geom: toEwkbHex({ type: 'LineString', coordinates: route.coordinates }),
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
  await upsert(
    db,
    'area',
    areas.map((area, i) => ({
      ...memberOf(area, i),
      responsible_org_unit_id: area.responsibleOrgUnitId,
      legal_source: area.legalSource,
    })),
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
  );
  for (const table of ['org_unit', 'route', 'commune', 'area', 'site'] as const) {
    await retireMissing(db, table, idsOf(register, table), todayOn);
  }
  const about = JSON.stringify({
    openClasses: register.openClasses,
    credits: register.credits,
    province: register.province,
  });
  await db
    .insertInto('register_about')
    .values({ only_row: true, record: about })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ record: about }))
    .execute();
  await db.updateTable('meta').set({ register_version: version }).execute();
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

function idsOf(register: RegisterData, table: 'org_unit' | 'route' | 'commune' | 'area' | 'site'): string[] {
  const members = {
    org_unit: register.orgUnits,
    route: register.routes,
    commune: register.communes,
    area: register.areas,
    site: register.sites,
  }[table];
  return members.map((member) => member.id);
}

async function upsert<T extends MemberTableName>(
  db: Kysely<Database>,
  table: T,
  rows: Insertable<RegisterTables[T]>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]).filter((column) => column !== 'id');
  const updates = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  // A statement carries at most 65,535 parameters; the register has a few hundred rows of ten.
  for (let at = 0; at < rows.length; at += 500) {
    const insert = db.insertInto(table as 'commune').values(rows.slice(at, at + 500) as never);
    await sql`${insert} on conflict (id) do update set ${sql.join(updates)}`.execute(db);
  }
}

async function retireMissing(
  db: Kysely<Database>,
  table: 'org_unit' | 'route' | 'commune' | 'area' | 'site',
  ids: readonly string[],
  todayOn: string,
): Promise<void> {
  await db
    .updateTable(table as 'commune')
    .set({ valid_until_on: todayOn })
    .where('id', 'not in', [...ids])
    .where('valid_until_on', 'is', null)
    .execute();
}

/** Everything of the register as stored, in the order of the plan; retired members carry their end. */
export async function readStoredRegister(db: Kysely<Database>): Promise<Omit<RegisterData, 'version'>> {
  const members = async <T extends 'org_unit' | 'route' | 'commune' | 'area' | 'site'>(table: T) => {
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
    routes: (await members('route')) as RegisterData['routes'],
    communes: (await members('commune')) as RegisterData['communes'],
    areas: (await members('area')) as RegisterData['areas'],
    sites: (await members('site')) as RegisterData['sites'],
    districts: districts.map((row) => row.record),
    ...about.record,
  };
}
