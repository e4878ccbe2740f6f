import type { MeasurePlace } from '../domain/measure.ts';
import { lineLengthM, polygonsAreaM2 } from '../geometry/ellipsoid.ts';

/** How large a place is, in the unit of its kind; undefined where a kind has none. */
export type PlaceSize = { lengthM: number } | { areaM2: number } | { communes: number } | { radiusM: number };

export function placeSize(place: MeasurePlace): PlaceSize | undefined {
  switch (place.kind) {
    case 'interval':
      return { lengthM: Math.abs(place.toM - place.fromM) };
    case 'track':
    case 'line': {
      const { geometry } = place;
      const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      return { lengthM: lines.reduce((sum, line) => sum + lineLengthM(line), 0) };
    }
    case 'polygon': {
      const { geometry } = place;
      return { areaM2: polygonsAreaM2(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) };
    }
    case 'communes':
      return { communes: new Set(place.communeIds).size };
    case 'point':
      return { radiusM: place.uncertaintyM };
    case 'site':
      return undefined;
  }
}

/**
 * What of `other` falls away where `kept` stands for both: metres of a route,
 * or communes by number, 0 where `kept` holds it. Undefined where the two
 * cannot be compared exactly: lines of their own, or places of unlike kinds.
 */
export function fallsAway(kept: MeasurePlace, other: MeasurePlace): number | undefined {
  if (kept.kind === 'interval' && other.kind === 'interval' && kept.routeId === other.routeId) {
    const [from, to] = [Math.min(kept.fromM, kept.toM), Math.max(kept.fromM, kept.toM)];
    const [otherFrom, otherTo] = [Math.min(other.fromM, other.toM), Math.max(other.fromM, other.toM)];
    return otherTo - otherFrom - Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
  }
  if (kept.kind === 'communes' && other.kind === 'communes' && kept.extent === other.extent) {
    return new Set(other.communeIds.filter((id) => !kept.communeIds.includes(id))).size;
  }
  return JSON.stringify(kept) === JSON.stringify(other) ? 0 : undefined;
}

/** The first place that holds all the others; −1 where none surely does, and a person must choose. */
export function holdingPlace(places: readonly MeasurePlace[]): number {
  return places.findIndex((kept) => places.every((other) => fallsAway(kept, other) === 0));
}
