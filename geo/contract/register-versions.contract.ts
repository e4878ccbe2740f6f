import { z } from 'zod';
import { Area } from '../domain/area.ts';
import { Message } from '../domain/errors.ts';
import { ArealGeometry, LngLat } from '../domain/geometry.ts';
import { AreaId, CommuneId, IncidentId, MeasureId, OrgUnitId, RouteId, SiteId } from '../domain/ids.ts';
import { DayString } from '../domain/period.ts';
import { Route } from '../domain/route.ts';
import { Site, SiteKind } from '../domain/site.ts';

/*
 * Versions of a member of the register. A version holds from a day on, until a
 * later one takes over; what was in force earlier stays for earlier periods.
 * Changing needs `register.edit`, reading `register.read`.
 */

/** `base` came with the data files, `retire` ends the member: nothing of it is in force from that day on. */
export const VersionKind = z.enum(['base', 'add', 'change', 'retire']);
export type VersionKind = z.infer<typeof VersionKind>;

const version = {
  version: z.int(),
  kind: VersionKind,
  /** Half-open days in which it is in force; null: since ever, or until further notice. */
  validFromOn: DayString.nullable(),
  validUntilOn: DayString.nullable(),
  /** A later version holds from the same day or before: this one is kept for what was written on it. */
  superseded: z.boolean(),
  inForceToday: z.boolean(),
  legalSource: z.string(),
  note: z.string(),
  /** Fields of the record that differ from the version before; empty for the first. */
  changed: z.array(z.string()),
  byIdentityId: z.string(),
  byOrgUnitId: OrgUnitId,
  madeAt: z.iso.datetime(),
};

export const RouteVersion = z.object({ ...version, unitClass: z.literal('route'), record: Route });
export const AreaVersion = z.object({ ...version, unitClass: z.literal('area'), record: Area });
export const SiteVersion = z.object({ ...version, unitClass: z.literal('site'), record: Site });
export const RegisterVersion = z.discriminatedUnion('unitClass', [RouteVersion, AreaVersion, SiteVersion]);
export type RegisterVersion = z.infer<typeof RegisterVersion>;

/** GET /api/register/{unitClass}/{id}/versions: newest first. `newestVersion` is the `baseVersion` of the next change. */
export const RegisterVersionList = z.object({
  newestVersion: z.int(),
  /** Why the newest cannot be undone, where that is known beforehand; null where it may be tried. */
  undoRefused: Message.nullable(),
  items: z.array(RegisterVersion),
});
export type RegisterVersionList = z.infer<typeof RegisterVersionList>;

/** What every change says: which version was seen, from which day, by which document. */
const order = {
  /** Must be the newest, else 409 conflict.version. */
  baseVersion: z.int().min(1),
  /** First day in force; not before the newest version's own. */
  fromOn: DayString,
  legalSource: z
    .string()
    .trim()
    .max(300)
    .refine((text) => text.length >= 3, {
      params: {
        code: 'field.missing',
        message: {
          vi: 'Căn cứ pháp lý là bắt buộc: số và tên văn bản, ví dụ “Quyết định 12/QĐ-UBND”.',
          en: 'The legal source is required: number and name of the document, such as “Decision 12/QĐ-UBND”.',
        },
      },
    }),
  note: z.string().max(500).default(''),
  /** Answers what would be, and stores nothing. */
  preview: z.boolean().default(false),
};
const name = z.string().trim().min(2).max(120);
const accuracyM = z.number().min(1).max(50_000);

/** A line as drawn; metres along it and posts are calculated (kept stretches keep theirs). */
export const RouteLine = z.object({
  coordinates: z.array(LngLat).min(2).max(20_000),
  /** Of the parts that are new, one for all or one a vertex; vertices of the version before keep theirs. */
  accuracyM: z.union([accuracyM, z.array(accuracyM)]).default(50),
});
export type RouteLine = z.infer<typeof RouteLine>;

export const KmPosts = z.array(z.object({ km: z.number().min(-10).max(3000), atM: z.number().min(0) })).max(500);

const routeFields = {
  nameVi: name,
  nameEn: name,
  kind: Route.shape.kind,
  responsibleOrgUnitId: OrgUnitId,
  directionVi: z.string().trim().max(300),
  directionEn: z.string().trim().max(300),
  /** On the metres of the new line where one is given with them. */
  kmPosts: KmPosts,
  kmIsOfficial: z.boolean(),
};
const areaFields = {
  nameVi: name,
  nameEn: name,
  kind: Area.shape.kind,
  responsibleOrgUnitId: OrgUnitId,
  communeIds: z.array(CommuneId).min(1).max(200),
};
const siteFields = {
  nameVi: name,
  nameEn: name,
  kind: SiteKind,
  responsibleOrgUnitId: OrgUnitId,
  point: LngLat,
  extent: ArealGeometry.nullable(),
  accuracyM,
  communeId: CommuneId.nullable(),
  grades: Site.shape.grades.max(20),
  noteVi: z.string().max(500),
};

