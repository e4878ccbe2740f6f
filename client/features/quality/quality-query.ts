import { queryOptions } from '@tanstack/svelte-query';
import type { Api } from '../../api/client.ts';

/** What to look at among the measures of a period. */
export const qualityQuery = (api: Api, period: string | null, orgUnit: string) =>
  queryOptions({
    queryKey: ['records', 'quality', period, orgUnit],
    queryFn: ({ signal }) => api.quality({ period: period!, orgUnit: orgUnit === '' ? undefined : orgUnit }, signal),
    enabled: period !== null,
    placeholderData: (previous) => previous,
  });
