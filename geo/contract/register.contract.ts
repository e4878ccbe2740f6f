import { z } from 'zod';
import { Area, Commune } from '../domain/area.ts';
import { OrgUnit } from '../domain/org-unit.ts';
import { DayString } from '../domain/period.ts';
import { Route } from '../domain/route.ts';
import { Site } from '../domain/site.ts';
import { UnitClass } from '../domain/coverage.ts';

/**
 * Query of GET /api/register and of /api/register/areas.geojson: the members
 * as Indicator 1 of a period reads them, or as they stand on a day; as of today
 * where both are left out.
 */
export const RegisterQuery = z.object({ period: z.string().optional(), on: DayString.optional() });
export type RegisterQuery = z.infer<typeof RegisterQuery>;

/**
 * GET /api/register: every member, routes with geometry, areas and communes
 * without. Members that were retired or are not yet in force are there too, so
 * that old records can be named; `validFromOn` and `validUntilOn` tell.
 */
export const Register = z.object({
  version: z.string(),
  routes: z.array(Route),
  areas: z.array(Area),
  sites: z.array(Site),
  communes: z.array(Commune),
  orgUnits: z.array(OrgUnit),
  /** Classes the plan leaves open that have no member yet. */
  openClasses: z.array(z.object({ id: z.string(), unitClass: UnitClass, nameVi: z.string(), nameEn: z.string() })),
  credits: z.array(z.object({ name: z.string(), licence: z.string() })),
  /** Members with more than the version of the data files: which one stands here. */
  versions: z.array(z.object({ unitClass: UnitClass, id: z.string(), version: z.int() })),
});
export type Register = z.infer<typeof Register>;
/*
 * Geometry of areas and communes: GET /api/register/communes.geojson, /api/register/areas.geojson
 * (FeatureCollection, feature id = code, properties = the record without geometry). Areas are those in
 * force, on the day or at any time of the period, in the version that counts there.
 */
