import { queryOptions } from '@tanstack/svelte-query';
import type { UnitDetailAnswer } from '#geo/contract/coverage.contract.ts';
import type { Api } from '../../api/client.ts';
import { sortContributions } from './contribution-order.ts';

export type CommuneMeasure = UnitDetailAnswer['contributions'][number] & { areaId: string };

/** The contributions of areas that touch a commune, each measure once. */
export function measuresOfCommune(details: readonly UnitDetailAnswer[], communeId: string): CommuneMeasure[] {
  const byId = new Map<string, CommuneMeasure>();
  for (const { unit, contributions } of details)
    for (const contribution of contributions)
      if ((contribution.communeIds as readonly string[]).includes(communeId))
        byId.set(contribution.measureId, { ...contribution, areaId: unit.unitId });
  return sortContributions([...byId.values()]);
}

/** What touches a commune in a run, by way of the key areas it belongs to; waits while there is no run. */
export const communeMeasuresQuery = (
  api: Api,
  runId: string | undefined,
  areaIds: readonly string[],
  communeId: string,
) =>
  queryOptions({
    queryKey: ['run', runId, 'commune', communeId, areaIds],
    queryFn: async ({ signal }) =>
      measuresOfCommune(
        await Promise.all(areaIds.map((areaId) => api.unitDetail(runId!, 'area', areaId, signal))),
        communeId,
      ),
    enabled: runId !== undefined && areaIds.length > 0,
    staleTime: Infinity,
  });
