import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { Api } from '../../api/client.ts';
import type { Selection } from '../../state/selection.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { Words } from '../coverage/figure-text.ts';
import type { FieldGroups } from '../editing/merge.ts';
import { INCIDENT_GROUPS, incidentFieldText, MEASURE_GROUPS, measureFieldText } from './record-fields.ts';
import type { IncidentField, MeasureField } from './record-fields.ts';
import { inputOfIncident, inputOfMeasure, type IncidentEntry, type MeasureEntry } from './record-input.ts';

/** What saving and comparing need to know of a kind of record. */
export interface RecordOps<V, E extends object, F extends string> {
  create(input: E): Promise<V>;
  update(id: string, input: E, version: number): Promise<V>;
  read(id: string): Promise<V>;
  inputOf(view: V): E;
  selectionOf(view: V): Selection;
  groups: FieldGroups<E, F>;
  labelOf: Readonly<Record<F, MessageKey>>;
  textOf(entry: E, field: F, register: Register, words: Words): string;
}

/** A record as every kind has it. */
export type AnyView = MeasureView | IncidentView;

export const measureOps = (api: Api): RecordOps<MeasureView, MeasureEntry, MeasureField> => ({
  create: (input) => api.createMeasure(input),
  update: (id, input, version) => api.updateMeasure(id, { ...input, version }),
  read: (id) => api.measure(id),
  inputOf: inputOfMeasure,
  selectionOf: ({ id }) => ({ kind: 'measure', measureId: id }),
  groups: MEASURE_GROUPS,
  labelOf: {
    type: 'form.type',
    days: 'record.days',
    place: 'form.place',
    agencies: 'data.filter.agency',
    status: 'record.status',
    evidence: 'form.evidence',
    documentNumber: 'form.document',
    subScheme: 'form.subScheme',
    note: 'form.note',
  },
  textOf: measureFieldText,
});

export const incidentOps = (api: Api): RecordOps<IncidentView, IncidentEntry, IncidentField> => ({
  create: (input) => api.createIncident(input),
  update: (id, input, version) => api.updateIncident(id, { ...input, version }),
  read: (id) => api.incident(id),
  inputOf: inputOfIncident,
  selectionOf: ({ id }) => ({ kind: 'incident', incidentId: id }),
  groups: INCIDENT_GROUPS,
  labelOf: {
    type: 'form.type',
    days: 'record.days',
    place: 'form.place.incident',
    howFound: 'form.howFound',
    reportedTo: 'form.reportedTo',
    handling: 'form.handling',
    victims: 'form.victims',
    note: 'form.note',
  },
  textOf: incidentFieldText,
});
