import { z } from 'zod';

/**
 * Branded identifiers: a route id cannot be passed where a site id is expected.
 * Register ids are the codes of the register (`QL7`, `ky-son`, `gate-nam-can`);
 * records that people enter have UUIDs.
 */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);

export const RouteId = code.brand<'RouteId'>();
export type RouteId = z.infer<typeof RouteId>;
export const AreaId = code.brand<'AreaId'>();
export type AreaId = z.infer<typeof AreaId>;
export const SiteId = code.brand<'SiteId'>();
export type SiteId = z.infer<typeof SiteId>;
/** The General Statistics Office's commune code, five digits. */
export const CommuneId = z
  .string()
  .regex(/^\d{5}$/)
  .brand<'CommuneId'>();
export type CommuneId = z.infer<typeof CommuneId>;
export const OrgUnitId = code.brand<'OrgUnitId'>();
export type OrgUnitId = z.infer<typeof OrgUnitId>;
export const MeasureId = z.uuid().brand<'MeasureId'>();
export type MeasureId = z.infer<typeof MeasureId>;
export const IncidentId = z.uuid().brand<'IncidentId'>();
export type IncidentId = z.infer<typeof IncidentId>;
export const RunId = z.uuid().brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;
export const ImportId = z.uuid().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;
