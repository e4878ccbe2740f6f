import type { Generated, JSONColumnType } from 'kysely';
import type { IndicatorRun, RoutePiece, UnitClass, UnitDetail } from '#geo/domain/coverage.ts';
import type { OrgUnitId } from '#geo/domain/ids.ts';
import type { DayString } from '#geo/domain/period.ts';
import type { CoveragePolicy } from '#geo/domain/policy.ts';

export interface CoveragePolicyTable {
  version: string;
  policy: JSONColumnType<CoveragePolicy>;
  in_force: boolean;
}

export interface IndicatorRunTable {
  province_code: Generated<string>;
  id: string;
  indicator: number;
  method: string;
  period_id: string;
  from_on: DayString;
  until_on: DayString;
  fresh_at: Date;
  policy_version: string;
  register_version: string;
  data_version: number;
  computed_at: Date;
  result: JSONColumnType<IndicatorRun>;
  routes: JSONColumnType<{ routeId: string; pieces: RoutePiece[] }[]>;
}

export interface IndicatorRunUnitTable {
  province_code: Generated<string>;
  run_id: string;
  unit_class: UnitClass;
  unit_id: string;
  detail: JSONColumnType<UnitDetail>;
  /** Unit that entered each contributing measure, by the measure's id. */
  entered_by: JSONColumnType<Record<string, OrgUnitId>>;
}

export interface CoverageTables {
  coverage_policy: CoveragePolicyTable;
  indicator_run: IndicatorRunTable;
  indicator_run_unit: IndicatorRunUnitTable;
}
