import type { RouteProposal } from '#geo/contract/geometry-updates.contract.ts';
import type { ShiftReport } from '#geo/contract/register-versions.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { lineToPlane } from '#geo/geometry/projection.ts';
import { simplifyLine } from '#geo/geometry/simplify-line.ts';
import type { Conflation } from '#geo/network/conflation.ts';
import type { NewRouteLine } from './geometry-updates.table.ts';

/** Lines of an answer are for drawing. */
const DRAWN_WITHIN_M = 2;

/** What is shown of one route before anything is confirmed. */
export function routeProposal(
  before: Route,
  baseVersion: number,
  { after, ...found }: Conflation,
  shifts: ShiftReport,
): RouteProposal {
  return {
    routeId: before.id,
    nameVi: before.nameVi,
    nameEn: before.nameEn,
    baseVersion,
    ...found,
    before: drawn(before.coordinates),
    after: drawn(after.coordinates),
    lengthBeforeM: before.lengthM,
    lengthAfterM: after.lengthM,
    shifts,
  };
}

function drawn(line: readonly LngLat[]): LngLat[] {
  return simplifyLine(lineToPlane(line), DRAWN_WITHIN_M).map((i) => line[i]);
}

/** What a confirmation would store of a route. */
export function newLineOf({ after }: Conflation): NewRouteLine {
  const { coordinates, measuresM, accuracyM, insideM, lengthM, kmPosts } = after;
  return { coordinates, measuresM, accuracyM, insideM, lengthM, kmPosts };
}
