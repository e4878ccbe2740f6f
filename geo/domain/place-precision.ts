import { z } from 'zod';

/**
 * How well a place is known, best first: a surveyed or received position, a
 * named site, a post or stretch of a route, a commune, several communes (among
 * them those of a former district), the province.
 */
export const PLACE_PRECISIONS = ['position', 'site', 'route-km', 'commune', 'district', 'province'] as const;
export const PlacePrecision = z.enum(PLACE_PRECISIONS);
export type PlacePrecision = z.infer<typeof PlacePrecision>;
