import { z } from 'zod';
import {
  GapList,
  GapQuery,
  IndicatorAnswer,
  IndicatorList,
  IndicatorQuery,
  RoutePieces,
  UnitDetailAnswer,
} from '#geo/contract/coverage.contract.ts';
import { UnitClass, UnitId } from '#geo/domain/coverage.ts';
import { RunId } from '#geo/domain/ids.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import { getIndicator1, getRun, getRunRoutes, getUnitDetail } from './coverage.service.ts';
import { INDICATORS } from './indicator-list.ts';

const ByRun = z.object({ runId: RunId });

const list = endpoint({
  method: 'get',
  path: '/api/indicators',
  permission: 'indicator.read',
  summary: { vi: 'Các chỉ tiêu tính được', en: 'The indicators that are computed' },
  answer: IndicatorList,
  handle: () => ({ items: [...INDICATORS] }),
});

const indicator1 = endpoint({
  method: 'get',
  path: '/api/indicators/1',
  permission: 'indicator.read',
  summary: { vi: 'Chỉ tiêu 1 của một kỳ', en: 'Indicator 1 of a period' },
  query: IndicatorQuery,
  answer: IndicatorAnswer,
  handle: ({ ctx, query, signal }) => getIndicator1(ctx, getPeriod(query.period), signal),
});

const run = endpoint({
  method: 'get',
  path: '/api/indicators/1/runs/{runId}',
  permission: 'indicator.read',
  summary: { vi: 'Một lần tính đã lưu', en: 'A stored run' },
  params: ByRun,
  answer: IndicatorAnswer,
  handle: ({ db, params }) => getRun(db, params.runId),
});

const routes = endpoint({
  method: 'get',
  path: '/api/indicators/1/runs/{runId}/routes',
  permission: 'indicator.read',
  summary: { vi: 'Các đoạn của mọi tuyến trong một lần tính', en: 'The pieces of every route in a run' },
  params: ByRun,
  answer: RoutePieces,
  handle: async ({ db, params }) => ({ routes: await getRunRoutes(db, params.runId) }),
});

const unit = endpoint({
  method: 'get',
  path: '/api/indicators/1/runs/{runId}/units/{unitClass}/{unitId}',
  permission: 'indicator.read',
  summary: {
    vi: 'Biện pháp và đoạn làm nên con số của một thành viên',
    en: 'Measures and stretches behind a member’s figures',
  },
  params: z.object({ runId: RunId, unitClass: UnitClass, unitId: UnitId }),
  answer: UnitDetailAnswer,
  handle: ({ ctx, identity, params }) => getUnitDetail(ctx, identity, params),
});

const gaps = endpoint({
  method: 'get',
  path: '/api/gaps',
  permission: 'indicator.read',
  summary: { vi: 'Khoảng trống của một kỳ', en: 'The gaps of a period' },
  query: GapQuery,
  answer: GapList,
  handle: async ({ ctx, query, signal }) => {
    const found = await getIndicator1(ctx, getPeriod(query.period), signal);
    const items = found.gaps.filter((gap) => query.unitClass === undefined || gap.unitClass === query.unitClass);
    return { runId: found.id, items };
  },
});

export const coverageEndpoints: AnyEndpoint[] = [list, indicator1, run, routes, unit, gaps];
