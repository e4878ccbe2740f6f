import { z } from 'zod';
import { ArealGeometry, LinearGeometry, LngLat, PointGeometry } from './geometry.ts';
import { CommuneId, MeasureId, OrgUnitId, RouteId, SiteId } from './ids.ts';
import { DayString } from './period.ts';

export const MEASURE_TYPES = [
  'M01',
  'M02',
  'M03',
  'M04',
  'M05',
  'M06',
  'M07',
  'M08',
  'M09',
  'M10',
  'M11',
  'M12',
  'M99',
] as const;
export const MeasureType = z.enum(MEASURE_TYPES);
export type MeasureType = z.infer<typeof MeasureType>;

export const MeasureStatus = z.enum(['planned', 'done', 'verified']);
export type MeasureStatus = z.infer<typeof MeasureStatus>;

/** E0 statement, E1 document number, E2 log with time and place, E3 track. */
export const EvidenceGrade = z.enum(['E0', 'E1', 'E2', 'E3']);
export type EvidenceGrade = z.infer<typeof EvidenceGrade>;

/** How far off, in metres, the true place may lie from the one given. */
const uncertaintyM = z.number().min(0).max(50_000).default(0);

/**
 * A stretch of a route that an analyst confirmed a track went along, in metres
 * of the route's own reference: a statement like km posts typed in. `uncertain`
 * where the route is schematic and nobody said that this road was the one.
 */
export const MatchedInterval = z.object({
  routeId: RouteId,
  fromM: z.number(),
  toM: z.number(),
  uncertain: z.boolean(),
  /** Said by the analyst although the track itself did not come along there. */
  byHand: z.boolean().optional(),
});
export type MatchedInterval = z.infer<typeof MatchedInterval>;

/** Standing still on a track: where, how long, and the site in whose catchment it was. */
export const TrackDwell = z.object({ siteId: SiteId.nullable(), lngLat: LngLat, durationS: z.number().min(0) });
export type TrackDwell = z.infer<typeof TrackDwell>;

/** More than a day of patrolling has. */
export const MAX_MATCHED = 500;

/**
 * Where a measure took place, as people know it. `interval` speaks in metres of
 * the route's own reference. `communes` with extent `whole` is a campaign over
 * all of them; `somewhere` took place in them at a spot nobody wrote down.
 */
export const MeasurePlace = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('track'),
    geometry: LinearGeometry,
    uncertaintyM,
    /** What was confirmed of it; tracks from before, or drawn, have neither. */
    matched: z.array(MatchedInterval).max(MAX_MATCHED).optional(),
    dwells: z.array(TrackDwell).max(MAX_MATCHED).optional(),
  }),
  z.object({ kind: z.literal('line'), geometry: LinearGeometry, uncertaintyM }),
  z.object({ kind: z.literal('interval'), routeId: RouteId, fromM: z.number(), toM: z.number() }),
  z.object({
    kind: z.literal('point'),
    geometry: PointGeometry,
    uncertaintyM,
    /** The km post as which it was written, in the route's own metres; the point stands there. */
    onRoute: z.object({ routeId: RouteId, m: z.number() }).optional(),
  }),
  z.object({ kind: z.literal('polygon'), geometry: ArealGeometry }),
  z.object({
    kind: z.literal('communes'),
    communeIds: z.array(CommuneId).min(1),
    extent: z.enum(['whole', 'somewhere']),
  }),
  z.object({ kind: z.literal('site'), siteId: SiteId }),
]);
export type MeasurePlace = z.infer<typeof MeasurePlace>;

/** What a person enters. `lastOn` is inclusive, as people write it. */
export const MeasureInput = z.object({
  type: MeasureType,
  leadOrgUnitId: OrgUnitId,
  /** Every agency that took part, lead included; a joint measure is one record and counts once. */
  orgUnitIds: z.array(OrgUnitId).min(1).max(20),
  firstOn: DayString,
  lastOn: DayString,
  place: MeasurePlace,
  subScheme: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  status: z.enum(['planned', 'done']),
  evidence: EvidenceGrade,
  /** The document's number, when the evidence is one. */
  documentNumber: z.string().max(60).default(''),
  note: z.string().max(500).default(''),
});
export type MeasureInput = z.infer<typeof MeasureInput>;

/** Where a record came from. */
export const Origin = z.enum(['entered', 'imported', 'demo']);
export type Origin = z.infer<typeof Origin>;

export const Measure = MeasureInput.extend({
  id: MeasureId,
  status: MeasureStatus,
  origin: Origin,
  /** The agency whose person entered it: it sees the exact place. */
  enteredByOrgUnitId: OrgUnitId,
  authorId: z.string(),
  verifierId: z.string().nullable(),
  verifiedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Rises with every change; an edit names the version it saw. */
  version: z.int(),
});
export type Measure = z.infer<typeof Measure>;
