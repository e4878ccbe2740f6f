import type { Area, CommuneWithGeometry } from '../domain/area.ts';
import type { UnitClass, UnitId } from '../domain/coverage.ts';
import type { OrgUnit } from '../domain/org-unit.ts';
import { isInForceIn } from '../domain/member-versions.ts';
import type { DayRange } from '../domain/period.ts';
import type { CoveragePolicy } from '../domain/policy.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import { areaSpaceOf, type AreaSpace } from './area-space.ts';
import { routeSpaceOf, type RouteSpace } from './route-space.ts';
import { siteSpaceOf, type SiteSpace } from './site-space.ts';

/** The register as the computation takes it; open classes are those without members yet (border trails). */
export interface CoverageRegister {
  routes: readonly Route[];
  areas: readonly Area[];
  communes: readonly CommuneWithGeometry[];
  sites: readonly Site[];
  orgUnits: readonly OrgUnit[];
  openClasses: readonly { id: string; unitClass: UnitClass }[];
}

export type UnitSpace =
  { kind: 'route'; route: RouteSpace } | { kind: 'area'; area: AreaSpace } | { kind: 'site'; site: SiteSpace };

/** A unit of the register with its one-dimensional space: metres, m² or presence. */
export interface Unit {
  unitClass: UnitClass;
  unitId: UnitId;
  nameVi: string;
  nameEn: string;
  responsibleOrgUnitId: OrgUnit['id'];
  /** Length of the space. */
  size: number;
  space: UnitSpace;
}

/** The units that count: members of the register in force on some day of the period. */
export function unitsInForce(register: CoverageRegister, period: DayRange, policy: CoveragePolicy): Unit[] {
  const inForce = (member: Route | Area | Site) => isInForceIn(member, period);
  const communes = new Map(register.communes.map((commune) => [commune.id as string, commune]));
  const routes = register.routes
    .filter((route) => route.inRegister && inForce(route))
    .map((route) => {
      const space = routeSpaceOf(route, policy.routeReachM);
      return unitOf('route', route, space.lengthM, { kind: 'route', route: space });
    });
  const areas = register.areas.filter(inForce).map((area) => {
    const space = areaSpaceOf(area, communes);
    return unitOf('area', area, space.areaM2, { kind: 'area', area: space });
  });
  const sites = register.sites
    .filter((site) => site.inRegister && inForce(site))
    .map((site) => unitOf('site', site, 1, { kind: 'site', site: siteSpaceOf(site, policy) }));
  return [...routes, ...areas, ...sites];
}

function unitOf(unitClass: UnitClass, member: Route | Area | Site, size: number, space: UnitSpace): Unit {
  const { id, nameVi, nameEn, responsibleOrgUnitId } = member;
  return { unitClass, unitId: id, nameVi, nameEn, responsibleOrgUnitId, size, space };
}
