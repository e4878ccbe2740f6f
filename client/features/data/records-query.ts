import { infiniteQueryOptions } from '@tanstack/svelte-query';
import type { Api, IncidentFilter, MeasureFilter } from '../../api/client.ts';
import type { RecordFilters } from '../../state/view-url.ts';
import type { SortState } from '../../ui/table-columns.ts';

const PAGE_SIZE = 200;

interface Page {
  total: number;
  page: number;
  pageSize: number;
}

/** The page after `last`; undefined when that was all. */
export function nextPage(last: Page): number | undefined {
  return last.page * last.pageSize < last.total ? last.page + 1 : undefined;
}

/** A table's sort as the server's `sort` parameter; `fallback` where the server cannot sort so. */
export function sortParam(sort: SortState, keys: readonly string[], fallback: string): string {
  const text = `${sort.direction === 'descending' ? '-' : ''}${sort.key}`;
  return keys.includes(text) ? text : fallback;
}

export const MEASURE_SORTS = ['firstOn', '-firstOn', 'type', 'updatedAt', '-updatedAt'] as const;
export const INCIDENT_SORTS = ['firstOn', '-firstOn', 'type'] as const;

export function measureFilter(
  period: string | null,
  filters: RecordFilters,
  orgUnit: string,
  sort: SortState,
): MeasureFilter {
  return {
    period,
    type: filters.measureTypes,
    status: filters.measureStatuses,
    orgUnit: orgUnit === '' ? undefined : orgUnit,
    sort: sortParam(sort, MEASURE_SORTS, '-firstOn'),
  };
}

export function incidentFilter(
  period: string | null,
  filters: RecordFilters,
  sort: SortState,
  orgUnit = '',
): IncidentFilter {
  return {
    period,
    type: filters.incidentTypes,
    howFound: filters.howFound,
    orgUnit: orgUnit === '' ? undefined : orgUnit,
    sort: sortParam(sort, INCIDENT_SORTS, '-firstOn'),
  };
}

/** Measures page by page, as the table is scrolled. */
export const measurePagesQuery = (api: Api, filter: MeasureFilter, isEnabled: boolean) =>
  infiniteQueryOptions({
    queryKey: ['records', 'measures', 'table', filter],
    queryFn: ({ pageParam, signal }) => api.measures({ ...filter, page: pageParam, pageSize: PAGE_SIZE }, signal),
    initialPageParam: 1,
    getNextPageParam: nextPage,
    enabled: isEnabled && filter.period !== null,
    placeholderData: (previous) => previous,
  });

/** Incidents page by page, as the table is scrolled. */
export const incidentPagesQuery = (api: Api, filter: IncidentFilter, isEnabled: boolean) =>
  infiniteQueryOptions({
    queryKey: ['records', 'incidents', 'table', filter],
    queryFn: ({ pageParam, signal }) => api.incidents({ ...filter, page: pageParam, pageSize: PAGE_SIZE }, signal),
    initialPageParam: 1,
    getNextPageParam: nextPage,
    enabled: isEnabled && filter.period !== null,
    placeholderData: (previous) => previous,
  });
