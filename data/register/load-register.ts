import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Area, Commune, type CommuneWithGeometry } from '#geo/domain/area.ts';
import { ArealGeometry, LngLat } from '#geo/domain/geometry.ts';
import { CommuneId } from '#geo/domain/ids.ts';
import { OrgUnit } from '#geo/domain/org-unit.ts';
import { Route } from '#geo/domain/route.ts';
import { Site } from '#geo/domain/site.ts';
import { Register } from '#geo/contract/register.contract.ts';

/** A district of before 1 July 2025, dissolved from today's communes; `id` is the area's where it is in the plan. */
export const District = z.object({
  id: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  kind: Area.shape.kind,
  inPlan: z.boolean(),
  communeIds: z.array(CommuneId),
  areaM2: z.number(),
  labelPoint: LngLat,
});
export type District = z.infer<typeof District>;
export type DistrictWithGeometry = District & { geometry: ArealGeometry };

export interface RegisterData {
  version: string;
  routes: Route[];
  areas: Area[];
  sites: Site[];
  communes: CommuneWithGeometry[];
  districts: DistrictWithGeometry[];
  province: ArealGeometry;
  orgUnits: OrgUnit[];
  openClasses: Register['openClasses'];
  credits: Register['credits'];
}

const About = Register.pick({ version: true, openClasses: true, credits: true });

/**
 * The whole register from data/register/, checked against the domain's schemas.
 * Source, licence and accuracy of a record stand beside it in the files.
 * @throws ZodError naming the record and field that do not fit.
 */
export function readRegister(): RegisterData {
  return {
    ...About.parse(readRegisterFile('register.json')),
    routes: z.array(Route).parse(readRegisterFile('routes.json')),
    areas: z.array(Area).parse(readRegisterFile('areas.json')),
    // Rows under ODbL stand in a file of their own.
    sites: [
      ...z.array(Site).parse(readRegisterFile('sites.json')),
      ...z.array(Site).parse(readRegisterFile('sites-osm.json')),
    ],
    communes: readFeatures('communes.geojson', Commune),
    districts: readFeatures('districts.geojson', District),
    province: readFeatures('province.geojson', z.object({ id: z.literal('40') }))[0].geometry,
    orgUnits: z.array(OrgUnit).parse(readRegisterFile('org-units.json')),
  };
}

/** One file of data/register/ as it stands, with the fields that the domain leaves out. */
export function readRegisterFile(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

function readFeatures<T extends object>(name: string, properties: z.ZodType<T>): (T & { geometry: ArealGeometry })[] {
  const feature = z.object({
    type: z.literal('Feature'),
    id: z.string(),
    properties: z.unknown(),
    geometry: ArealGeometry,
  });
  const { features } = z.object({ features: z.array(feature) }).parse(readRegisterFile(name));
  return features.map((f) => ({ ...properties.parse(f.properties), geometry: f.geometry }));
}
