import type { RegisterData } from '../register/load-register.ts';
import type { CommuneWithGeometry } from '#geo/domain/area.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { CommuneId, RouteId, SiteId } from '#geo/domain/ids.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { Random } from '#geo/statistics/random.ts';
import { isInside, moved, roadAtM, shareOf, sharedEdge, sketchAround, trackOnRoute, walkAlong } from './ground.ts';
import type { PlacePlan } from './programme.ts';

/** Draws where a measure of a plan took place, as its agency would have written it down. */
export function createPlacer(register: RegisterData): (plan: PlacePlan, random: Random) => MeasurePlace {
  const routes = new Map(register.routes.map((route) => [route.id as string, route]));
  const communes = new Map(register.communes.map((commune) => [commune.id as string, commune]));
  const sites = new Map(register.sites.map((site) => [site.id as string, site]));
  const edges = new Map<string, LngLat[]>();
  const edgeOf = (commune: CommuneWithGeometry) => {
    const edge = edges.get(commune.id) ?? sharedEdge(commune.geometry, register.province);
    edges.set(commune.id, edge);
    return edge;
  };

  return (plan, random) => {
    switch (plan.kind) {
      case 'road':
        return onRoad(plan, random);
      case 'checkpoint': {
        const route = get(routes, plan.routeId);
        const at = random.pick(plan.atKm) * 1000 + random.between(-400, 400);
        const m = Math.min(Math.max(at, route.measuresM[0]), route.measuresM[route.measuresM.length - 1]);
        return {
          kind: 'point',
          geometry: { type: 'Point', coordinates: roadAtM(route, m) },
          uncertaintyM: Math.round(random.between(...plan.uncertaintyM) / 10) * 10,
        };
      }
      case 'border': {
        const commune = get(communes, plan.communeId);
        const share = (plan.to - plan.from) * random.between(...plan.share);
        const from = random.between(plan.from, plan.to - share);
        const line = shareOf(edgeOf(commune), from, from + share);
        const coordinates = walkAlong(line, commune.labelPoint, 1400, random);
        return {
          kind: 'track',
          geometry: { type: 'LineString', coordinates },
          uncertaintyM: random.pick([10, 15, 20]),
        };
      }
      case 'shore': {
        const commune = get(communes, random.pick(plan.communeIds));
        const coordinates = shareOf(edgeOf(commune), random.between(0, 0.4), random.between(0.6, 1));
        // Boats keep off the shore: drawn by hand on the chart afterwards.
        const offshore = coordinates.map((point) => moved(point, random.between(300, 700), random.between(-150, 150)));
        return { kind: 'line', geometry: { type: 'LineString', coordinates: offshore }, uncertaintyM: 200 };
      }
      case 'communes': {
        const first = get(communes, random.pick(plan.communeIds));
        const count = random.int(...plan.count);
        // A round goes through neighbours: the nearest of those on the plan.
        const near = plan.communeIds
          .map((id) => get(communes, id))
          .sort((a, b) => apart(a.labelPoint, first.labelPoint) - apart(b.labelPoint, first.labelPoint))
          .slice(0, count);
        return {
          kind: 'communes',
          communeIds: near.map((commune) => commune.id as CommuneId),
          extent: random.chance(plan.wholeShare) ? 'whole' : 'somewhere',
        };
      }
      case 'near': {
        const commune = get(communes, random.pick(plan.communeIds));
        if (random.chance(0.4)) return { kind: 'communes', communeIds: [commune.id], extent: 'somewhere' };
        return {
          kind: 'point',
          geometry: { type: 'Point', coordinates: pointIn(commune, random) },
          uncertaintyM: Math.round(random.between(...plan.uncertaintyM) / 50) * 50,
        };
      }
      case 'sketch': {
        const site = get(sites, random.pick(plan.siteIds));
        const centre = moved(site.point, 500 * random.normal(), 500 * random.normal());
        const ring = sketchAround(centre, random.between(...plan.radiusM), random);
        return { kind: 'polygon', geometry: { type: 'Polygon', coordinates: [ring] } };
      }
      case 'site':
        return { kind: 'site', siteId: plan.siteId as SiteId };
    }
  };

  function onRoad(plan: PlacePlan & { kind: 'road' }, random: Random): MeasurePlace {
    const route = get(routes, plan.routeId);
    const spanKm = plan.toKm - plan.fromKm;
    const lengthKm = Math.min(spanKm, random.between(...plan.lengthKm));
    // Rounds often begin or end at the ends of a team's stretch.
    const start = random.pick([0, 1, random.next(), random.next()]);
    const fromKm = plan.fromKm + start * (spanKm - lengthKm);
    const fromM = fromKm * 1000;
    const toM = (fromKm + lengthKm) * 1000;
    if (random.chance(plan.trackShare)) {
      const coordinates = trackOnRoute(route, fromM, toM, random);
      return {
        kind: 'track',
        geometry: { type: 'LineString', coordinates },
        uncertaintyM: random.pick([5, 10, 15, 30]),
      };
    }
    // People write whole or half kilometres.
    const typed = (m: number) =>
      Math.min(route.measuresM[route.measuresM.length - 1], Math.max(route.measuresM[0], Math.round(m / 500) * 500));
    return { kind: 'interval', routeId: route.id as RouteId, fromM: typed(fromM), toM: typed(toM) };
  }
}

export function pointIn(commune: CommuneWithGeometry, random: Random): LngLat {
  for (let attempt = 0; attempt < 60; attempt++) {
    const point = moved(commune.labelPoint, 5000 * random.normal(), 5000 * random.normal());
    if (isInside(commune.geometry, point)) return point;
  }
  return commune.labelPoint;
}

function apart(a: LngLat, b: LngLat): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function get<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id);
  if (!found) throw new Error(`${id} is not in the register`);
  return found;
}
