import type { Register } from '#geo/contract/register.contract.ts';
import type { HandlingStep, HowFound, IncidentType } from '#geo/domain/incident.ts';
import type { EvidenceGrade, MeasureType } from '#geo/domain/measure.ts';
import { dayToText, readDay } from '../periods/day-input.ts';
import type { FieldFault } from './faults.ts';
import {
  draftOfIncidentPlace,
  draftOfMeasurePlace,
  emptyPlace,
  readIncidentPlace,
  readMeasurePlace,
  readNumber,
  type PlaceDraft,
} from './place-draft.ts';
import type { IncidentEntry, MeasureEntry } from './record-input.ts';
import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';

interface Days {
  firstOn: string;
  lastOn: string;
}

export interface MeasureDraft extends Days {
  type: MeasureType | '';
  leadOrgUnitId: string;
  partnerIds: string[];
  place: PlaceDraft;
  subScheme: '1' | '2' | '3';
  status: 'planned' | 'done';
  evidence: EvidenceGrade;
  documentNumber: string;
  note: string;
}

export interface IncidentDraft extends Days {
  type: IncidentType | '';
  place: PlaceDraft;
  howFound: HowFound;
  reportedToOrgUnitId: string;
  handling: { step: HandlingStep | ''; on: string }[];
  victimsRescued: string;
  note: string;
}

/** A blank form for someone of `orgUnitId`: the border guard works under sub-scheme 2. */
/** The sub-scheme that an agency's work is part of unless it says otherwise: the border guard's is the second. */
export const subSchemeOf = (orgUnitId: string): '1' | '2' =>
  orgUnitId.startsWith('BP') || orgUnitId.startsWith('DBP') ? '2' : '1';

export function newMeasureDraft(orgUnitId: string): MeasureDraft {
  return {
    type: '',
    leadOrgUnitId: orgUnitId,
    partnerIds: [],
    firstOn: '',
    lastOn: '',
    place: emptyPlace('interval'),
    subScheme: subSchemeOf(orgUnitId),
    status: 'done',
    evidence: 'E1',
    documentNumber: '',
    note: '',
  };
}

export function newIncidentDraft(orgUnitId: string): IncidentDraft {
  return {
    type: '',
    firstOn: '',
    lastOn: '',
    place: emptyPlace('communes'),
    howFound: 'reported',
    reportedToOrgUnitId: orgUnitId,
    handling: [],
    victimsRescued: '0',
    note: '',
  };
}

const lastText = ({ firstOn, lastOn }: Days) => (lastOn === firstOn ? '' : dayToText(lastOn));

export function draftOfMeasure(measure: MeasureView, register: Register): MeasureDraft {
  return {
    type: measure.type,
    leadOrgUnitId: measure.leadOrgUnitId,
    partnerIds: measure.orgUnitIds.filter((id) => id !== measure.leadOrgUnitId),
    firstOn: dayToText(measure.firstOn),
    lastOn: lastText(measure),
    place: draftOfMeasurePlace(measure.place, register),
    subScheme: `${measure.subScheme}`,
    status: measure.status === 'planned' ? 'planned' : 'done',
    evidence: measure.evidence,
    documentNumber: measure.documentNumber,
    note: measure.note,
  };
}

export function draftOfIncident(incident: IncidentView, register: Register): IncidentDraft {
  return {
    type: incident.type,
    firstOn: dayToText(incident.firstOn),
    lastOn: lastText(incident),
    place: draftOfIncidentPlace(incident.place, register),
    howFound: incident.howFound,
    reportedToOrgUnitId: incident.reportedToOrgUnitId,
    handling: incident.handling.map(({ step, on }) => ({ step, on: dayToText(on) })),
    victimsRescued: String(incident.victimsRescued ?? 0),
    note: incident.note,
  };
}

/** Both days of a record; an empty last day is the first. */
function readDays({ firstOn, lastOn }: Days): { days: Days } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const read = (text: string, path: string) => {
    const day = readDay(text);
    if ('day' in day) return day.day;
    faults.push({ path, key: day.fault });
    return '';
  };
  const first = read(firstOn, 'firstOn');
  const last = lastOn.trim() === '' ? first : read(lastOn, 'lastOn');
  if (faults.length === 0 && last < first) faults.push({ path: 'lastOn', key: 'date.endsBeforeStart' });
  return faults.length > 0 ? { faults } : { days: { firstOn: first, lastOn: last } };
}

const faultsIn = (read: object): FieldFault[] => ('faults' in read ? (read.faults as FieldFault[]) : []);

/** The measure that the fields say, or every fault the page can see; the server has the last word. */
export function readMeasureDraft(
  draft: MeasureDraft,
  register: Register,
): { input: MeasureEntry } | { faults: FieldFault[] } {
  const days = readDays(draft);
  const place = readMeasurePlace(draft.place, register);
  const faults = [...faultsIn(days), ...faultsIn(place)];
  if (draft.type === '') faults.unshift({ path: 'type', key: 'form.fault.required' });
  if (draft.leadOrgUnitId === '') faults.push({ path: 'leadOrgUnitId', key: 'form.fault.required' });
  if (draft.type === '' || faults.length > 0 || !('days' in days) || !('place' in place)) return { faults };
  return {
    input: {
      type: draft.type,
      leadOrgUnitId: draft.leadOrgUnitId,
      orgUnitIds: [draft.leadOrgUnitId, ...draft.partnerIds.filter((id) => id !== draft.leadOrgUnitId)],
      ...days.days,
      place: place.place,
      subScheme: Number(draft.subScheme) as 1 | 2 | 3,
      status: draft.status,
      evidence: draft.evidence,
      documentNumber: draft.documentNumber.trim().normalize('NFC'),
      note: draft.note.trim().normalize('NFC'),
    },
  };
}

/** The incident that the fields say, or every fault the page can see. */
export function readIncidentDraft(
  draft: IncidentDraft,
  register: Register,
): { input: IncidentEntry } | { faults: FieldFault[] } {
  const days = readDays(draft);
  const place = readIncidentPlace(draft.place, register);
  const victims = readNumber(draft.victimsRescued);
  const faults = [...faultsIn(days), ...faultsIn(place)];
  if (draft.type === '') faults.unshift({ path: 'type', key: 'form.fault.required' });
  if (victims === undefined || !Number.isInteger(victims) || victims < 0 || victims > 500)
    faults.push({ path: 'victimsRescued', key: 'form.fault.victims' });
  const handling = draft.handling.map(({ step, on }, index) => {
    const day = readDay(on);
    if (step === '') faults.push({ path: `handling[${index}].step`, key: 'form.fault.required' });
    if ('fault' in day) faults.push({ path: `handling[${index}].on`, key: day.fault });
    return { step: step as HandlingStep, on: 'day' in day ? day.day : '' };
  });
  if (draft.type === '' || faults.length > 0 || !('days' in days) || !('place' in place)) return { faults };
  return {
    input: {
      type: draft.type,
      ...days.days,
      place: place.place,
      howFound: draft.howFound,
      reportedToOrgUnitId: draft.reportedToOrgUnitId,
      handling,
      victimsRescued: victims ?? 0,
      note: draft.note.trim().normalize('NFC'),
    },
  };
}
