import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import {
  OSM_ATTRIBUTION,
  type GeometryUpdateForm,
  type GeometryUpdateList,
  type GeometryUpdatePreview,
} from '#geo/contract/geometry-updates.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { cleanFileName } from '#geo/domain/file-name.ts';
import { OrgUnitId, RouteId } from '#geo/domain/ids.ts';
import { newestVersion } from '#geo/domain/member-versions.ts';
import { dayOfInstant, periodsOfYear, type DayString } from '#geo/domain/period.ts';
import type { Route } from '#geo/domain/route.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { runInTransaction } from '../../db/transaction.ts';
import type { UploadedFile } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identities.ts';
import type { MemberVersion } from '../register/member-history.ts';
import { getRegister } from '../register/register.service.ts';
import { reportShifts } from '../register-versions/route-shifts.service.ts';
import { READING_SHARE, type ComparedRoads } from './compare-roads.ts';
import { runCompareTask } from './compare-task.ts';
import {
  deleteGeometryUpdate,
  findGeometryUpdate,
  insertGeometryUpdate,
  listGeometryUpdates,
} from './geometry-updates.sql.ts';
import { newLineOf, routeProposal } from './route-proposal.ts';

const EXPIRES_MS = 3_600_000;

/**
 * Reads a file of roads and railways off the request's thread, compares it
 * with the newest version of every route and keeps the result for an hour.
 * Nothing of the register changes until it is confirmed.
 * @throws DomainError file.*, field.missing, reference.unknown
 */
export async function previewGeometryUpdate(
  ctx: AppContext,
  identity: Identity,
  form: z.infer<typeof GeometryUpdateForm> & { file: UploadedFile | undefined },
  signal: AbortSignal,
): Promise<GeometryUpdatePreview> {
  const { file, replace } = form;
  if (file === undefined) {
    throw new DomainError(
      'field.missing',
      { vi: 'Chưa có tệp: gửi trong trường “file”.', en: 'There is no file: send it in the field “file”.' },
      { path: 'file' },
    );
  }
  const { history, province, scanPersons } = await getRegister(ctx, ctx.db);
  const newest = new Map<string, MemberVersion<Route>>();
  for (const [id, versions] of history.route) {
    const last = newestVersion(versions);
    if (last.kind !== 'retire') newest.set(id, last);
  }
  const chosen = chosenRoutes(form.routeIds, newest);
  const routes = [...newest.values()].map(({ record }) => record);
  const input = { file: { bytes: file.bytes, fileName: file.fileName }, routes, chosen, replace, province };

  return ctx.progress.follow(identity.id, form.progressId, async (tell) => {
    tell('reading');
    const found = await runCompareTask(ctx, input, signal, (share) => {
      tell(share < READING_SHARE ? 'reading' : 'matching', share);
    });
    tell('computing');
    signal.throwIfAborted();
    const fileName = cleanFileName(file.fileName, scanPersons);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const preview = await previewOf(ctx, identity, { fileName, sha256 }, found, newest);
    signal.throwIfAborted();
    await storePreview(ctx, identity, preview, found);
    return preview;
  });
}

/** @throws DomainError reference.unknown */
function chosenRoutes(text: string | undefined, routes: ReadonlyMap<string, unknown>): string[] {
  if (text === undefined || text.trim() === '') return [...routes.keys()];
  const ids = text.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => !routes.has(id));
  if (unknown === undefined) return ids;
  throw new DomainError(
    'reference.unknown',
    { vi: `Không có tuyến “${unknown}” đang có hiệu lực.`, en: `There is no route “${unknown}” in force.` },
    { path: 'routeIds' },
  );
}

async function previewOf(
  ctx: AppContext,
  identity: Identity,
  file: { fileName: string; sha256: string },
  found: ComparedRoads,
  newest: ReadonlyMap<string, MemberVersion<Route>>,
): Promise<GeometryUpdatePreview> {
  const register = await getRegister(ctx, ctx.db);
  const routes: GeometryUpdatePreview['routes'] = [];
  for (const { routeId, conflation } of found.routes) {
    const { record: before, version } = newest.get(routeId)!;
    const change = { before, after: conflation.after, fromVersion: version, toVersion: null };
    routes.push(routeProposal(before, version, conflation, await reportShifts(ctx.db, register, identity, change)));
  }
  const day = found.extractOn === null ? '' : `, dữ liệu ngày ${found.extractOn.split('-').reverse().join('/')}`;
  const earliest = found.routes.map(({ routeId }) => newest.get(routeId)!.validFromOn ?? '');
  return {
    id: randomUUID(),
    format: found.format,
    ...file,
    wayCount: found.wayCount,
    otherWayCount: found.otherWayCount,
    extractOn: found.extractOn,
    source: `OpenStreetMap${day} (${OSM_ATTRIBUTION})`,
    fromOn: [startOfPlanYear(dayOfInstant(ctx.now())), ...earliest].sort().at(-1)!,
    routes,
    state: 'previewed',
    expiresAt: new Date(ctx.now() + EXPIRES_MS).toISOString(),
  };
}

