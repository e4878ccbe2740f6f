import { Register, RegisterQuery } from '#geo/contract/register.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { addDays, dayOfInstant, lastDayOf, type DayRange } from '#geo/domain/period.ts';
import type { AppContext } from '../../context.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import {
  areasGeoJson,
  communesGeoJson,
  districtsGeoJson,
  getRegister,
  getRegisterOn,
  registerAnswer,
} from './register.service.ts';
import type { RegisterSnapshot } from './register-snapshot.ts';

const register = endpoint({
  method: 'get',
  path: '/api/register',
  permission: 'register.read',
  summary: {
    vi: 'Danh mục tuyến, địa bàn, khu vực, xã và đơn vị',
    en: 'The register: routes, areas, sites, communes, units',
  },
  query: RegisterQuery,
  answer: Register,
  handle: async ({ ctx, db, query }) => registerAnswer(await getRegisterOn(ctx, db, lastDayOf(daysOf(ctx, query)))),
});

/**
 * The days that a query asks about: a period, one day, or today.
 * @throws DomainError of a period that is none, of a period with a day
 */
function daysOf(ctx: AppContext, { period, on }: RegisterQuery): DayRange {
  if (period !== undefined && on !== undefined) {
    throw new DomainError(
      'field.malformed',
      { vi: 'Chọn một trong hai: kỳ (period) hoặc ngày (on).', en: 'Ask about a period or about a day, not both.' },
      { path: 'on' },
    );
  }
  if (period !== undefined) return getPeriod(period);
  const fromOn = on ?? dayOfInstant(ctx.now());
  return { fromOn, untilOn: addDays(fromOn, 1) };
}

const GEOJSON = 'application/geo+json';

/** The frame answers 304 to a browser that has what this tag names. */
function outlineAnswer(tag: string, body: string) {
  return rawAnswer({ contentType: GEOJSON, body, headers: { ETag: `"${tag}"`, 'Cache-Control': 'no-cache' } });
}

/** Outlines of what has no versions. */
function outlines(name: string, vi: string, en: string, render: (snapshot: RegisterSnapshot) => string): AnyEndpoint {
  return endpoint({
    method: 'get',
    path: `/api/register/${name}.geojson`,
    permission: 'register.read',
    summary: { vi, en },
    answer: { contentType: GEOJSON },
    handle: async ({ ctx, db }) => {
      const snapshot = await getRegister(ctx, db);
      return outlineAnswer(`${name}-${snapshot.version}`, render(snapshot));
    },
  });
}

const areas = endpoint({
  method: 'get',
  path: '/api/register/areas.geojson',
  permission: 'register.read',
  summary: { vi: 'Ranh giới địa bàn trọng điểm', en: 'Outlines of the key areas' },
  query: RegisterQuery,
  answer: { contentType: GEOJSON },
  handle: async ({ ctx, db, query }) => {
    const days = daysOf(ctx, query);
    const snapshot = await getRegisterOn(ctx, db, lastDayOf(days));
    return outlineAnswer(`areas-${snapshot.version}-${days.fromOn}-${days.untilOn}`, areasGeoJson(snapshot, days));
  },
});

export const registerEndpoints: AnyEndpoint[] = [
  register,
  outlines('communes', 'Ranh giới xã, phường hiện nay', 'Outlines of today’s communes', communesGeoJson),
  areas,
  outlines(
    'districts',
    'Ranh giới huyện trước 01/7/2025',
    'Outlines of the districts before 1 July 2025',
    districtsGeoJson,
  ),
];
