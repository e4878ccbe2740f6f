import { Heat, HeatQuery } from '#geo/contract/coverage.contract.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import { getHeat } from './heat.service.ts';

const heat = endpoint({
  method: 'get',
  path: '/api/heat',
  permission: 'heat.read',
  summary: { vi: 'Bản đồ nhiệt vụ việc', en: 'Heat surface of incidents' },
  query: HeatQuery,
  answer: Heat,
  handle: ({ ctx, db, query: { period, ...filter }, signal }) =>
    getHeat(ctx, db, { ...filter, period: getPeriod(period) }, signal),
});

export const heatEndpoints: AnyEndpoint[] = [heat];
