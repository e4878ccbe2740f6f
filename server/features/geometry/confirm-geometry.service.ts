import type { Kysely } from 'kysely';
import {
  OSM_ATTRIBUTION,
  type GeometryUpdateConfirm,
  type GeometryUpdateConfirmed,
  type GeometryUpdateUndone,
} from '#geo/contract/geometry-updates.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { RouteId } from '#geo/domain/ids.ts';
import type { Route } from '#geo/domain/route.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit } from '../audit/audit.service.ts';
import { getRegister } from '../register/register.service.ts';
import { oneEditAtATime } from '../register/edit-register.service.ts';
import { refuseStaleVersion } from '../register/record-access.ts';
import { checkedRoute } from '../register-versions/edited-route.ts';
import { changeMember } from '../register-versions/register-versions.service.ts';
import { refuseDependents, undoVersion } from '../register-versions/undo-version.service.ts';
import { alreadyConfirmed, noSuchUpdate } from './geometry-updates.service.ts';
import { lockGeometryUpdate, markGeometryConfirmed, markGeometryUndone } from './geometry-updates.sql.ts';
import type { NewRouteLine } from './geometry-updates.table.ts';

/**
 * Gives the chosen routes their new lines from a day on, as versions of the
 * register: all, or none. Each must be as it was when the file was compared.
 * @throws DomainError not_found, conflict.state, conflict.version, reference.unknown, the order's faults
 */
export async function confirmGeometryUpdate(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: string,
  confirm: GeometryUpdateConfirm,
  signal: AbortSignal,
): Promise<GeometryUpdateConfirmed> {
  const update = await lockGeometryUpdate(db, id);
  if (update === undefined || update.identity_id !== identity.id) throw noSuchUpdate();
  if (update.routes === null) throw alreadyConfirmed();
  if (update.expires_at.getTime() <= ctx.now()) throw noSuchUpdate();
  const { preview, routes: lines } = update;
  const order = {
    fromOn: confirm.fromOn ?? preview.fromOn,
    legalSource: confirm.source ?? preview.source,
    note: await noteOf(ctx, db, update.file_name),
    preview: false,
  };
  const versions = await ctx.progress.follow(identity.id, confirm.progressId, async (tell) => {
    const stored: GeometryUpdateConfirmed['versions'] = [];
    for (const [i, { routeId, baseVersion }] of confirm.routes.entries()) {
      // Who leaves before all are stored has replaced none: the transaction goes back.
      signal.throwIfAborted();
      tell('storing', i / confirm.routes.length);
      const compared = preview.routes.find((route) => route.routeId === routeId);
      const line = lines[routeId] as NewRouteLine | undefined;
      if (compared === undefined || line === undefined || stored.some((one) => one.routeId === routeId)) {
        throw nothingToConfirm(i);
      }
      refuseStaleVersion(compared.baseVersion, baseVersion);
      const replace = (before: Route) => checkedRoute({ ...before, ...line });
      const ordered = { ...order, baseVersion };
      const { version, shifts } = await changeMember<Route>(ctx, db, identity, 'route', routeId, ordered, replace);
      stored.push({ routeId, version: version.version, shifts: shifts! });
    }
    return stored;
  });
  signal.throwIfAborted();
  const made = versions.map(({ routeId, version }) => ({ routeId, version }));
  await markGeometryConfirmed(
    db,
    id,
    {
      identity_id: identity.id,
      org_unit_id: identity.orgUnitId,
      confirmed_at: new Date(ctx.now()),
      from_on: order.fromOn,
      source: order.legalSource,
    },
    made,
  );
  await recordAudit(ctx, db, identity, {
    action: 'geometry.confirm',
    subjectKind: 'register',
    subjectId: id,
    subjectCount: made.length,
    detail: { sha256: update.sha256, fromOn: order.fromOn, versions: made },
  });
  return { id, versions };
}

/** Whatever source the person writes: who is to be named stays with every version. */
async function noteOf(ctx: AppContext, db: Kysely<Database>, fileName: string): Promise<string> {
  const note = `Hình học theo tệp ${fileName} (${OSM_ATTRIBUTION})`;
  const { scanPersons } = await getRegister(ctx, db);
  // Digits of a file's name may look like a person's beside other words.
  return scanPersons(note).length === 0 ? note : `Hình học theo tệp (${OSM_ATTRIBUTION})`;
}

/**
 * Takes back all versions of a file that still stand, or none; says under `progressId` how many it has.
 * @throws DomainError not_found, conflict.state, conflict.version, conflict.depends
 */
export async function undoGeometryUpdate(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: string,
  progressId: string | undefined,
  signal: AbortSignal,
): Promise<GeometryUpdateUndone> {
  const update = await lockGeometryUpdate(db, id);
  if (update === undefined || update.versions === null) throw noSuchUpdate();
  const { history } = await getRegister(ctx, db);
  const standing = update.versions.filter(({ routeId, version }) =>
    history.route.get(routeId)?.some((one) => one.version === version),
  );
  if (update.state === 'undone' || standing.length === 0) {
    throw new DomainError('conflict.state', {
      vi: 'Bản cập nhật này đã được rút lại.',
      en: 'This update was taken back already.',
    });
  }
  await oneEditAtATime(db);
  // Of all routes at once, so that nobody corrects the records of one only to be refused for the next.
  const versions = standing.map(({ routeId, version }) =>
    history.route.get(routeId)!.find((one) => one.version === version)!,
  );
  await refuseDependents(db, versions);
  await ctx.progress.follow(identity.id, progressId, async (tell) => {
    for (const [i, { routeId, version }] of standing.entries()) {
      signal.throwIfAborted();
      tell('storing', i / standing.length);
      await undoVersion(ctx, db, identity, 'route', routeId, version);
    }
  });
  signal.throwIfAborted();
  await markGeometryUndone(db, id);
  await recordAudit(ctx, db, identity, {
    action: 'geometry.undo',
    subjectKind: 'register',
    subjectId: id,
    subjectCount: standing.length,
    detail: { versions: standing },
  });
  return {
    id,
    undone: standing.map(({ routeId, version }) => ({ routeId: RouteId.parse(routeId), version })),
  };
}

function nothingToConfirm(i: number): DomainError {
  return new DomainError(
    'reference.unknown',
    {
      vi: 'Tệp không làm tuyến này chính xác hơn, hoặc tuyến bị lặp.',
      en: 'The file betters nothing of this route, or the route is repeated.',
    },
    { path: `routes[${i}].routeId` },
  );
}
