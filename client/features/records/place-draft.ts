import type { Register } from '#geo/contract/register.contract.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { Route } from '#geo/domain/route.ts';
import { formatKm, kmOfM, mOfKm, parseKm } from '#geo/network/linear-referencing.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { FieldFault } from './faults.ts';
import type { IncidentEntry, MeasureEntry } from './record-input.ts';

/** Ways to say where that a form offers; `kept` leaves a drawn shape as it is. */
export type PlaceKind = 'site' | 'communes' | 'interval' | 'point' | 'province' | 'kept';

export const MEASURE_PLACE_KINDS = ['interval', 'communes', 'site', 'point'] as const satisfies readonly PlaceKind[];
export const INCIDENT_PLACE_KINDS = [
  'communes',
  'interval',
  'point',
  'province',
] as const satisfies readonly PlaceKind[];

/** What is in the fields, as typed. */
export interface PlaceDraft {
  kind: PlaceKind;
  siteId: string;
  communeIds: string[];
  extent: 'whole' | 'somewhere';
  routeId: string;
  fromKm: string;
  toKm: string;
  lng: string;
  lat: string;
  uncertaintyM: string;
  kept: MeasurePlace | null;
  /** The stored stretch behind the km fields: while they are untouched it is kept to the digit. */
  stored: { fromKm: string; toKm: string; place: { routeId: string; fromM: number; toM: number } } | null;
}

export const emptyPlace = (kind: PlaceKind): PlaceDraft => ({
  kind,
  siteId: '',
  communeIds: [],
  extent: 'whole',
  routeId: '',
  fromKm: '',
  toKm: '',
  lng: '',
  lat: '',
  uncertaintyM: '0',
  kept: null,
  stored: null,
});

/** `105,6922` or `105.6922`; undefined when it is no number. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim().replace(/\s+/g, '').replace('−', '-').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** First and last metre of a route that can be named. */
export function routeEnds(route: Route): { fromM: number; toM: number } {
  return { fromM: route.measuresM[0], toM: route.measuresM[route.measuresM.length - 1] };
}

const kmText = (route: Route, m: number) => formatKm(kmOfM(route, m)).replace(/^Km /, '');

function withInterval(draft: PlaceDraft, place: { routeId: string; fromM: number; toM: number }, register: Register) {
  const route = register.routes.find((item) => item.id === place.routeId);
  draft.routeId = place.routeId;
  draft.fromKm = route ? kmText(route, place.fromM) : '';
  draft.toKm = route && place.toM !== place.fromM ? kmText(route, place.toM) : '';
  const { routeId, fromM, toM } = place;
  draft.stored = { fromKm: draft.fromKm, toKm: draft.toKm, place: { routeId, fromM, toM } };
}

/** The fields that say a measure's place; a drawn shape is kept as it is. */
export function draftOfMeasurePlace(place: MeasurePlace, register: Register): PlaceDraft {
  const draft = emptyPlace('kept');
  switch (place.kind) {
    case 'interval':
      withInterval(draft, place, register);
      return { ...draft, kind: 'interval' };
    case 'communes':
      return { ...draft, kind: 'communes', communeIds: [...place.communeIds], extent: place.extent };
    case 'site':
      return { ...draft, kind: 'site', siteId: place.siteId };
    case 'point': {
      const [lng, lat] = place.geometry.coordinates;
      return { ...draft, kind: 'point', lng: String(lng), lat: String(lat), uncertaintyM: String(place.uncertaintyM) };
    }
    case 'track':
    case 'line':
    case 'polygon':
      return { ...draft, kept: place };
  }
}

export function draftOfIncidentPlace(place: IncidentPlace, register: Register): PlaceDraft {
  const draft = emptyPlace('province');
  switch (place.kind) {
    case 'exact': {
      const [lng, lat] = place.geometry.coordinates;
      return { ...draft, kind: 'point', lng: String(lng), lat: String(lat) };
    }
    case 'route-km':
      withInterval(draft, place, register);
      return { ...draft, kind: 'interval' };
    case 'commune':
      return { ...draft, kind: 'communes', communeIds: [place.communeId] };
    case 'province':
      return draft;
  }
}

type Read<P> = { place: P } | { faults: FieldFault[] };
const failed = (...faults: FieldFault[]) => ({ faults });
const missing = (path: string): FieldFault => ({ path, key: 'form.fault.required' });

