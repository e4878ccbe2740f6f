import type { Message } from '../domain/errors.ts';
import type { FoundPlace, PlaceReading } from '../domain/found-place.ts';
import type { Route } from '../domain/route.ts';
import { intervalLabel, mOfKm } from '../network/linear-referencing.ts';
import { findKmPosts } from './km-posts.ts';
import type { PhraseIndex } from './phrase-index.ts';
import { placeValue, type PlaceFault } from './place-result.ts';
import type { PlaceToken } from './place-tokens.ts';

/** What a text says of routes: readings, or why the post cannot be; and the tokens read. */
export interface RouteText {
  readings: PlaceReading[];
  fault: PlaceFault | undefined;
  /** A km post stands in the text; else only the route is named. */
  hasPost: boolean;
  read: Set<number>;
}

/** Letters after a road's number make it another road: QL7B is not QL7. */
const isBranchLetter = (token: PlaceToken | undefined, last: PlaceToken): boolean =>
  token?.kind === 'word' &&
  /^[b-h]$/.test(token.fold) &&
  (token.glued || /^[A-H]$/.test(token.text)) &&
  last.kind === 'number';

interface Named {
  routes: readonly Route[];
  read: Set<number>;
}

function findRoutes(tokens: readonly PlaceToken[], names: PhraseIndex<Route>, toneless: boolean): Named {
  const named: Named = { routes: [], read: new Set() };
  const routes: Route[] = [];
  for (let i = 0; i < tokens.length;) {
    const match = names.longestAt(tokens, i, toneless);
    if (!match) {
      i += 1;
      continue;
    }
    if (!isBranchLetter(tokens[i + match.length], tokens[i + match.length - 1])) {
      for (const route of match.values) if (!routes.includes(route)) routes.push(route);
      for (let k = i; k < i + match.length; k++) named.read.add(k);
    }
    i += match.length;
  }
  return { ...named, routes };
}

/** “7A Km 112”, “7 112+300”: a number alone is a road's where a post follows it at the start of the text. */
function routeByNumber(tokens: readonly PlaceToken[], names: PhraseIndex<Route>): Named | undefined {
  if (tokens[0]?.kind !== 'number') return undefined;
  const length = tokens[1]?.fold === 'a' ? 2 : 1;
  const next = tokens[length];
  const isPost =
    next?.fold === 'km' || next?.fold === 'ly' || (next?.kind === 'number' && tokens[length + 1]?.fold === '+');
  if (!isPost) return undefined;
  const prefixed: PlaceToken[] = [
    { ...tokens[0], kind: 'word', text: 'QL', fold: 'ql', tone: 'ql' },
    ...tokens.slice(0, length),
  ];
  const match = names.longestAt(prefixed, 0, true);
  if (match?.length !== length + 1) return undefined;
  return { routes: match.values, read: new Set(Array.from({ length }, (_, i) => i)) };
}

/** The route's own name for people: `QL7A` reads better than “Quốc lộ 7A” before a post. */
function stretchText(route: Route, fromM: number, toM: number): Message {
  return {
    vi: `${route.nameVi}, ${intervalLabel(route, fromM, toM, 'vi')}`,
    en: `${route.nameEn}, ${intervalLabel(route, fromM, toM, 'en')}`,
  };
}

/** Posts are printed to the nearest 100 m where they are not official: that much past an end is the end. */
const END_TOLERANCE_M = 100;

