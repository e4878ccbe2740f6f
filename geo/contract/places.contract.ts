import { z } from 'zod';
import { Message } from '../domain/errors.ts';
import { PlaceReading } from '../domain/found-place.ts';
import { LineStringGeometry, LngLat, PointGeometry } from '../domain/geometry.ts';
import { DayString } from '../domain/period.ts';

/** Query of GET /api/places/find: a place as people write it, and the day it was written about (today if left out). */
export const FindPlaceQuery = z.object({
  text: z.string().min(1).max(300),
  on: DayString.optional(),
});

/** A reading with where to look: a position, a stretch of a route, or the box of communes. */
export const ShownPlace = PlaceReading.extend({
  geometry: z.discriminatedUnion('type', [PointGeometry, LineStringGeometry]).nullable(),
  /** [[west, south], [east, north]]; null for the whole province. */
  bounds: z.tuple([LngLat, LngLat]).nullable(),
});
export type ShownPlace = z.infer<typeof ShownPlace>;

/** One reading is found; several, or one of a text understood in part, are for the person to choose. */
export const FindPlaceAnswer = z.object({
  kind: z.enum(['found', 'ambiguous', 'unknown']),
  readings: z.array(ShownPlace),
  question: Message.nullable(),
  /** Names that look alike, where nothing was found. */
  nearest: z.array(z.string()),
});
export type FindPlaceAnswer = z.infer<typeof FindPlaceAnswer>;
