import { z } from 'zod';
import { Message } from '../domain/errors.ts';
import { LngLat } from '../domain/geometry.ts';
import { OrgUnitId, RouteId } from '../domain/ids.ts';
import { DayString } from '../domain/period.ts';
import { ShiftReport } from './register-versions.contract.ts';

/*
 * Better geometry of routes from OpenStreetMap: a file of roads and railways is
 * compared with the register, and what it knows better replaces the schematic
 * or less accurate parts, once a person confirms. Needs `register.edit`.
 */

/** Who is to be named wherever such a line is shown or handed on; kept on every version made from a file. */
export const OSM_ATTRIBUTION = '© OpenStreetMap contributors, ODbL 1.0';

export const GeometryFormat = z.enum(['osm-pbf', 'geojson']);
export type GeometryFormat = z.infer<typeof GeometryFormat>;

/** Text fields of the form of POST /api/geometry-updates; the file is the field `file` (.osm.pbf, .geojson). */
export const GeometryUpdateForm = z.object({
  /** Only these routes, separated by commas; all of the register where left out. */
  routeIds: z.string().max(500).optional(),
  /** `schematic`: only parts that are schematic now; `less-accurate`: all that are less accurate than the file. */
  replace: z.enum(['schematic', 'less-accurate']).default('less-accurate'),
  /** Names this work for GET /api/progress/{id}. */
  progressId: z.uuid().optional(),
});

/** A part of a route that the file's line replaces. Metres before and after are of the old and of the new line. */
export const ReplacedStretch = z.object({
  fromM: z.number(),
  toM: z.number(),
  newFromM: z.number(),
  newToM: z.number(),
  /** By the old posts: `≈ Km 54+200 – Km 79+400`. */
  label: z.string(),
  accuracyBeforeM: z.number(),
  /** Of the ways themselves; gaps are told by remarks, seams below. */
  accuracyAfterM: z.number(),
  /** Between the old drawing and the new line. */
  meanDistanceM: z.number(),
  hausdorffM: z.number(),
  wayCount: z.int(),
});
export type ReplacedStretch = z.infer<typeof ReplacedStretch>;

export const KeptStretch = z.object({
  fromM: z.number(),
  toM: z.number(),
  label: z.string(),
  accuracyM: z.number(),
  /** `accurate`: no worse than the file; `no-way`: the file has none there; `too-far`: what it has lies too far off. */
  reason: z.enum(['accurate', 'no-way', 'too-far']),
});
export type KeptStretch = z.infer<typeof KeptStretch>;

/** Where the new line leaves or meets the old one; the two are joined by a straight line of `offM` metres. */
export const Seam = z.object({ oldM: z.number(), newM: z.number(), label: z.string(), at: LngLat, offM: z.number() });
export type Seam = z.infer<typeof Seam>;

/**
 * A post keeps its kilometre and goes to the nearest place of the new line.
 * `movedM` is how far on the ground; `isFar` where that is more than the old
 * drawing’s accuracy (at least 100 m) lets expect.
 */
export const MovedPost = z.object({
  km: z.number(),
  beforeM: z.number(),
  afterM: z.number(),
  movedM: z.number(),
  isFar: z.boolean(),
});
export type MovedPost = z.infer<typeof MovedPost>;

/** `at`: where on the map, if it is at one place. */
export const GeometryRemark = Message.extend({ at: LngLat.nullable() });
export type GeometryRemark = z.infer<typeof GeometryRemark>;

