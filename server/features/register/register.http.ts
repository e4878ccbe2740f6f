import { Register, RegisterQuery } from '#geo/contract/register.contract.ts';
import { dayOfInstant, type DayString } from '#geo/domain/period.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { getPeriod } from '../periods/period-query.service.ts';
import {
  areasGeoJson,
  communesGeoJson,
  districtsGeoJson,
  getRegister,
  getRegisterFor,
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
  handle: async ({ ctx, db, query }) =>
    registerAnswer(
      query.period === undefined ? await getRegister(ctx, db) : await getRegisterFor(ctx, db, getPeriod(query.period)),
    ),
});

const GEOJSON = 'application/geo+json';

function outlines(
  name: string,
  vi: string,
  en: string,
  render: (snapshot: RegisterSnapshot, todayOn: DayString) => string,
): AnyEndpoint {
  return endpoint({
    method: 'get',
    path: `/api/register/${name}.geojson`,
    permission: 'register.read',
    summary: { vi, en },
    answer: { contentType: GEOJSON },
    handle: async ({ ctx, db }) => {
      const snapshot = await getRegister(ctx, db);
      // Express answers 304 to a browser that has this version.
      const todayOn = dayOfInstant(ctx.now());
      const headers = { ETag: `"${name}-${snapshot.version}-${todayOn}"`, 'Cache-Control': 'no-cache' };
      return rawAnswer({ contentType: GEOJSON, body: render(snapshot, todayOn), headers });
    },
  });
}

export const registerEndpoints: AnyEndpoint[] = [
  register,
  outlines('communes', 'Ranh giới xã, phường hiện nay', 'Outlines of today’s communes', communesGeoJson),
  outlines('areas', 'Ranh giới địa bàn trọng điểm', 'Outlines of the key areas', areasGeoJson),
  outlines(
    'districts',
    'Ranh giới huyện trước 01/7/2025',
    'Outlines of the districts before 1 July 2025',
    districtsGeoJson,
  ),
];
