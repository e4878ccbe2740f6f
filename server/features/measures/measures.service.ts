import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { MeasurePage, MeasureQuery, MeasureView } from '#geo/contract/measures.contract.ts';
import { MeasureId } from '#geo/domain/ids.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Measure, MeasureInput, MeasurePlace, Origin } from '#geo/domain/measure.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import { dayOfInstant, type DayRange, type DayString } from '#geo/domain/period.ts';
import { isAllowed } from '#geo/domain/permission.ts';
import { partsOf } from '#geo/domain/place-rules.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { lazily } from '../../db/chunks.ts';
import { bumpDataVersion } from '../../db/meta.sql.ts';
import { inTurns } from '../../jobs/in-turns.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit, recordExactRead } from '../audit/audit.service.ts';
import { loadSources, type SourceOf } from '../batches/batch-sources.service.ts';
import { daysOfQuery } from '../periods/period-query.service.ts';
import type { PlaceText } from '../register/place-text.ts';
import { faultsError, notFoundError, type BatchResult, type FromFile } from '../register/record-access.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { selectMeasurePage } from './list-measures.sql.ts';
import { measureFromRow, rowsFromMeasure, writtenPlaceOf, type MeasureRow } from './measure-row.ts';
import { stretchFaultsOf } from './track-stretches.service.ts';
import { labelPointOf, measurePlaceText, measureViewOf } from './measure-view.ts';
import {
  deleteDemoMeasures,
  insertMeasures,
  selectEarliestMeasureDay,
  selectLatestMeasureDay,
  selectMeasure,
  selectMeasuresAfter,
  selectMeasuresUntil,
  type MeasureListRow,
} from './measures.sql.ts';

/** Measures read by one statement where there may be many. */
const READ_AT_ONCE = 1000;

/**
 * A page of measures as the identity may see them. Reading other agencies'
 * exact places by the statutory scope leaves one audit line.
 * @throws DomainError period.*
 */
export async function listMeasures(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  query: MeasureQuery,
): Promise<MeasurePage> {
  const register = await getRegister(ctx, db);
  const viewer = register.viewerOf(identity);
  const { period, from, until, ...filter } = query;
  const statutory = isAllowed(identity.role, 'place.read-exact');
  const scope = statutory ? 'all' : [...viewer.scope];
  const { rows, total } = await selectMeasurePage(db, { ...filter, days: daysOfQuery(query) }, scope);
  if (statutory) {
    const others = rows.filter((row) => isExactOfOthers(row, viewer.scope)).length;
    await recordExactRead(ctx, db, identity, 'measure', others, { period, from, until, ...filter });
  }
  const sourceOf = await loadSources(db, rows, viewer, register);
  return {
    items: rows.map((row) => viewOf(row, identity, register, sourceOf)),
    total,
    page: query.page,
    pageSize: query.pageSize,
  };
}

/** @throws DomainError not_found */
export async function getMeasure(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: MeasureId,
): Promise<MeasureView> {
  const register = await getRegister(ctx, db);
  const row = await selectMeasure(db, id);
  if (!row) throw notFoundError();
  if (isAllowed(identity.role, 'place.read-exact') && isExactOfOthers(row, register.scopeOf(identity.orgUnitId))) {
    await recordExactRead(ctx, db, identity, 'measure', 1, {}, id);
  }
  return viewOf(row, identity, register, await loadSources(db, [row], register.viewerOf(identity), register));
}

/** Places that masking would change. */
function isExactOfOthers(row: MeasureListRow, scope: ReadonlySet<string>): boolean {
  return !scope.has(row.entered_by_org_unit_id) && row.place_kind !== 'communes' && row.place_kind !== 'site';
}

function viewOf(row: MeasureListRow, identity: Identity, register: RegisterSnapshot, sourceOf: SourceOf): MeasureView {
  return measureViewOf(
    measureFromRow(row, register),
    writtenPlaceOf(row),
    row.commune_ids,
    register.viewerOf(identity),
    register,
    {
      source: sourceOf(row),
      supersededBy: row.superseded_by === null ? null : MeasureId.parse(row.superseded_by),
      mergedFrom: row.merged_from,
    },
  );
}

/**
 * Checks and stores measures of one person, all or nothing; for one typed in
 * as for a file. Faults are answered per row (1 = first) and nothing is stored.
 * @throws the signal's reason: the transaction is then to be rolled back
 */
