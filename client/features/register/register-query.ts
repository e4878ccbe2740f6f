import { queryOptions, type QueryClient } from '@tanstack/svelte-query';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { RegisterVersion } from '#geo/contract/register-versions.contract.ts';
import { asApiError } from '../../api/api-error.ts';
import type { Api } from '../../api/client.ts';

/** The versions of a member, newest first; asked again with the register. */
export const memberVersionsQuery = (api: Api, unitClass: UnitClass, id: string) =>
  queryOptions({
    queryKey: ['register', 'versions', unitClass, id],
    queryFn: ({ signal }) => api.registerVersions(unitClass, id, signal),
  });

/** The newest version of a member, asked now; undefined where there is no such member. */
export async function newestVersionOf(
  api: Api,
  unitClass: UnitClass,
  id: string,
): Promise<RegisterVersion | undefined> {
  try {
    return (await api.registerVersions(unitClass, id)).items[0];
  } catch (thrown) {
    if (asApiError(thrown).code === 'not_found') return undefined;
    throw thrown;
  }
}

/** After a version was stored or taken back: the register, its outlines, and every figure. */
export function invalidateRegister(queries: QueryClient): Promise<void> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: ['register'] }),
    queries.invalidateQueries({ queryKey: ['records'] }),
  ]).then(() => undefined);
}
