import type { Register } from '#geo/contract/register.contract.ts';
import type { Commune } from '#geo/domain/area.ts';
import type { Message } from '#geo/domain/errors.ts';
import type { PlaceReading } from '#geo/domain/found-place.ts';
import type { Bbox } from '#geo/domain/geometry.ts';
import type { DayString } from '#geo/domain/period.ts';
import { sliceBbox } from '#geo/network/linear-referencing.ts';
import type { PlaceFinder } from '#geo/places/place-finder.ts';
import { fold } from '../../text/fold.ts';
import { bboxOf, PROVINCE_BBOX, withRoom } from '../../map/camera.ts';
import {
  communeHit,
  districtHit,
  formerHit,
  ownName,
  postHit,
  routeHit,
  search,
  siteHit,
  withoutBrackets,
  type SearchHit,
  type SearchIndex,
} from './search-index.ts';

/** What a text can mean, and why nothing where it was understood and cannot be. */
export interface SearchAnswer {
  hits: SearchHit[];
  message: Message | null;
}

/** As imports read a place: coordinates, posts and stretches, old names by what became of them. */
export function readPlace(finder: PlaceFinder, register: Register, text: string, onDay: DayString): SearchAnswer {
  const result = finder.find(text, onDay);
  switch (result.kind) {
    case 'fault':
      return { hits: [], message: result.message };
    case 'unknown':
      return {
        hits: result.nearest.map((name) => ({
          key: `instead:${name}`,
          label: { vi: name, en: name },
          detail: { vi: 'tên gần giống', en: 'a name like it' },
          precision: null,
          insteadOf: text,
        })),
        message: null,
      };
    case 'found':
      return { hits: [hitOfReading(result, register, text)].flat(), message: null };
    case 'ambiguous':
      return { hits: result.candidates.flatMap((reading) => hitOfReading(reading, register, text)), message: null };
  }
}

function hitOfReading(
  { place, precision, readAs, notes }: PlaceReading,
  register: Register,
  text: string,
): SearchHit[] {
  const note = notes[0] ?? null;
  const at = (key: string, bbox: Bbox): SearchHit => ({ key, label: readAs, detail: note, precision, bbox });
  const communesOf = (ids: readonly string[]): Commune[] => register.communes.filter(({ id }) => ids.includes(id));
  switch (place.kind) {
    case 'position': {
      const detail = { vi: `đọc là ${readAs.vi}`, en: `read as ${readAs.en}` };
      const key = `position:${place.lngLat.join()}`;
      return [{ key, label: { vi: text.trim(), en: text.trim() }, detail, precision, place: place.lngLat }];
    }
    case 'stretch': {
      const route = register.routes.find(({ id }) => id === place.routeId);
      if (!route) return [];
      if (place.fromM === place.toM) return [{ ...postHit(route, place.fromM), detail: note }];
      const { selection } = routeHit(route);
      const bbox = withRoom(sliceBbox(route, place.fromM, place.toM));
      return [{ ...at(`stretch:${route.id}:${place.fromM}-${place.toM}`, bbox), selection }];
    }
    case 'route': {
      const route = register.routes.find(({ id }) => id === place.routeId);
      return route ? [routeHit(route)] : [];
    }
    case 'site': {
      const site = register.sites.find(({ id }) => id === place.siteId);
      return site ? [siteHit(site, note)] : [];
    }
    case 'communes': {
      const communes = communesOf(place.communeIds);
      if (communes.length !== 1) {
        const bbox = bboxOf(communes.map(({ labelPoint }) => labelPoint));
        return bbox ? [at(`communes:${place.communeIds.join()}`, withRoom(bbox, 0.2))] : [];
      }
      const [commune] = communes;
      // A name of before says what became of it; today's own name needs no explanation.
      const written = fold(readAs.vi.split(',')[0]);
      const former = note && commune.oldUnits.find((unit) => fold(withoutBrackets(unit)) === written);
      return [
        former ? formerHit(former, commune) : { ...communeHit(commune), detail: note ?? communeHit(commune).detail },
      ];
    }
    case 'district': {
      const communes = communesOf(place.communeIds);
      const area = register.areas.find(({ id }) => (id as string) === place.districtId);
      if (communes.length === 0) return [];
      const nameVi = communes[0].oldDistrictNameVi;
      return [districtHit({ id: place.districtId, nameVi }, communes, area)];
    }
    case 'province':
      return [at('province', PROVINCE_BBOX)];
  }
}

/**
 * What a text means as imports read it, then the register's names that hold
 * it; names that only look alike where there is nothing else.
 */
export function searchPlaces(
  { index, finder, register }: { index: SearchIndex; finder: PlaceFinder; register: Register },
  text: string,
  onDay: DayString,
  limit = 9,
): SearchAnswer {
  if (text.trim() === '') return { hits: [], message: null };
  const names = search(index, text, limit + 3);
  const { hits, message } = readPlace(finder, register, text, onDay);
  const read = hits.filter(({ insteadOf }) => insteadOf === undefined);
  // A name that still stands for something goes before a commune of before that had it: “Kỳ Sơn” is the area.
  const isFormer = ({ key }: SearchHit) => key.startsWith('former:');
  const isWhole = (hit: SearchHit) => !isFormer(hit) && ownName(hit.label.vi) === fold(text.trim());
  const all = [...read.filter((hit) => !isFormer(hit)), ...names.filter(isWhole), ...read, ...names];
  const found = all.filter(({ key }, order) => all.findIndex((other) => other.key === key) === order);
  if (found.length > 0) return { hits: found.slice(0, limit), message: null };
  return { hits: hits.slice(0, limit), message };
}
