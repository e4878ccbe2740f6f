import type { Insertable, Kysely, Selectable } from 'kysely';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { CoveragePolicy } from '#geo/domain/policy.ts';
import type { Database } from '../../db/database.ts';
import type { IndicatorRunTable, IndicatorRunUnitTable } from './coverage.table.ts';

/** The policy by which new runs are computed. */
export async function getPolicyInForce(db: Kysely<Database>): Promise<CoveragePolicy> {
  const { policy } = await db
    .selectFrom('coverage_policy')
    .select('policy')
    .where('in_force', '=', true)
    .executeTakeFirstOrThrow();
  return policy;
}

/** What a run is computed from; equal keys have equal figures. */
export type RunKey = Pick<
  Selectable<IndicatorRunTable>,
  'indicator' | 'method' | 'period_id' | 'policy_version' | 'register_version' | 'data_version' | 'fresh_at'
>;

export async function findRunByKey(
  db: Kysely<Database>,
  key: RunKey,
): Promise<Selectable<IndicatorRunTable>['result'] | undefined> {
  const row = await db
    .selectFrom('indicator_run')
    .select('result')
    .where('indicator', '=', key.indicator)
    .where('method', '=', key.method)
    .where('period_id', '=', key.period_id)
    .where('policy_version', '=', key.policy_version)
    .where('register_version', '=', key.register_version)
    .where('data_version', '=', key.data_version)
    .where('fresh_at', '=', key.fresh_at)
    .executeTakeFirst();
  return row?.result;
}

export async function findRun(
  db: Kysely<Database>,
  id: string,
): Promise<Selectable<IndicatorRunTable>['result'] | undefined> {
  const row = await db.selectFrom('indicator_run').select('result').where('id', '=', id).executeTakeFirst();
  return row?.result;
}

export async function findRunRoutes(
  db: Kysely<Database>,
  id: string,
): Promise<Selectable<IndicatorRunTable>['routes'] | undefined> {
  const row = await db.selectFrom('indicator_run').select('routes').where('id', '=', id).executeTakeFirst();
  return row?.routes;
}

export async function findRunUnit(
  db: Kysely<Database>,
  runId: string,
  unitClass: UnitClass,
  unitId: string,
): Promise<Pick<Selectable<IndicatorRunUnitTable>, 'detail' | 'entered_by'> | undefined> {
  return db
    .selectFrom('indicator_run_unit')
    .select(['detail', 'entered_by'])
    .where('run_id', '=', runId)
    .where('unit_class', '=', unitClass)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
}

/**
 * Stores a run with its units, unless another process stored the same
 * question meanwhile. Call in a transaction.
 * @returns whether this run was stored
 */
export async function insertRun(
  db: Kysely<Database>,
  run: Insertable<IndicatorRunTable>,
  units: readonly Insertable<IndicatorRunUnitTable>[],
): Promise<boolean> {
  const stored = await db
    .insertInto('indicator_run')
    .values(run)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (stored === undefined) return false;
  for (const unit of units) await db.insertInto('indicator_run_unit').values(unit).execute();
  return true;
}
