import type { ErrorCode, Message } from '../domain/errors.ts';
import type { FoundPlace, PlaceReading } from '../domain/found-place.ts';

/** Why a text that was understood cannot be a place: a post beyond the route's end, 75 minutes of arc. */
export interface PlaceFault {
  code: ErrorCode;
  message: Message;
}

/**
 * What a text means. `ambiguous` is for a person to decide, never guessed: it
 * has one candidate where only part of the text was understood.
 */
export type PlaceResult =
  | ({ kind: 'found' } & PlaceReading)
  | { kind: 'ambiguous'; question: Message; candidates: readonly PlaceReading[] }
  | { kind: 'unknown'; nearest: readonly string[] }
  | ({ kind: 'fault' } & PlaceFault);

/** The stable name of a place among the readings of a text. */
export function placeValue(place: FoundPlace): string {
  switch (place.kind) {
    case 'position':
      return `position:${place.lngLat.map((degree) => degree.toFixed(7)).join(',')}`;
    case 'stretch':
      return `stretch:${place.routeId}:${Math.round(place.fromM)}-${Math.round(place.toM)}`;
    case 'route':
      return `route:${place.routeId}`;
    case 'site':
      return `site:${place.siteId}`;
    case 'communes':
      return `commune:${place.communeIds.join('+')}`;
    case 'district':
      return `district:${place.districtId}`;
    case 'province':
      return 'province';
  }
}

/** The readings without those that mean the same place twice. */
export function distinctReadings(readings: readonly PlaceReading[]): PlaceReading[] {
  const seen = new Map<string, PlaceReading>();
  for (const reading of readings) if (!seen.has(reading.value)) seen.set(reading.value, reading);
  return [...seen.values()];
}
