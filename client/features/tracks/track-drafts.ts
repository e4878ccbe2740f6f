import type { Register } from '#geo/contract/register.contract.ts';
import type { TrackPatrol, TrackPreview } from '#geo/contract/tracks.contract.ts';
import { createTrackReach, isWithin, type TrackReach } from '#geo/coverage/track-stretches.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import {
  formatKm,
  kmOfM,
  mOfKm,
  nearestOnRoute,
  parseKm,
  pointAtM,
  sliceRoute,
} from '#geo/network/linear-referencing.ts';
import type { Stretch } from '../../map/draw/shape.ts';

/** A stretch as the analyst edits it. Never changed in place: it has a history. */
export interface StretchDraft {
  /** Its name on the page, the same in the table and on the map. */
  readonly id: string;
  readonly routeId: string;
  readonly from: string;
  readonly to: string;
  readonly uncertain: boolean;
  /** Said by the person although the track does not go along there. */
  readonly byHand: boolean;
  /** What was found or drawn; kept to the digit while the fields still say it. */
  readonly told: { saying: string; fromM: number; toM: number } | null;
}

/** The stretches of each patrol, by the patrol's number. */
export type StretchesByPatrol = Readonly<Record<number, readonly StretchDraft[]>>;

type Routes = Pick<Register, 'routes'>;
type Said = Pick<StretchDraft, 'routeId' | 'from' | 'to'>;
const sayingOf = ({ routeId, from, to }: Said) => JSON.stringify([routeId, from, to]);
const routeOf = (id: string, { routes }: Routes): Route | undefined => routes.find((route) => route.id === id);

/** `112+300`: a place on a route as it stands in a field. */
const kmField = (route: Route, m: number) => formatKm(kmOfM(route, m)).replace(/^Km /, '');

/** The fields that say a stretch. */
export function stretchDraft(id: string, { routeId, fromM, toM }: Stretch, uncertain: boolean, register: Routes) {
  const route = routeOf(routeId, register);
  const said = { routeId, from: route ? kmField(route, fromM) : '', to: route ? kmField(route, toM) : '' };
  return { id, ...said, uncertain, byHand: false, told: { saying: sayingOf(said), fromM, toM } } satisfies StretchDraft;
}

/** What the matching found, patrol by patrol. */
export function stretchesOf({ patrols }: Pick<TrackPreview, 'patrols'>, register: Routes): StretchesByPatrol {
  return Object.fromEntries(
    patrols.map(({ number, matched }) => [
      number,
      matched.map((found, i) => stretchDraft(`${number}-${i}`, found, found.uncertain, register)),
    ]),
  );
}

/** Farther than this from the old stretch, a place on another route is no proposal. */
const REROUTE_REACH_M = 5000;

/** The same stretch on another route: between the places there that are nearest to its ends, where they are near. */
export function rerouted(draft: StretchDraft, routeId: string, register: Routes): StretchDraft {
  const [before, read] = [routeOf(draft.routeId, register), readStretch(draft, register)];
  const route = routeOf(routeId, register);
  if (!route || !before || 'fault' in read) return { ...draft, routeId };
  const ends = [read.fromM, read.toM].map((m) => nearestOnRoute(route, pointAtM(before, m)));
  if (ends.some(({ distanceM }) => distanceM > REROUTE_REACH_M)) return { ...draft, routeId, from: '', to: '' };
  // As fine as the fields are.
  const [fromM, toM] = ends.map(({ m }) => Math.round(m)).sort((a, b) => a - b);
  return { ...stretchDraft(draft.id, { routeId, fromM, toM }, draft.uncertain, register), byHand: draft.byHand };
}

export type StretchFault = 'tracks.fault.route' | 'tracks.fault.km' | 'tracks.fault.kmRange' | 'tracks.fault.kmOrder';

