import { nameKey } from '../domain/folded-text.ts';
import type { LngLat } from '../domain/geometry.ts';
import type { Route } from '../domain/route.ts';

/** A way of OpenStreetMap: its vertices in the order in which it was drawn, and its tags. */
export interface OsmWay {
  coordinates: LngLat[];
  tags: Readonly<Record<string, string>>;
}

type Tagged = Pick<OsmWay, 'tags'>;

/** How a way says that it belongs to a route: by its number, its name, or a number or name of old. */
export type MatchedBy = 'ref' | 'name' | 'old';

type NamedRoute = Pick<Route, 'id' | 'nameVi' | 'nameEn' | 'kind'>;

/** Spelled-out classes of Vietnamese roads, folded, and the letters that stand for them on signs. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^(?:duong )?quoc lo\b ?/, 'ql'],
  [/^(?:vietnam )?(?:national (?:road|route|highway)|highway|nh)\b ?/, 'ql'],
  [/^(?:duong )?tinh lo\b ?|^duong tinh\b ?|^tl ?(?=\d)|^(?:provincial road|provincial route)\b ?/, 'dt'],
  [/^duong huyen\b ?|^huyen lo\b ?/, 'dh'],
  [/^(?:duong )?cao toc\b ?(?=ct|\d)|^expressway\b ?(?=ct|\d)/, 'ct'],
  [/^duong (?=ql|dt|ct)/, ''],
];
/** Letters of a class, a number, at most one letter of its own. */
const CODE = /^(?:ct ?)?(ql|dt|dh|ct|dct|ah) ?0*(\d{1,4}) ?([a-z]?)$/;

/** Names of single routes that no number stands for; folded, without “đường”, “tuyến”. */
const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  HCM: [
    ...['hcm', 'dhcm', 'ql hcm', 'ho chi minh', 'mon ho chi minh', 'ho chi minh road', 'ho chi minh highway'],
    ...['ho chi minh trail', 'ho chi minh nhanh dong'],
  ],
  RAIL_NS: [
    ...['sat bac nam', 'sat thong nhat', 'sat bac nam thong nhat', 'sat ha noi sai gon'],
    ...['sat ha noi thanh pho ho chi minh', 'north south railway', 'north south railway line'],
    ...['north south line', 'reunification railway', 'reunification express', 'reunification line'],
    ...['hanoi saigon railway', 'vietnam north south railway'],
  ],
  RAIL_CG_ND: ['sat cau giat nghia dan', 'cau giat nghia dan railway'],
};

/**
 * The code of a road as signs, maps and OpenStreetMap write it: `QL.7A`,
 * `QL 7`, `Quốc lộ 7`, `National Highway 7A` are all `ql7`. The letter A of a
 * national road may be left out; other letters are roads of their own (QL7B).
 * Undefined where the text is not wholly such a code: a bypass, an old part,
 * “nhánh” is another road.
 */
export function roadCode(text: string): string | undefined {
  let key = nameKey(text);
  for (const [spelled, letters] of CLASSES) key = key.replace(spelled, letters);
  const found = CODE.exec(key);
  if (!found) return undefined;
  const [, letters, number, letter] = found;
  return `${letters}${number}${letters === 'ql' && letter === 'a' ? '' : letter}`;
}

/** Numbers and names of a route under which ways of OpenStreetMap may speak of it. */
export interface RouteKeys {
  codes: ReadonlySet<string>;
  names: ReadonlySet<string>;
  kind: Route['kind'];
}

export function keysOfRoute(route: NamedRoute): RouteKeys {
  const base = route.id.split('_')[0];
  const titles = [route.nameVi, route.nameEn].flatMap((title) => [title, ...title.split(/[()]/)]);
  const codes = new Set<string>();
  for (const text of [base, ...titles]) {
    const code = roadCode(text);
    if (code !== undefined) codes.add(code);
  }
  const names = new Set(OWN_NAMES[route.id] ?? []);
  for (const text of titles) {
    const name = plainName(text);
    // “7A” alone says nothing of which road.
    if (roadCode(text) === undefined && name.length >= 3) names.add(name);
  }
  return { codes, names, kind: route.kind };
}

/** A name without what only says that it is a road or a line. */
function plainName(text: string): string {
  return nameKey(text).replace(/^(?:tuyen )?(?:duong )?/, '');
}

