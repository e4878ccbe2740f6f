import type { Register } from '#geo/contract/register.contract.ts';
import type { Area, Commune } from '#geo/domain/area.ts';
import type { Message } from '#geo/domain/errors.ts';
import type { Bbox, LngLat } from '#geo/domain/geometry.ts';
import type { PlacePrecision } from '#geo/domain/place-precision.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import { kmLabel, mOfKm, parseKm, pointAtM } from '#geo/network/linear-referencing.ts';
import { namesOfSite, siteOwnName } from '#geo/places/site-names.ts';
import { bboxOf, withRoom } from '../../map/camera.ts';
import type { Selection } from '../../state/selection.ts';
import { fold } from '../../text/fold.ts';

/** Something a search found: what to select and, where that does not say where, what to fly to. */
export interface SearchHit {
  key: string;
  label: Message;
  /** How it was read, what became of it; null where the label says all. */
  detail: Message | null;
  /** How well its place is known; null for a whole route. */
  precision: PlacePrecision | null;
  selection?: Selection;
  place?: LngLat;
  bbox?: Bbox;
  /** A name that looks alike, to be searched for instead. */
  insteadOf?: string;
}

interface Entry {
  hit: SearchHit;
  /** Folded names under which it is found. */
  names: string[];
}

export interface SearchIndex {
  entries: Entry[];
  routes: readonly { route: Route; names: string[] }[];
}

/** The ways people write a route: Quốc lộ 7A, QL7, QL 7A, ql7a, đường sắt. */
function namesOfRoute(route: Route): string[] {
  const spaced = route.id.replace(/_/g, ' ');
  const number = /^QL(\d+)/.exec(route.id)?.[1];
  const short = route.nameVi.replace(/^Quốc lộ /, 'QL');
  const names = [route.nameVi, route.nameEn, spaced, short, ...(number ? [`QL${number}`, `QL ${number}`] : [])];
  return [...new Set([...names, ...(number ? [short.replace('QL', 'QL ')] : [])].map(fold))];
}

const nameOf = ({ nameVi, nameEn }: { nameVi: string; nameEn: string }): Message => ({ vi: nameVi, en: nameEn });
const same = (text: string): Message => ({ vi: text, en: text });
const KIND_WORD = /^(xã|phường|thị trấn|huyện|thị xã|thành phố) /iu;
export const ownName = (nameVi: string) => fold(nameVi.replace(KIND_WORD, ''));
export const withoutBrackets = (name: string) => name.replace(/\s*\([^)]*\)\s*$/u, '');
const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

export const routeHit = (route: Route): SearchHit => ({
  key: `route:${route.id}`,
  label: nameOf(route),
  detail: null,
  precision: null,
  selection: route.inRegister
    ? { kind: 'unit', unitClass: 'route', unitId: route.id }
    : { kind: 'route', routeId: route.id },
});

export const siteHit = (site: Site, detail: Message | null = null): SearchHit => ({
  key: `site:${site.id}`,
  label: nameOf(site),
  detail,
  precision: 'site',
  selection: site.inRegister ? { kind: 'unit', unitClass: 'site', unitId: site.id } : { kind: 'site', siteId: site.id },
});

export const communeHit = (commune: Commune): SearchHit => ({
  key: `commune:${commune.id}`,
  label: same(commune.nameVi),
  detail: {
    vi: `${commune.oldDistrictNameVi} cũ`,
    en: `formerly ${commune.oldDistrictNameVi}`,
  },
  precision: 'commune',
  selection: { kind: 'commune', communeId: commune.id },
});

/** A unit of before 1 July 2025 and the commune that it became part of. */
export function formerHit(oldUnit: string, commune: Commune): SearchHit {
  return {
    ...communeHit(commune),
    key: `former:${commune.id}:${fold(withoutBrackets(oldUnit))}`,
    label: same(`${upperFirst(withoutBrackets(oldUnit))} → ${commune.nameVi}`),
    detail: {
      vi: `từ 1/7/2025; trước đó thuộc ${districtInBrackets(oldUnit) ?? commune.oldDistrictNameVi}`,
      en: `since 1/7/2025; before in ${districtInBrackets(oldUnit) ?? commune.oldDistrictNameVi}`,
    },
  };
}

/** “xã Đồng Văn (huyện Tân Kỳ)”: where a commune was made from two districts, its units say which was theirs. */
const districtInBrackets = (oldUnit: string): string | undefined => /\(([^)]*)\)\s*$/u.exec(oldUnit)?.[1];

