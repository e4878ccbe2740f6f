import type { Route } from '../domain/route.ts';
import { createPhraseIndex, type PhraseIndex } from './phrase-index.ts';

const PREFIXES = ['QL', 'Q L', 'Quốc lộ', 'đường QL', 'đường quốc lộ', 'tuyến QL', 'tuyến quốc lộ', 'National Road'];
const MORE_PREFIXES = ['National Highway', 'Highway', 'Road', 'NH', 'tuyến đường QL', 'tuyến đường quốc lộ'];

/** Names by which people know single routes of the register. */
const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  HCM: ['Hồ Chí Minh', 'HCM', 'đường mòn Hồ Chí Minh', 'đường mòn HCM', 'Hồ Chí Minh Highway', 'Hồ Chí Minh Trail'],
  RAIL_NS: [
    ...['đường sắt', 'đường sắt Bắc Nam', 'đường sắt Thống Nhất', 'đường sắt Bắc Nam Thống Nhất', 'ĐSBN', 'ĐSTN'],
    ...['tuyến đường ray', 'North South Railway', 'railway', 'Reunification Railway'],
  ],
  RAIL_CG_ND: ['đường sắt Cầu Giát Nghĩa Đàn', 'đường sắt Cầu Giát'],
  CT01: [
    'CT 01',
    'CT 1',
    'CT.01',
    'cao tốc',
    'cao tốc Bắc Nam',
    'đường cao tốc',
    'đường cao tốc Bắc Nam',
    'expressway',
  ],
  QL1A_VINH: ['QL1 cũ qua Vinh', 'QL1A cũ qua Vinh', 'QL1A đoạn qua Vinh', 'QL1 tránh Vinh cũ'],
  QL46_RO_DOLUONG: ['QL46 cũ Rộ Đô Lương', 'QL46 đoạn Rộ Đô Lương'],
};

/**
 * The ways people write a route: Quốc lộ 7A, QL7, QL 7A, QL.7, đường HCM,
 * đường sắt Thống Nhất. The letter A of a national road may be left out or
 * added; other letters are roads of their own (QL7B, QL48C) and never match.
 */
export function namesOfRoute(route: Pick<Route, 'id' | 'nameVi' | 'nameEn'>): string[] {
  const names = new Set([route.nameVi, route.nameEn, route.id.replaceAll('_', ' '), ...(OWN_NAMES[route.id] ?? [])]);
  const national = /^QL(\d+)A?(_|$)/.exec(route.id);
  if (national) {
    const isOld = national[2] === '_';
    for (const prefix of [...PREFIXES, ...MORE_PREFIXES]) {
      for (const number of [national[1], `${national[1]}A`]) names.add(`${prefix} ${number}${isOld ? ' cũ' : ''}`);
    }
  }
  for (const name of [...names])
    if (/^(?:Hồ|HCM|cao tốc|đường)/iu.test(name)) names.add(`tuyến ${name}`).add(`đường ${name}`);
  return [...names];
}

/** Names of all routes, found in the tokens of a text. */
export function createRouteNames(routes: readonly Route[]): PhraseIndex<Route> {
  return createPhraseIndex(
    routes.flatMap((route) => namesOfRoute(route).map((name): [string, Route] => [name, route])),
  );
}
