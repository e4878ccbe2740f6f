import type { Register } from '#geo/contract/register.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { kmLabel, mOfKm, parseKm, pointAtM } from '#geo/network/linear-referencing.ts';
import { readCoordinates } from '#geo/places/coordinate-text.ts';
import type { Selection } from '../../state/selection.ts';
import { fold } from '../../text/fold.ts';

export type SearchKind = 'commune' | 'area' | 'route' | 'site' | 'km' | 'coordinate';

/** Something a search found: what to select and, for a bare place, where to fly. */
export interface SearchHit {
  key: string;
  kind: SearchKind;
  label: string;
  detail: string;
  selection?: Selection;
  place?: LngLat;
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

/** Everything of the register that has a place, with names folded once. */
export function buildSearchIndex(register: Register): SearchIndex {
  const entry = (hit: SearchHit, names: string[]): Entry => ({ hit, names: names.map(fold) });
  const routes = register.routes.map((route) => ({ route, names: namesOfRoute(route) }));
  return {
    routes,
    entries: [
      ...routes.map(({ route, names }) => ({
        names,
        hit: {
          key: `route:${route.id}`,
          kind: 'route' as const,
          label: route.nameVi,
          detail: '',
          selection: (route.inRegister
            ? { kind: 'unit', unitClass: 'route', unitId: route.id }
            : { kind: 'route', routeId: route.id }) as Selection,
        },
      })),
      ...register.areas.map((area) =>
        entry(
          {
            key: `area:${area.id}`,
            kind: 'area',
            label: area.nameVi,
            detail: '',
            selection: { kind: 'unit', unitClass: 'area', unitId: area.id },
          },
          [area.nameVi, area.nameEn, area.nameVi.replace(/^(Huyện|Thị xã|Thành phố) /, '')],
        ),
      ),
      ...register.sites.map((site) =>
        entry(
          {
            key: `site:${site.id}`,
            kind: 'site',
            label: site.nameVi,
            detail: '',
            selection: site.inRegister
              ? { kind: 'unit', unitClass: 'site', unitId: site.id }
              : { kind: 'site', siteId: site.id },
          },
          [site.nameVi, site.nameEn, site.nameVi.replace(/^(Cửa khẩu phụ|Cửa khẩu quốc tế|Cửa khẩu|Lối mở|Ga) /, '')],
        ),
      ),
      ...register.communes.map((commune) =>
        entry(
          {
            key: `commune:${commune.id}`,
            kind: 'commune',
            label: commune.nameVi,
            detail: commune.oldDistrictNameVi,
            selection: { kind: 'commune', communeId: commune.id },
          },
          // Units merged into it are how many people still know the place.
          [commune.nameVi, commune.nameVi.replace(/^(Xã|Phường) /, ''), ...commune.oldUnits],
        ),
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

/** “QL7 Km 112+300” or “7a 112+300”: the route's name, then a km post. */
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
    return [
      {
        key: `km:${route.id}:${km}`,
        kind: 'km' as const,
        label: `${route.nameVi} ${kmLabel(route, m)}`,
        detail: '',
        place: pointAtM(route, m),
        ...(route.inRegister
          ? { selection: { kind: 'unit' as const, unitClass: 'route' as const, unitId: route.id } }
          : {}),
      },
    ];
  });
}

/** Degrees in any spelling: “18,6734 105,6922”, “18°40′24″N 105°41′32″E”; VN-2000 metres only where one zone fits. */
export function parseCoordinates(text: string): LngLat | undefined {
  const result = readCoordinates(text);
  if (result?.kind === 'degrees') return result.lngLat;
  return result?.kind === 'metres' && result.readings.length === 1 ? result.readings[0].lngLat : undefined;
}

/** The best places for a text, at most `limit`; names match without diacritics. */
export function search(index: SearchIndex, text: string, limit = 9): SearchHit[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const place = parseCoordinates(text);
  const coordinates: SearchHit[] = place
    ? [{ key: 'coordinate', kind: 'coordinate', label: text.trim(), detail: '', place }]
    : [];
  const found = index.entries
    .map(({ hit, names }, order) => ({ hit, order, rank: rankOf(names, wanted) }))
    .filter((item) => item.rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || a.order - b.order)
    .map((item) => item.hit);
  return [...coordinates, ...kmHits(index, text), ...found].slice(0, limit);
}
