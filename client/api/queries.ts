import { hashKey, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/svelte-query';
import { collectPages } from './all-pages.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { IndicatorRun, UnitClass } from '#geo/domain/coverage.ts';
import type { Api, HeatFilter } from './client.ts';

/**
 * Query options for `createQuery(() => indicatorQuery(api, period))`. What
 * depends on records has a key that starts with `records`, so that one call of
 * `invalidateRecords` after a change refreshes every view.
 */
const FOREVER = Infinity;

export const healthQuery = (api: Api) =>
  queryOptions({ queryKey: ['records', 'health'], queryFn: ({ signal }) => api.health(signal) });

export const sessionQuery = (api: Api) =>
  queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => api.session(signal), staleTime: FOREVER });

export const periodsQuery = (api: Api) =>
  queryOptions({ queryKey: ['records', 'periods'], queryFn: ({ signal }) => api.periods(signal) });

export const registerQuery = (api: Api) =>
  queryOptions({ queryKey: ['register'], queryFn: ({ signal }) => api.register(signal), staleTime: FOREVER });

/**
 * The register as the figures of a period read it; asked only where some member
 * has several versions. The one before stands in meanwhile.
 */
export const periodRegisterQuery = (api: Api, period: string | null, today: Register | undefined) =>
  queryOptions({
    queryKey: ['register', 'period', period],
    queryFn: ({ signal }) => api.registerOf(period!, signal),
    enabled: period !== null && today !== undefined && today.versions.length > 0,
    staleTime: FOREVER,
    placeholderData: keepPreviousData,
  });

export const communesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['register', 'communes'],
    queryFn: ({ signal }) => api.communes(signal),
    staleTime: FOREVER,
  });

/** Outlines of the key areas that a period counts. */
export const areasQuery = (api: Api, period: string | null) =>
  queryOptions({
    queryKey: ['register', 'areas', period],
    queryFn: ({ signal }) => api.areas(period ?? undefined, signal),
    enabled: period !== null,
    staleTime: FOREVER,
    placeholderData: keepPreviousData,
  });

/** Waits while `period` is null (periods not loaded yet). */
export const indicatorQuery = (api: Api, period: string | null) =>
  queryOptions({
    queryKey: ['records', 'indicator1', period],
    queryFn: ({ signal }) => api.indicator1(period!, signal),
    enabled: period !== null,
  });

/** The run that a query asks about; its period tells which earlier answers may stand in. */
type RunInUse = Pick<IndicatorRun, 'id' | 'period'> | undefined;

/** What an earlier run of the same period said of the same thing stands until the new run has answered. */
const sameThingBefore =
  (key: readonly unknown[]) =>
  <T>(previous: T | undefined, query: { queryKey: readonly unknown[] } | undefined): T | undefined =>
    query && hashKey(query.queryKey.slice(0, -1)) === hashKey(key.slice(0, -1)) ? previous : undefined;

/** A run never changes, so what belongs to it is kept. */
export const routePiecesQuery = (api: Api, run: RunInUse) => {
  const queryKey = ['run', 'routes', run?.period.id, run?.id];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => api.routePieces(run!.id, signal),
    enabled: run !== undefined,
    staleTime: FOREVER,
    placeholderData: sameThingBefore(queryKey),
  });
};

export const unitDetailQuery = (api: Api, run: RunInUse, unitClass: UnitClass, unitId: string) => {
  const queryKey = ['run', 'unit', unitClass, unitId, run?.period.id, run?.id];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => api.unitDetail(run!.id, unitClass, unitId, signal),
    enabled: run !== undefined,
    staleTime: FOREVER,
    placeholderData: sameThingBefore(queryKey),
  });
};

export const measureQuery = (api: Api, id: string) =>
  queryOptions({ queryKey: ['records', 'measure', id], queryFn: ({ signal }) => api.measure(id, signal) });

/** All measures of a period, for the map and the counts of its filters. */
export const measuresOnMapQuery = (api: Api, period: string | null, enabled: boolean) =>
  queryOptions({
    queryKey: ['records', 'measures', 'map', period],
    queryFn: ({ signal }) => collectPages((page, pageSize) => api.measures({ period, page, pageSize }, signal)),
    enabled: enabled && period !== null,
  });

/** All incidents of a period, for the map and the counts of its filters. */
export const incidentsOnMapQuery = (api: Api, period: string | null, enabled: boolean) =>
  queryOptions({
    queryKey: ['records', 'incidents', 'map', period],
    queryFn: ({ signal }) => collectPages((page, pageSize) => api.incidents({ period, page, pageSize }, signal)),
    enabled: enabled && period !== null,
  });

export const incidentQuery = (api: Api, id: string) =>
  queryOptions({ queryKey: ['records', 'incident', id], queryFn: ({ signal }) => api.incident(id, signal) });

/** Which agencies have reported days of a period. */
export const agencyReportsQuery = (api: Api, period: string) =>
  queryOptions({
    queryKey: ['records', 'agency-reports', period],
    queryFn: ({ signal }) => collectPages((page, pageSize) => api.agencyReports({ period, page, pageSize }, signal)),
  });

export const heatQuery = (api: Api, filter: HeatFilter, enabled = true) =>
  queryOptions({
    queryKey: ['records', 'heat', filter],
    queryFn: ({ signal }) => api.heat(filter, signal),
    enabled,
    placeholderData: (previous) => previous,
  });

/** After a record was made, changed, removed or imported. */
export function invalidateRecords(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['records'] });
}