/** What the file would do to one route. */
export const RouteProposal = z.object({
  routeId: RouteId,
  nameVi: z.string(),
  nameEn: z.string(),
  /** The version it was compared with: the `baseVersion` of the confirmation. */
  baseVersion: z.int(),
  /** Ways of the file that speak of this route, and those that became part of the line. */
  wayCount: z.int(),
  usedWayCount: z.int(),
  /** For drawing only, within 2 m of the lines themselves. */
  before: z.array(LngLat),
  after: z.array(LngLat),
  /** Inside the province. */
  lengthBeforeM: z.number(),
  lengthAfterM: z.number(),
  /** Of the whole old line, 0–1. */
  replacedShare: z.number().min(0).max(1),
  /** Between the whole lines, to a few metres. */
  meanDistanceM: z.number(),
  hausdorffM: z.number(),
  /** Empty where the file betters nothing: such a route cannot be confirmed. */
  replaced: z.array(ReplacedStretch),
  kept: z.array(KeptStretch),
  seams: z.array(Seam),
  posts: z.array(MovedPost),
  shifts: ShiftReport,
  /** What is worth a look: dual carriageway, a roundabout, a gap that was bridged. */
  remarks: z.array(GeometryRemark),
});
export type RouteProposal = z.infer<typeof RouteProposal>;

/** `undone`: taken back after it was confirmed. */
export const GeometryUpdateState = z.enum(['previewed', 'confirmed', 'undone']);
export type GeometryUpdateState = z.infer<typeof GeometryUpdateState>;

/**
 * POST /api/geometry-updates, GET /api/geometry-updates/{id}: a preview, kept
 * for an hour; nothing is changed. DELETE forgets it.
 */
export const GeometryUpdatePreview = z.object({
  id: z.uuid(),
  format: GeometryFormat,
  fileName: z.string(),
  sha256: z.string(),
  /** Roads and railways read, and those that belong to no route of the register. */
  wayCount: z.int(),
  otherWayCount: z.int(),
  /** Day of the extract, where the file says so. */
  extractOn: DayString.nullable(),
  /** Proposed for the new versions; may be edited. */
  source: z.string(),
  /** Proposed first day in force: of the running plan year. */
  fromOn: DayString,
  routes: z.array(RouteProposal),
  state: GeometryUpdateState,
  expiresAt: z.iso.datetime(),
});
export type GeometryUpdatePreview = z.infer<typeof GeometryUpdatePreview>;

/** POST /api/geometry-updates/{id}/confirm: all the routes named, or none. */
export const GeometryUpdateConfirm = z.object({
  routes: z
    .array(z.object({ routeId: RouteId, baseVersion: z.int().min(1) }))
    .min(1)
    .max(50),
  fromOn: DayString.optional(),
  source: z.string().trim().min(3).max(300).optional(),
  /** Names this work for GET /api/progress/{id}. */
  progressId: z.uuid().optional(),
});
export type GeometryUpdateConfirm = z.infer<typeof GeometryUpdateConfirm>;
export const GeometryUpdateConfirmed = z.object({
  id: z.uuid(),
  /** With the records that read differently now. */
  versions: z.array(z.object({ routeId: RouteId, version: z.int(), shifts: ShiftReport })),
});
export type GeometryUpdateConfirmed = z.infer<typeof GeometryUpdateConfirmed>;

/** GET /api/geometry-updates: what was confirmed, newest first, taken back or not. */
export const GeometryUpdateList = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      fileName: z.string(),
      sha256: z.string(),
      state: GeometryUpdateState,
      byIdentityId: z.string(),
      byOrgUnitId: OrgUnitId,
      confirmedAt: z.iso.datetime(),
      fromOn: DayString,
      source: z.string(),
      /** `standing`: not taken back. */
      versions: z.array(z.object({ routeId: RouteId, version: z.int(), standing: z.boolean() })),
    }),
  ),
});
export type GeometryUpdateList = z.infer<typeof GeometryUpdateList>;

/**
 * POST /api/geometry-updates/{id}/undo: takes back all versions of the file
 * that still stand, or none: 409 conflict.version where a route was changed
 * since, conflict.depends where records were written on one.
 */
export const GeometryUpdateUndone = z.object({
  id: z.uuid(),
  undone: z.array(z.object({ routeId: RouteId, version: z.int() })),
});
export type GeometryUpdateUndone = z.infer<typeof GeometryUpdateUndone>;
