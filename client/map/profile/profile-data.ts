import type { Gap, RoutePiece } from '#geo/domain/coverage.ts';
import type { Route } from '#geo/domain/route.ts';
import { formatKm, kmOfM, mOfKm } from '#geo/network/linear-referencing.ts';

/** Part of the profile's axis, both ends as shares 0–1 of the drawn length. */
export interface ProfilePart {
  from: number;
  to: number;
  fromM: number;
  toM: number;
}

export interface Profile {
  fromM: number;
  toM: number;
  /** Stretches of the province along the route; outside them nothing counts. */
  inside: ProfilePart[];
  pieces: (ProfilePart & { piece: RoutePiece })[];
  gaps: (ProfilePart & { gap: Gap })[];
  ticks: { at: number; label: string }[];
}

/** Steps between km ticks, of which the finest that leaves room is taken. */
const TICK_STEPS_KM = [1, 2, 5, 10, 20, 50, 100];

/** A route laid out from its first to its last counted metre, for a strip of `width` px. */
export function routeProfile(
  route: Route,
  pieces: readonly RoutePiece[],
  gaps: readonly Gap[],
  width: number,
): Profile {
  const fromM = Math.min(...route.insideM.map(([from]) => from));
  const toM = Math.max(...route.insideM.map(([, to]) => to));
  const share = (m: number) => (m - fromM) / (toM - fromM);
  const part = (from: number, to: number): ProfilePart => ({ from: share(from), to: share(to), fromM: from, toM: to });
  return {
    fromM,
    toM,
    inside: route.insideM.map(([from, to]) => part(from, to)),
    pieces: pieces.map((piece) => ({ ...part(piece.fromM, piece.toM), piece })),
    gaps: gaps
      .filter((gap) => gap.unitId === (route.id as string) && gap.fromM !== null && gap.toM !== null)
      .map((gap) => ({ ...part(gap.fromM!, gap.toM!), gap })),
    ticks: kmTicks(route, fromM, toM, width).map(({ m, label }) => ({ at: share(m), label })),
  };
}

/** Round kilometres of the route's posts between two places, as many as there is room for (70 px each). */
export function kmTicks(route: Route, fromM: number, toM: number, width: number): { m: number; label: string }[] {
  const [a, b] = [kmOfM(route, fromM), kmOfM(route, toM)];
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const room = Math.max(1, width / 70);
  const step = TICK_STEPS_KM.find((candidate) => (high - low) / candidate <= room) ?? 200;
  const ticks = [];
  for (let km = Math.ceil(low / step) * step; km <= high; km += step)
    ticks.push({ m: mOfKm(route, km), label: formatKm(km).replace(/\+000$/, '') });
  return ticks;
}
