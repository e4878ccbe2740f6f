import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../domain/permission.ts';
import { OrgUnitId } from '../domain/ids.ts';
import { DayString, PeriodKind } from '../domain/period.ts';

/** GET /api/health */
export const Health = z.object({
  status: z.literal('ok'),
  engine: z.enum(['embedded', 'postgis']),
  postgres: z.string(),
  postgis: z.string(),
  version: z.string(),
  dataVersion: z.int(),
  /** The database holds demo records. */
  hasDemoData: z.boolean(),
  /** Demo data served on loopback: said on every page. */
  demoMode: z.boolean(),
  /** The database is held by long work and did not answer in time: the rest is what was last known. */
  busy: z.literal(true).optional(),
});
export type Health = z.infer<typeof Health>;

export const Identity = z.object({
  id: z.string(),
  role: z.enum(ROLES),
  nameVi: z.string(),
  nameEn: z.string(),
  orgUnitId: OrgUnitId,
});
export type Identity = z.infer<typeof Identity>;

/** GET /api/session, POST /api/session {identityId} (also settable per request by the header X-Identity). */
export const Session = z.object({
  identity: Identity,
  identities: z.array(Identity),
  permissions: z.array(z.enum(PERMISSIONS)),
});
export type Session = z.infer<typeof Session>;
export const SessionSwitch = z.object({ identityId: z.string() });

/** GET /api/periods */
export const PeriodList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: PeriodKind,
      fromOn: DayString,
      untilOn: DayString,
      labelVi: z.string(),
      labelEn: z.string(),
    }),
  ),
  /** The period a page opens with: the latest plan year that has measures. */
  defaultId: z.string(),
});
export type PeriodList = z.infer<typeof PeriodList>;

/** DELETE /api/demo */
export const DemoRemoved = z.object({ measures: z.int(), incidents: z.int(), reports: z.int() });