/** First day of the plan's year that runs on a day. */
function startOfPlanYear(todayOn: DayString): DayString {
  const year = Number(todayOn.slice(0, 4));
  const years = [year, year + 1].flatMap((y) => periodsOfYear(y).filter(({ kind }) => kind === 'plan-year'));
  return years.find(({ fromOn, untilOn }) => fromOn <= todayOn && todayOn < untilOn)!.fromOn;
}

async function storePreview(
  ctx: AppContext,
  identity: Identity,
  preview: GeometryUpdatePreview,
  found: ComparedRoads,
): Promise<void> {
  const bettered = found.routes.filter(({ conflation }) => conflation.replaced.length > 0);
  const lines = Object.fromEntries(bettered.map(({ routeId, conflation }) => [routeId, newLineOf(conflation)]));
  const now = new Date(ctx.now());
  await runInTransaction(ctx.db, (trx) =>
    insertGeometryUpdate(
      trx,
      {
        id: preview.id,
        file_name: preview.fileName,
        sha256: preview.sha256,
        identity_id: identity.id,
        org_unit_id: identity.orgUnitId,
        state: 'previewed',
        preview: JSON.stringify(preview),
        routes: JSON.stringify(lines),
        created_at: now,
        expires_at: new Date(preview.expiresAt),
        confirmed_at: null,
        from_on: null,
        source: null,
        versions: null,
      },
      now,
    ),
  );
}

/** @throws DomainError not_found also for another person's preview and an expired one */
export async function getGeometryUpdate(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: string,
): Promise<GeometryUpdatePreview> {
  const row = await findGeometryUpdate(db, id);
  const isExpired = row?.state === 'previewed' && row.expires_at.getTime() <= ctx.now();
  if (row === undefined || isExpired || (row.state === 'previewed' && row.identity_id !== identity.id)) {
    throw noSuchUpdate();
  }
  return { ...row.preview, state: row.state };
}

/** Forgets a preview; what was confirmed stays. */
export async function discardGeometryUpdate(db: Kysely<Database>, identity: Identity, id: string): Promise<void> {
  const row = await findGeometryUpdate(db, id);
  if (row === undefined || row.identity_id !== identity.id) throw noSuchUpdate();
  if (row.state !== 'previewed') throw alreadyConfirmed();
  await deleteGeometryUpdate(db, id);
}

/** Files that were confirmed, with which of their versions still stand. */
export async function listConfirmedUpdates(ctx: AppContext, db: Kysely<Database>): Promise<GeometryUpdateList> {
  const { history } = await getRegister(ctx, db);
  const rows = await listGeometryUpdates(db);
  return {
    items: rows.map((row) => ({
      id: row.id,
      fileName: row.file_name,
      sha256: row.sha256,
      state: row.state,
      byIdentityId: row.identity_id,
      byOrgUnitId: OrgUnitId.parse(row.org_unit_id),
      confirmedAt: row.confirmed_at!.toISOString(),
      fromOn: row.from_on!,
      source: row.source!,
      versions: row.versions!.map(({ routeId, version }) => ({
        routeId: RouteId.parse(routeId),
        version,
        standing: history.route.get(routeId)?.some((one) => one.version === version) ?? false,
      })),
    })),
  };
}

export function noSuchUpdate(): DomainError {
  return new DomainError('not_found', {
    vi: 'Không có bản xem trước này, hoặc đã hết hạn (1 giờ).',
    en: 'There is no such preview, or it has expired (1 hour).',
  });
}

export function alreadyConfirmed(): DomainError {
  return new DomainError('conflict.state', {
    vi: 'Bản cập nhật này đã được áp dụng.',
    en: 'This update was confirmed already.',
  });
}
