import { sql, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { MeasureQuery } from '#geo/contract/measures.contract.ts';
import type { DayRange } from '#geo/domain/period.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { Database } from '../../db/database.ts';
import { communesIn, envelope, visiblePlaceMeets, type ExactScope } from '../../db/place-filter.ts';
import {
  measureColumns,
  measureCommuneIds,
  measureMergedFrom,
  measureOrgUnitIds,
  type MeasureListRow,
} from './measures.sql.ts';

/** Kinds of place that speak of a class of the register. */
const KINDS_OF_CLASS = {
  route: ['track', 'line', 'interval', 'point'],
  area: ['communes', 'polygon'],
  site: ['site'],
} as const;

export type MeasureFilter = Omit<MeasureQuery, 'period' | 'from' | 'until'> & { days: Partial<DayRange> };

const SORTS = {
  firstOn: ['measure.first_on', 'asc'],
  '-firstOn': ['measure.first_on', 'desc'],
  type: ['measure.type', 'asc'],
  updatedAt: ['measure.updated_at', 'asc'],
  '-updatedAt': ['measure.updated_at', 'desc'],
  row: ['measure.batch_row', 'asc'],
} as const;

/** One page of measures and how many match; sorting ends with the id, so pages never overlap. */
export async function selectMeasurePage(
  db: Kysely<Database>,
  filter: MeasureFilter,
  scope: ExactScope,
): Promise<{ rows: MeasureListRow[]; total: number }> {
  const matching = db.selectFrom('measure').where((eb) => eb.and(conditions(eb, filter, scope)));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [column, direction] = SORTS[filter.sort];
  const rows = await matching
    .select(measureColumns)
    .select([measureOrgUnitIds, measureCommuneIds, measureMergedFrom])
    .orderBy(column, direction)
    .orderBy('measure.id')
    .limit(filter.pageSize)
    .offset(Math.min((filter.page - 1) * filter.pageSize, 1_000_000_000))
    .execute();
  return { rows, total };
}

function conditions(eb: ExpressionBuilder<Database, 'measure'>, filter: MeasureFilter, scope: ExactScope) {
  const { days, type, status, orgUnit, unitClass, batch, bbox } = filter;
  // What a joint measure stands for is history, not a record of its own.
  const all = [eb('measure.province_code', '=', PROVINCE_CODE), eb('measure.superseded_by', 'is', null)];
  if (days.untilOn) all.push(eb('measure.first_on', '<', days.untilOn));
  if (days.fromOn) all.push(eb('measure.until_on', '>', days.fromOn));
  if (type) all.push(eb('measure.type', 'in', type));
  if (status) all.push(eb('measure.status', 'in', status));
  if (batch) all.push(eb('measure.batch_id', '=', batch));
  if (unitClass) all.push(eb('measure.place_kind', 'in', [...KINDS_OF_CLASS[unitClass]]));
  if (orgUnit !== undefined) {
    all.push(
      eb.exists(
        eb
          .selectFrom('measure_org_unit')
          .select('position')
          .whereRef('measure_org_unit.province_code', '=', 'measure.province_code')
          .whereRef('measure_org_unit.measure_id', '=', 'measure.id')
          .where('measure_org_unit.org_unit_id', '=', orgUnit),
      ),
    );
  }
  if (bbox) {
    const box = envelope(bbox);
    const seesExact = scope === 'all' ? sql<SqlBool>`true` : eb('measure.entered_by_org_unit_id', 'in', [...scope]);
    const communesMeet = sql<SqlBool>`exists (
      select from measure_commune
      where measure_commune.province_code = measure.province_code and measure_commune.measure_id = measure.id
        and measure_commune.commune_id = any(${communesIn(box)}))`;
    all.push(eb(visiblePlaceMeets('measure', box, seesExact, communesMeet), '=', true));
  }
  return all;
}

/** The measures of these ids that exist, in no order. */
export async function selectMeasuresById(db: Kysely<Database>, ids: readonly string[]): Promise<MeasureListRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('measure')
    .select(measureColumns)
    .select([measureOrgUnitIds, measureCommuneIds, measureMergedFrom])
    .where('measure.province_code', '=', PROVINCE_CODE)
    .where('measure.id', 'in', [...ids])
    .execute();
}
