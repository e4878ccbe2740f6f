import { sql, type Kysely } from 'kysely';
import type { TileLayer } from '#geo/contract/tiles.contract.ts';
import type { Bbox } from '#geo/domain/geometry.ts';
import type { Database } from '../../db/database.ts';
import type { TileFeature, TileGeometry } from './encode-tile.ts';
import { LAYER_FEATURES, type TileView } from './tile-layers.sql.ts';
import { TILE_BUFFER, TILE_EXTENT, type TileAddress } from './tile-math.ts';

const boxOf = (bbox: Bbox) => sql`st_makeenvelope(${sql.join(bbox.map((side) => sql`${side}::float8`))}, 4326)`;

/** Zooms at which outlines are drawn coarser than they are stored. */
const COARSE_ZOOM = 8;
/** Half a pixel of a 512-pixel tile. */
const COARSE_UNITS = 4;

/** The geometry at low zooms without the vertices that no screen shows; by liblwgeom alone, so alike on both engines. */
function simplified({ z }: TileAddress) {
  if (z > COARSE_ZOOM) return sql`geom`;
  const toleranceDegrees = (COARSE_UNITS * 360) / (TILE_EXTENT * 2 ** z);
  return sql`st_simplify(geom, ${toleranceDegrees}::float8, true)`;
}

/** A whole tile, made by PostGIS. */
export async function selectTile(
  db: Kysely<Database>,
  layer: TileLayer,
  tile: TileAddress,
  bbox: Bbox,
  view: TileView,
): Promise<Uint8Array> {
  const { rows } = await sql<{ tile: Uint8Array }>`
    with feature as (${LAYER_FEATURES[layer](boxOf(bbox), view)}),
    -- Clipped and snapped to the tile's grid; what is too small to show becomes null.
    tile_feature as (
      select feature.*, st_asmvtgeom(
        st_transform(${simplified(tile)}, 3857), st_tileenvelope(${tile.z}::int, ${tile.x}::int, ${tile.y}::int),
        ${TILE_EXTENT}::int, ${TILE_BUFFER}::int, true) as tile_geom
      from feature order by id
    )
    select st_asmvt(tile_row, ${layer}, ${TILE_EXTENT}::int, 'tile_geom') as tile
    from (select ${attributesOf(layer)}, tile_geom from tile_feature where tile_geom is not null) tile_row
  `.execute(db);
  return rows[0].tile;
}

/** The same features for the encoder in JS, where the engine has no ST_AsMVT. */
export async function selectTileFeatures(
  db: Kysely<Database>,
  layer: TileLayer,
  tile: TileAddress,
  bbox: Bbox,
  view: TileView,
): Promise<TileFeature[]> {
  const { rows } = await sql<Record<string, string | number | boolean | null> & { geometry: string }>`
    with feature as (${LAYER_FEATURES[layer](boxOf(bbox), view)})
    select ${attributesOf(layer)}, st_asgeojson(${simplified(tile)}, 9) as geometry from feature order by id
  `.execute(db);
  return rows.map(({ geometry, ...properties }) => ({
    geometry: JSON.parse(geometry) as TileGeometry,
    properties,
  }));
}

/** Attributes of each layer's features, in the order in which they are written. */
const ATTRIBUTES: Record<TileLayer, readonly string[]> = {
  communes: ['id', 'nameVi', 'kind', 'oldDistrictId', 'onLaoBorder'],
  areas: ['id', 'nameVi', 'nameEn', 'kind', 'responsibleOrgUnitId'],
  routes: ['id', 'nameVi', 'nameEn', 'kind', 'inRegister'],
  sites: ['id', 'nameVi', 'nameEn', 'kind', 'inRegister', 'accuracyM'],
  measures: ['id', 'type', 'status', 'origin', 'firstOn', 'lastOn', 'masked', 'placeKind'],
  incidents: ['id', 'type', 'howFound', 'origin', 'firstOn', 'lastOn', 'masked', 'placeKind'],
};

const attributesOf = (layer: TileLayer) => sql.join(ATTRIBUTES[layer].map((name) => sql.ref(name)));

/** How many records of other agencies, within the days, this layer shows exactly. */
export async function countOthersRecords(
  db: Kysely<Database>,
  layer: 'measures' | 'incidents',
  own: readonly string[],
  { days }: TileView,
): Promise<number> {
  const table = layer === 'measures' ? 'measure' : 'incident';
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from ${sql.table(table)}
    where geom is not null and ${layer === 'measures' ? sql`superseded_by is null and` : sql``}
       entered_by_org_unit_id <> all(${[...own]}::text[])
      and first_on < ${days.untilOn ?? 'infinity'}::date and until_on > ${days.fromOn ?? '-infinity'}::date
  `.execute(db);
  return rows[0].others;
}
