import { infiniteQueryOptions, queryOptions } from '@tanstack/svelte-query';
import type { Api } from '../../api/client.ts';

const PAGE_SIZE = 100;

/** Imported files, page by page. */
export const batchPagesQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['records', 'batches'],
    queryFn: ({ pageParam, signal }) => api.batches({ page: pageParam, pageSize: PAGE_SIZE }, signal),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page * last.pageSize < last.total ? last.page + 1 : undefined),
  });

export const batchQuery = (api: Api, id: string) =>
  queryOptions({ queryKey: ['records', 'batch', id], queryFn: ({ signal }) => api.batch(id, signal) });
