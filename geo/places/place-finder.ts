import type { Commune } from '../domain/area.ts';
import type { Message } from '../domain/errors.ts';
import type { PlaceReading } from '../domain/found-place.ts';
import type { LngLat } from '../domain/geometry.ts';
import type { CommuneId } from '../domain/ids.ts';
import type { DayString } from '../domain/period.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import type { CommuneIndex } from '../geometry/commune-index.ts';
import { sliceRoute } from '../network/linear-referencing.ts';
import { readCoordinateText, type CommuneAt } from './coordinate-readings.ts';
import { REFORM_ON } from './district-changes.ts';
import { isFilling } from './filling-words.ts';
import { nearestName } from './nearest-name.ts';
import { distinctReadings, placeValue, type PlaceResult } from './place-result.ts';
import { isToneless, placeTokens, quoteTokens, type PlaceToken } from './place-tokens.ts';
import { createRouteNames } from './route-names.ts';
import { readRouteText } from './route-text.ts';
import { createSiteNames } from './site-names.ts';
import { findSites, siteReading } from './site-text.ts';
import { createUnitNames, unitsOf } from './unit-names.ts';
import { readUnitText } from './unit-text.ts';

/** What finding needs of the register. Outlines are optional: without them a position's commune is not told. */
export interface PlacesRegister {
  routes: readonly Route[];
  sites: readonly Site[];
  communes: readonly Commune[];
  communeIndex?: CommuneIndex;
}

export interface FindOptions {
  /** The column or field asks for communes: a name is not a district's or a gate's. */
  onlyCommunes?: boolean;
}

export interface PlaceFinder {
  /** What a text means, for something that happened on `onDay`. O(n) in the text. */
  find(text: string, onDay: DayString, options?: FindOptions): PlaceResult;
  communeAt: CommuneAt;
}

/** Longer texts are no place: an address has fewer letters. */
export const MAX_PLACE_TEXT = 300;

const KIND_PREFIX = /^(?:xã|phường|thị trấn|huyện|thị xã|thành phố|cửa khẩu|ga)\s+/iu;