const REF_TAGS = ['ref', 'nat_ref', 'official_ref', 'reg_ref', 'ref:vi'];
const NAME_TAGS = ['name', 'name:vi', 'name:en', 'official_name', 'alt_name', 'short_name', 'loc_name'];
const OLD_TAGS = ['old_ref', 'old_name', 'old_name:vi', 'loc_ref'];
/** Tags that are looked at; all others may be left unread. */
export const TAGS_READ: ReadonlySet<string> = new Set([
  ...REF_TAGS,
  ...NAME_TAGS,
  ...OLD_TAGS,
  ...['highway', 'railway', 'oneway', 'junction', 'service', 'area'],
]);

/** Whether and by what a way says that it belongs to the route; undefined where it does not. */
export function matchedBy({ tags }: Tagged, keys: RouteKeys): MatchedBy | undefined {
  if (!isOfKind(tags, keys.kind)) return undefined;
  const says = (names: readonly string[]) =>
    names.some((name) => tags[name] !== undefined && namesRoute(tags[name], keys));
  // Rails that were taken up were of the line once.
  const isGone = keys.kind === 'railway' && (tags.railway === 'abandoned' || tags.railway === 'disused');
  if (says(REF_TAGS)) return isGone ? 'old' : 'ref';
  if (says(NAME_TAGS)) return isGone ? 'old' : 'name';
  return says(OLD_TAGS) ? 'old' : undefined;
}

/** Whether a way speaks of any of the routes: one look for all of them, as most ways of a file speak of none. */
export function createRouteFilter(routes: readonly RouteKeys[]): (way: Tagged) => boolean {
  const codes = new Set(routes.flatMap((keys) => [...keys.codes]));
  const names = new Set(routes.flatMap((keys) => [...keys.names]));
  const all: RouteKeys = { codes, names, kind: 'road' };
  const speaks = ({ tags }: Tagged) =>
    [...REF_TAGS, ...NAME_TAGS, ...OLD_TAGS].some((tag) => tags[tag] !== undefined && namesRoute(tags[tag], all));
  return (way) => speaks(way) && routes.some((keys) => matchedBy(way, keys) !== undefined);
}

/** Several values stand beside each other: `QL7A;AH15`, `QL.7 - QL.48`. */
function namesRoute(value: string, { codes, names }: RouteKeys): boolean {
  return [value, ...value.split(/[;,/]|\s[-–]\s|\(|\)/)].some((part) => {
    const code = roadCode(part);
    return code === undefined ? names.has(plainName(part)) : codes.has(code);
  });
}

const NO_ROAD =
  /^(?:construction|proposed|planned|razed|platform|footway|cycleway|steps|pedestrian|corridor|elevator)$/;
const TRAILS = /^(?:path|track|footway|bridleway|cycleway)$/;
const RAILS = /^(?:rail|narrow_gauge|preserved|disused|abandoned)$/;

/** A road for roads, a main track for railways; sidings, yards, planned and closed areas are none. */
function isOfKind(tags: OsmWay['tags'], kind: Route['kind']): boolean {
  if (tags.area === 'yes') return false;
  if (kind === 'railway') return RAILS.test(tags.railway ?? '') && tags.service === undefined;
  const { highway } = tags;
  if (highway === undefined) return false;
  return kind === 'border-trail' && TRAILS.test(highway) ? true : !NO_ROAD.test(highway);
}

/** Roads and railways of any kind: what a file is asked for. */
export function isTransport({ tags }: Tagged): boolean {
  return (tags.highway !== undefined || tags.railway !== undefined) && tags.area !== 'yes';
}

/** Roundabouts often carry no number; one on the way of a route belongs to it. */
export function isRoundabout({ tags }: Tagged): boolean {
  return tags.highway !== undefined && (tags.junction === 'roundabout' || tags.junction === 'circular');
}

/** 1: only as drawn, −1: only against, 0: both ways. */
export function onewayOf({ tags }: Tagged): -1 | 0 | 1 {
  if (tags.oneway === '-1' || tags.oneway === 'reverse') return -1;
  if (tags.oneway === 'no') return 0;
  const isOneway = tags.oneway === 'yes' || tags.oneway === '1' || tags.oneway === 'true';
  return isOneway || isRoundabout({ tags }) || tags.highway === 'motorway' ? 1 : 0;
}

/** A slip road: leads on or off, never along. */
export const isLink = ({ tags }: Tagged): boolean => tags.highway?.endsWith('_link') ?? false;