/** A stretch in metres of its route, the lower end first, or what is wrong with it. */
export function readStretch(draft: StretchDraft, register: Routes): Stretch | { fault: StretchFault } {
  const route = routeOf(draft.routeId, register);
  if (!route) return { fault: 'tracks.fault.route' };
  const { told } = draft;
  if (told?.saying === sayingOf(draft)) return { routeId: route.id, fromM: told.fromM, toM: told.toM };
  const [from, to] = [parseKm(draft.from), parseKm(draft.to)];
  if (from === undefined || to === undefined) return { fault: 'tracks.fault.km' };
  const [first, last] = [route.measuresM[0], route.measuresM[route.measuresM.length - 1]];
  const ends = [mOfKm(route, from), mOfKm(route, to)];
  // Labels are whole metres: a rounded end may lie up to a metre beyond the route's.
  if (ends.some((m) => m < first - 1 || m > last + 1)) return { fault: 'tracks.fault.kmRange' };
  const [a, b] = ends.map((m) => Math.round(Math.min(last, Math.max(first, m)) * 1000) / 1000);
  if (a === b) return { fault: 'tracks.fault.kmOrder' };
  return { routeId: route.id, fromM: Math.min(a, b), toM: Math.max(a, b) };
}

/** Whether the ends were said the other way round; the stretch is read all the same, the lower end first. */
export function isTurned(draft: StretchDraft, register: Routes): boolean {
  const [from, to] = [parseKm(draft.from), parseKm(draft.to)];
  const route = routeOf(draft.routeId, register);
  return route !== undefined && from !== undefined && to !== undefined && mOfKm(route, from) > mOfKm(route, to);
}

/** Line of a stretch on its route, for drawing; empty while it says no place. */
export function stretchLine(draft: StretchDraft, register: Routes): LngLat[] {
  const read = readStretch(draft, register);
  const route = routeOf(draft.routeId, register);
  return 'fault' in read || !route ? [] : sliceRoute(route, read.fromM, read.toM);
}

/** What the track of a patrol bears out, by the reach that the server will judge by. */
export function reachOfPatrol(
  patrol: TrackPatrol | undefined,
  { reachM }: Pick<TrackPreview, 'reachM'>,
  { routes }: Routes,
): TrackReach {
  const geometry = { type: 'MultiLineString' as const, coordinates: patrol?.lines ?? [] };
  return createTrackReach(geometry, new Map(routes.map((route) => [route.id as string, route])), reachM);
}

/** Whether the track does not go along a stretch: it must be said to be added by hand. */
export function isStray(
  draft: StretchDraft,
  patrol: Pick<TrackPatrol, 'matched'> | undefined,
  reach: TrackReach,
  register: Routes,
): boolean {
  const read = readStretch(draft, register);
  return !('fault' in read) && !isWithin(read, patrol?.matched ?? []) && !reach.bearsOut(read);
}

/** A name that no stretch has. */
export function newStretchId(stretches: StretchesByPatrol): string {
  const taken = new Set(Object.values(stretches).flatMap((list) => list.map(({ id }) => id)));
  let n = 1;
  while (taken.has(`new-${n}`)) n++;
  return `new-${n}`;
}

/**
 * What was drawn with `selectedId` in hand: one end of the stretch moved, or a
 * stretch of its own where neither end is the old one's.
 */
export function withDrawn(
  stretches: StretchesByPatrol,
  patrol: number,
  selectedId: string | null,
  drawn: Stretch,
  register: Routes,
): { stretches: StretchesByPatrol; id: string } {
  const list = stretches[patrol] ?? [];
  const held = list.find(({ id }) => id === selectedId);
  const before = held && readStretch(held, register);
  // An empty row takes what is drawn; so does one whose other end stays.
  const isSame =
    held &&
    before &&
    ('fault' in before ||
      (before.routeId === drawn.routeId &&
        [drawn.fromM, drawn.toM].some((m) => m === before.fromM || m === before.toM)));
  if (isSame) {
    const next = { ...stretchDraft(held.id, drawn, held.uncertain, register), byHand: held.byHand };
    return { stretches: { ...stretches, [patrol]: list.map((item) => (item === held ? next : item)) }, id: held.id };
  }
  const id = newStretchId(stretches);
  return { stretches: { ...stretches, [patrol]: [...list, stretchDraft(id, drawn, false, register)] }, id };
}

/** Metres that were driven off the routes. */
export const offRouteM = ({ offRoute }: TrackPatrol) => offRoute.reduce((sum, { lengthM }) => sum + lengthM, 0);
