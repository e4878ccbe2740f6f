import type { Generated, JSONColumnType } from 'kysely';
import type { Register } from '#geo/contract/register.contract.ts';
import type { VersionKind } from '#geo/contract/register-versions.contract.ts';
import type { Area, CommuneWithGeometry } from '#geo/domain/area.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import type { OrgUnit } from '#geo/domain/org-unit.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import type { DistrictWithGeometry } from '#data/register/load-register.ts';

/** Columns that versioned members share; `record` is the domain's record. */
interface MemberTable<R extends object> {
  id: string;
  /** Order of the plan. */
  position: number;
  name_vi: string;
  valid_from_on: string | null;
  valid_until_on: string | null;
  record: JSONColumnType<R>;
}

export interface OrgUnitTable extends MemberTable<OrgUnit> {
  kind: string;
  parent_id: string | null;
  successor_id: string | null;
  legal_source: string;
}
export interface RouteTable extends MemberTable<Route> {
  in_register: boolean;
  responsible_org_unit_id: string;
  legal_source: string;
  geom: string;
}
export interface CommuneTable extends MemberTable<CommuneWithGeometry> {
  old_district_id: string;
  geom: string;
}
export interface DistrictTable {
  id: string;
  /** Order of the plan. */
  position: number;
  name_vi: string;
  record: JSONColumnType<DistrictWithGeometry>;
  geom: string;
}
export interface AreaTable extends MemberTable<Area> {
  responsible_org_unit_id: string;
  legal_source: string;
  /** Null where the outline is that of the old district. */
  geom: string | null;
}
export interface SiteTable extends MemberTable<Site> {
  kind: string;
  in_register: boolean;
  commune_id: string | null;
  responsible_org_unit_id: string;
  legal_source: string;
  geom: string;
}
export interface RegisterAboutTable {
  only_row: boolean;
  record: JSONColumnType<RegisterAbout>;
  /** Of the data files that were loaded; null before they were. */
  file_version: string | null;
  /** Edits of members since, undone ones too. */
  edit_count: Generated<number>;
}

/** A version of a member; appended, never changed. */
export interface RegisterVersionTable {
  unit_class: UnitClass;
  member_id: string;
  version: number;
  kind: VersionKind;
  valid_from_on: string | null;
  record: JSONColumnType<MemberRecord>;
  legal_source: string;
  note: Generated<string>;
  identity_id: string;
  org_unit_id: string;
  made_at: Date;
  undone_at: Date | null;
}
export type MemberRecord = Route | Area | Site;

export interface RegisterTables {
  org_unit: OrgUnitTable;
  route: RouteTable;
  commune: CommuneTable;
  district: DistrictTable;
  area: AreaTable;
  site: SiteTable;
  register_about: RegisterAboutTable;
  register_version: RegisterVersionTable;
}

export interface RegisterAbout extends Pick<Register, 'openClasses' | 'credits'> {
  province: ArealGeometry;
}
