import type { Generated, JSONColumnType } from 'kysely';
import type { IncidentPlace } from '#geo/domain/incident.ts';

export interface IncidentTable {
  province_code: string;
  id: string;
  type: string;
  first_on: string;
  /** The day after the last. */
  until_on: string;
  place_kind: string;
  place: JSONColumnType<IncidentPlace>;
  route_id: string | null;
  /** The version of the route in whose metres the place is written. */
  route_version: Generated<number>;
  commune_id: string | null;
  geom: string | null;
  mask_geom: string | null;
  how_found: string;
  reported_to_org_unit_id: string;
  victims_rescued: number;
  note: string;
  origin: string;
  batch_id: string | null;
  /** 1 = first data row of the file. */
  batch_row: number | null;
  entered_by_org_unit_id: string;
  author_id: string;
  created_at: Date;
  updated_at: Date;
  version: number;
}
export interface IncidentEventTable {
  province_code: string;
  incident_id: string;
  position: number;
  step: string;
  happened_on: string;
}
export interface IncidentTables {
  incident: IncidentTable;
  incident_event: IncidentEventTable;
}
