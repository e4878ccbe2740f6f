import type { Register } from '#geo/contract/register.contract.ts';
import type { TrackCleaning, TrackPatrol, TrackPreview } from '#geo/contract/tracks.contract.ts';
import type { z } from 'zod';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { TrackOnMap } from '../../map/layers/track-layer-data.ts';
import { stretchLine, type StretchDraft } from './track-drafts.ts';

type Cleaning = z.infer<typeof TrackCleaning>;

/** Removed positions farther than this from the patrol's box would shrink it to nothing. */
const NEAR_DEGREES = 0.3;

/** What was taken out of the track that a patrol is part of. */
export function cleaningOf(patrol: TrackPatrol, cleaning: readonly Cleaning[]): Cleaning | undefined {
  return cleaning.find(({ name }) => name === patrol.name);
}

/** Which tint each route has, the same in the table and on the map; those that were found come first and keep theirs. */
export function tintsOf({ patrols }: Pick<TrackPreview, 'patrols'>, register: Register): (routeId: string) => number {
  const found = patrols.flatMap(({ matched }) => matched.map(({ routeId }) => routeId));
  const ids: string[] = [...new Set([...found, ...register.routes.map(({ id }) => id)])];
  return (routeId) => Math.max(0, ids.indexOf(routeId));
}

/** The parts of a patrol to draw. */
export function partsOnMap(
  patrol: TrackPatrol,
  stretches: readonly StretchDraft[],
  preview: TrackPreview,
  register: Register,
  minutes: (n: number) => string,
): Pick<TrackOnMap, 'raw' | 'stretches' | 'offRoute' | 'dwells' | 'removed'> {
  const tint = tintsOf(preview, register);
  const [west, south, east, north] = boxOf(patrol.lines.flat());
  const isNear = ([lng, lat]: LngLat) =>
    lng > west - NEAR_DEGREES && lng < east + NEAR_DEGREES && lat > south - NEAR_DEGREES && lat < north + NEAR_DEGREES;
  return {
    raw: patrol.lines,
    stretches: stretches.map((draft) => ({
      id: draft.id,
      tint: tint(draft.routeId),
      line: stretchLine(draft, register),
      uncertain: draft.uncertain,
    })),
    offRoute: patrol.offRoute.map(({ line }, i) => ({ id: `off-${i}`, line })),
    dwells: patrol.dwells.map(({ lngLat, durationS }, i) => ({
      id: `dwell-${i}`,
      at: lngLat,
      label: minutes(Math.round(durationS / 60)),
    })),
    removed: (cleaningOf(patrol, preview.cleaning)?.points ?? []).filter(isNear),
  };
}

/** West, south, east, north of positions. */
export function boxOf(places: readonly LngLat[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of places) {
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
}
