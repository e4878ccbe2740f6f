import type { Generated, JSONColumnType } from 'kysely';
import type { MeasurePlace } from '#geo/domain/measure.ts';

export interface MeasureTable {
  province_code: string;
  id: string;
  type: string;
  lead_org_unit_id: string;
  first_on: string;
  /** The day after the last. */
  until_on: string;
  place_kind: string;
  place: JSONColumnType<MeasurePlace>;
  route_id: string | null;
  /** The version of the route in whose metres the place is written. */
  route_version: Generated<number>;
  site_id: string | null;
  geom: string | null;
  mask_geom: string | null;
  sub_scheme: number;
  status: string;
  evidence: string;
  document_number: string;
  note: string;
  origin: string;
  batch_id: string | null;
  /** 1 = first data row of the file. */
  batch_row: number | null;
  /** The joint measure that stands for this one. */
  superseded_by: string | null;
  entered_by_org_unit_id: string;
  author_id: string;
  verifier_id: string | null;
  verified_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}
export interface MeasureOrgUnitTable {
  province_code: string;
  measure_id: string;
  org_unit_id: string;
  position: number;
}
export interface MeasureCommuneTable {
  province_code: string;
  measure_id: string;
  commune_id: string;
  position: number;
}
export interface MeasureTables {
  measure: MeasureTable;
  measure_org_unit: MeasureOrgUnitTable;
  measure_commune: MeasureCommuneTable;
}
