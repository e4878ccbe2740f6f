import type { Register } from '#geo/contract/register.contract.ts';
import { sketchText } from '../../map/draw/draw-text.ts';
import { nameOfType } from '../../text/type-names.ts';
import type { Words } from '../coverage/figure-text.ts';
import type { FieldGroups } from '../editing/merge.ts';
import { agencyName, daysText } from '../inspector/record-text.ts';
import { draftOfIncidentPlace, draftOfMeasurePlace, type PlaceDraft } from './place-draft.ts';
import { modeOfKind, shapeOfPlace } from './place-shape.ts';
import type { IncidentEntry, MeasureEntry } from './record-input.ts';

/** The fields of a measure as a person decides about them; days and agencies go together. */
export const MEASURE_GROUPS = {
  type: ['type'],
  days: ['firstOn', 'lastOn'],
  place: ['place'],
  agencies: ['leadOrgUnitId', 'orgUnitIds'],
  status: ['status'],
  evidence: ['evidence'],
  documentNumber: ['documentNumber'],
  subScheme: ['subScheme'],
  note: ['note'],
} as const satisfies FieldGroups<MeasureEntry, string>;

export const INCIDENT_GROUPS = {
  type: ['type'],
  days: ['firstOn', 'lastOn'],
  place: ['place'],
  howFound: ['howFound'],
  reportedTo: ['reportedToOrgUnitId'],
  handling: ['handling'],
  victims: ['victimsRescued'],
  note: ['note'],
} as const satisfies FieldGroups<IncidentEntry, string>;

export type MeasureField = keyof typeof MEASURE_GROUPS;
export type IncidentField = keyof typeof INCIDENT_GROUPS;

function placeText(draft: PlaceDraft, register: Register, words: Words): string {
  const kind = words.t(`form.placeKind.${draft.kind}`);
  const sketch = { shape: shapeOfPlace(draft, register), open: null, selected: null };
  const text = sketchText(sketch, modeOfKind(draft.kind), register, words);
  return text === '' ? kind : `${kind}: ${text}`;
}

/** A field of a measure as a person reads it. */
export function measureFieldText(entry: MeasureEntry, field: MeasureField, register: Register, words: Words): string {
  const { t } = words;
  switch (field) {
    case 'type':
      return `${entry.type} · ${nameOfType(entry.type, words.lang)}`;
    case 'days':
      return daysText(entry, words.format);
    case 'place':
      return placeText(draftOfMeasurePlace(entry.place as never, register), register, words);
    case 'agencies': {
      const ids = [entry.leadOrgUnitId, ...entry.orgUnitIds.filter((id) => id !== entry.leadOrgUnitId)];
      return ids.map((id) => agencyName(register, id, words)).join('; ');
    }
    case 'status':
      return t(`status.${entry.status}`);
    case 'evidence':
      return `${entry.evidence} · ${t(`evidence.${entry.evidence}`)}`;
    case 'documentNumber':
      return entry.documentNumber ?? '';
    case 'subScheme':
      return t(`subScheme.${entry.subScheme}`);
    case 'note':
      return entry.note ?? '';
  }
}

/** A field of an incident as a person reads it. */
export function incidentFieldText(
  entry: IncidentEntry,
  field: IncidentField,
  register: Register,
  words: Words,
): string {
  const { t, format } = words;
  switch (field) {
    case 'type':
      return nameOfType(entry.type, words.lang);
    case 'days':
      return daysText(entry, format);
    case 'place':
      return placeText(draftOfIncidentPlace(entry.place as never, register), register, words);
    case 'howFound':
      return t(`howFound.${entry.howFound}`);
    case 'reportedTo':
      return agencyName(register, entry.reportedToOrgUnitId, words);
    case 'handling':
      return (entry.handling ?? []).map(({ step, on }) => `${t(`handling.${step}`)} ${format.day(on)}`).join('; ');
    case 'victims':
      return format.number(entry.victimsRescued ?? 0);
    case 'note':
      return entry.note ?? '';
  }
}
