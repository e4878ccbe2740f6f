import type { RegisterData } from '../register/load-register.ts';
import { type ArealGeometry, SURROUNDINGS } from '#geo/domain/geometry.ts';
import { validateGeometry } from '#geo/domain/place-rules.ts';
import { nearestOnRoute, segmentAtM } from '#geo/network/linear-referencing.ts';
import { dissolve, polygonsContain, polygonsOf } from '#geo/geometry/rings.ts';
import { lineLengthM } from '#geo/geometry/ellipsoid.ts';
import { check, type Check } from './check.ts';

const STATION_REACH_M = 60;

export function checkGeometry(register: RegisterData): Check[] {
  return [
    check('metres along a route rise strictly, one per vertex', (fault) => {
      let vertices = 0;
      for (const { id, coordinates, measuresM, accuracyM, insideM, kmPosts, lengthM } of register.routes) {
        vertices += coordinates.length;
        if (measuresM.length !== coordinates.length || accuracyM.length !== coordinates.length)
          fault(`route ${id}: lists of unequal length`);
        measuresM.forEach((m, i) => {
          if (i > 0 && !(m > measuresM[i - 1])) fault(`route ${id} vertex ${i}: ${m} m after ${measuresM[i - 1]} m`);
        });
        insideM.forEach(([from, to], i) => {
          const before = i ? insideM[i - 1][1] : measuresM[0];
          if (!(before <= from && from < to && to <= measuresM[measuresM.length - 1]))
            fault(`route ${id} insideM ${i}: ${from}–${to}`);
        });
        if (insideM.reduce((sum, [from, to]) => sum + to - from, 0) !== lengthM)
          fault(`route ${id}: lengthM ${lengthM}`);
        if (kmPosts.length < 2) fault(`route ${id}: fewer than two km posts`);
        kmPosts.forEach((post, i) => {
          if (i > 0 && !(post.atM > kmPosts[i - 1].atM && post.km > kmPosts[i - 1].km))
            fault(`route ${id} post ${post.km}`);
        });
      }
      return `${vertices} vertices`;
    }),
    check('everything lies in the province’s surroundings', (fault) => {
      const [west, south, east, north] = SURROUNDINGS;
      const test = (place: string, points: readonly (readonly number[])[]) =>
        points.forEach(([lng, lat], i) => {
          if (lng < west || lng > east || lat < south || lat > north) fault(`${place} point ${i}: ${lng}, ${lat}`);
        });
      for (const route of register.routes) test(`route ${route.id}`, route.coordinates);
      for (const site of register.sites) test(`site ${site.id}`, [site.point]);
      for (const commune of register.communes) test(`commune ${commune.id}`, polygonsOf(commune.geometry).flat(2));
      return SURROUNDINGS.join(' ');
    }),
    check('outlines are sound: closed, simple, not empty', (fault) => {
      const outlines: [string, ArealGeometry][] = [
        ...register.communes.map((c): [string, ArealGeometry] => [`commune ${c.id}`, c.geometry]),
        ...register.districts.map((d): [string, ArealGeometry] => [`district ${d.id}`, d.geometry]),
        ['province', register.province],
        ...register.sites.flatMap((s): [string, ArealGeometry][] => (s.extent ? [[`site ${s.id}`, s.extent]] : [])),
      ];
      for (const [place, geometry] of outlines)
        for (const { code } of validateGeometry(geometry, place)) fault(`${place}: ${code}`);
      return `${outlines.length} outlines`;
    }),
    check('communes share equal edges and dissolve to one mainland with two islands', (fault) => {
      const province = dissolve(register.communes.map((commune) => polygonsOf(commune.geometry)));
      if (province.length !== 3 || province.some((polygon) => polygon.length > 1))
        fault(`${province.length} parts, holes ${province.map((p) => p.length - 1).join(', ')}`);
      return `${(lineLengthM(province[0][0]) / 1000).toFixed(0)} km of outline`;
    }),
    check('label points lie inside', (fault) => {
      for (const unit of [...register.communes, ...register.districts])
        if (!polygonsContain(polygonsOf(unit.geometry), unit.labelPoint)) fault(`${unit.id} ${unit.nameVi}`);
      for (const area of register.areas) {
        const district = register.districts.find((each) => each.id === area.id);
        if (!district || !polygonsContain(polygonsOf(district.geometry), area.labelPoint)) fault(`area ${area.id}`);
      }
      return `${register.communes.length + register.districts.length + register.areas.length} labels`;
    }),
    check(
      `stations of the North–South line lie within ${STATION_REACH_M} m of it, or within the line’s accuracy`,
      (fault) => {
        const railway = register.routes.find((route) => route.id === 'RAIL_NS');
        if (!railway) throw new Error('no RAIL_NS');
        let farthest = 0;
        for (const site of register.sites.filter((s) => s.kind === 'railway-station' && /^station-\d+$/.test(s.id))) {
          const { m, distanceM } = nearestOnRoute(railway, site.point);
          const at = segmentAtM(railway, m);
          const accuracyM = Math.max(railway.accuracyM[at], railway.accuracyM[at + 1]);
          farthest = Math.max(farthest, distanceM);
          if (distanceM > Math.max(STATION_REACH_M, accuracyM)) fault(`site ${site.id}: ${distanceM.toFixed(0)} m`);
        }
        return `farthest ${farthest.toFixed(0)} m`;
      },
    ),
    check('sites lie in their commune, or as near as their accuracy says', (fault) => {
      for (const site of register.sites) {
        const commune = register.communes.find((each) => each.id === site.communeId);
        if (!commune || polygonsContain(polygonsOf(commune.geometry), site.point)) continue;
        const nearestM = Math.min(
          ...polygonsOf(commune.geometry)
            .flat()
            .map((ring) => nearestVertexlessM(ring, site.point)),
        );
        if (nearestM > Math.max(250, site.accuracyM))
          fault(`site ${site.id}: ${nearestM.toFixed(0)} m outside ${commune.nameVi}`);
      }
      return `${register.sites.length} sites`;
    }),
  ];
}

/** Metres from a point to a closed line. */
function nearestVertexlessM(ring: readonly [number, number][], point: [number, number]): number {
  return nearestOnRoute({ coordinates: [...ring], measuresM: ring.map((_, i) => i) }, point).distanceM;
}
