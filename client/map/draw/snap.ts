import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { toPlane } from '#geo/geometry/projection.ts';
import { nearestOnRoute, pointAtM } from '#geo/network/linear-referencing.ts';

/** Segments looked at together: a route is left aside where none of its pieces is near. */
const SEGMENTS_A_PIECE = 32;
const METRES_A_DEGREE = 111_320;

interface Piece {
  route: Route;
  coordinates: LngLat[];
  measuresM: number[];
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Routes cut into pieces with their bounds, so that looking for the nearest at each movement of the pointer is cheap. */
export type RoutePieces = readonly Piece[];

export function cutRoutes(routes: readonly Route[]): RoutePieces {
  return routes.flatMap((route) => {
    const pieces: Piece[] = [];
    for (let i = 0; i + 1 < route.coordinates.length; i += SEGMENTS_A_PIECE) {
      const coordinates = route.coordinates.slice(i, i + SEGMENTS_A_PIECE + 1);
      const lngs = coordinates.map(([lng]) => lng);
      const lats = coordinates.map(([, lat]) => lat);
      pieces.push({
        route,
        coordinates,
        measuresM: route.measuresM.slice(i, i + SEGMENTS_A_PIECE + 1),
        west: Math.min(...lngs),
        south: Math.min(...lats),
        east: Math.max(...lngs),
        north: Math.max(...lats),
      });
    }
    return pieces;
  });
}

export interface OnRoute {
  route: Route;
  m: number;
  distanceM: number;
}

/**
 * The route nearest to a position within `reachM`. Where several lie in reach,
 * `preferredId` wins, then members of the register within a fifth of the
 * reach of the nearest: roads of one valley often share their ground.
 */
export function nearestRoute(
  pieces: RoutePieces,
  at: LngLat,
  reachM: number,
  preferredId?: string,
): OnRoute | undefined {
  const dLat = reachM / METRES_A_DEGREE;
  const dLng = dLat / Math.cos((at[1] * Math.PI) / 180);
  const best = new Map<string, OnRoute>();
  for (const piece of pieces) {
    if (at[0] < piece.west - dLng || at[0] > piece.east + dLng) continue;
    if (at[1] < piece.south - dLat || at[1] > piece.north + dLat) continue;
    const found = nearestOnRoute(piece, at);
    const known = best.get(piece.route.id);
    if (found.distanceM <= reachM && (!known || found.distanceM < known.distanceM))
      best.set(piece.route.id, { route: piece.route, ...found });
  }
  const preferred = preferredId === undefined ? undefined : best.get(preferredId);
  if (preferred) return preferred;
  const rank = ({ route, distanceM }: OnRoute) => distanceM + (route.inRegister ? 0 : reachM / 5);
  return [...best.values()].sort((a, b) => rank(a) - rank(b))[0];
}

/** The site nearest to a position within `reachM`. */
export function nearestSite(sites: readonly Site[], at: LngLat, reachM: number): Site | undefined {
  const [x, y] = toPlane(at);
  let best: { site: Site; distanceM: number } | undefined;
  for (const site of sites) {
    const [sx, sy] = toPlane(site.point);
    const distanceM = Math.hypot(sx - x, sy - y);
    if (distanceM <= reachM && (!best || distanceM < best.distanceM)) best = { site, distanceM };
  }
  return best?.site;
}

/** Where a vertex goes: on a site in reach, else on a route in reach, else where it was put. */
export function snapped(
  at: LngLat,
  { pieces, sites, reachM }: { pieces: RoutePieces; sites: readonly Site[]; reachM: number },
): LngLat {
  const site = nearestSite(sites, at, reachM);
  if (site) return site.point;
  const on = nearestRoute(pieces, at, reachM);
  return on ? pointAtM(on.route, on.m) : at;
}

/** Ground metres of a pixel at a latitude (MapLibre's tiles are 512 px). */
export function metresPerPixel(lat: number, zoom: number): number {
  return (78_271.517 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
}
