import type { TrackPatrol, TrackPreview } from '#geo/contract/tracks.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { formatKm, kmOfM, mOfKm, parseKm, sliceRoute } from '#geo/network/linear-referencing.ts';

/** A stretch as the analyst edits it: kilometres as text, checked when stored. */
export interface StretchDraft {
  routeId: string;
  from: string;
  to: string;
  uncertain: boolean;
}
export interface PatrolDraft {
  patrol: TrackPatrol;
  isIncluded: boolean;
  dayOn: string;
  stretches: StretchDraft[];
}

export function patrolDrafts(preview: TrackPreview, register: Register): PatrolDraft[] {
  return preview.patrols.map((patrol) => ({
    patrol,
    isIncluded: true,
    dayOn: patrol.dayOn ?? '',
    stretches: patrol.matched.map(({ routeId, fromM, toM, uncertain }) => {
      const route = register.routes.find(({ id }) => id === routeId)!;
      return { routeId, from: formatKm(kmOfM(route, fromM)), to: formatKm(kmOfM(route, toM)), uncertain };
    }),
  }));
}

/** A draft in metres of its route, the lower end first; undefined while an end is no kilometre. */
export function stretchInMetres(draft: StretchDraft, register: Register) {
  const route = register.routes.find(({ id }) => id === draft.routeId);
  const [from, to] = [parseKm(draft.from), parseKm(draft.to)];
  if (!route || from === undefined || to === undefined) return undefined;
  const end = route.measuresM[route.measuresM.length - 1];
  // Labels are whole metres: a rounded end may lie half a metre beyond the route's.
  const within = (m: number) => (m > end && m < end + 1 ? end : m < 0 && m > -1 ? 0 : m);
  const [a, b] = [within(mOfKm(route, from)), within(mOfKm(route, to))];
  if (a === b) return undefined;
  return { routeId: route.id, fromM: Math.min(a, b), toM: Math.max(a, b), uncertain: draft.uncertain };
}

/** Line of a stretch on its route, for drawing. */
export function stretchLine(draft: StretchDraft, register: Register): LngLat[] {
  const metres = stretchInMetres(draft, register);
  const route = register.routes.find(({ id }) => id === draft.routeId);
  return metres && route ? sliceRoute(route, metres.fromM, metres.toM) : [];
}

export interface Sketch {
  width: number;
  height: number;
  path: (line: readonly LngLat[]) => string;
  at: (lngLat: LngLat) => [number, number];
}

/** A plan of the track in a box: north up, one scale, degrees of longitude shortened by the latitude. */
export function sketchOf(lines: readonly (readonly LngLat[])[], width: number, height: number, margin = 10): Sketch {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of lines.flat()) {
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const shorter = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1e-6, (east - west) * shorter),
    (height - 2 * margin) / Math.max(1e-6, north - south),
  );
  const at = ([lng, lat]: LngLat): [number, number] => [
    width / 2 + (lng - (west + east) / 2) * shorter * scale,
    height / 2 - (lat - (south + north) / 2) * scale,
  ];
  const path = (line: readonly LngLat[]) =>
    line
      .map(
        (position, i) =>
          `${i === 0 ? 'M' : 'L'}${at(position)
            .map((v) => v.toFixed(1))
            .join(' ')}`,
      )
      .join('');
  return { width, height, path, at };
}
