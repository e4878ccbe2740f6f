import type { Route } from '#geo/domain/route.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { kmOfM, mOfKm, nearestOnRoute } from '#geo/network/linear-referencing.ts';
import type { Stretch } from './shape.ts';

/**
 * A distance along a route, rounded as fine as a pixel can tell: to 1, 10, 100
 * or 1000 m of the official kilometre, within the route's ends.
 * @param metresPerPixel of the map; below 10 the metre is kept
 */
export function roundAlong(route: Route, m: number, metresPerPixel: number): number {
  const stepM = Math.min(1000, 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, metresPerPixel)))));
  const km = (Math.round((kmOfM(route, m) * 1000) / stepM) * stepM) / 1000;
  const [first, last] = [route.measuresM[0], route.measuresM[route.measuresM.length - 1]];
  // To the millimetre: what is left of the division is no place.
  return Math.round(Math.min(last, Math.max(first, mOfKm(route, km))) * 1000) / 1000;
}

/** The stretch between a fixed end and where the pointer is, in the route's own order. */
export function stretchTo(route: Route, fixedM: number, pointer: LngLat, metresPerPixel: number): Stretch {
  const m = roundAlong(route, nearestOnRoute(route, pointer).m, metresPerPixel);
  return { routeId: route.id, fromM: Math.min(fixedM, m), toM: Math.max(fixedM, m) };
}

/** The stretch with one end (0 the lower, 1 the higher) moved along the route by a signed length. */
export function nudgeEnd(route: Route, stretch: Stretch, end: number, byM: number): Stretch & { end: number } {
  const [first, last] = [route.measuresM[0], route.measuresM[route.measuresM.length - 1]];
  const fixed = end === 0 ? stretch.toM : stretch.fromM;
  const moved = Math.min(last, Math.max(first, (end === 0 ? stretch.fromM : stretch.toM) + byM));
  return {
    routeId: stretch.routeId,
    fromM: Math.min(fixed, moved),
    toM: Math.max(fixed, moved),
    end: moved < fixed ? 0 : moved > fixed ? 1 : end,
  };
}
