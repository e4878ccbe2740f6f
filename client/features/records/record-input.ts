import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { z } from 'zod';
import type { IncidentInput } from '#geo/domain/incident.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';

export type MeasureEntry = z.input<typeof MeasureInput>;
export type IncidentEntry = z.input<typeof IncidentInput>;

/** What a person would enter to get this measure; a verified one goes back to done, since it must be verified again. */
export function inputOfMeasure(view: MeasureView): MeasureEntry {
  const { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, place, subScheme, status, evidence, documentNumber, note } =
    view;
  return {
    type,
    leadOrgUnitId,
    orgUnitIds,
    firstOn,
    lastOn,
    place,
    subScheme,
    status: status === 'planned' ? 'planned' : 'done',
    evidence,
    documentNumber,
    note,
  };
}

/** What a person would enter to get this incident. Only its own agency sees the count of victims. */
export function inputOfIncident(view: IncidentView): IncidentEntry {
  const { type, firstOn, lastOn, place, howFound, reportedToOrgUnitId, handling, victimsRescued, note } = view;
  return {
    type,
    firstOn,
    lastOn,
    place,
    howFound,
    reportedToOrgUnitId,
    handling,
    victimsRescued: victimsRescued ?? 0,
    note,
  };
}
