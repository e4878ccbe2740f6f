import type { IncidentPlace } from '#geo/domain/incident.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { PlacePrecision } from '#geo/domain/place-precision.ts';

/** How well a place is known by its kind alone. */
export function precisionOf(place: MeasurePlace | IncidentPlace): PlacePrecision {
  switch (place.kind) {
    case 'interval':
    case 'route-km':
      return 'route-km';
    case 'site':
      return 'site';
    case 'communes':
    case 'commune':
      return 'commune';
    case 'province':
      return 'province';
    default:
      return 'position';
  }
}
