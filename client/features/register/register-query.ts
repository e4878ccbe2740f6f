import { queryOptions, type QueryClient } from '@tanstack/svelte-query';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { Api } from '../../api/client.ts';

/** The versions of a member, newest first; asked again with the register. */
export const memberVersionsQuery = (api: Api, unitClass: UnitClass, id: string) =>
  queryOptions({
    queryKey: ['register', 'versions', unitClass, id],
    queryFn: ({ signal }) => api.registerVersions(unitClass, id, signal),
  });

/** After a version was stored or taken back: the register, its outlines, and every figure. */
export function invalidateRegister(queries: QueryClient): Promise<void> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: ['register'] }),
    queries.invalidateQueries({ queryKey: ['records'] }),
  ]).then(() => undefined);
}
