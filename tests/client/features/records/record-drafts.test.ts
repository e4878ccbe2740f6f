import { describe, expect, test } from 'vitest';
import {
  newIncidentDraft,
  newMeasureDraft,
  readIncidentDraft,
  readMeasureDraft,
} from '#client/features/records/record-drafts.ts';
import { IncidentInput } from '#geo/domain/incident.ts';
import { MeasureInput } from '#geo/domain/measure.ts';
import { SAMPLE_REGISTER as register } from '../register-sample.ts';

describe('a measure', () => {
  const filled = () => {
    const draft = newMeasureDraft('BP');
    draft.type = 'M02';
    draft.firstOn = '3/11/2026';
    draft.partnerIds = ['CA', 'BP'];
    draft.place = { ...draft.place, routeId: 'QL7', fromKm: '30', toKm: '40' };
    draft.note = '  Tuần tra  ';
    return draft;
  };

  test('fits the contract; an empty last day is the first, the lead takes part once', () => {
    const read = readMeasureDraft(filled(), register);
    if (!('input' in read)) throw new Error(JSON.stringify(read));
    expect(MeasureInput.safeParse(read.input).success).toBe(true);
    expect(read.input).toMatchObject({
      firstOn: '2026-11-03',
      lastOn: '2026-11-03',
      orgUnitIds: ['BP', 'CA'],
      subScheme: 2,
      note: 'Tuần tra',
    });
  });
  test('every fault of the page is told at once', () => {
    const draft = { ...filled(), type: '' as const, lastOn: '02/11/2026', leadOrgUnitId: '' };
    expect(readMeasureDraft(draft, register)).toEqual({
      faults: [
        { path: 'type', key: 'form.fault.required' },
        { path: 'lastOn', key: 'date.endsBeforeStart' },
        { path: 'leadOrgUnitId', key: 'form.fault.required' },
      ],
    });
  });
});

describe('an incident', () => {
  const filled = () => {
    const draft = newIncidentDraft('BP');
    draft.type = 'illegal-exit';
    draft.firstOn = '01/10/2026';
    draft.lastOn = '20/10/2026';
    draft.place = { ...draft.place, communeIds: ['16813'] };
    draft.handling = [{ step: 'received', on: '20/10/2026' }];
    return draft;
  };

  test('fits the contract', () => {
    const read = readIncidentDraft(filled(), register);
    if (!('input' in read)) throw new Error(JSON.stringify(read));
    expect(IncidentInput.parse(read.input)).toMatchObject({
      place: { kind: 'commune', communeId: '16813' },
      handling: [{ step: 'received', on: '2026-10-20' }],
      victimsRescued: 0,
    });
  });
  test('steps and counts are checked where they stand', () => {
    const draft = {
      ...filled(),
      victimsRescued: '1,5',
      handling: [
        { step: 'received' as const, on: '20/10/2026' },
        { step: '' as const, on: '' },
      ],
    };
    expect(readIncidentDraft(draft, register)).toEqual({
      faults: [
        { path: 'victimsRescued', key: 'form.fault.victims' },
        { path: 'handling[1].step', key: 'form.fault.required' },
        { path: 'handling[1].on', key: 'date.missing' },
      ],
    });
  });
});
