import { readFileSync } from 'node:fs';
import type { Area, CommuneWithGeometry } from '#geo/domain/area.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { AreaId, CommuneId, MeasureId, OrgUnitId, RouteId, SiteId } from '#geo/domain/ids.ts';
import { Measure, type MeasurePlace } from '#geo/domain/measure.ts';
import type { OrgUnit } from '#geo/domain/org-unit.ts';
import { addDays, startOfDayMs } from '#geo/domain/period.ts';
import { POLICY_V1 } from '#geo/domain/policy.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import type { CoverageRegister } from '#geo/coverage/units.ts';
import type { Indicator1Input } from '#geo/indicators/indicator-1.ts';
import { fromPlane } from '#geo/geometry/projection.ts';

/** Small registers and measures in the metric plane, where distances can be read off the coordinates. */
export const ORIGIN_X = 500_000;
export const ORIGIN_Y = 2_100_000;

/** Metres east and north of the sample's origin to [lng, lat]. */
export function at(x: number, y: number): LngLat {
  return fromPlane(ORIGIN_X + x, ORIGIN_Y + y);
}

export function sampleRoute(id: string, points: [number, number][], change: Partial<Route> = {}): Route {
  const measuresM: number[] = [0];
  for (let i = 1; i < points.length; i++) {
    measuresM.push(measuresM[i - 1] + Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]));
  }
  const lengthM = measuresM[measuresM.length - 1];
  return {
    id: RouteId.parse(id),
    nameVi: `Tuyến ${id}`,
    nameEn: `Route ${id}`,
    kind: 'road',
    inRegister: true,
    coordinates: points.map(([x, y]) => at(x, y)),
    measuresM,
    accuracyM: points.map(() => 20),
    insideM: [[0, lengthM]],
    lengthM,
    directionVi: '',
    directionEn: '',
    kmPosts: [],
    kmIsOfficial: true,
    responsibleOrgUnitId: OrgUnitId.parse('CA'),
    validFromOn: null,
    validUntilOn: null,
    legalSource: '',
    ...change,
  };
}

/** 20 km from west to east, the second half schematic. */
export const halfSchematicRoute = (): Route =>
  sampleRoute(
    'R',
    [
      [0, 5000],
      [10_000, 5000],
      [10_100, 5000],
      [20_000, 5000],
    ],
    { accuracyM: [20, 20, 3000, 3000] },
  );

/** A square commune with its lower left corner at (x, y). */
export function sampleCommune(id: string, x: number, y: number, sizeM: number): CommuneWithGeometry {
  const ring = [at(x, y), at(x + sizeM, y), at(x + sizeM, y + sizeM), at(x, y + sizeM), at(x, y)];
  return {
    id: CommuneId.parse(id),
    nameVi: `Xã ${id}`,
    kind: 'xa',
    oldDistrictId: '',
    oldDistrictNameVi: '',
    oldUnits: [],
    onLaoBorder: false,
    population: 0,
    areaKm2Published: 0,
    labelPoint: at(x + sizeM / 2, y + sizeM / 2),
    validFromOn: null,
    validUntilOn: null,
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
}

export function sampleArea(id: string, communeIds: string[], change: Partial<Area> = {}): Area {
  return {
    id: AreaId.parse(id),
    nameVi: `Địa bàn ${id}`,
    nameEn: `Area ${id}`,
    kind: 'district',
    communeIds: communeIds.map((commune) => CommuneId.parse(commune)),
    areaM2: 0,
    labelPoint: at(0, 0),
    responsibleOrgUnitId: OrgUnitId.parse('CA'),
    validFromOn: null,
    validUntilOn: null,
    legalSource: '',
    ...change,
  };
}

export function sampleSite(id: string, x: number, y: number, change: Partial<Site> = {}): Site {
  return {
    id: SiteId.parse(id),
    kind: 'seaport',
    nameVi: `Điểm ${id}`,
    nameEn: `Site ${id}`,
    inRegister: true,
    point: at(x, y),
    extent: null,
    accuracyM: 0,
    communeId: null,
    grades: [],
    noteVi: '',
    responsibleOrgUnitId: OrgUnitId.parse('CA'),
    validFromOn: null,
    validUntilOn: null,
    source: '',
    licence: '',
    ...change,
  };
}

const agency = (id: string, kind: OrgUnit['kind']): OrgUnit => ({
  id: OrgUnitId.parse(id),
  kind,
  nameVi: id,
  nameEn: id,
  shortNameVi: id,
  parentId: null,
  validFromOn: null,
  validUntilOn: null,
  successorId: null,
  toBeConfirmed: false,
  source: '',
});

export function sampleRegister(change: Partial<CoverageRegister> = {}): CoverageRegister {
  const orgUnits = [agency('CA', 'CA'), agency('BP', 'BP'), agency('VKS', 'VKS'), agency('HOI', 'FRONT')];
  return { routes: [], areas: [], communes: [], sites: [], orgUnits, openClasses: [], ...change };
}

let nextId = 0;
/** A verified patrol of the police with the strongest evidence, unless said otherwise. */
export function sampleMeasure(
  place: MeasurePlace,
  firstOn: string,
  lastOn: string,
  change: Partial<Omit<Measure, 'orgUnitIds' | 'leadOrgUnitId'>> & { agencies?: string[] } = {},
): Measure {
  const { agencies = ['CA'], ...rest } = change;
  return Measure.parse({
    id: MeasureId.parse(`00000000-0000-4000-8000-${String(++nextId).padStart(12, '0')}`),
    type: 'M02',
    leadOrgUnitId: agencies[0],
    orgUnitIds: agencies,
    firstOn,
    lastOn,
    place,
    subScheme: 1,
    status: 'verified',
    evidence: 'E3',
    documentNumber: '',
    note: '',
    origin: 'entered',
    enteredByOrgUnitId: 'CA',
    authorId: 'a',
    verifierId: 'b',
    verifiedAt: '2026-01-01T00:00:00Z',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    version: 1,
    ...rest,
  });
}

export function interval(routeId: string, fromM: number, toM: number): MeasurePlace {
  return { kind: 'interval', routeId: RouteId.parse(routeId), fromM, toM };
}

/** A period of whole days with every agency reported, seen at its end. */
export function sampleInput(
  register: CoverageRegister,
  measures: Measure[],
  fromOn: string,
  untilOn: string,
  change: Partial<Indicator1Input> = {},
): Indicator1Input {
  return {
    register,
    measures,
    reports: register.orgUnits.map(({ id }) => ({ orgUnitId: id, fromOn, untilOn, reportedOn: untilOn })),
    period: { fromOn, untilOn },
    freshAtMs: startOfDayMs(untilOn),
    policy: POLICY_V1,
    ...change,
  };
}

/** The register of the plan, straight from its files. */
export function planRegister(): CoverageRegister {
  const read = (file: string) =>
    JSON.parse(readFileSync(new URL(`../../../data/register/${file}`, import.meta.url), 'utf8'));
  const communes = read('communes.geojson').features.map(
    (feature: { id: string; properties: object; geometry: object }) => ({
      ...feature.properties,
      id: feature.id,
      geometry: feature.geometry,
    }),
  );
  return {
    routes: read('routes.json'),
    areas: read('areas.json'),
    communes,
    sites: read('sites.json'),
    orgUnits: read('org-units.json'),
    openClasses: read('register.json').openClasses,
  };
}
export { addDays };
