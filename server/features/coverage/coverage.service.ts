import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { IndicatorRun, RoutePiece, UnitClass } from '#geo/domain/coverage.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { RunId, type OrgUnitId } from '#geo/domain/ids.ts';
import type { Period } from '#geo/domain/period.ts';
import { seesExactPlace } from '#geo/domain/precision.ts';
import { INDICATOR_1_METHOD, type Indicator1Input, type Indicator1Result } from '#geo/indicators/indicator-1.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { getDataVersion, getMeta } from '../../db/meta.sql.ts';
import { PROVINCE_CODE } from '../../db/province.ts';
import { runInTransaction } from '../../db/transaction.ts';
import type { Identity } from '../../http/identities.ts';
import { recordExactRead } from '../audit/audit.service.ts';
import { listMeasuresForCoverage } from '../measures/measures.service.ts';
import { getRegister, getRegisterFor } from '../register/register.service.ts';
import { listReports } from '../reports/reports.service.ts';
import {
  findRun,
  findRunByKey,
  findRunRoutes,
  findRunUnit,
  getPolicyInForce,
  insertRun,
  type RunKey,
} from './coverage.sql.ts';
import { freshAtOf } from './fresh-at.ts';
import { maskDetail } from './mask-detail.ts';
import { maskOnRoute } from './mask-on-route.service.ts';
import { SharedWork } from './shared-work.ts';

const COMPUTE_TIMEOUT_MS = 120_000;
/** Computations under way, by server: requests for the same run wait for one. */
const underWay = new WeakMap<AppContext, SharedWork<IndicatorRun>>();

function sharedWorkOf(ctx: AppContext): SharedWork<IndicatorRun> {
  let work = underWay.get(ctx);
  if (work === undefined) underWay.set(ctx, (work = new SharedWork()));
  return work;
}

/**
 * Indicator 1 for a period on the data as it is now: the stored run, or a new
 * one, computed in a job thread and stored with all that it opens to.
 */
export async function getIndicator1(ctx: AppContext, period: Period, signal: AbortSignal): Promise<IndicatorRun> {
  const [policy, register, dataVersion] = [
    await getPolicyInForce(ctx.db),
    await getRegister(ctx, ctx.db),
    await getDataVersion(ctx.db),
  ];
  const key: RunKey = {
    indicator: 1,
    method: INDICATOR_1_METHOD,
    period_id: period.id,
    policy_version: policy.version,
    register_version: register.version,
    data_version: dataVersion,
    fresh_at: new Date(freshAtOf(period, ctx.now())),
  };
  const stored = await findRunByKey(ctx.db, key);
  if (stored !== undefined) return stored;
  return sharedWorkOf(ctx).run(JSON.stringify(key), signal, async (workSignal) => {
    const { input, versions } = await readInput(ctx, period, key.fresh_at.getTime());
    return computeRun(ctx, period, input, { ...key, ...versions, policy_version: input.policy.version }, workSignal);
  });
}

/** All that a run is made from, read at one version of data and register: read again when one changed meanwhile. */
async function readInput(ctx: AppContext, period: Period, freshAtMs: number) {
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = await getMeta(ctx.db);
    const snapshot = await getRegisterFor(ctx, ctx.db, period);
    const { routes, areas, communes, sites, orgUnits, openClasses } = snapshot;
    const measures = await listMeasuresForCoverage(ctx.db, period.untilOn, snapshot);
    const reports = await listReports(ctx.db);
    const policy = await getPolicyInForce(ctx.db);
    const { data_version, register_version } = await getMeta(ctx.db);
    if (data_version !== before.data_version || register_version !== before.register_version) continue;
    const register = { routes, areas, communes, sites, orgUnits, openClasses };
    const input: Indicator1Input = { register, measures, reports, period, freshAtMs, policy };
    return { input, versions: { data_version, register_version: snapshot.version } };
  }
  throw new DomainError('conflict.state', {
    vi: 'Dữ liệu đang thay đổi liên tục; hãy thử lại sau ít phút.',
    en: 'The data keeps changing; try again in a few minutes.',
  });
}

