import type { Kysely } from 'kysely';
import type { ShiftReport } from '#geo/contract/register-versions.contract.ts';
import type { RouteId } from '#geo/domain/ids.ts';
import { seesExactPlace } from '#geo/domain/precision.ts';
import type { Route } from '#geo/domain/route.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { recordExactRead } from '../audit/audit.service.ts';
import { listIncidentsOnRoute } from '../incidents/incident-places.service.ts';
import { listMeasuresOnRoute } from '../measures/measure-places.service.ts';
import { notFoundError } from '../register/record-access.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { shiftReport, type RecordOnRoute } from './shifts.ts';

/** Everything that speaks in metres of a route, as it was written. */
export async function listRecordsOnRoute(db: Kysely<Database>, routeId: string): Promise<RecordOnRoute[]> {
  return [...(await listMeasuresOnRoute(db, routeId)), ...(await listIncidentsOnRoute(db, routeId))];
}

/** How the records on a route would read after a change of it, for `identity`. */
export async function reportShifts(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  identity: Identity,
  change: { before: Route; after: Route; fromVersion: number; toVersion: number | null },
): Promise<ShiftReport> {
  const { id } = change.before;
  return shiftReport(
    await listRecordsOnRoute(db, id),
    change,
    (version) => register.routeOfVersion(id, version),
    register.viewerOf(identity),
  );
}

/**
 * The report between two versions of a route; exact places of other agencies in it are audited.
 * @throws DomainError not_found
 */
export async function getShifts(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  routeId: RouteId,
  { from, to }: { from: number; to: number },
): Promise<ShiftReport> {
  const register = await getRegister(ctx, db);
  const recordOf = (version: number): Route => {
    const found = register.history.route.get(routeId)?.find((one) => one.version === version);
    if (found === undefined) throw notFoundError();
    return found.record;
  };
  const change = { before: recordOf(from), after: recordOf(to), fromVersion: from, toVersion: to };
  const viewer = register.viewerOf(identity);
  const records = await listRecordsOnRoute(db, routeId);
  for (const kind of ['measure', 'incident'] as const) {
    const exact = records.filter(
      ({ recordKind, enteredBy }) =>
        recordKind === kind && seesExactPlace(viewer, enteredBy) && !viewer.scope.has(enteredBy),
    );
    const count = new Set(exact.map(({ recordId }) => recordId)).size;
    await recordExactRead(ctx, db, identity, kind, count, { routeId, from, to });
  }
  return shiftReport(records, change, (version) => register.routeOfVersion(routeId, version), viewer);
}
