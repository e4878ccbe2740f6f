import { queryOptions } from '@tanstack/svelte-query';
import type { Api } from '../../api/client.ts';

/** Files that were confirmed, newest first; asked again with the register. */
export const geometryUpdatesQuery = (api: Api) =>
  queryOptions({ queryKey: ['register', 'geometry-updates'], queryFn: ({ signal }) => api.geometryUpdates(signal) });
