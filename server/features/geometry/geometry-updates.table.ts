import type { JSONColumnType } from 'kysely';
import type { GeometryUpdatePreview, GeometryUpdateState } from '#geo/contract/geometry-updates.contract.ts';
import type { Route } from '#geo/domain/route.ts';

/** What a confirmation changes of a route. */
export type NewRouteLine = Pick<Route, 'coordinates' | 'measuresM' | 'accuracyM' | 'insideM' | 'lengthM' | 'kmPosts'>;

export interface GeometryUpdateTable {
  id: string;
  file_name: string;
  sha256: string;
  identity_id: string;
  org_unit_id: string;
  state: GeometryUpdateState;
  preview: JSONColumnType<GeometryUpdatePreview>;
  /** By route; null once confirmed. */
  routes: JSONColumnType<Record<string, NewRouteLine>> | null;
  created_at: Date;
  expires_at: Date;
  confirmed_at: Date | null;
  from_on: string | null;
  source: string | null;
  versions: JSONColumnType<{ routeId: string; version: number }[]> | null;
}

export interface GeometryTables {
  geometry_update: GeometryUpdateTable;
}
