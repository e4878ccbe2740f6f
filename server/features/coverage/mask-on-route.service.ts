import type { Kysely } from 'kysely';
import { maskStretch } from '#geo/network/mask-stretch.ts';
import type { Database } from '../../db/database.ts';
import { listLaterVersionsOn } from '../measures/measure-places.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import type { Widen } from './mask-detail.ts';

/**
 * How stretches on a route are masked: by the kilometres of the version on which
 * the measure's place was written, as lists and the map show it; of a drawn
 * place, which speaks in no version's metres, by those of the first.
 * @param register as the run's period reads it
 */
export async function maskOnRoute(db: Kysely<Database>, register: RegisterSnapshot, routeId: string): Promise<Widen> {
  const route = register.routesById.get(routeId);
  // No route, no stretches to tell of.
  if (route === undefined) return () => ({ fromM: 0, toM: 0 });
  const versions = register.history.route.get(routeId) ?? [];
  const first = versions[0]?.version ?? 1;
  const writtenOn = versions.length > 1 ? await listLaterVersionsOn(db, routeId, first) : new Map<string, number>();
  return (measureId, stretch) =>
    maskStretch(route, register.routeOfVersion(routeId, writtenOn.get(measureId) ?? first), stretch);
}
