import type { Register } from '#geo/contract/register.contract.ts';
import type { ArealGeometry, LinearGeometry, LngLat } from '#geo/domain/geometry.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import type { Route } from '#geo/domain/route.ts';
import { formatKm, kmOfM, mOfKm, parseKm } from '#geo/network/linear-referencing.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { FieldFault } from './faults.ts';
import type { IncidentEntry, MeasureEntry } from './record-input.ts';

/** Ways to say where that a form offers. */
export type PlaceKind = 'site' | 'communes' | 'interval' | 'point' | 'line' | 'polygon' | 'province';

export const MEASURE_PLACE_KINDS = [
  'interval',
  'line',
  'polygon',
  'point',
  'communes',
  'site',
] as const satisfies readonly PlaceKind[];
export const INCIDENT_PLACE_KINDS = [
  'communes',
  'interval',
  'point',
  'province',
] as const satisfies readonly PlaceKind[];

/** What is in the fields, as typed, and what is drawn. Never changed in place: it has a history. */
export interface PlaceDraft {
  readonly kind: PlaceKind;
  readonly siteId: string;
  readonly communeIds: readonly string[];
  readonly extent: 'whole' | 'somewhere';
  readonly routeId: string;
  readonly fromKm: string;
  readonly toKm: string;
  readonly lng: string;
  readonly lat: string;
  readonly uncertaintyM: string;
  /** Lines drawn; a track stays a track when its vertices are mended. */
  readonly lines: readonly (readonly LngLat[])[];
  readonly lineKind: 'line' | 'track';
  /** Polygons of open rings: the first vertex is not said again at the end. */
  readonly polygons: readonly (readonly (readonly LngLat[])[])[];
  /** The stored place and the fields it filled: while they say the same it is kept to the digit. */
  readonly stored: { saying: string; place: MeasurePlace | IncidentPlace } | null;
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
  lines: [],
  lineKind: 'line',
  polygons: [],
  stored: null,
});

/** What the fields of the kind in force say. */
function sayingOf(draft: PlaceDraft): string {
  const { kind, siteId, communeIds, extent, routeId, fromKm, toKm, lng, lat, uncertaintyM, lines, polygons } = draft;
  const fields = {
    site: [siteId],
    communes: [communeIds, extent],
    interval: [routeId, fromKm, toKm],
    point: [lng, lat, uncertaintyM],
    line: [lines, uncertaintyM],
    polygon: [polygons],
    province: [],
  };
  return JSON.stringify([kind, fields[kind]]);
}