/** A district of before 1 July 2025: the plan's as they are counted, the others by the communes that they became. */
export function districtHit(
  district: { id: string; nameVi: string },
  communes: readonly Commune[],
  area: Area | undefined,
): SearchHit {
  return {
    key: `district:${district.id}`,
    label: area ? nameOf(area) : same(district.nameVi),
    detail: {
      vi: `cấp huyện cũ, nay là ${communes.length} xã, phường`,
      en: `a former district, today ${communes.length} communes`,
    },
    precision: 'district',
    ...(area
      ? { selection: { kind: 'unit', unitClass: 'area', unitId: area.id } }
      : { bbox: withRoom(bboxOf(communes.map(({ labelPoint }) => labelPoint))!, 0.3) }),
  };
}

/** Everything of the register that has a place, with names folded once. */
export function buildSearchIndex(register: Register): SearchIndex {
  const entry = (hit: SearchHit, names: readonly string[]): Entry => ({ hit, names: [...new Set(names.map(fold))] });
  const routes = register.routes.map((route) => ({ route, names: namesOfRoute(route) }));
  const districts = new Map<string, Commune[]>();
  for (const commune of register.communes) {
    districts.set(commune.oldDistrictId, [...(districts.get(commune.oldDistrictId) ?? []), commune]);
  }
  return {
    routes,
    entries: [
      ...routes.map(({ route, names }) => ({ hit: routeHit(route), names })),
      ...register.areas.map((area) => {
        const communes = register.communes.filter(({ id }) => area.communeIds.includes(id));
        const hit = districtHit({ id: area.id, nameVi: area.nameVi }, communes, area);
        return entry(hit, [area.nameVi, area.nameEn, area.nameVi.replace(KIND_WORD, '')]);
      }),
      ...[...districts]
        .filter(([id]) => !register.areas.some((area) => (area.id as string) === id))
        .map(([id, communes]) => {
          const nameVi = communes[0].oldDistrictNameVi;
          return entry(districtHit({ id, nameVi }, communes, undefined), [nameVi, nameVi.replace(KIND_WORD, '')]);
        }),
      ...register.sites.map((site) => entry(siteHit(site), [...namesOfSite(site), site.nameVi, siteOwnName(site)])),
      ...register.communes.map((commune) =>
        entry(communeHit(commune), [commune.nameVi, commune.nameVi.replace(KIND_WORD, '')]),
      ),
      // Units merged into a commune are how many people still know the place; one of its own name is the commune.
      ...register.communes.flatMap((commune) =>
        commune.oldUnits
          .filter((unit) => ownName(withoutBrackets(unit)) !== ownName(commune.nameVi))
          .map((unit) => {
            const nameVi = withoutBrackets(unit);
            return entry(formerHit(unit, commune), [nameVi, nameVi.replace(KIND_WORD, '')]);
          }),
      ),
    ],
  };
}

/** 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 inside; undefined when not at all. */
function rankOf(names: readonly string[], wanted: string): number | undefined {
  let best: number | undefined;
  for (const name of names) {
    const at = name.indexOf(wanted);
    if (at < 0) continue;
    const rank = name === wanted ? 0 : at === 0 ? 1 : name[at - 1] === ' ' ? 2 : 3;
    best = Math.min(best ?? rank, rank);
  }
  return best;
}

/** “7a 112+300”, while it is being typed: the route's name, then a km post. */
function kmHits(index: SearchIndex, text: string): SearchHit[] {
  const cut = /^(.*?)\s+((?:km|lý trình)?\s*\.?\s*\d{1,4}(?:\s*\+\s*\d{1,3}|[.,]\d{1,6})?)\s*$/iu.exec(
    text.normalize('NFC'),
  );
  const km = cut ? parseKm(cut[2]) : undefined;
  if (!cut || km === undefined || !/km|\+|lý trình/iu.test(cut[2])) return [];
  const wanted = fold(cut[1]);
  return index.routes.flatMap(({ route, names }) => {
    if (!names.some((name) => name === wanted || name === `ql${wanted}` || name === `quoc lo ${wanted}`)) return [];
    const m = mOfKm(route, km);
    if (!route.insideM.some(([from, to]) => m >= from && m <= to)) return [];
    return [postHit(route, m)];
  });
}

/** A post of a route, with the route where it is counted. */
export function postHit(route: Route, m: number): SearchHit {
  return {
    key: `km:${route.id}:${Math.round(m)}`,
    label: { vi: `${route.nameVi} ${kmLabel(route, m)}`, en: `${route.nameEn} ${kmLabel(route, m)}` },
    detail: null,
    precision: 'route-km',
    place: pointAtM(route, m),
    ...(route.inRegister ? { selection: { kind: 'unit', unitClass: 'route', unitId: route.id } } : {}),
  };
}

/** The members of the register whose names hold a text, best first; names match without diacritics. */
export function search(index: SearchIndex, text: string, limit = 9): SearchHit[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const found = index.entries
    .map(({ hit, names }, order) => ({ hit, order, rank: rankOf(names, wanted) }))
    .filter((item) => item.rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || a.order - b.order)
    .map((item) => item.hit);
  return [...kmHits(index, text), ...found].slice(0, limit);
}