/** Only what is given changes. */
export const RouteFieldsChange = z
  .object({ ...routeFields, line: RouteLine })
  .partial()
  .strict();
export const AreaFieldsChange = z.object(areaFields).partial().strict();
export const SiteFieldsChange = z.object(siteFields).partial().strict();
export type RouteFieldsChange = z.infer<typeof RouteFieldsChange>;
export type AreaFieldsChange = z.infer<typeof AreaFieldsChange>;
export type SiteFieldsChange = z.infer<typeof SiteFieldsChange>;

/** POST /api/register/route/{id}/changes, …/area/…, …/site/… */
export const RouteChange = z.object({ ...order, change: RouteFieldsChange });
export const AreaChange = z.object({ ...order, change: AreaFieldsChange });
export const SiteChange = z.object({ ...order, change: SiteFieldsChange });
export type RouteChange = z.infer<typeof RouteChange>;
export type AreaChange = z.infer<typeof AreaChange>;
export type SiteChange = z.infer<typeof SiteChange>;

/** POST /api/register/{unitClass}/{id}/retire: not in force from `fromOn` on. */
export const RegisterRetire = z.object(order);
export type RegisterRetire = z.infer<typeof RegisterRetire>;

/** POST /api/register/{unitClass}/{id}/undo: takes back the newest version; 409 conflict.depends lists what was written on it. */
export const RegisterUndo = z.object({ baseVersion: z.int().min(1) });
export type RegisterUndo = z.infer<typeof RegisterUndo>;

const { baseVersion: _, ...firstOrder } = order;
/** POST /api/register/route, …/area, …/site: a new member; the id is made from its name where none is given. */
export const RouteAdd = z.object({
  ...firstOrder,
  id: RouteId.optional(),
  ...routeFields,
  directionVi: routeFields.directionVi.default(''),
  directionEn: routeFields.directionEn.default(''),
  /** Left out: Km 0 where the line begins. */
  kmPosts: KmPosts.optional(),
  kmIsOfficial: z.boolean().default(false),
  line: RouteLine,
});
export const AreaAdd = z.object({ ...firstOrder, id: AreaId.optional(), ...areaFields });
export const SiteAdd = z.object({
  ...firstOrder,
  id: SiteId.optional(),
  ...siteFields,
  extent: siteFields.extent.default(null),
  /** Left out: the commune in which the point lies. */
  communeId: CommuneId.nullable().optional(),
  grades: siteFields.grades.default([]),
  noteVi: siteFields.noteVi.default(''),
});
export type RouteAdd = z.infer<typeof RouteAdd>;
export type AreaAdd = z.infer<typeof AreaAdd>;
export type SiteAdd = z.infer<typeof SiteAdd>;

/** A record on a route whose metres are said by another version now. Nothing stored is rewritten. */
export const Shift = z.object({
  recordKind: z.enum(['measure', 'incident']),
  recordId: z.union([MeasureId, IncidentId]),
  /** Another agency's: places are whole kilometres. */
  masked: z.boolean(),
  firstOn: DayString,
  /** On the version before and the new one; labels with ≈ where posts are not official. */
  fromM: z.tuple([z.number(), z.number()]),
  toM: z.tuple([z.number(), z.number()]),
  labelBefore: z.string(),
  labelAfter: z.string(),
  /** How far on the ground the farther end moves, in metres. */
  shiftM: z.number(),
  /** `part`: beyond the end of the new version it was cut off; `none`: the new version does not have the place at all. */
  carried: z.enum(['whole', 'part', 'none']),
});
export type Shift = z.infer<typeof Shift>;

/**
 * The records that a change of a route's geometry or posts concerns, at most
 * 500 of them: those that it cannot carry over first, then by how far they move.
 */
export const ShiftReport = z.object({
  routeId: RouteId,
  fromVersion: z.int(),
  /** Null while it is a preview. */
  toVersion: z.int().nullable(),
  /** Records on the route, listed or not, and how many of them move. */
  total: z.int(),
  moved: z.int(),
  /** How many of those that move are cut off, in part or wholly. */
  cut: z.int(),
  maxShiftM: z.number(),
  items: z.array(Shift),
});
export type ShiftReport = z.infer<typeof ShiftReport>;

/** Answer of a change, retirement or addition. `stored` is false for a preview, whose version number is only the next. */
export const RegisterChanged = z.object({
  stored: z.boolean(),
  version: RegisterVersion,
  /** Routes only, where geometry or posts changed. */
  shifts: ShiftReport.nullable(),
});
export type RegisterChanged = z.infer<typeof RegisterChanged>;

/** Answer of an undo: what is the newest now; null where the member itself is gone. */
export const RegisterUndone = z.object({ undoneVersion: z.int(), newestVersion: z.int().nullable() });
export type RegisterUndone = z.infer<typeof RegisterUndone>;

/** GET /api/register/route/{id}/shifts?from=&to= : the report again, between two versions. */
export const ShiftQuery = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });
export type ShiftQuery = z.infer<typeof ShiftQuery>;
