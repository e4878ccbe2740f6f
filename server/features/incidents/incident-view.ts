import type { RecordSource } from '#geo/contract/batches.contract.ts';
import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Incident, IncidentPlace } from '#geo/domain/incident.ts';
import { seesExactPlace, victimsBand, type Viewer } from '#geo/domain/precision.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { accuracyAtM } from '#geo/network/route-spot.ts';
import { communesText, routePlaceText, spotText, type PlaceText } from '../register/place-text.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { maskedPlaceOf, type WrittenPlace } from './incident-row.ts';

/**
 * An incident as `viewer` may see it: labels come from the masked place, the
 * note stays with those who see the exact one, and the count of victims with
 * the entering agency; everyone else, the statutory scope too, gets a band.
 */
export function incidentViewOf(
  incident: Incident,
  written: WrittenPlace,
  viewer: Viewer,
  register: RegisterSnapshot,
  source: RecordSource | null,
): IncidentView {
  const exact = seesExactPlace(viewer, incident.enteredByOrgUnitId);
  const own = viewer.scope.has(incident.enteredByOrgUnitId);
  const place = exact ? incident.place : maskedPlaceOf(written, register);
  const { vi, en } = incidentPlaceText(place, exact, register);
  return {
    ...incident,
    place,
    note: exact ? incident.note : '',
    masked: !exact,
    labelPoint: labelPointOf(place, register),
    placeVi: vi,
    placeEn: en,
    victimsRescued: own ? incident.victimsRescued : null,
    victimsBandVi: victimsBand(incident.victimsRescued).vi,
    source,
    victimsBandEn: victimsBand(incident.victimsRescued).en,
  };
}

/** Somewhere to put a symbol and to fly to; null where none is known. */
export function labelPointOf(place: IncidentPlace, register: RegisterSnapshot): LngLat | null {
  switch (place.kind) {
    case 'exact':
      return place.geometry.coordinates;
    case 'route-km':
      return pointAtM(register.routesById.get(place.routeId)!, (place.fromM + place.toM) / 2);
    case 'commune':
      return register.communesById.get(place.communeId)?.labelPoint ?? null;
    case 'province':
      return null;
  }
}

export function incidentPlaceText(place: IncidentPlace, exact: boolean, register: RegisterSnapshot): PlaceText {
  switch (place.kind) {
    case 'exact': {
      const { vi, en } = communesText([register.communeIndex.at(place.geometry.coordinates)], register);
      return exact ? { vi, en } : { vi: `Ô 1 km, ${vi}`, en: `1 km cell, ${en}` };
    }
    case 'route-km': {
      const route = register.routesById.get(place.routeId)!;
      if (place.fromM < place.toM) return routePlaceText(route, place.fromM, place.toM);
      const commune = communesText([register.communeIndex.at(pointAtM(route, place.fromM))], register);
      return spotText(route, place.fromM, accuracyAtM(route, place.fromM), commune);
    }
    case 'commune':
      return communesText([place.communeId], register);
    case 'province':
      return { vi: 'Trong tỉnh, chưa rõ nơi', en: 'In the province, place unknown' };
  }
}
