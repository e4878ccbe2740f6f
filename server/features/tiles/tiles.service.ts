import type { Kysely } from 'kysely';
import type { TileLayer } from '#geo/contract/tiles.contract.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import { isAllowed } from '#geo/domain/permission.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getMeta } from '../../db/meta.sql.ts';
import type { Identity } from '../../http/identities.ts';
import { recordExactRead } from '../audit/audit.service.ts';
import { daysOfQuery } from '../periods/period-query.service.ts';
import { getRegister } from '../register/register.service.ts';
import { encodeTile } from './encode-tile.ts';
import type { TileView } from './tile-layers.sql.ts';
import { tileBbox, type TileAddress } from './tile-math.ts';
import { countOthersRecords, selectTile, selectTileFeatures } from './tiles.sql.ts';

export interface TileRequest {
  layer: TileLayer;
  tile: TileAddress;
  period: string | undefined;
}

/** Whether a layer holds records of events, which depend on the viewer, the days and the data's version. */
function isEventLayer(layer: TileLayer): layer is 'measures' | 'incidents' {
  return layer === 'measures' || layer === 'incidents';
}

/** Names a tile's content: equal tags, equal bytes. Register layers change with the register, and with the day on which a version begins. */
export async function tileTag(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { layer, tile, period }: TileRequest,
): Promise<string> {
  const meta = await getMeta(db);
  const address = `${layer}-${tile.z}-${tile.x}-${tile.y}-${meta.register_version}-${dayOfInstant(ctx.now())}`;
  return isEventLayer(layer)
    ? `"${address}-${meta.data_version}-${identity.id}-${encodeURIComponent(period ?? 'all')}"`
    : `"${address}"`;
}

/** A vector tile: by ST_AsMVT on PostGIS, by our own encoder on the embedded engine. */
export async function getTile(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  { layer, tile, period }: TileRequest,
): Promise<Uint8Array> {
  const view = isEventLayer(layer)
    ? await eventView(ctx, db, identity, layer, period)
    : ({ scope: 'all', days: {}, todayOn: dayOfInstant(ctx.now()) } as const);
  const bbox = tileBbox(tile);
  if (ctx.engine === 'postgis') return selectTile(db, layer, tile, bbox, view);
  return encodeTile(layer, await selectTileFeatures(db, layer, tile, bbox, view), tile);
}

async function eventView(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  layer: 'measures' | 'incidents',
  period: string | undefined,
): Promise<TileView> {
  const days = daysOfQuery({ period });
  const todayOn = dayOfInstant(ctx.now());
  const own = [...(await getRegister(ctx, db)).scopeOf(identity.orgUnitId)];
  if (!isAllowed(identity.role, 'place.read-exact')) return { scope: own, days, todayOn };
  const view: TileView = { scope: 'all', days, todayOn };
  await auditOnceADay(ctx, db, identity, layer, own, view);
  return view;
}

/** Exact reads of tiles already audited, by server. */
const audited = new WeakMap<AppContext, Set<string>>();

/** A map asks for dozens of tiles; the log gets one line a day for each person, layer and period. */
async function auditOnceADay(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  layer: 'measures' | 'incidents',
  own: readonly string[],
  view: TileView,
): Promise<void> {
  const known = audited.get(ctx) ?? new Set();
  audited.set(ctx, known);
  const key = JSON.stringify([dayOfInstant(ctx.now()), identity.id, layer, view.days]);
  if (known.has(key)) return;
  known.add(key);
  const others = await countOthersRecords(db, layer, own, view);
  const subject = layer === 'measures' ? 'measure' : 'incident';
  await recordExactRead(ctx, db, identity, subject, others, { tiles: layer, ...view.days });
}
