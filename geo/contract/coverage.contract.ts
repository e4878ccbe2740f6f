import { z } from 'zod';
import { Contribution, Gap, IndicatorRun, RoutePiece, UnitClass, UnitDetail } from '../domain/coverage.ts';
import { HowFound, IncidentType } from '../domain/incident.ts';
import { RouteId } from '../domain/ids.ts';

/** GET /api/indicators: what is computed, with the plan's target. */
export const IndicatorSummary = z.object({
  id: z.int(),
  nameVi: z.string(),
  nameEn: z.string(),
  target: z.object({ share: z.number(), comparison: z.enum(['at-least', 'more-than']) }),
  source: z.string(),
});
export type IndicatorSummary = z.infer<typeof IndicatorSummary>;
export const IndicatorList = z.object({ items: z.array(IndicatorSummary) });

/** GET /api/indicators/1?period=…: the stored run for the data as it is, computed when there is none. */
export const IndicatorQuery = z.object({ period: z.string() });
export const IndicatorAnswer = IndicatorRun;

/** GET /api/indicators/1/runs/{runId}/routes: pieces of every route, for the map. */
export const RoutePieces = z.object({ routes: z.array(z.object({ routeId: RouteId, pieces: z.array(RoutePiece) })) });
export type RoutePieces = z.infer<typeof RoutePieces>;

/** GET /api/indicators/1/runs/{runId}/units/{unitClass}/{unitId} */
export const UnitDetailAnswer = UnitDetail.extend({
  contributions: z.array(
    Contribution.extend({
      /** Of another agency: intervals are widened to whole km, sizes rounded up to whole km or km². */
      masked: z.boolean(),
    }),
  ),
});
export type UnitDetailAnswer = z.infer<typeof UnitDetailAnswer>;

/** GET /api/gaps?period=…&unitClass= */
export const GapQuery = z.object({ period: z.string(), unitClass: UnitClass.optional() });
export const GapList = z.object({ runId: z.string(), items: z.array(Gap) });
export type GapList = z.infer<typeof GapList>;

/** GET /api/exports/coverage.csv|.xlsx|.geojson?period=&lang= */
export const ExportQuery = z.object({ period: z.string(), lang: z.enum(['vi', 'en']).default('vi') });

/**
 * GET /api/heat: incidents reported by people unless `howFound` says otherwise; quartic kernel density of incidents on a fixed ground grid,
 * computed on the server from exact places; cells with fewer than 5 incidents
 * in their support are left out and counted in `suppressed`.
 */
export const HeatQuery = z.object({
  period: z.string(),
  type: z
    .string()
    .transform((t) => t.split(','))
    .pipe(z.array(IncidentType))
    .optional(),
  howFound: z
    .string()
    .transform((t) => t.split(','))
    .pipe(z.array(HowFound))
    .optional(),
  bandwidthM: z.coerce.number().min(1000).max(30_000).default(8000),
});
export const Heat = z.object({
  cellM: z.number(),
  bandwidthM: z.number(),
  incidents: z.int(),
  /** Of those, known to the province only: nowhere on the surface. */
  unplaced: z.int(),
  /** Cells left out because fewer than 5 incidents are within the bandwidth. */
  suppressedCells: z.int(),
  /** Upper edge of each class of the legend, incidents per 100 km² over the period; fixed for a bandwidth, never by the view. */
  legend: z.array(z.number()),
  /** Corners of a cell are `center ± halfLng/halfLat`; density in incidents per 100 km². */
  halfLng: z.number(),
  halfLat: z.number(),
  cells: z.array(z.tuple([z.number(), z.number(), z.number()])),
});
export type Heat = z.infer<typeof Heat>;