async function computeRun(
  ctx: AppContext,
  period: Period,
  input: Indicator1Input,
  key: RunKey,
  signal: AbortSignal,
): Promise<IndicatorRun> {
  const startedMs = performance.now();
  const result = await ctx.jobs.run<Indicator1Result>('indicator-1', input, { signal, timeoutMs: COMPUTE_TIMEOUT_MS });
  const { routePieces, details, ...figures } = result;
  const run: IndicatorRun = {
    id: RunId.parse(randomUUID()),
    indicator: 1,
    method: INDICATOR_1_METHOD,
    period: { id: period.id, kind: period.kind, fromOn: period.fromOn, untilOn: period.untilOn },
    freshAt: key.fresh_at.toISOString(),
    policy: input.policy,
    registerVersion: key.register_version,
    dataVersion: key.data_version,
    computedAt: new Date(ctx.now()).toISOString(),
    computeMs: Math.round(performance.now() - startedMs),
    hasDemoData: result.inputs.demo > 0,
    ...figures,
  };
  const enteredBy = new Map<string, OrgUnitId>(input.measures.map((m) => [m.id, m.enteredByOrgUnitId]));
  const stored = await runInTransaction(ctx.db, (trx) =>
    insertRun(
      trx,
      {
        ...key,
        province_code: PROVINCE_CODE,
        id: run.id,
        from_on: period.fromOn,
        until_on: period.untilOn,
        computed_at: new Date(run.computedAt),
        result: JSON.stringify(run),
        routes: JSON.stringify(routePieces),
      },
      details.map((detail) => ({
        province_code: PROVINCE_CODE,
        run_id: run.id,
        unit_class: detail.unit.unitClass,
        unit_id: detail.unit.unitId,
        detail: JSON.stringify({ runId: run.id, ...detail }),
        entered_by: JSON.stringify(
          Object.fromEntries(detail.contributions.map(({ measureId }) => [measureId, enteredBy.get(measureId)])),
        ),
      })),
    ),
  );
  // Another process may have stored the same run first: then that one is the run.
  return stored ? run : ((await findRunByKey(ctx.db, key)) ?? run);
}

/** @throws DomainError not_found */
export async function getRun(db: Kysely<Database>, id: string): Promise<IndicatorRun> {
  return (await findRun(db, id)) ?? notFound();
}

export async function getRunRoutes(
  db: Kysely<Database>,
  id: string,
): Promise<{ routeId: string; pieces: RoutePiece[] }[]> {
  return (await findRunRoutes(db, id)) ?? notFound();
}

/** What a unit's figures open to, masked for this viewer; exact reads by the statutory scope are audited. */
export async function getUnitDetail(
  ctx: AppContext,
  identity: Identity,
  at: { runId: string; unitClass: UnitClass; unitId: string },
) {
  const found = await findRunUnit(ctx.db, at.runId, at.unitClass, at.unitId);
  if (found === undefined) return notFound();
  const run = await getRun(ctx.db, at.runId);
  const register = await getRegisterFor(ctx, ctx.db, run.period);
  const viewer = register.viewerOf(identity);
  const widen = await maskOnRoute(ctx.db, register, at.unitId);
  const detail = maskDetail(found.detail, found.entered_by, viewer, widen);
  const othersExact = detail.contributions.filter(({ masked, measureId }) => {
    const owner = found.entered_by[measureId];
    return !masked && owner !== undefined && !viewer.scope.has(owner) && seesExactPlace(viewer, owner);
  });
  await recordExactRead(ctx, ctx.db, identity, 'indicator', othersExact.length, { ...at }, at.runId);
  return detail;
}

function notFound(): never {
  throw new DomainError('not_found', { vi: 'Không có lần tính này.', en: 'There is no such run.' });
}
