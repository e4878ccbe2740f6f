import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { IncidentPage, IncidentQuery, IncidentView } from '#geo/contract/incidents.contract.ts';
import { IncidentId } from '#geo/domain/ids.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { HowFound, Incident, IncidentInput, IncidentPlace, IncidentType } from '#geo/domain/incident.ts';
import { validateIncidentInput } from '#geo/domain/incident-rules.ts';
import type { Origin } from '#geo/domain/measure.ts';
import { dayOfInstant, type DayRange } from '#geo/domain/period.ts';
import { isAllowed } from '#geo/domain/permission.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { lazily } from '../../db/chunks.ts';
import { bumpDataVersion } from '../../db/meta.sql.ts';
import { inTurns } from '../../jobs/in-turns.ts';
import type { Identity } from '../../http/identities.ts';
import { recordAudit, recordExactRead } from '../audit/audit.service.ts';
import { loadSources } from '../batches/batch-sources.service.ts';
import { daysOfQuery } from '../periods/period-query.service.ts';
import {
  faultsError,
  notFoundError,
  refuseOtherAgency,
  refuseStaleVersion,
  withoutPlaceFaults,
  type BatchResult,
  type FromFile,
} from '../register/record-access.ts';
import type { PlaceText } from '../register/place-text.ts';
import { getRegister } from '../register/register.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import {
  incidentFromRow,
  rowFromIncident,
  writtenPlaceOf,
  type IncidentRow,
  type WrittenPlace,
} from './incident-row.ts';
import { incidentPlaceText, incidentViewOf, labelPointOf } from './incident-view.ts';
import {
  deleteDemoIncidents,
  deleteIncident,
  insertIncidents,
  replaceIncident,
  selectIncident,
  selectIncidentPage,
  selectIncidents,
} from './incidents.sql.ts';

/**
 * A page of incidents as the identity may see them; exact reads of other
 * agencies' places leave one audit line.
 * @throws DomainError period.*
 */
export async function listIncidents(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  query: IncidentQuery,
): Promise<IncidentPage> {
  const register = await getRegister(ctx, db);
  const viewer = register.viewerOf(identity);
  const { period, from, until, ...filter } = query;
  const statutory = isAllowed(identity.role, 'place.read-exact');
  const scope = statutory ? 'all' : [...viewer.scope];
  const { rows, total } = await selectIncidentPage(db, { ...filter, days: daysOfQuery(query) }, scope);
  if (statutory) {
    const others = rows.filter((row) => isExactOfOthers(row, viewer.scope)).length;
    await recordExactRead(ctx, db, identity, 'incident', others, { period, from, until, ...filter });
  }
  const sourceOf = await loadSources(db, rows, viewer, register);
  return {
    items: rows.map((row) =>
      incidentViewOf(incidentFromRow(row, register), writtenPlaceOf(row), viewer, register, sourceOf(row)),
    ),
    total,
    page: query.page,
    pageSize: query.pageSize,
  };
}

/** @throws DomainError not_found */
export async function getIncident(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: IncidentId,
): Promise<IncidentView> {
  const register = await getRegister(ctx, db);
  const viewer = register.viewerOf(identity);
  const row = await selectIncident(db, id);
  if (!row) throw notFoundError();
  if (isAllowed(identity.role, 'place.read-exact') && isExactOfOthers(row, viewer.scope)) {
    await recordExactRead(ctx, db, identity, 'incident', 1, {}, id);
  }
  const sourceOf = await loadSources(db, [row], viewer, register);
  return incidentViewOf(incidentFromRow(row, register), writtenPlaceOf(row), viewer, register, sourceOf(row));
}

/** Places that masking would change. */
function isExactOfOthers(row: IncidentRow, scope: ReadonlySet<string>): boolean {
  return !scope.has(row.entered_by_org_unit_id) && (row.place_kind === 'exact' || row.place_kind === 'route-km');
}

/**
 * Checks and stores incidents of one person, all or nothing; for one typed in
 * as for a file. Faults are answered per row (1 = first) and nothing is stored.
 * @throws the signal's reason: the transaction is then to be rolled back
 */
export async function createIncidents(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  inputs: readonly IncidentInput[],
  origin: Origin,
  batchId: string | null,
  { rows = null, signal, onProgress }: FromFile = {},
): Promise<BatchResult<IncidentId>> {
  const register = await getRegister(ctx, db);
  const todayOn = dayOfInstant(ctx.now());
  const faults: BatchResult<IncidentId>['faults'] = [];
  const check = (input: IncidentInput, i: number) => {
    const found = validateIncidentInput(input, register.refs, todayOn);
    if (found.length > 0) faults.push({ row: i + 1, faults: found });
  };
  await inTurns(inputs, check, signal);
  if (faults.length > 0 || inputs.length === 0) return { ids: [], faults };

  const at = new Date(ctx.now()).toISOString();
  const incidents = inputs.map((input): Incident => ({
    ...input,
    id: IncidentId.parse(randomUUID()),
    origin,
    enteredByOrgUnitId: identity.orgUnitId,
    authorId: identity.id,
    createdAt: at,
    updatedAt: at,
    version: 1,
  }));
  await insertIncidents(
    db,
    lazily(incidents.entries(), ([i, incident]) => rowFromIncident(incident, register, batchId, rows?.[i] ?? null)),
    (count) => {
      onProgress?.(count / incidents.length);
      signal?.throwIfAborted();
    },
  );
  const [only] = incidents.length === 1 ? incidents : [];
  await recordAudit(ctx, db, identity, {
    action: 'incident.create',
    subjectKind: 'incident',
    subjectId: only?.id,
    subjectVersion: only?.version,
    subjectCount: incidents.length,
    detail: { origin, batchId },
  });
  await bumpDataVersion(db);
  return { ids: incidents.map((incident) => incident.id), faults: [] };
}

