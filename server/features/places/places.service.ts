import type { FindPlaceAnswer, ShownPlace } from '#geo/contract/places.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import type { PlaceReading } from '#geo/domain/found-place.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { DayString } from '#geo/domain/period.ts';
import { partsOf, type PlaceGeometry } from '#geo/domain/place-rules.ts';
import { pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import { createPlaceFinder, type PlaceFinder } from '#geo/places/place-finder.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';

/** One finder a snapshot: its tables of names take a while to build. */
const finders = new WeakMap<RegisterSnapshot, PlaceFinder>();

function finderOf(register: RegisterSnapshot): PlaceFinder {
  let finder = finders.get(register);
  if (!finder) finders.set(register, (finder = createPlaceFinder(register)));
  return finder;
}

/**
 * What a text means on a day, with where to look on the map.
 * @throws DomainError where it was understood and cannot be: a post beyond its route, 75 minutes of arc.
 */
export function findPlace(register: RegisterSnapshot, text: string, onDay: DayString): FindPlaceAnswer {
  const result = finderOf(register).find(text, onDay);
  switch (result.kind) {
    case 'fault':
      throw new DomainError(result.code, result.message, { path: 'text' });
    case 'unknown':
      return { kind: 'unknown', readings: [], question: null, nearest: [...result.nearest] };
    case 'found': {
      const { kind, ...reading } = result;
      return { kind, readings: [shownPlace(reading, register)], question: null, nearest: [] };
    }
    case 'ambiguous': {
      const readings = result.candidates.map((reading) => shownPlace(reading, register));
      return { kind: 'ambiguous', readings, question: result.question, nearest: [] };
    }
  }
}

function shownPlace(reading: PlaceReading, register: RegisterSnapshot): ShownPlace {
  const geometry = geometryOf(reading, register);
  const { place } = reading;
  const communes = place.kind === 'communes' || place.kind === 'district' ? place.communeIds : [];
  const outlines = communes.flatMap((id) => register.communesById.get(id)?.geometry ?? []);
  return { ...reading, geometry, bounds: boundsOf(geometry ? [geometry] : outlines) };
}

function geometryOf({ place }: PlaceReading, register: RegisterSnapshot): ShownPlace['geometry'] {
  const point = (coordinates: LngLat): ShownPlace['geometry'] => ({ type: 'Point', coordinates });
  switch (place.kind) {
    case 'position':
      return point(place.lngLat);
    case 'site': {
      const site = register.sitesById.get(place.siteId);
      return site ? point(site.point) : null;
    }
    case 'stretch': {
      const route = register.routesById.get(place.routeId);
      if (!route) return null;
      if (place.fromM === place.toM) return point(pointAtM(route, place.fromM));
      return { type: 'LineString', coordinates: sliceRoute(route, place.fromM, place.toM) };
    }
    case 'route': {
      const route = register.routesById.get(place.routeId);
      return route ? { type: 'LineString', coordinates: route.coordinates } : null;
    }
    default:
      return null;
  }
}

function boundsOf(geometries: readonly PlaceGeometry[]): [LngLat, LngLat] | null {
  const low: LngLat = [Infinity, Infinity];
  const high: LngLat = [-Infinity, -Infinity];
  for (const position of geometries.flatMap(partsOf).flat()) {
    for (const axis of [0, 1] as const) {
      low[axis] = Math.min(low[axis], position[axis]);
      high[axis] = Math.max(high[axis], position[axis]);
    }
  }
  return Number.isFinite(low[0]) ? [low, high] : null;
}
