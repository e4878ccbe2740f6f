import type { RecordSource } from '#geo/contract/batches.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { CommuneId, MeasureId } from '#geo/domain/ids.ts';
import type { Measure, MeasurePlace } from '#geo/domain/measure.ts';
import { seesExactPlace, type Viewer } from '#geo/domain/precision.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { communesText, routePlaceText, spotText, stretchesText, type PlaceText } from '../register/place-text.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { maskedPlaceOf, type WrittenPlace } from './measure-row.ts';

/** What hangs on a measure beside itself. */
export interface MeasureLinks {
  source: RecordSource | null;
  supersededBy: MeasureId | null;
  mergedFrom: MeasureId[];
}

/**
 * A measure as `viewer` may see it. Everything derived (label, symbol's place)
 * is made from the place after masking, never from the exact one; the note may
 * describe the spot, so it stays with those who see it.
 */
export function measureViewOf(
  measure: Measure,
  written: WrittenPlace,
  communeIds: readonly CommuneId[],
  viewer: Viewer,
  register: RegisterSnapshot,
  links: MeasureLinks,
): MeasureView {
  const exact = seesExactPlace(viewer, measure.enteredByOrgUnitId);
  const place = exact ? measure.place : maskedPlaceOf(written, communeIds, register);
  const { vi, en } = measurePlaceText(place, communeIds, exact, register);
  return {
    ...measure,
    ...links,
    place,
    note: exact ? measure.note : '',
    masked: !exact,
    labelPoint: labelPointOf(place, register),
    placeVi: vi,
    placeEn: en,
  };
}

/** Somewhere to put a symbol and to fly to; null where none is known. */
export function labelPointOf(place: MeasurePlace, register: RegisterSnapshot): LngLat | null {
  switch (place.kind) {
    case 'track':
    case 'line': {
      const { geometry } = place;
      const line = geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates[0];
      return line[Math.floor(line.length / 2)];
    }
    case 'interval':
      return pointAtM(register.routesById.get(place.routeId)!, (place.fromM + place.toM) / 2);
    case 'point':
      return place.geometry.coordinates;
    case 'polygon': {
      const { geometry } = place;
      const [ring] = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates[0];
      return middleOf(ring);
    }
    case 'communes':
      return (
        register.communesById.get(place.communeIds[Math.floor((place.communeIds.length - 1) / 2)])?.labelPoint ?? null
      );
    case 'site':
      return register.sitesById.get(place.siteId)?.point ?? null;
  }
}

/** Centre of a ring's bounding box: somewhere to fly to. */
function middleOf(ring: readonly LngLat[]): LngLat {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of ring) {
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  }
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

/** A place in words; shapes by the communes they touch. */
export function measurePlaceText(
  place: MeasurePlace,
  communeIds: readonly CommuneId[],
  exact: boolean,
  register: RegisterSnapshot,
): PlaceText {
  switch (place.kind) {
    case 'interval':
      return routePlaceText(register.routesById.get(place.routeId)!, place.fromM, place.toM);
    case 'site': {
      const site = register.sitesById.get(place.siteId)!;
      return { vi: site.nameVi, en: site.nameEn };
    }
    case 'communes':
      return communesText(place.communeIds, register);
    case 'point': {
      // A masked point speaks of its cell only: the commune of the centre, not of the spot.
      const { vi, en } = communesText([register.communeIndex.at(place.geometry.coordinates)], register);
      if (place.onRoute) {
        const { routeId, m } = place.onRoute;
        return spotText(register.routesById.get(routeId)!, m, place.uncertaintyM, { vi, en });
      }
      return exact ? { vi, en } : { vi: `Ô 1 km, ${vi}`, en: `1 km cell, ${en}` };
    }
    case 'track': {
      const communes = communesText(communeIds, register);
      // Only of an exact place: masked, a track is its communes.
      if (!place.matched || place.matched.length === 0) return communes;
      const { vi, en } = stretchesText(place.matched, register);
      return { vi: `${vi} · ${communes.vi}`, en: `${en} · ${communes.en}` };
    }
    case 'line':
    case 'polygon':
      return communesText(communeIds, register);
  }
}
