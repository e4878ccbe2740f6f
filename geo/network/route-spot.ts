import type { PointGeometry } from '../domain/geometry.ts';
import type { RouteId } from '../domain/ids.ts';
import type { Route } from '../domain/route.ts';
import { pointAtM, segmentAtM } from './linear-referencing.ts';

type Drawn = Pick<Route, 'id' | 'coordinates' | 'measuresM' | 'accuracyM'>;

/** How far off, in metres, a route may be drawn at a place: the worse of the two ends of its segment. */
export function accuracyAtM(route: Drawn, m: number): number {
  const i = segmentAtM(route, m);
  return Math.max(route.accuracyM[i], route.accuracyM[i + 1]);
}

/** The point at a km post: no better known than the route is drawn there. */
export function spotOnRoute(route: Drawn, m: number, statedM: number) {
  return {
    geometry: { type: 'Point', coordinates: pointAtM(route, m) } satisfies PointGeometry as PointGeometry,
    uncertaintyM: Math.max(statedM, accuracyAtM(route, m)),
    onRoute: { routeId: route.id as RouteId, m },
  };
}

/** What a person stated beyond the drawing's own accuracy; 0 where the drawing alone made it uncertain. */
export function statedUncertaintyM(route: Drawn, m: number, uncertaintyM: number): number {
  return uncertaintyM > accuracyAtM(route, m) ? uncertaintyM : 0;
}
