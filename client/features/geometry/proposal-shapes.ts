import type { RouteProposal } from '#geo/contract/geometry-updates.contract.ts';
import type { Bbox, LngLat } from '#geo/domain/geometry.ts';
import { distanceM } from '#geo/geometry/ellipsoid.ts';
import { sliceRoute } from '#geo/network/linear-referencing.ts';
import { bboxOf } from '../../map/camera.ts';
import type { ComparedPlaces } from '../../map/draw/draw-layer-data.ts';
import { NO_SHAPES } from '../../map/layers/selection-shapes.ts';

/** A line with metres along it; within some metres of the server's, which is near enough to draw. */
function measured(coordinates: readonly LngLat[]) {
  const measuresM = [0];
  for (let i = 1; i < coordinates.length; i++) {
    measuresM.push(measuresM[i - 1] + distanceM(coordinates[i - 1], coordinates[i]));
  }
  return { coordinates: [...coordinates], measuresM };
}

type Drawn = Pick<RouteProposal, 'before' | 'after' | 'replaced'>;

/** The parts of a route that would be replaced: as they are drawn now, and as the file has them. */
export function replacedParts({ before, after, replaced }: Drawn): { old: LngLat[][]; mine: LngLat[][] } {
  const [old, now] = [measured(before), measured(after)];
  return {
    old: replaced.map(({ fromM, toM }) => sliceRoute(old, fromM, toM)),
    mine: replaced.map(({ newFromM, newToM }) => sliceRoute(now, newFromM, newToM)),
  };
}

/** Old and new of several routes, for the map. */
export function comparedProposals(proposals: readonly Drawn[]): ComparedPlaces {
  const parts = proposals.map(replacedParts);
  return {
    old: { ...NO_SHAPES, paths: parts.flatMap(({ old }) => old) },
    mine: { ...NO_SHAPES, paths: parts.flatMap(({ mine }) => mine) },
  };
}

/** What to look at for several routes, or for one part of one. */
export function bboxOfProposals(proposals: readonly Drawn[], part?: number): Bbox | undefined {
  const chosen = proposals.map(replacedParts).flatMap(({ old, mine }) => old.map((path, i) => [...path, ...mine[i]]));
  return bboxOf((part === undefined ? chosen : [chosen[part]]).flat());
}