const keeping = (draft: PlaceDraft, place: MeasurePlace | IncidentPlace): PlaceDraft => ({
  ...draft,
  stored: { saying: sayingOf(draft), place },
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

/** `112+300`: a distance along a route as it stands in a field. */
export const kmText = (route: Route, m: number) => formatKm(kmOfM(route, m)).replace(/^Km /, '');

function intervalFields(place: { routeId: string; fromM: number; toM: number }, register: Pick<Register, 'routes'>) {
  const route = register.routes.find((item) => item.id === place.routeId);
  return {
    routeId: place.routeId,
    fromKm: route ? kmText(route, place.fromM) : '',
    toKm: route && place.toM !== place.fromM ? kmText(route, place.toM) : '',
  };
}

const pointFields = ([lng, lat]: LngLat) => ({ lng: String(lng), lat: String(lat) });
const openRing = (ring: readonly LngLat[]) => ring.slice(0, -1);

/** The fields that say a measure's place. */
export function draftOfMeasurePlace(place: MeasurePlace, register: Pick<Register, 'routes'>): PlaceDraft {
  const draft = (fields: Partial<PlaceDraft> & { kind: PlaceKind }) =>
    keeping({ ...emptyPlace(fields.kind), ...fields }, place);
  switch (place.kind) {
    case 'interval':
      return draft({ kind: 'interval', ...intervalFields(place, register) });
    case 'communes':
      return draft({ kind: 'communes', communeIds: [...place.communeIds], extent: place.extent });
    case 'site':
      return draft({ kind: 'site', siteId: place.siteId });
    case 'point':
      return draft({
        kind: 'point',
        ...pointFields(place.geometry.coordinates),
        uncertaintyM: String(place.uncertaintyM),
      });
    case 'track':
    case 'line': {
      const { type, coordinates } = place.geometry;
      const lines = type === 'LineString' ? [coordinates] : coordinates;
      return draft({ kind: 'line', lines, lineKind: place.kind, uncertaintyM: String(place.uncertaintyM) });
    }
    case 'polygon': {
      const { type, coordinates } = place.geometry;
      const polygons = type === 'Polygon' ? [coordinates] : coordinates;
      return draft({ kind: 'polygon', polygons: polygons.map((rings) => rings.map(openRing)) });
    }
  }
}

export function draftOfIncidentPlace(place: IncidentPlace, register: Register): PlaceDraft {
  const draft = (fields: Partial<PlaceDraft> & { kind: PlaceKind }) =>
    keeping({ ...emptyPlace(fields.kind), ...fields }, place);
  switch (place.kind) {
    case 'exact':
      return draft({ kind: 'point', ...pointFields(place.geometry.coordinates) });
    case 'route-km':
      return draft({ kind: 'interval', ...intervalFields(place, register) });
    case 'commune':
      return draft({ kind: 'communes', communeIds: [place.communeId] });
    case 'province':
      return draft({ kind: 'province' });
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

/** The stored place, while the fields still say it; else undefined. */
const storedOf = (draft: PlaceDraft) =>
  draft.stored && draft.stored.saying === sayingOf(draft) ? draft.stored.place : undefined;

function readUncertainty(draft: PlaceDraft): Read<number> {
  const value = readNumber(draft.uncertaintyM) ?? -1;
  return value < 0 || value > 50_000
    ? failed({ path: 'place.uncertaintyM', key: 'form.fault.uncertainty' })
    : { place: value };
}

const faultsOf = (read: object): FieldFault[] => ('faults' in read ? (read.faults as FieldFault[]) : []);
const copyOf = (path: readonly LngLat[]): LngLat[] => path.map(([lng, lat]) => [lng, lat]);
const closedRing = (ring: readonly LngLat[]): LngLat[] => copyOf([...ring, ring[0]]);

/** A measure's place from the fields, or what is wrong with them. */
export function readMeasurePlace(draft: PlaceDraft, register: Register): Read<MeasureEntry['place']> {
  const stored = storedOf(draft);
  if (stored) return { place: stored as MeasurePlace };
  switch (draft.kind) {
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
    case 'point':
    case 'line': {
      const geometry = draft.kind === 'point' ? readPoint(draft) : readLines(draft);
      const uncertainty = readUncertainty(draft);
      if ('faults' in geometry || 'faults' in uncertainty)
        return { faults: [...faultsOf(geometry), ...faultsOf(uncertainty)] };
      const uncertaintyM = uncertainty.place;
      return geometry.place.type === 'Point'
        ? { place: { kind: 'point', geometry: geometry.place, uncertaintyM } }
        : { place: { kind: draft.lineKind, geometry: geometry.place, uncertaintyM } };
    }
    case 'polygon': {
      const [first, ...others] = draft.polygons.map((rings) => rings.map(closedRing));
      if (!first) return failed({ path: 'place.geometry', key: 'form.fault.draw' });
      const geometry: ArealGeometry =
        others.length === 0
          ? { type: 'Polygon', coordinates: first }
          : { type: 'MultiPolygon', coordinates: [first, ...others] };
      return { place: { kind: 'polygon', geometry } };
    }
    case 'province':
      return failed(missing('place'));
  }
}

function readLines(draft: PlaceDraft): Read<LinearGeometry> {
  const [first, ...others] = draft.lines.map(copyOf);
  if (!first) return failed({ path: 'place.geometry', key: 'form.fault.draw' });
  return others.length === 0
    ? { place: { type: 'LineString', coordinates: first } }
    : { place: { type: 'MultiLineString', coordinates: [first, ...others] } };
}

/** An incident's place from the fields, or what is wrong with them. */
export function readIncidentPlace(draft: PlaceDraft, register: Register): Read<IncidentEntry['place']> {
  const stored = storedOf(draft);
  if (stored) return { place: stored as IncidentPlace };
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
    case 'line':
    case 'polygon':
      return failed(missing('place'));
  }
}