function readPoint(draft: PlaceDraft): Read<{ type: 'Point'; coordinates: [number, number] }> {
  const faults: FieldFault[] = [];
  const read = (text: string, path: string, limit: number) => {
    const value = readNumber(text);
    const key: MessageKey | undefined =
      text.trim() === ''
        ? 'form.fault.required'
        : value === undefined
          ? 'form.fault.number'
          : Math.abs(value) > limit
            ? 'form.fault.lngLat'
            : undefined;
    if (key) faults.push({ path, key });
    return value ?? 0;
  };
  const coordinates: [number, number] = [read(draft.lng, 'place.lng', 180), read(draft.lat, 'place.lat', 90)];
  return faults.length > 0 ? { faults } : { place: { type: 'Point', coordinates } };
}

/** Metres of a stretch typed as kilometres, in the route's own order. `toKm` may be empty where a point will do. */
function readInterval(
  draft: PlaceDraft,
  register: Register,
  mayBePoint: boolean,
): Read<{ routeId: string; fromM: number; toM: number }> {
  const { stored } = draft;
  const isUntouched =
    stored?.place.routeId === draft.routeId && stored.fromKm === draft.fromKm && stored.toKm === draft.toKm;
  if (stored && isUntouched) return { place: stored.place };
  const route = register.routes.find((item) => item.id === draft.routeId);
  if (!route) return failed(missing('place.routeId'));
  const ends = routeEnds(route);
  const params = { from: kmText(route, ends.fromM), to: kmText(route, ends.toM) };
  const faults: FieldFault[] = [];
  const read = (text: string, path: string): number => {
    const km = parseKm(text);
    if (km === undefined) {
      faults.push({ path, key: text.trim() === '' ? 'form.fault.required' : 'form.fault.km' });
      return 0;
    }
    const m = mOfKm(route, km);
    // Typed to the metre, so the very end may lie up to a metre beyond.
    if (m < ends.fromM - 1 || m > ends.toM + 1) faults.push({ path, key: 'form.fault.kmRange', params });
    // To the millimetre: what is left of the division is no place.
    return Math.round(Math.min(ends.toM, Math.max(ends.fromM, m)) * 1000) / 1000;
  };
  const from = read(draft.fromKm, 'place.fromM');
  const to = mayBePoint && draft.toKm.trim() === '' ? from : read(draft.toKm, 'place.toM');
  if (faults.length === 0 && from === to && !mayBePoint) faults.push({ path: 'place.toM', key: 'form.fault.kmOrder' });
  if (faults.length > 0) return { faults };
  return { place: { routeId: draft.routeId, fromM: Math.min(from, to), toM: Math.max(from, to) } };
}

/** A measure's place from the fields, or what is wrong with them. */
export function readMeasurePlace(draft: PlaceDraft, register: Register): Read<MeasureEntry['place']> {
  switch (draft.kind) {
    case 'kept':
      return draft.kept ? { place: draft.kept } : failed(missing('place'));
    case 'site':
      return draft.siteId === '' ? failed(missing('place.siteId')) : { place: { kind: 'site', siteId: draft.siteId } };
    case 'communes':
      return draft.communeIds.length === 0
        ? failed(missing('place.communeIds'))
        : { place: { kind: 'communes', communeIds: [...draft.communeIds], extent: draft.extent } };
    case 'interval': {
      const read = readInterval(draft, register, false);
      return 'faults' in read ? read : { place: { kind: 'interval', ...read.place } };
    }
    case 'point': {
      const read = readPoint(draft);
      const uncertaintyM = readNumber(draft.uncertaintyM) ?? -1;
      const fault: FieldFault = { path: 'place.uncertaintyM', key: 'form.fault.uncertainty' };
      const isOff = uncertaintyM < 0 || uncertaintyM > 50_000;
      if ('faults' in read) return { faults: isOff ? [...read.faults, fault] : read.faults };
      return isOff ? failed(fault) : { place: { kind: 'point', geometry: read.place, uncertaintyM } };
    }
    case 'province':
      return failed(missing('place'));
  }
}

/** An incident's place from the fields, or what is wrong with them. */
export function readIncidentPlace(draft: PlaceDraft, register: Register): Read<IncidentEntry['place']> {
  switch (draft.kind) {
    case 'province':
      return { place: { kind: 'province' } };
    case 'communes':
      return draft.communeIds.length === 0
        ? failed(missing('place.communeId'))
        : { place: { kind: 'commune', communeId: draft.communeIds[0] } };
    case 'interval': {
      const read = readInterval(draft, register, true);
      return 'faults' in read ? read : { place: { kind: 'route-km', ...read.place } };
    }
    case 'point': {
      const read = readPoint(draft);
      return 'faults' in read ? read : { place: { kind: 'exact', geometry: read.place } };
    }
    case 'site':
    case 'kept':
      return failed(missing('place'));
  }
}