/** Builds the tables of names once; `find` keeps nothing between calls but names it was asked for in vain. */
export function createPlaceFinder(register: PlacesRegister): PlaceFinder {
  const units = unitsOf(register.communes);
  const unitRegister = {
    names: createUnitNames(units),
    districts: new Map(units.flatMap((unit) => (unit.level === 'district' ? [[unit.districtId, unit] as const] : []))),
  };
  const routeNames = createRouteNames(register.routes);
  const siteNames = createSiteNames(register.sites);
  const routesById = new Map(register.routes.map((route) => [route.id as string, route]));
  const sitesById = new Map(register.sites.map((site) => [site.id as string, site]));
  const communesById = new Map(register.communes.map((commune) => [commune.id as string, commune]));
  const communeUnits = new Map(
    units.flatMap((unit) => (unit.level === 'commune' ? [[unit.commune.id as string, unit] as const] : [])),
  );
  const nearest = nearestName(
    [...units, ...register.sites, ...register.routes].map(({ nameVi, ...rest }) => ({
      nameVi,
      // People look for QL7B among the QLs.
      names: [
        nameVi,
        nameVi.replace(KIND_PREFIX, ''),
        nameVi.replace(/^Quốc lộ /u, 'QL'),
        'id' in rest ? rest.id : nameVi,
      ],
    })),
    ({ names }) => names,
  );

  function communeAt(at: LngLat): { nameVi: string; isInside: boolean } | undefined {
    const holding = register.communeIndex?.holding(at);
    const nearby = holding ?? register.communeIndex?.at(at);
    const nameVi = nearby && communesById.get(nearby)?.nameVi;
    return nameVi === undefined ? undefined : { nameVi, isInside: holding !== undefined };
  }

  /** Communes that a place lies in or touches, where the outlines are known. */
  function communesOf({ place }: PlaceReading): readonly CommuneId[] {
    switch (place.kind) {
      case 'communes':
      case 'district':
        return place.communeIds;
      case 'site': {
        const communeId = sitesById.get(place.siteId)?.communeId;
        return communeId ? [communeId] : [];
      }
      case 'stretch': {
        const route = routesById.get(place.routeId);
        if (!route || !register.communeIndex) return [];
        return register.communeIndex.touchedBy({
          type: 'LineString',
          coordinates: sliceRoute(route, place.fromM, place.toM),
        });
      }
      default:
        return [];
    }
  }

  /** A finer reading with the commune or district that stands beside it: one place where they agree. */
  function combine(fine: readonly PlaceReading[], coarse: readonly PlaceReading[]): PlaceReading[] {
    if (coarse.length === 0) return [...fine];
    const agreeing = fine.filter((reading) => {
      const communes = communesOf(reading);
      return communes.length === 0 || coarse.some((unit) => communesOf(unit).some((id) => communes.includes(id)));
    });
    return agreeing.length > 0 ? agreeing : [...fine, ...coarse];
  }

  function byCode(text: string, onDay: DayString): PlaceReading | undefined {
    const site = sitesById.get(text.toLowerCase());
    if (site) return siteReading(site);
    const unit = communeUnits.get(text);
    if (!unit || unit.level !== 'commune') return undefined;
    const { nameVi, id } = unit.commune;
    const place = { kind: 'communes' as const, communeIds: [id] };
    const notes =
      onDay < REFORM_ON ? [{ vi: 'Mã của xã, phường ngày nay.', en: 'The code of a commune of today.' }] : [];
    return { value: placeValue(place), place, precision: 'commune', readAs: { vi: nameVi, en: nameVi }, notes };
  }

  function unknown(text: string): PlaceResult {
    const names = nearest(text.normalize('NFC').trim()).map(({ nameVi }) => nameVi);
    return { kind: 'unknown', nearest: [...new Set(names)] };
  }

  function find(text: string, onDay: DayString, { onlyCommunes = false }: FindOptions = {}): PlaceResult {
    if (text.length > MAX_PLACE_TEXT) return { kind: 'unknown', nearest: [] };
    const coded = byCode(text.trim(), onDay);
    if (coded) return { kind: 'found', ...coded };
    const coordinates = onlyCommunes ? undefined : readCoordinateText(text, communeAt);
    if (coordinates) return coordinates;
    const tokens = placeTokens(text);
    if (tokens.length === 0) return unknown(text);
    const toneless = isToneless(tokens);
    const named = onlyCommunes ? undefined : readRouteText(tokens, routeNames, toneless);
    const onSites = onlyCommunes ? undefined : findSites(tokens, siteNames, toneless);
    // “Vinh railway station” is a station, not the railway: only a post makes a route of it.
    const isRoute = named !== undefined && (named.hasPost || !onSites?.isFull);
    const [route, sites] = isRoute ? [named, undefined] : [undefined, onSites];
    if (route?.fault) return { kind: 'fault', ...route.fault };
    const finer = route ?? (sites?.isFull ? sites : undefined);
    const read = new Set(finer?.read);
    const unit = readUnitText(tokens, read, unitRegister, toneless, onDay, onlyCommunes);
    for (const i of unit?.read ?? []) read.add(i);
    if (!finer && !unit && !sites) return unknown(text);
    if (!finer) for (const i of sites?.read ?? []) read.add(i);
    const coarse = unit?.readings ?? [];
    const bareSites = unit?.hasKinds ? [] : (sites?.readings ?? []);
    const readings = finer ? combine(finer.readings, coarse) : [...coarse, ...bareSites];
    if (readings.length === 0) return unknown(text);
    return conclude(text, tokens, read, distinctReadings(readings));
  }

  return { find, communeAt };
}

/** One reading of a text that was read whole is found; anything else is for a person. */
function conclude(
  text: string,
  tokens: readonly PlaceToken[],
  read: ReadonlySet<number>,
  readings: readonly PlaceReading[],
): PlaceResult {
  const unread = tokens.filter((token, i) => token.kind !== 'sign' && !read.has(i) && !isFilling(token));
  if (readings.length === 1 && unread.length === 0) return { kind: 'found', ...readings[0] };
  const shown = text.trim();
  const question: Message =
    unread.length > 0
      ? {
          vi: `“${shown}”: không hiểu “${quoteTokens(unread)}”. Có phải nơi này không?`,
          en: `“${shown}”: “${quoteTokens(unread)}” was not understood. Is this the place?`,
        }
      : { vi: `“${shown}” là nơi nào?`, en: `Which place is “${shown}”?` };
  return { kind: 'ambiguous', question, candidates: readings };
}
