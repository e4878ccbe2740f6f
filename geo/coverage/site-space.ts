import type { Site } from '../domain/site.ts';
import { segmentSegmentDistance } from '../geometry/distance.ts';
import { distanceToPolygon, isInside, type PlanePolygon } from '../geometry/polygon.ts';
import { shapeOfSite, type GroundShape } from './ground-shape.ts';
import { NO_INTERVALS } from './intervals.ts';
import type { Reached } from './route-space.ts';

/** A site as a space of length 1: a measure is present or not. */
export interface SiteSpace {
  site: Site;
  shape: GroundShape;
  catchmentM: number;
}

export const PRESENT = Float64Array.of(0, 1);

export function siteSpaceOf(site: Site, policy: { siteCatchmentM: number; gateCatchmentM: number }): SiteSpace {
  const isGate = site.kind === 'border-gate' || site.kind === 'border-opening';
  return { site, shape: shapeOfSite(site), catchmentM: isGate ? policy.gateCatchmentM : policy.siteCatchmentM };
}

/** Presence of a shape: certain within catchment − accuracy − u, possible within catchment + accuracy + u. */
export function shapeAtSite(space: SiteSpace, shape: GroundShape): Reached {
  const { site, catchmentM } = space;
  const own = space.shape;
  const most = catchmentM + site.accuracyM + shape.maxUncertaintyM;
  if (shape.minX > own.maxX + most || shape.maxX < own.minX - most) return ABSENT;
  if (shape.minY > own.maxY + most || shape.maxY < own.minY - most) return ABSENT;
  let certain = false;
  let possible = false;
  if (insideEither(own, shape)) {
    possible = true;
    certain = site.accuracyM + shape.polygonUncertaintyM < catchmentM;
  }
  for (let s = 0, j = 0; s < shape.uncertaintyM.length && !certain; s++, j += 4) {
    const u = shape.uncertaintyM[s];
    for (let o = 0; o < own.segments.length; o += 4) {
      const distanceM = segmentSegmentDistance(
        own.segments[o],
        own.segments[o + 1],
        own.segments[o + 2],
        own.segments[o + 3],
        shape.segments[j],
        shape.segments[j + 1],
        shape.segments[j + 2],
        shape.segments[j + 3],
      );
      if (distanceM <= catchmentM + site.accuracyM + u) possible = true;
      if (distanceM <= catchmentM - site.accuracyM - u) certain = true;
    }
  }
  return { certain: certain ? PRESENT : NO_INTERVALS, possible: possible ? PRESENT : NO_INTERVALS };
}

export const ABSENT: Reached = { certain: NO_INTERVALS, possible: NO_INTERVALS };

/** Whether one of the two lies inside the other's polygon without touching its outline. */
function insideEither(a: GroundShape, b: GroundShape): boolean {
  return (
    a.polygons.some((polygon) => isInside(polygon, b.segments[0], b.segments[1])) ||
    b.polygons.some((polygon) => isInside(polygon, a.segments[0], a.segments[1]))
  );
}

/** Whether a commune comes within the catchment, the site's accuracy included. */
export function communeMayHoldSite(space: SiteSpace, commune: PlanePolygon): boolean {
  const { point } = { point: space.shape };
  const x = (point.minX + point.maxX) / 2;
  const y = (point.minY + point.maxY) / 2;
  return distanceToPolygon(commune, x, y) <= space.catchmentM + space.site.accuracyM;
}
