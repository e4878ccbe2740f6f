import { PeriodList } from '#geo/contract/system.contract.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { listPeriods } from './periods.service.ts';

const list = endpoint({
  method: 'get',
  path: '/api/periods',
  permission: 'period.read',
  summary: { vi: 'Các kỳ của kế hoạch', en: 'The plan’s periods' },
  answer: PeriodList,
  handle: ({ ctx, db }) => listPeriods(ctx, db),
});

export const periodEndpoints: AnyEndpoint[] = [list];
