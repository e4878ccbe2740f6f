import { infiniteQueryOptions, queryOptions } from '@tanstack/svelte-query';
import type { BatchView } from '#geo/contract/batches.contract.ts';
import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Api } from '../../api/client.ts';
import type { BatchFilter } from '../../state/data-filters.ts';
import { nextPage } from '../data/records-query.ts';

const PAGE_SIZE = 100;

/** Imported files, page by page. */
export const batchPagesQuery = (
  api: Api,
  period: string | null,
  { senderId, kind, state, inPeriod, name }: Omit<BatchFilter, 'openId'>,
) =>
  infiniteQueryOptions({
    queryKey: ['records', 'batches', senderId, kind, state, inPeriod ? period : null, name.trim()],
    queryFn: ({ pageParam, signal }) =>
      api.batches(
        {
          orgUnit: senderId === '' ? undefined : senderId,
          kind: kind === '' ? undefined : kind,
          state: state === '' ? undefined : state,
          period: inPeriod ? period : undefined,
          name: name.trim() === '' ? undefined : name.trim(),
          page: pageParam,
          pageSize: PAGE_SIZE,
        },
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: nextPage,
    placeholderData: (previous) => previous,
  });

export const batchQuery = (api: Api, id: string) =>
  queryOptions({ queryKey: ['records', 'batch', id], queryFn: ({ signal }) => api.batch(id, signal) });

export type BatchRecord = MeasureView | IncidentView;

/** The records of a file that are left, in order of its rows. */
export const batchRecordsQuery = (api: Api, { id, kind }: Pick<BatchView, 'id' | 'kind'>) =>
  infiniteQueryOptions({
    queryKey: ['records', 'batch', id, 'records'],
    queryFn: async ({ pageParam, signal }) => {
      const filter = { batch: id, sort: 'row', page: pageParam, pageSize: PAGE_SIZE } as const;
      const page: { items: BatchRecord[]; total: number; page: number; pageSize: number } =
        kind === 'measures' ? await api.measures(filter, signal) : await api.incidents(filter, signal);
      return page;
    },
    initialPageParam: 1,
    getNextPageParam: nextPage,
  });
