import { sql, type Expression, type SqlBool } from 'kysely';
import type { Bbox } from '#geo/domain/geometry.ts';

/** Whose exact places the viewer sees: everybody's, or those of the listed units. */
export type ExactScope = 'all' | readonly string[];

/** A rectangle in degrees, kept to the globe: beyond it nothing lies. */
export function envelope([west, south, east, north]: Bbox): Expression<unknown> {
  const lng = (value: number) => Math.min(180, Math.max(-180, value));
  const lat = (value: number) => Math.min(90, Math.max(-90, value));
  return sql`st_makeenvelope(${lng(west)}::float8, ${lat(south)}::float8, ${lng(east)}::float8, ${lat(north)}::float8, 4326)`;
}

/** Ids of the communes that meet a rectangle, found once for the whole query. */
export function communesIn(box: Expression<unknown>): Expression<unknown> {
  return sql`array(select commune.id from commune where commune.geom && ${box} and st_intersects(commune.geom, ${box}))`;
}

/**
 * Records whose place, as the viewer may know it, meets a rectangle. A masked
 * record is found by its mask alone, so that moving the rectangle can never
 * home in on the exact place. `seesExact` is the row's own condition;
 * `communesMeet` stands in where neither geometry is known.
 */
export function visiblePlaceMeets(
  table: 'measure' | 'incident',
  box: Expression<unknown>,
  seesExact: Expression<SqlBool>,
  communesMeet: Expression<SqlBool>,
): Expression<SqlBool> {
  const geom = sql.ref(`${table}.geom`);
  const mask = sql.ref(`${table}.mask_geom`);
  return sql<SqlBool>`(
    (${seesExact} and ${geom} && ${box} and st_intersects(${geom}, ${box}))
    or (not ${seesExact} and ${mask} && ${box} and st_intersects(${mask}, ${box}))
    or ((case when ${seesExact} then ${geom} else ${mask} end) is null and ${communesMeet})
  )`;
}
