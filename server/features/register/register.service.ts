import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Commune } from '#geo/domain/area.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import { readRegister, type RegisterData } from '#data/register/load-register.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getMeta } from '../../db/meta.sql.ts';
import { runInTransaction } from '../../db/transaction.ts';
import { readStoredRegister, storeRegister } from './register.sql.ts';
import { createRegisterSnapshot, type RegisterSnapshot } from './register-snapshot.ts';

/** One snapshot a running server; remade when the stored version changes. */
const snapshots = new WeakMap<AppContext, { version: string; snapshot: RegisterSnapshot }>();

/**
 * The register as stored, with its look-ups.
 * @throws when no register was loaded: `loadRegisterIfStale` runs at start.
 */
export async function getRegister(ctx: AppContext, db: Kysely<Database>): Promise<RegisterSnapshot> {
  const { register_version: version } = await getMeta(db);
  if (version === null) throw new Error('no register is loaded');
  const known = snapshots.get(ctx);
  if (known?.version === version) return known.snapshot;
  const snapshot = createRegisterSnapshot({ version, ...(await readStoredRegister(db)) });
  snapshots.set(ctx, { version, snapshot });
  return snapshot;
}

/**
 * Loads data/register/ into the database when it differs from what is stored.
 * @returns true when something was loaded
 */
export async function loadRegisterIfStale(ctx: AppContext, read: () => RegisterData = readRegister): Promise<boolean> {
  const register = read();
  const version = versionOf(register);
  return runInTransaction(ctx.db, async (trx) => {
    if ((await getMeta(trx)).register_version === version) return false;
    await storeRegister(trx, register, version, dayOfInstant(ctx.now()));
    return true;
  });
}

/** The data's own version with a hash of the content: an edited file is never taken for the one before. */
function versionOf(register: RegisterData): string {
  const hash = createHash('sha256').update(JSON.stringify(register)).digest('hex').slice(0, 12);
  return `${register.version}+${hash}`;
}

/** The register for a page: routes with geometry, areas and communes without. */
export function registerAnswer(snapshot: RegisterSnapshot): Register {
  const { version, routes, areas, sites, communes, orgUnits, openClasses, credits } = snapshot;
  return {
    version,
    routes,
    areas,
    sites,
    communes: communes.map((commune) => Commune.parse(commune)),
    orgUnits,
    openClasses,
    credits,
    versions: [],
  };
}

interface Feature {
  type: 'Feature';
  id: string;
  properties: object;
  geometry: object;
}

function collectionOf(features: Feature[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** GeoJSON text of today's communes. */
export function communesGeoJson({ communes }: RegisterSnapshot): string {
  return collectionOf(
    communes.map(({ geometry, ...rest }) => ({ type: 'Feature', id: rest.id, properties: rest, geometry })),
  );
}

/** GeoJSON text of all districts of before 1 July 2025. */
export function districtsGeoJson({ districts }: RegisterSnapshot): string {
  return collectionOf(
    districts.map(({ geometry, ...rest }) => ({ type: 'Feature', id: rest.id, properties: rest, geometry })),
  );
}

/** GeoJSON text of the key areas: the outlines of their districts, which were dissolved from their communes. */
export function areasGeoJson({ areas, districts }: RegisterSnapshot): string {
  const outlines = new Map(districts.map((district) => [district.id, district.geometry]));
  return collectionOf(
    areas.flatMap((area) => {
      const geometry = outlines.get(area.id);
      return geometry ? [{ type: 'Feature' as const, id: area.id, properties: area, geometry }] : [];
    }),
  );
}
