import { z } from 'zod';

/**
 * GeoJSON geometries, EPSG:4326, always [lng, lat]. Only the kinds that the
 * domain uses; whether coordinates lie in the province's surroundings is the
 * business of `place-rules.ts`, so that the error can say what is wrong.
 */
export const LngLat = z.tuple([z.number(), z.number()]);
export type LngLat = z.infer<typeof LngLat>;
/** [west, south, east, north] in degrees. */
export type Bbox = [number, number, number, number];

export const PointGeometry = z.object({ type: z.literal('Point'), coordinates: LngLat });
export type PointGeometry = z.infer<typeof PointGeometry>;
export const LineStringGeometry = z.object({ type: z.literal('LineString'), coordinates: z.array(LngLat) });
export type LineStringGeometry = z.infer<typeof LineStringGeometry>;
export const MultiLineStringGeometry = z.object({
  type: z.literal('MultiLineString'),
  coordinates: z.array(z.array(LngLat)),
});
export type MultiLineStringGeometry = z.infer<typeof MultiLineStringGeometry>;
export const PolygonGeometry = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(LngLat)) });
export type PolygonGeometry = z.infer<typeof PolygonGeometry>;
export const MultiPolygonGeometry = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(LngLat))),
});
export type MultiPolygonGeometry = z.infer<typeof MultiPolygonGeometry>;

export const LinearGeometry = z.discriminatedUnion('type', [LineStringGeometry, MultiLineStringGeometry]);
export type LinearGeometry = z.infer<typeof LinearGeometry>;
export const ArealGeometry = z.discriminatedUnion('type', [PolygonGeometry, MultiPolygonGeometry]);
export type ArealGeometry = z.infer<typeof ArealGeometry>;

/** The province and its surroundings; nothing outside it is accepted or drawn. */
export const SURROUNDINGS: Bbox = [103.5, 18.2, 106.6, 20.3];