/** The route's metres at a kilometre, or why it lies on no part of it. */
export function metresAtKm(route: Route, km: number): { m: number } | { fault: PlaceFault } {
  const m = mOfKm(route, km);
  const [firstM, lastM] = [route.measuresM[0], route.measuresM[route.measuresM.length - 1]];
  if (m >= firstM - END_TOLERANCE_M && m <= lastM + END_TOLERANCE_M) {
    return { m: Math.max(firstM, Math.min(lastM, m)) };
  }
  const post = `Km ${String(Math.round(km * 1000) / 1000).replace('.', ',')}`;
  const own = route.kmIsOfficial
    ? { vi: '', en: '' }
    : {
        vi: ` Cột km chính thức của tuyến chưa có trong danh mục, nên km được tính như sau: ${route.directionVi}. Hãy ghi theo cách tính này, hoặc nhờ quản trị danh mục nhập cột km chính thức.`,
        en: ` The route’s official posts are not in the register, so kilometres are counted like this: ${route.directionEn}. Write them so, or ask the register’s administrator to enter the official posts.`,
      };
  const message = {
    vi: `${post} nằm ngoài tuyến ${route.nameVi} (${intervalLabel(route, firstM, lastM)}).${own.vi}`,
    en: `${post.replace(',', '.')} lies outside route ${route.nameEn} (${intervalLabel(route, firstM, lastM)}).${own.en}`,
  };
  return { fault: { code: 'field.out_of_range', message } };
}

function reading(place: FoundPlace, readAs: Message, notes: Message[] = []): PlaceReading {
  return { value: placeValue(place), place, precision: 'route-km', readAs, notes };
}

/** A spot or a stretch of a route by its posts, ends in either order. */
function stretchReading(route: Route, kms: readonly number[]): PlaceReading | PlaceFault {
  const ends: number[] = [];
  for (const km of kms) {
    const end = metresAtKm(route, km);
    if ('fault' in end) return end.fault;
    ends.push(end.m);
  }
  const [fromM, toM] = [Math.min(...ends), Math.max(...ends)];
  const isInside = route.insideM.some(([from, to]) => toM >= from && fromM <= to);
  const notes = isInside ? [] : [{ vi: 'Đoạn này nằm ngoài tỉnh Nghệ An.', en: 'This stretch lies outside Nghệ An.' }];
  return reading({ kind: 'stretch', routeId: route.id, fromM, toM }, stretchText(route, fromM, toM), notes);
}

const NO_POST: Message = {
  vi: 'Chỉ có tên tuyến, không có lý trình.',
  en: 'Only the route is named, without a post.',
};

/**
 * “QL7A Km 112+300”, “Km112 đến Km131 QL7”, “đường sắt km 261”, parts in any
 * order. Undefined where no route is named. Several routes, or posts that no
 * word joins, give a reading each.
 */
export function readRouteText(
  tokens: readonly PlaceToken[],
  names: PhraseIndex<Route>,
  toneless: boolean,
): RouteText | undefined {
  let named = findRoutes(tokens, names, toneless);
  if (named.routes.length === 0) named = routeByNumber(tokens, names) ?? named;
  if (named.routes.length === 0) return undefined;
  const posts = findKmPosts(tokens, named.read);
  const read = new Set([...named.read, ...posts.read]);
  if (posts.malformed !== undefined) {
    const message = {
      vi: `“${posts.malformed}” không phải lý trình; sau dấu + là mét, nhiều nhất ba chữ số: Km 112+300.`,
      en: `“${posts.malformed}” is no km post; at most three digits of metres follow the +: Km 112+300.`,
    };
    return { readings: [], fault: { code: 'field.malformed', message }, hasPost: true, read };
  }
  if (posts.kms.length === 0) {
    const readings = named.routes.map((route) =>
      reading({ kind: 'route', routeId: route.id }, { vi: route.nameVi, en: route.nameEn }, [NO_POST]),
    );
    return { readings, fault: undefined, hasPost: false, read };
  }
  const stretches = posts.isRange && posts.kms.length === 2 ? [posts.kms] : posts.kms.map((km) => [km]);
  const results = named.routes.flatMap((route) => stretches.map((kms) => stretchReading(route, kms)));
  const readings = results.filter((result) => 'place' in result);
  const fault = results.find((result): result is PlaceFault => !('place' in result));
  return { readings, fault: readings.length === 0 ? fault : undefined, hasPost: true, read };
}