/** @throws DomainError with the input's faults */
export async function createIncident(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  input: IncidentInput,
): Promise<IncidentView> {
  const { ids, faults } = await createIncidents(ctx, db, identity, [input], 'entered', null);
  if (faults.length > 0) throw faultsError(faults[0].faults);
  return getIncident(ctx, db, identity, ids[0]);
}

/**
 * Replaces an incident of the identity's own agency.
 * @throws DomainError not_found, permission.denied, conflict.version, the input's faults
 */
export async function updateIncident(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: IncidentId,
  { version, ...input }: IncidentInput & { version: number },
): Promise<IncidentView> {
  const register = await getRegister(ctx, db);
  const { before, batchId, written } = await getOwnIncident(db, identity, id, version, register);
  // A place that was left alone stays as it was written, on the version of its route: it was right there.
  const isPlaceKept = JSON.stringify(input.place) === JSON.stringify(before.place);
  const found = validateIncidentInput(input, register.refs, dayOfInstant(ctx.now()));
  const faults = isPlaceKept ? withoutPlaceFaults(found) : found;
  if (faults.length > 0) throw faultsError(faults);
  const incident: Incident = {
    ...before,
    ...input,
    updatedAt: new Date(ctx.now()).toISOString(),
    version: before.version + 1,
  };
  await replaceIncident(db, rowFromIncident(incident, register, batchId, null, isPlaceKept ? written : undefined));
  await recordAudit(ctx, db, identity, {
    action: 'incident.edit',
    subjectKind: 'incident',
    subjectId: id,
    subjectVersion: incident.version,
    detail: { changed: changedFields(before, incident) },
  });
  await bumpDataVersion(db);
  return getIncident(ctx, db, identity, id);
}

function changedFields(before: Incident, after: Incident): string[] {
  const fields = [
    'type',
    'firstOn',
    'lastOn',
    'place',
    'howFound',
    'reportedToOrgUnitId',
    'handling',
    'victimsRescued',
    'note',
  ] as const;
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** @throws DomainError not_found, permission.denied, conflict.version */
export async function removeIncident(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: IncidentId,
  version: number,
): Promise<void> {
  const { before } = await getOwnIncident(db, identity, id, version, await getRegister(ctx, db));
  await deleteIncident(db, id);
  await recordAudit(ctx, db, identity, {
    action: 'incident.delete',
    subjectKind: 'incident',
    subjectId: id,
    subjectVersion: version,
    detail: { type: before.type, origin: before.origin },
  });
  await bumpDataVersion(db);
}

async function getOwnIncident(
  db: Kysely<Database>,
  identity: Identity,
  id: IncidentId,
  version: number,
  register: RegisterSnapshot,
): Promise<{ before: Incident; batchId: string | null; written: WrittenPlace }> {
  const row = await selectIncident(db, id, true);
  if (!row) throw notFoundError();
  const incident = incidentFromRow(row, register);
  refuseOtherAgency(register.scopeOf(identity.orgUnitId), incident.enteredByOrgUnitId);
  refuseStaleVersion(incident.version, version);
  return { before: incident, batchId: row.batch_id, written: writtenPlaceOf(row) };
}

/** Incidents at their exact places, for the density computed on the server; never sent to a client. */
export async function listIncidentsForHeat(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  filter: { days: DayRange; type?: IncidentType[]; howFound?: HowFound[] },
): Promise<Incident[]> {
  return (await selectIncidents(db, filter)).map((row) => incidentFromRow(row, register));
}

/** A place that is not stored yet, as its own agency will read it. */
export function describeIncidentPlace(
  place: IncidentPlace,
  register: RegisterSnapshot,
): PlaceText & { labelPoint: LngLat | null } {
  const { vi, en } = incidentPlaceText(place, true, register);
  return { vi, en, labelPoint: labelPointOf(place, register) };
}

/** Stores whole incidents as they are, for the demo year and tests. */
export async function storeIncidents(
  db: Kysely<Database>,
  register: RegisterSnapshot,
  incidents: readonly Incident[],
): Promise<void> {
  await insertIncidents(
    db,
    lazily(incidents, (incident) => rowFromIncident(incident, register, null)),
  );
}

export async function removeDemoIncidents(db: Kysely<Database>): Promise<number> {
  return deleteDemoIncidents(db);
}
