import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { TileLayer } from '#geo/contract/tiles.contract.ts';
import type { DayRange, DayString } from '#geo/domain/period.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import type { ExactScope } from '../../db/place-filter.ts';

/** Who looks, and at which days; only records of events depend on it. */
export interface TileView {
  scope: ExactScope;
  days: Partial<DayRange>;
  todayOn: DayString;
}

type Features = (box: RawBuilder<unknown>, view: TileView) => RawBuilder<unknown>;

/**
 * The features of a layer that may touch a box: `geom` in EPSG:4326 and, as
 * columns named as they are in the tile, the attributes. The one source of
 * both encoders, so that both engines serve the same content.
 */
export const LAYER_FEATURES: Record<TileLayer, Features> = {
  communes: (box) => sql`
    select id, name_vi as "nameVi", record ->> 'kind' as kind, old_district_id as "oldDistrictId",
      (record ->> 'onLaoBorder')::boolean as "onLaoBorder", geom
    from commune where geom && ${box} and valid_until_on is null`,
  areas: (box, { todayOn }) => sql`
    select area.id, area.name_vi as "nameVi", area.record ->> 'nameEn' as "nameEn", area.record ->> 'kind' as kind,
      area.responsible_org_unit_id as "responsibleOrgUnitId", coalesce(area.geom, district.geom) as geom
    from area left join district on district.id = area.id
    where coalesce(area.geom, district.geom) && ${box} and ${inForce(sql`area`, todayOn)}`,
  routes: (box, { todayOn }) => sql`
    select id, name_vi as "nameVi", record ->> 'nameEn' as "nameEn", record ->> 'kind' as kind,
      in_register as "inRegister", geom
    from route where geom && ${box} and ${inForce(sql`route`, todayOn)}`,
  sites: (box, { todayOn }) => sql`
    select id, name_vi as "nameVi", record ->> 'nameEn' as "nameEn", kind, in_register as "inRegister",
      (record ->> 'accuracyM')::float8 as "accuracyM", geom
    from site where geom && ${box} and ${inForce(sql`site`, todayOn)}`,
  measures: (box, view) => sql`
    with shown as (${shownRecords('measure', sql`status`, view)})
    select id, type, status, origin, "firstOn", "lastOn", masked,
      -- A masked track, line or polygon is its communes, and says no more.
      case when shown_geom is null then 'communes' else place_kind end as "placeKind", shown_geom as geom
    from shown where shown_geom && ${box}
    union all
    select shown.id, type, status, origin, "firstOn", "lastOn", masked, 'communes', label.geom
    from shown
    join measure_commune on measure_commune.province_code = ${PROVINCE_CODE} and measure_commune.measure_id = shown.id
    join commune on commune.id = measure_commune.commune_id
    cross join lateral (select ${labelPoint()} as geom) label
    where shown_geom is null and label.geom && ${box}`,
  incidents: (box, view) => sql`
    with shown as (${shownRecords('incident', sql`how_found as "howFound", commune_id`, view)})
    select id, type, "howFound", origin, "firstOn", "lastOn", masked, place_kind as "placeKind", shown_geom as geom
    from shown where shown_geom && ${box}
    union all
    -- Known to the commune only: a symbol at its label, which says so by placeKind.
    select shown.id, type, "howFound", origin, "firstOn", "lastOn", masked, place_kind, label.geom
    from shown join commune on commune.id = shown.commune_id
    cross join lateral (select ${labelPoint()} as geom) label
    where shown_geom is null and label.geom && ${box}`,
};

/** Whether a member is in force today: it may be retired from a day to come, or begin on one. */
const inForce = (table: RawBuilder<unknown>, todayOn: DayString) => sql<SqlBool>`
  (${table}.valid_from_on is null or ${table}.valid_from_on <= ${todayOn}::date)
  and (${table}.valid_until_on is null or ${table}.valid_until_on > ${todayOn}::date)`;

const labelPoint = () => sql`st_setsrid(st_makepoint(
  (commune.record -> 'labelPoint' ->> 0)::float8, (commune.record -> 'labelPoint' ->> 1)::float8), 4326)`;

/** Records of the days, each with the geometry that this viewer may see: exact, masked, or none (communes). */
function shownRecords(table: 'measure' | 'incident', own: RawBuilder<unknown>, { scope, days }: TileView) {
  const seesExact =
    scope === 'all' ? sql<SqlBool>`true` : sql<SqlBool>`entered_by_org_unit_id = any(${[...scope]}::text[])`;
  const conditions = [sql<SqlBool>`province_code = ${PROVINCE_CODE}`];
  if (table === 'measure') conditions.push(sql<SqlBool>`superseded_by is null`);
  if (days.untilOn) conditions.push(sql<SqlBool>`first_on < ${days.untilOn}::date`);
  if (days.fromOn) conditions.push(sql<SqlBool>`until_on > ${days.fromOn}::date`);
  return sql`
    select id, type, ${own}, origin, first_on::text as "firstOn", (until_on - 1)::text as "lastOn", place_kind,
      not ${seesExact} as masked, case when ${seesExact} then geom else mask_geom end as shown_geom
    from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}`;
}
