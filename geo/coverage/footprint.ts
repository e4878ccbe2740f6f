import type { MeasurePlace } from '../domain/measure.ts';
import type { CoveragePolicy } from '../domain/policy.ts';
import { polygonToPlane, type PlanePolygon } from '../geometry/polygon.ts';
import { RowCollector } from '../geometry/scanlines.ts';
import { communesOnArea, reachOfShape, ROW_HEIGHT_M, rowsOnArea, type AreaSpace } from './area-space.ts';
import { groundShapeOf, type GroundShape, type PlaceRegister } from './ground-shape.ts';
import { NO_INTERVALS, overlapsIntervals, unionIntervals, type IntervalSet } from './intervals.ts';
import {
  intervalOnRoute,
  polygonOnRoute,
  shapeOnRoute,
  withMatched,
  type Reached,
  type RouteSpace,
} from './route-space.ts';
import { ABSENT, communeMayHoldSite, PRESENT, shapeAtSite, type SiteSpace } from './site-space.ts';
import type { CoverageRegister, Unit } from './units.ts';

/** Where a measure reaches one unit. Communes are named for areas only. */
export interface Footprint extends Reached {
  certainCommunes: readonly string[];
  possibleCommunes: readonly string[];
}

const NO_COMMUNES: readonly string[] = [];

/**
 * Turns the place of a measure into its footprint on each unit. Holds what is
 * shared between measures: outlines of communes, their stretches of each route,
 * scratch space.
 */
export class FootprintMaker {
  private readonly units: readonly Unit[];
  private readonly policy: CoveragePolicy;
  private readonly places: PlaceRegister;
  private readonly sites: ReadonlyMap<string, { communeId: string | null }>;
  private readonly communes: ReadonlyMap<string, PlanePolygon>;
  private readonly routeCommunes = new Map<RouteSpace, Map<string, IntervalSet>>();
  private readonly siteCommunes = new Map<SiteSpace, Map<string, boolean>>();
  private readonly collector = new RowCollector(ROW_HEIGHT_M);
  private readonly minY: number;
  private readonly maxY: number;

  constructor(units: readonly Unit[], register: CoverageRegister, policy: CoveragePolicy) {
    this.units = units;
    this.policy = policy;
    this.places = {
      routes: new Map(register.routes.map((route) => [route.id, route])),
      sites: new Map(register.sites.map((site) => [site.id, site])),
    };
    this.sites = this.places.sites;
    this.communes = new Map(register.communes.map((commune) => [commune.id, polygonToPlane(commune.geometry)]));
    const polygons = units.flatMap(({ space }) => (space.kind === 'area' ? space.area.communes : []));
    this.minY = Math.min(...polygons.map((commune) => commune.polygon.minY));
    this.maxY = Math.max(...polygons.map((commune) => commune.polygon.maxY));
  }

  /** One entry per unit, in their order; undefined where the measure does not come near. */
  of(place: MeasurePlace): (Footprint | undefined)[] {
    const shape = groundShapeOf(place, this.places);
    return shape ? this.ofShape(place, shape) : this.ofCommunes(place as MeasurePlace & { kind: 'communes' });
  }

  private ofShape(place: MeasurePlace, shape: GroundShape): (Footprint | undefined)[] {
    const reached = reachOfShape(shape, this.policy.areaReachM, this.collector, this.minY, this.maxY);
    return this.units.map(({ unitId, space }) => {
      switch (space.kind) {
        case 'route':
          if (place.kind === 'interval' && place.routeId === unitId) {
            return withoutCommunes(intervalOnRoute(space.route, place.fromM, place.toM));
          }
          return withoutCommunes(
            place.kind === 'track' && place.matched
              ? withMatched(space.route, shapeOnRoute(space.route, shape), place.matched)
              : shapeOnRoute(space.route, shape),
          );
        case 'area':
          return withCommunes(space.area, rowsOnArea(space.area, reached), this.homeCommuneOf(place));
        case 'site':
          return place.kind === 'site' && place.siteId === unitId
            ? withoutCommunes({ certain: PRESENT, possible: PRESENT })
            : withoutCommunes(shapeAtSite(space.site, shape));
      }
    });
  }

  /** A measure at a site has touched the site's commune, however roughly the site is drawn. */
  private homeCommuneOf(place: MeasurePlace): readonly string[] {
    const home = place.kind === 'site' ? this.sites.get(place.siteId)?.communeId : undefined;
    return home ? [home] : NO_COMMUNES;
  }

  /**
   * A campaign over whole communes covers them; one somewhere in them has
   * touched each, at a place nobody knows. Neither says that it was on a road
   * or at a site, so there it is possible only.
   */
  private ofCommunes(place: MeasurePlace & { kind: 'communes' }): (Footprint | undefined)[] {
    const ids = new Set<string>(place.communeIds);
    return this.units.map(({ space }) => {
      switch (space.kind) {
        case 'route': {
          const crossed = this.communesAlong(space.route);
          let possible = NO_INTERVALS;
          for (const id of ids) possible = unionIntervals(possible, crossed.get(id) ?? NO_INTERVALS);
          return withoutCommunes({ certain: NO_INTERVALS, possible });
        }
        case 'area': {
          const whole = communesOnArea(space.area, ids);
          const certain = place.extent === 'whole' ? whole : NO_INTERVALS;
          return withCommunes(space.area, { certain, possible: whole }, place.communeIds);
        }
        case 'site': {
          const near = [...ids].some((id) => this.mayHold(space.site, id));
          return withoutCommunes(near ? { certain: NO_INTERVALS, possible: PRESENT } : ABSENT);
        }
      }
    });
  }

  /** The stretches of a route in every commune that it crosses. */
  communesAlong(space: RouteSpace): ReadonlyMap<string, IntervalSet> {
    let crossed = this.routeCommunes.get(space);
    if (!crossed) {
      crossed = new Map();
      for (const [id, polygon] of this.communes) {
        const along = polygonOnRoute(space, polygon);
        if (along.length > 0) crossed.set(id, along);
      }
      this.routeCommunes.set(space, crossed);
    }
    return crossed;
  }

  private mayHold(space: SiteSpace, communeId: string): boolean {
    let known = this.siteCommunes.get(space);
    if (!known) this.siteCommunes.set(space, (known = new Map()));
    let near = known.get(communeId);
    if (near === undefined) {
      const polygon = this.communes.get(communeId);
      near = space.site.communeId === communeId || (polygon !== undefined && communeMayHoldSite(space, polygon));
      known.set(communeId, near);
    }
    return near;
  }
}

function withoutCommunes(reached: Reached): Footprint | undefined {
  if (reached.possible.length === 0 && reached.certain.length === 0) return undefined;
  return { ...reached, certainCommunes: NO_COMMUNES, possibleCommunes: NO_COMMUNES };
}

/** Names the communes reached; `touched` are communes known to be touched though not where. */
function withCommunes(space: AreaSpace, reached: Reached, touched: readonly string[]): Footprint | undefined {
  const certainCommunes: string[] = [];
  const possibleCommunes: string[] = [];
  for (const { communeId, fromM2, toM2 } of space.communes) {
    const known = touched.includes(communeId);
    if (known || overlapsIntervals(reached.certain, fromM2, toM2)) certainCommunes.push(communeId);
    if (known || overlapsIntervals(reached.possible, fromM2, toM2)) possibleCommunes.push(communeId);
  }
  return possibleCommunes.length > 0 ? { ...reached, certainCommunes, possibleCommunes } : undefined;
}
