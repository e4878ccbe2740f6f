import { randomUUID } from 'node:crypto';
import { IncidentId, MeasureId, OrgUnitId } from '#geo/domain/ids.ts';
import { IncidentInput, type Incident } from '#geo/domain/incident.ts';
import { MeasureInput, type Measure } from '#geo/domain/measure.ts';
import type { AppContext } from '#server/context.ts';
import { runInTransaction } from '#server/db/transaction.ts';
import { storeIncidents } from '#server/features/incidents/incidents.service.ts';
import { storeMeasures } from '#server/features/measures/measures.service.ts';
import { getRegister } from '#server/features/register/register.service.ts';

/** A position that shows if it leaks: no register point has these digits. */
export const SECRET_POSITION: [number, number] = [104.3157654, 19.4153456];

/** A right body of POST /api/measures; parts to be changed are given. */
export function measureBody(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'M02',
    leadOrgUnitId: 'BP',
    orgUnitIds: ['BP', 'CA'],
    firstOn: '2026-11-01',
    lastOn: '2026-11-03',
    place: { kind: 'interval', routeId: 'QL7', fromM: 112_345, toM: 131_400 },
    subScheme: 2,
    status: 'done',
    evidence: 'E2',
    documentNumber: '12/KH-BCH',
    note: 'Tuần tra đêm',
    ...change,
  };
}

export function incidentBody(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'illegal-exit',
    firstOn: '2026-10-01',
    lastOn: '2026-10-02',
    place: { kind: 'exact', geometry: { type: 'Point', coordinates: SECRET_POSITION } },
    howFound: 'reported',
    reportedToOrgUnitId: 'BP',
    handling: [{ step: 'received', on: '2026-10-02' }],
    victimsRescued: 3,
    note: 'Dân báo tin',
    ...change,
  };
}

const AT = '2026-11-05T01:00:00.000Z';

/** A whole measure of any agency, as if somebody there had entered it. */
export function measureOf(enteredBy: string, change: Partial<Measure> & { place?: unknown } = {}): Measure {
  return {
    ...MeasureInput.parse(measureBody()),
    id: MeasureId.parse(randomUUID()),
    origin: 'entered',
    enteredByOrgUnitId: OrgUnitId.parse(enteredBy),
    authorId: 'somebody',
    verifierId: null,
    verifiedAt: null,
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...change,
  } as Measure;
}

export function incidentOf(enteredBy: string, change: Partial<Incident> & { place?: unknown } = {}): Incident {
  return {
    ...IncidentInput.parse(incidentBody()),
    id: IncidentId.parse(randomUUID()),
    origin: 'entered',
    enteredByOrgUnitId: OrgUnitId.parse(enteredBy),
    authorId: 'somebody',
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...change,
  } as Incident;
}

/** Stores whole records, as only a loader may. */
export async function storeRecords(
  ctx: AppContext,
  { measures = [], incidents = [] }: { measures?: Measure[]; incidents?: Incident[] },
): Promise<void> {
  const register = await getRegister(ctx, ctx.db);
  await runInTransaction(ctx.db, async (trx) => {
    await storeMeasures(trx, register, measures);
    await storeIncidents(trx, register, incidents);
  });
}
