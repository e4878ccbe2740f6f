import type { Fault } from './errors.ts';
import type { IncidentInput, IncidentPlace } from './incident.ts';
import type { DayString } from './period.ts';
import { validateGeometry } from './place-rules.ts';
import {
  dayFaults,
  EARLIEST_DAY,
  fault,
  intervalFaults,
  pastDayFaults,
  textFaults,
  unknownReference,
  type RecordRefs,
} from './record-rules.ts';

/** All faults of an incident beyond its shape: days, references, place, handling, privacy. */
export function validateIncidentInput(input: IncidentInput, refs: RecordRefs, todayOn: DayString): Fault[] {
  return [
    ...dayFaults(input.firstOn, input.lastOn, todayOn, false),
    ...(refs.hasOrgUnit(input.reportedToOrgUnitId) ? [] : [unknownReference('reportedToOrgUnitId', 'đơn vị', 'unit')]),
    ...placeFaults(input.place, refs),
    ...handlingFaults(input, todayOn),
    ...textFaults(input.note, 'note', refs.scanPersons),
  ];
}

function placeFaults(place: IncidentPlace, refs: RecordRefs): Fault[] {
  switch (place.kind) {
    case 'exact':
      return validateGeometry(place.geometry, 'place.geometry');
    case 'route-km':
      return intervalFaults(place, 'place', refs, true);
    case 'commune':
      return refs.hasCommune(place.communeId) ? [] : [unknownReference('place.communeId', 'xã, phường', 'commune')];
    case 'province':
      return [];
  }
}

/** A legal term may lie ahead; everything else has happened. No step comes before the incident began. */
function handlingFaults({ handling, firstOn }: IncidentInput, todayOn: DayString): Fault[] {
  return handling.flatMap(({ step, on }, i) => {
    const path = `handling[${i}]`;
    if (handling.findIndex((other) => other.step === step) < i) {
      return [fault('field.malformed', `${path}.step`, { vi: 'Bước xử lý bị lặp lại.', en: 'The step is repeated.' })];
    }
    const early = on < firstOn && on >= EARLIEST_DAY;
    if (early) {
      return [
        fault('period.ends_before_start', `${path}.on`, {
          vi: 'Bước xử lý đứng trước ngày xảy ra vụ việc.',
          en: 'The step is before the day of the incident.',
        }),
      ];
    }
    if (step === 'verification-due') return on > '2100-01-01' ? pastDayFaults(on, `${path}.on`, todayOn) : [];
    return pastDayFaults(on, `${path}.on`, todayOn);
  });
}
