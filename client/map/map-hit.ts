import type { Gap, RoutePiece } from '#geo/domain/coverage.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { NOTHING, selectGap, type Selection } from '../state/selection.ts';

/** What lies under the pointer; every pickable datum of a deck layer carries one as `hit`, or tells it by place as `hitAt`. */
export type MapHit =
  | { kind: 'piece'; route: Route; piece: RoutePiece }
  | { kind: 'gap'; gap: Gap }
  | { kind: 'road'; route: Route }
  | { kind: 'site'; site: Site }
  | { kind: 'area'; areaId: string }
  | { kind: 'commune'; communeId: string }
  | { kind: 'measure'; measureId: string; type: string; status: string; day: string }
  | { kind: 'incident'; incidentId: string; type: string; day: string }
  | { kind: 'cluster'; count: number; lngLat: [number, number]; zoom: number }
  | { kind: 'heat'; density: number };

/** What a click on it selects. */
export function selectionOfHit(hit: MapHit): Selection {
  switch (hit.kind) {
    case 'road':
    case 'piece':
      return hit.route.inRegister
        ? { kind: 'unit', unitClass: 'route', unitId: hit.route.id }
        : { kind: 'route', routeId: hit.route.id };
    case 'gap':
      return selectGap(hit.gap);
    case 'site':
      return hit.site.inRegister
        ? { kind: 'unit', unitClass: 'site', unitId: hit.site.id }
        : { kind: 'site', siteId: hit.site.id };
    case 'area':
      return { kind: 'unit', unitClass: 'area', unitId: hit.areaId };
    case 'commune':
      return { kind: 'commune', communeId: hit.communeId };
    case 'measure':
      return { kind: 'measure', measureId: hit.measureId };
    case 'incident':
      return { kind: 'incident', incidentId: hit.incidentId };
    case 'cluster':
    case 'heat':
      return NOTHING;
  }
}
