import type { Area, Commune } from '#geo/domain/area.ts';
import type { AgencyKind, OrgUnit } from '#geo/domain/org-unit.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { nameKey } from '#geo/domain/folded-text.ts';
import type { CommuneId } from '#geo/domain/ids.ts';
import type { CommuneIndex } from '#geo/geometry/commune-index.ts';
import type { CommuneAt } from '#geo/places/coordinate-readings.ts';
import { nearestName } from '#geo/places/nearest-name.ts';
import { createPlaceFinder, type PlaceFinder } from '#geo/places/place-finder.ts';
import { foldToneOnly } from './cell-values.ts';

/** What an import needs to know of the register to read names. */
export interface LookupRegister {
  routes: readonly Route[];
  areas: readonly Area[];
  communes: readonly Commune[];
  sites: readonly Site[];
  orgUnits: readonly OrgUnit[];
  communeIndex?: CommuneIndex;
}

/** One member, none, or several that the name could mean. */
export type Found<T> =
  | { found: T }
  | {
      candidates: readonly T[];
      /** Up to three members with a similar name, where there is no candidate. */
      nearest?: () => readonly T[];
      /** A district that existed until 30 June 2025, where a commune is asked for. */
      formerDistrict?: string;
    };

interface NameIndex<T> {
  byId: Map<string, T>;
  byTone: Map<string, T[]>;
  byFold: Map<string, T[]>;
  nearest: (text: string) => readonly T[];
}

export interface RegisterLookup {
  route: (text: string) => Found<Route>;
  commune: (text: string) => Found<Commune>;
  site: (text: string) => Found<Site>;
  orgUnit: (text: string) => Found<OrgUnit>;
  /** Places as people write them. */
  places: PlaceFinder;
  /** Commune in or near which a position lies. */
  communeAt: CommuneAt;
  communeById: (id: string) => Commune | undefined;
  siteById: (id: string) => Site | undefined;
  routeById: (id: string) => Route | undefined;
  allCommuneIds: readonly CommuneId[];
}

function add<T>(map: Map<string, T[]>, key: string, member: T): void {
  if (key === '') return;
  const members = map.get(key);
  if (members === undefined) map.set(key, [member]);
  else if (!members.includes(member)) members.push(member);
}

function indexOf<T extends { id: string }>(
  members: readonly T[],
  namesOf: (member: T) => readonly string[],
): NameIndex<T> {
  const index: NameIndex<T> = {
    byId: new Map(),
    byTone: new Map(),
    byFold: new Map(),
    nearest: nearestName(members, namesOf),
  };
  for (const member of members) {
    index.byId.set(member.id.toLowerCase(), member);
    for (const name of namesOf(member)) {
      add(index.byTone, foldToneOnly(name), member);
      add(index.byFold, nameKey(name), member);
    }
  }
  return index;
}

/** By id, else by the name with its accents, else without them; several members of one name are candidates. */
function lookUp<T>(index: NameIndex<T>, text: string): Found<T> {
  const byId = index.byId.get(text.toLowerCase());
  if (byId !== undefined) return { found: byId };
  const members = index.byTone.get(foldToneOnly(text)) ?? index.byFold.get(nameKey(text)) ?? [];
  return members.length === 1 ? { found: members[0] } : { candidates: members, nearest: () => index.nearest(text) };
}

const KIND_WORDS = /^(?:xã|phường|thị trấn|commune|ward)\s+/iu;

const DISTRICT_WORDS = /^(?:huyện|thị xã|thành phố)\s+/iu;

/** The plan names gates, airport and beach without these. */
const GRADE_WORDS = / (?:quốc tế|phụ|biển)(?= )/u;

/** “Quốc lộ 7A (7)” is also QL7, QL 7A, Quốc lộ 7, Highway 7. */
function routeNames(route: Route): string[] {
  const names = new Set([route.nameVi, route.nameEn, route.id.replaceAll('_', ' ')]);
  const national = /^QL(\d+)[A-Z]?$/.exec(route.id);
  if (national) {
    for (const number of [route.id.slice(2), national[1], `${national[1]}A`]) {
      for (const prefix of ['QL', 'QL ', 'QL.', 'Quốc lộ ', 'National Highway ']) names.add(`${prefix}${number}`);
    }
  }
  if (route.id === 'HCM') for (const name of ['Đường Hồ Chí Minh', 'Hồ Chí Minh', 'Đường HCM']) names.add(name);
  if (route.id === 'RAIL_NS') for (const name of ['Đường sắt Bắc Nam', 'Đường sắt', 'ĐSBN']) names.add(name);
  return [...names];
}

/** The short names that kinds of agency go by in every province's papers. */
const AGENCY_NAMES: Partial<Record<AgencyKind, readonly string[]>> = {
  CA: ['CA', 'Công an', 'Công an tỉnh'],
  BP: ['BP', 'Biên phòng', 'Bộ đội Biên phòng', 'BĐBP'],
  VKS: ['VKS', 'VKSND', 'Viện kiểm sát'],
  TA: ['TA', 'TAND', 'Tòa án'],
};

/** Builds the name tables once for a whole file. */
export function createRegisterLookup(register: LookupRegister): RegisterLookup {
  const routes = indexOf(register.routes, routeNames);
  const communes = indexOf(register.communes, (c) => [c.nameVi, c.nameVi.replace(KIND_WORDS, '')]);
  const districts = new Map<string, string>();
  for (const { oldDistrictNameVi } of register.communes) {
    for (const name of [oldDistrictNameVi, oldDistrictNameVi.replace(DISTRICT_WORDS, '')]) {
      districts.set(nameKey(name), oldDistrictNameVi);
    }
  }
  const sites = indexOf(register.sites, (s) => [s.nameVi, s.nameVi.replace(GRADE_WORDS, ''), s.nameEn]);
  const orgUnits = indexOf(register.orgUnits, (unit) => [
    unit.nameVi,
    unit.nameEn,
    unit.shortNameVi,
    ...(unit.id === unit.kind ? (AGENCY_NAMES[unit.kind] ?? []) : []),
  ]);
  const places = createPlaceFinder(register);
  const routesById = new Map(register.routes.map((route) => [route.id as string, route]));
  const sitesById = new Map(register.sites.map((site) => [site.id as string, site]));
  const communesById = new Map(register.communes.map((commune) => [commune.id as string, commune]));
  return {
    route: (text) => lookUp(routes, text),
    commune: (text) => {
      const exact = lookUp(communes, text);
      if ('found' in exact || exact.candidates.length > 0) return exact;
      const plain = lookUp(communes, text.replace(KIND_WORDS, ''));
      if ('found' in plain || plain.candidates.length > 0) return plain;
      return { ...plain, formerDistrict: districts.get(nameKey(text)) };
    },
    site: (text) => lookUp(sites, text),
    orgUnit: (text) => lookUp(orgUnits, text),
    places,
    communeAt: places.communeAt,
    communeById: (id) => communesById.get(id),
    siteById: (id) => sitesById.get(id),
    routeById: (id) => routesById.get(id),
    allCommuneIds: register.communes.map((commune) => commune.id),
  };
}
