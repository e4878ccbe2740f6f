import type { IncidentPlace } from '../domain/incident.ts';
import type { MeasurePlace } from '../domain/measure.ts';
import type { PlacePrecision } from '../domain/place-precision.ts';

/**
 * How well a record's place is known. A drawn or received shape is a position;
 * “somewhere in these communes” is known no better than a district, all of them
 * no worse than each.
 */
export function precisionOf(place: MeasurePlace | IncidentPlace): PlacePrecision {
  switch (place.kind) {
    case 'track':
    case 'line':
    case 'polygon':
    case 'exact':
      return 'position';
    case 'point':
      return place.onRoute ? 'route-km' : 'position';
    case 'site':
      return 'site';
    case 'interval':
    case 'route-km':
      return 'route-km';
    case 'commune':
      return 'commune';
    case 'communes':
      return place.extent === 'somewhere' && place.communeIds.length > 1 ? 'district' : 'commune';
    case 'province':
      return 'province';
  }
}