export async function createMeasures(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  inputs: readonly MeasureInput[],
  origin: Origin,
  batchId: string | null,
  { rows = null, signal, onProgress }: FromFile = {},
): Promise<BatchResult<MeasureId>> {
  const register = await getRegister(ctx, db);
  const todayOn = dayOfInstant(ctx.now());
  const faults: BatchResult<MeasureId>['faults'] = [];
  const check = (input: MeasureInput, i: number) => {
    const found = validateMeasureInput(input, register.refs, todayOn);
    if (found.length > 0) faults.push({ row: i + 1, faults: found });
  };
  await inTurns(inputs, check, signal);
  if (faults.length > 0 || inputs.length === 0) return { ids: [], faults };

  const at = new Date(ctx.now()).toISOString();
  const measures = inputs.map((input) => newMeasure(input, identity, origin, at));
  await insertMeasures(
    db,
    lazily(measures.entries(), ([i, measure]) => rowsFromMeasure(measure, register, batchId, rows?.[i] ?? null)),
    (count) => {
      onProgress?.(count / measures.length);
      signal?.throwIfAborted();
    },
  );
  const [only] = measures.length === 1 ? measures : [];
  await recordAudit(ctx, db, identity, {
    action: 'measure.create',
    subjectKind: 'measure',
    subjectId: only?.id,
    subjectVersion: only?.version,
    subjectCount: measures.length,
    detail: { origin, batchId },
  });
  await bumpDataVersion(db);
  return { ids: measures.map((measure) => measure.id), faults: [] };
}

/** A measure as it is first stored: yet to be verified. */
export function newMeasure(input: MeasureInput, identity: Identity, origin: Origin, at: string): Measure {
  return {
    ...input,
    id: MeasureId.parse(randomUUID()),
    origin,
    enteredByOrgUnitId: identity.orgUnitId,
    authorId: identity.id,
    verifierId: null,
    verifiedAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}

/** @throws DomainError with the input's faults */
export async function createMeasure(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  input: MeasureInput,
): Promise<MeasureView> {
  const stray = await stretchFaultsOf(db, await getRegister(ctx, db), input.place);
  if (stray.length > 0) throw faultsError(stray);
  const { ids, faults } = await createMeasures(ctx, db, identity, [input], 'entered', null);
  if (faults.length > 0) throw faultsError(faults[0].faults);
  return getMeasure(ctx, db, identity, ids[0]);
}

/** Exact measures that began before a day (half-open), on the routes of `register`, for computing coverage; never sent to a client. */
export async function listMeasuresForCoverage(
  db: Kysely<Database>,
  untilOn: DayString,
  register: RegisterSnapshot,
): Promise<Measure[]> {
  return (await selectMeasuresUntil(db, untilOn)).map((row) => measureFromRow(row, register));
}

/**
 * Exact measures that overlap half-open days, some at a time, so that tens of
 * thousands of them never keep the thread from other requests; never sent to a
 * client. A change meanwhile may be in it or not: the data's version tells.
 */
export async function* readMeasures(
  db: Kysely<Database>,
  days: DayRange,
  register: RegisterSnapshot,
  atOnce = READ_AT_ONCE,
): AsyncGenerator<Measure[]> {
  for (let after: { first_on: string; id: string } | null = null; ;) {
    const rows: MeasureRow[] = await selectMeasuresAfter(db, days, after, atOnce);
    if (rows.length > 0) yield rows.map((row) => measureFromRow(row, register));
    if (rows.length < atOnce) return;
    after = rows[rows.length - 1];
  }
}

/** Stores whole measures as they are, for the demo year and tests: no checks beyond the database's own. */
export async function storeMeasures(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  measures: readonly Measure[],
): Promise<void> {
  await insertMeasures(
    db,
    lazily(measures, (measure) => rowsFromMeasure(measure, register, null)),
  );
}

/** Spots of a shape that are looked at to say in which communes it lies: enough for words. */
const SPOTS_OF_SHAPE = 24;

/** A place that is not stored yet, as its own agency will read it. */
export function describeMeasurePlace(
  place: MeasurePlace,
  register: RegisterSnapshot,
): PlaceText & { labelPoint: LngLat | null } {
  const spots = place.kind === 'point' || !('geometry' in place) ? [] : partsOf(place.geometry).flat();
  const step = Math.ceil(spots.length / SPOTS_OF_SHAPE);
  const communeIds = spots.filter((_, i) => i % step === 0).map((at) => register.communeIndex.at(at));
  const { vi, en } = measurePlaceText(place, [...new Set(communeIds)], true, register);
  return { vi, en, labelPoint: labelPointOf(place, register) };
}

/** First day of the first and of the latest measure; null where there is none. */
export async function listMeasureDays(
  db: Kysely<Database>,
): Promise<{ firstOn: string | null; lastOn: string | null }> {
  return { firstOn: await selectEarliestMeasureDay(db), lastOn: await selectLatestMeasureDay(db) };
}

export async function removeDemoMeasures(db: Kysely<Database>): Promise<number> {
  return deleteDemoMeasures(db);
}
