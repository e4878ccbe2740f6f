import { FindPlaceAnswer, FindPlaceQuery } from '#geo/contract/places.contract.ts';
import { dayOfInstant } from '#geo/domain/period.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { getRegister } from '../register/register.service.ts';
import { findPlace } from './places.service.ts';

const find = endpoint({
  method: 'get',
  path: '/api/places/find',
  permission: 'place.find',
  summary: {
    vi: 'Nơi mà một đoạn chữ chỉ: tọa độ, lý trình, điểm, xã, huyện cũ',
    en: 'What place a text means: coordinates, km posts, sites, communes, former districts',
  },
  query: FindPlaceQuery,
  answer: FindPlaceAnswer,
  handle: async ({ ctx, db, query }) =>
    findPlace(await getRegister(ctx, db), query.text, query.on ?? dayOfInstant(ctx.now())),
});

export const placeEndpoints: AnyEndpoint[] = [find];
