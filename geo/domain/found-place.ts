import { z } from 'zod';
import { Message } from './errors.ts';
import { LngLat } from './geometry.ts';
import { CommuneId, RouteId, SiteId } from './ids.ts';
import { PlacePrecision } from './place-precision.ts';

/**
 * A place that a text means, in the register's own terms. `stretch` speaks in
 * metres of the route's reference and may be a spot; `route` is a route named
 * without a post; `district` is one of before 1 July 2025, as the communes of
 * today that it became.
 */
export const FoundPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('position'), lngLat: LngLat }),
  z.object({ kind: z.literal('stretch'), routeId: RouteId, fromM: z.number(), toM: z.number() }),
  z.object({ kind: z.literal('route'), routeId: RouteId }),
  z.object({ kind: z.literal('site'), siteId: SiteId }),
  z.object({ kind: z.literal('communes'), communeIds: z.array(CommuneId).min(1) }),
  z.object({ kind: z.literal('district'), districtId: z.string(), communeIds: z.array(CommuneId).min(1) }),
  z.object({ kind: z.literal('province') }),
]);
export type FoundPlace = z.infer<typeof FoundPlace>;

/** One reading of a text. */
export const PlaceReading = z.object({
  /** Names this reading among those of the same text, in every run. */
  value: z.string(),
  place: FoundPlace,
  precision: PlacePrecision,
  /** How the text was understood, to be shown beside it. */
  readAs: Message,
  /** Worth knowing: a name no longer in force, what lies below a commune. */
  notes: z.array(Message),
});
export type PlaceReading = z.infer<typeof PlaceReading>;
