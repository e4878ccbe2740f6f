import type { JSONColumnType } from 'kysely';
import type { Register } from '#geo/contract/register.contract.ts';
import type { Area, CommuneWithGeometry } from '#geo/domain/area.ts';
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
}

export interface RegisterTables {
  org_unit: OrgUnitTable;
  route: RouteTable;
  commune: CommuneTable;
  district: DistrictTable;
  area: AreaTable;
  site: SiteTable;
  register_about: RegisterAboutTable;
}

export interface RegisterAbout extends Pick<Register, 'openClasses' | 'credits'> {
  province: ArealGeometry;
}
