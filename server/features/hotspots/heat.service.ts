import type { Kysely } from 'kysely';
import type { Heat } from '#geo/contract/coverage.contract.ts';
import type { HowFound, IncidentType } from '#geo/domain/incident.ts';
import type { Period } from '#geo/domain/period.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { listIncidentsForHeat } from '../incidents/incidents.service.ts';
import { getRegister } from '../register/register.service.ts';
import type { HeatInput } from './heat.ts';

export interface HeatRequest {
  period: Period;
  type?: IncidentType[];
  howFound?: HowFound[];
  bandwidthM: number;
}

/**
 * Where incidents lie dense. By default only those that people reported: what
 * patrols found shows where patrols went. Made from exact places in a job
 * thread; only the surface leaves, without cells of fewer than 5 incidents.
 */
export async function getHeat(
  ctx: AppContext,
  db: Kysely<Database>,
  { period, type, howFound = ['reported'], bandwidthM }: HeatRequest,
  signal: AbortSignal,
): Promise<Heat> {
  const register = await getRegister(ctx, db);
  const { routes, communes, province } = register;
  const incidents = await listIncidentsForHeat(db, register, { days: period, type, howFound });
  const input: HeatInput = { places: incidents.map(({ place }) => place), routes, communes, province, bandwidthM };
  return ctx.jobs.run<Heat>('heat', input, { signal, timeoutMs: 60_000 });
}
