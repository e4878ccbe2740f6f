import type { RegisterData } from '../register/load-register.ts';
import { lineLengthM, polygonsAreaM2 } from '#geo/geometry/ellipsoid.ts';
import { polygonsOf } from '#geo/geometry/rings.ts';
import { check, type Check, expectNear } from './check.ts';

/** Communes of each area of the plan, and kilometres of each route in the province. */
const AREA_COMMUNES: Record<string, number> = {
  'ky-son': 12,
  'tuong-duong': 9,
  'con-cuong': 6,
  'que-phong': 5,
  'quy-hop': 7,
  'thanh-chuong': 9,
  'dien-chau': 8,
  'nghi-loc': 7,
  'quynh-luu': 7,
  vinh: 5,
  'cua-lo': 1,
  'hoang-mai': 3,
};
const ROUTE_KM: Record<string, number> = {
  QL1A: 91.1,
  QL7: 218.5,
  QL46: 79.5,
  QL48: 156.3,
  HCM: 129.1,
  RAIL_NS: 96.2,
  QL1A_VINH: 19.9,
  QL46_RO_DOLUONG: 21.4,
  QL15: 72.7,
  CT01: 88.2,
  RAIL_CG_ND: 29,
};
/** The best geometry and the polyline cross the province's outline at slightly different places. */
const ROUTE_TOLERANCE_KM = 0.15;
const SITES_OF_THE_PLAN = ['airport-vinh', 'gate-nam-can', 'gate-thanh-thuy', 'port-cua-lo', 'tourist-cua-lo'];

export function checkFigures(register: RegisterData): Check[] {
  const km2 = (list: RegisterData['communes']) =>
    list.reduce((sum, c) => sum + polygonsAreaM2(polygonsOf(c.geometry)) / 1e6, 0);
  return [
    check('the plan has 23 members: 6 routes, 12 areas, 5 sites', (fault) => {
      const routes = register.routes.filter((route) => route.inRegister);
      const sites = register.sites.filter((site) => site.inRegister);
      if (routes.length !== 6) fault(`routes: ${routes.length}`);
      if (register.areas.length !== 12) fault(`areas: ${register.areas.length}`);
      if (
        sites
          .map((site) => site.id)
          .sort()
          .join() !== SITES_OF_THE_PLAN.join()
      )
        fault(`sites: ${sites.map((s) => s.id).join(', ')}`);
      if (!register.openClasses.some((open) => open.id === 'border-trails' && open.unitClass === 'route'))
        fault('register.json: no open class of border trails');
      return routes.length + register.areas.length + sites.length;
    }),
    check('130 communes: 119 xã and 11 phường, 79 in the plan', (fault) => {
      const wards = register.communes.filter((commune) => commune.kind === 'phuong').length;
      const inPlan = new Set(register.areas.flatMap((area) => area.communeIds)).size;
      if (register.communes.length !== 130 || wards !== 11)
        fault(`communes: ${register.communes.length}, phường ${wards}`);
      if (inPlan !== 79) fault(`in the plan: ${inPlan}`);
      for (const area of register.areas)
        if (area.communeIds.length !== AREA_COMMUNES[area.id])
          fault(`area ${area.id}: ${area.communeIds.length} communes, expected ${AREA_COMMUNES[area.id]}`);
      return `${register.communes.length} communes`;
    }),
    check('areas: published 16.486,49 km², outlines 16.484,9 km²', (fault) => {
      const published = register.communes.reduce((sum, commune) => sum + commune.areaKm2Published, 0);
      const outlines = km2(register.communes);
      const province = polygonsAreaM2(polygonsOf(register.province)) / 1e6;
      for (const line of [
        ...expectNear(published, 16486.49, 0.01, 'published km²'),
        ...expectNear(outlines, 16484.9, 0.1, 'outlines km²'),
        ...expectNear(province, outlines, 0.001, 'province.geojson km² against its communes'),
      ])
        fault(line);
      for (const area of register.areas) {
        const members = km2(register.communes.filter((commune) => area.communeIds.includes(commune.id)));
        const district = register.districts.find((each) => each.id === area.id);
        for (const line of expectNear(area.areaM2 / 1e6, members, 0.001, `area ${area.id} km²`)) fault(line);
        if (district?.areaM2 !== area.areaM2) fault(`district ${area.id}: ${district?.areaM2} m², area ${area.areaM2}`);
      }
      for (const commune of register.communes) {
        const off = km2([commune]) / commune.areaKm2Published - 1;
        if (Math.abs(off) > 0.13)
          fault(`commune ${commune.id} ${commune.nameVi}: outline ${(off * 100).toFixed(1)} % off its published area`);
      }
      return `${outlines.toFixed(1)} km²`;
    }),
    check('population 3.831.694', (fault) => {
      const sum = register.communes.reduce((total, commune) => total + commune.population, 0);
      if (sum !== 3_831_694) fault(`sum ${sum}`);
      return sum;
    }),
    check('kilometres of routes in the province', (fault) => {
      for (const route of register.routes)
        for (const line of expectNear(
          route.lengthM / 1000,
          ROUTE_KM[route.id],
          ROUTE_TOLERANCE_KM,
          `route ${route.id} km`,
        ))
          fault(line);
      const total = register.routes.filter((route) => route.inRegister).reduce((sum, route) => sum + route.lengthM, 0);
      return `${(total / 1000).toFixed(1)} km in the register`;
    }),
    check('the line is no longer than its metres', (fault) => {
      for (const route of register.routes) {
        const measured = route.measuresM[route.measuresM.length - 1] - route.measuresM[0];
        const drawn = lineLengthM(route.coordinates);
        // Metres are rounded to 10 m at every point; bends cut between points make the line shorter.
        if (drawn > measured * 1.002 + 50)
          fault(`route ${route.id}: drawn ${drawn.toFixed(0)} m, measured ${measured} m`);
        if (drawn < measured * 0.955) fault(`route ${route.id}: drawn only ${drawn.toFixed(0)} m of ${measured} m`);
      }
      return `${register.routes.length} routes`;
    }),
  ];
}
