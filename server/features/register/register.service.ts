import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Commune } from '#geo/domain/area.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import { dayOfInstant, lastDayOf, type DayRange, type DayString } from '#geo/domain/period.ts';
import { readRegister, type RegisterData } from '#data/register/load-register.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getMeta } from '../../db/meta.sql.ts';
import { runInTransaction } from '../../db/transaction.ts';
import { isInForceIn } from '#geo/domain/member-versions.ts';
import { ownOutlineOf } from './area-outline.ts';
import { loadFiles } from './load-files.service.ts';
import { membersOn, type MemberHistory } from './member-history.ts';
import { readReference, type Reference } from './register.sql.ts';
import { readHistory } from './stored-history.service.ts';
import { createRegisterSnapshot, type RegisterSnapshot } from './register-snapshot.ts';

/** Periods looked at in turn: enough for a page that compares years. */
const KEPT_SNAPSHOTS = 8;

interface Kept {
  version: string;
  reference: Reference;
  history: MemberHistory;
  /** By the versions of members that stand in it. */
  snapshots: Map<string, RegisterSnapshot>;
}

/** What a running server keeps of its register; read anew when the stored version changes. */
const keptBy = new WeakMap<AppContext, Kept>();

/**
 * The register as it stands today, with its look-ups.
 * @throws when no register was loaded: `loadRegisterIfStale` runs at start.
 */
export async function getRegister(ctx: AppContext, db: Kysely<Database>): Promise<RegisterSnapshot> {
  return getRegisterOn(ctx, db, dayOfInstant(ctx.now()));
}

/**
 * The register as figures of a period read it: every member in the version in
 * force on the period's last day; one that was retired by then, in its last.
 */
export async function getRegisterFor(
  ctx: AppContext,
  db: Kysely<Database>,
  period: DayRange,
): Promise<RegisterSnapshot> {
  return getRegisterOn(ctx, db, lastDayOf(period));
}

/** The register as it stands on a day. */
export async function getRegisterOn(ctx: AppContext, db: Kysely<Database>, day: DayString): Promise<RegisterSnapshot> {
  const { reference, history, version, snapshots } = await getKept(ctx, db);
  const { versions, ...members } = membersOn(history, day);
  const key = JSON.stringify(versions);
  const known = snapshots.get(key);
  snapshots.delete(key);
  const snapshot = known ?? createRegisterSnapshot({ version, ...reference, ...members }, history, versions);
  // The last asked for stands last.
  snapshots.set(key, snapshot);
  if (snapshots.size > KEPT_SNAPSHOTS) snapshots.delete(snapshots.keys().next().value!);
  return snapshot;
}

async function getKept(ctx: AppContext, db: Kysely<Database>): Promise<Kept> {
  const { register_version: version } = await getMeta(db);
  if (version === null) throw new Error('no register is loaded');
  const known = keptBy.get(ctx);
  if (known?.version === version) return known;
  const kept = { version, reference: await readReference(db), history: await readHistory(db), snapshots: new Map() };
  keptBy.set(ctx, kept);
  return kept;
}

/**
 * Loads data/register/ into the database when it differs from what was loaded
 * last. What people edited stays as they left it; the log says what was kept.
 * @returns true when something was loaded
 */
export async function loadRegisterIfStale(ctx: AppContext, read: () => RegisterData = readRegister): Promise<boolean> {
  const register = read();
  const fileVersion = versionOf(register);
  const kept = await runInTransaction(ctx.db, (trx) => loadFiles(trx, register, fileVersion, ctx.now()));
  if (kept === undefined) return false;
  if (kept.length > 0) ctx.log.info({ kept }, 'the register’s data files changed; members edited here were kept');
  return true;
}

/** The data's own version with a hash of the content: an edited file is never taken for the one before. */
function versionOf(register: RegisterData): string {
  const hash = createHash('sha256').update(JSON.stringify(register)).digest('hex').slice(0, 12);
  return `${register.version}+${hash}`;
}

/** The register for a page: routes with geometry, areas and communes without. */
export function registerAnswer(snapshot: RegisterSnapshot): Register {
  const { version, routes, areas, sites, communes, orgUnits, openClasses, credits, versions } = snapshot;
  return {
    version,
    routes,
    areas,
    sites,
    communes: communes.map((commune) => Commune.parse(commune)),
    orgUnits,
    openClasses,
    credits,
    versions,
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

/** GeoJSON text of the key areas in force on some of the days: the outlines of their communes together. */
export function areasGeoJson({ areas, districts, communes }: RegisterSnapshot, days: DayRange): string {
  const outlines = new Map<string, ArealGeometry>(districts.map((district) => [district.id, district.geometry]));
  return collectionOf(
    areas.flatMap((area) => {
      if (!isInForceIn(area, days)) return [];
      const geometry = ownOutlineOf(area, { districts, communes }) ?? outlines.get(area.id);
      return geometry ? [{ type: 'Feature' as const, id: area.id, properties: area, geometry }] : [];
    }),
  );
}
