import { z } from 'zod';
import { PointGeometry } from './geometry.ts';
import { CommuneId, IncidentId, OrgUnitId, RouteId } from './ids.ts';
import { Origin } from './measure.ts';
import { DayString } from './period.ts';

/** Kinds of incident, without any person: what was seen or reported. */
export const INCIDENT_TYPES = [
  'report-of-trafficking',
  'sign-of-recruitment',
  'illegal-exit',
  'escorted-departure',
  'return-of-victim',
  'online-lure',
  'child-purchase-sign',
  'other',
] as const;
export const IncidentType = z.enum(INCIDENT_TYPES);
export type IncidentType = z.infer<typeof IncidentType>;

/** How it came to light: hot spots default to what people reported. */
export const HowFound = z.enum(['reported', 'patrol', 'referred']);
export type HowFound = z.infer<typeof HowFound>;

/** Where it happened and how well that is known. */
export const IncidentPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exact'), geometry: PointGeometry }),
  z.object({ kind: z.literal('route-km'), routeId: RouteId, fromM: z.number(), toM: z.number() }),
  z.object({ kind: z.literal('commune'), communeId: CommuneId }),
  z.object({ kind: z.literal('province') }),
]);
export type IncidentPlace = z.infer<typeof IncidentPlace>;

/** Steps an incident goes through; the counts of Indicators 2–5 come from their dates. */
export const HANDLING_STEPS = [
  'received',
  'classified',
  'handled',
  'verification-due',
  'verified',
  'initiated',
  'accepted-procuracy',
  'prosecuted',
  'accepted-court',
  'tried',
] as const;
export const HandlingStep = z.enum(HANDLING_STEPS);
export type HandlingStep = z.infer<typeof HandlingStep>;

export const IncidentInput = z.object({
  type: IncidentType,
  /** Inclusive; equal when the day is known. */
  firstOn: DayString,
  lastOn: DayString,
  place: IncidentPlace,
  howFound: HowFound,
  reportedToOrgUnitId: OrgUnitId,
  handling: z
    .array(z.object({ step: HandlingStep, on: DayString }))
    .max(20)
    .default([]),
  /** Restricted: leaves the entering agency's scope only as a band. */
  victimsRescued: z.int().min(0).max(500).default(0),
  note: z.string().max(300).default(''),
});
export type IncidentInput = z.infer<typeof IncidentInput>;

export const Incident = IncidentInput.extend({
  id: IncidentId,
  origin: Origin,
  enteredByOrgUnitId: OrgUnitId,
  authorId: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
});
export type Incident = z.infer<typeof Incident>;
