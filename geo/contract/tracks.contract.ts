import { z } from 'zod';
import { Message } from '../domain/errors.ts';
import { LngLat } from '../domain/geometry.ts';
import { ImportId, OrgUnitId, RouteId, SiteId } from '../domain/ids.ts';
import { MatchedInterval, MAX_MATCHED, MeasureType } from '../domain/measure.ts';
import { DayString } from '../domain/period.ts';

/** Text fields of the form of POST /api/tracks; the file itself is the field `file`. */
export const TrackForm = z.object({
  progressId: z.uuid().optional(),
  /** A patrol by train is matched to railways, any other to roads and trails. */
  by: z.enum(['road', 'railway']).default('road'),
  stopRadiusM: z.coerce.number().min(5).max(1000).default(50),
  minStopMinutes: z.coerce.number().min(1).max(240).default(5),
  maxGapMinutes: z.coerce.number().min(1).max(240).default(10),
});

const Instant = z.iso.datetime().nullable();

export const PreviewedInterval = MatchedInterval.extend({
  firstAt: Instant,
  lastAt: Instant,
  direction: z.enum(['forward', 'backward', 'both']),
  matchedShare: z.number().min(0).max(1),
});
export type PreviewedInterval = z.infer<typeof PreviewedInterval>;

export const RemovalCount = z.object({
  reason: z.enum(['malformed', 'outside', 'duplicate', 'spike', 'alone']),
  count: z.int(),
});

/** One track on one day; times are instants, days those of Asia/Ho_Chi_Minh. */
export const TrackPatrol = z.object({
  number: z.int(),
  name: z.string(),
  /** Null where the file has no times: the day must be given. */
  dayOn: DayString.nullable(),
  firstAt: Instant,
  lastAt: Instant,
  lengthM: z.number(),
  vertices: z.int(),
  /** The cleaned track for drawing, within 5 m. */
  lines: z.array(z.array(LngLat)),
  matched: z.array(PreviewedInterval),
  dwells: z.array(
    z.object({
      lngLat: LngLat,
      durationS: z.number(),
      fromAt: z.iso.datetime(),
      siteId: SiteId.nullable(),
      routeId: RouteId.nullable(),
      atM: z.number().nullable(),
    }),
  ),
  offRoute: z.array(z.object({ line: z.array(LngLat), lengthM: z.number() })),
  /** Places where the chain of the matching broke. */
  breaks: z.int(),
});
export type TrackPatrol = z.infer<typeof TrackPatrol>;

/** What was taken out of one track of the file and why; `points` for the map, at most 500. */
export const TrackCleaning = z.object({
  name: z.string(),
  positions: z.int(),
  removed: z.array(RemovalCount),
  points: z.array(LngLat),
  outOfOrder: z.int(),
  untimed: z.int(),
  standing: z.int(),
  jumps: z.int(),
});

export const TrackPreview = z.object({
  id: ImportId,
  fileName: z.string(),
  sha256: z.string(),
  patrols: z.array(TrackPatrol),
  cleaning: z.array(TrackCleaning),
  remarks: z.array(Message),
  /** A stretch that the track did not come along within this reach must be said to be added by hand. */
  reachM: z.number(),
  /** The same file was stored before; storing it again would count it twice. */
  storedBeforeAt: Instant,
  expiresAt: z.iso.datetime(),
});
export type TrackPreview = z.infer<typeof TrackPreview>;

/** POST /api/tracks/{id}/confirm: the patrols to store, with the analyst's corrections. */
export const TrackConfirm = z.object({
  patrols: z
    .array(
      z.object({
        number: z.int(),
        dayOn: DayString,
        type: MeasureType,
        leadOrgUnitId: OrgUnitId,
        orgUnitIds: z.array(OrgUnitId).min(1).max(20),
        subScheme: z.union([z.literal(1), z.literal(2), z.literal(3)]),
        note: z.string().max(500).default(''),
        matched: z.array(MatchedInterval).max(MAX_MATCHED),
      }),
    )
    .min(1)
    .max(500),
});
export type TrackConfirm = z.infer<typeof TrackConfirm>;
export const TrackConfirmed = z.object({ id: ImportId, stored: z.int() });
