import type { LngLat } from '../domain/geometry.ts';
import { DomainError } from '../domain/errors.ts';
import type { MeasurePlace } from '../domain/measure.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import { polygonToPlane, type PlanePolygon } from '../geometry/polygon.ts';
import { lineToPlane, METRIC_PLANE } from '../geometry/projection.ts';
import { segmentAtM } from '../network/linear-referencing.ts';

/**
 * Where a measure was, in the metric plane: segments (a point is one of length
 * 0), each with its own uncertainty, and filled polygons. The measure reaches
 * certainly what lies within reach − u of it, and possibly what lies within
 * reach + u.
 */
export interface GroundShape {
  /** ax, ay, bx, by of each segment. */
  segments: Float64Array;
  /** Metres, one a segment. */
  uncertaintyM: Float64Array;
  maxUncertaintyM: number;
  polygons: PlanePolygon[];
  polygonUncertaintyM: number;
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export interface PlaceRegister {
  routes: ReadonlyMap<string, Route>;
  sites: ReadonlyMap<string, Site>;
}

/** The shape of a place on the ground; undefined for communes, which have none of their own. */
export function groundShapeOf(place: MeasurePlace, register: PlaceRegister): GroundShape | undefined {
  switch (place.kind) {
    case 'track':
    case 'line': {
      const { geometry } = place;
      const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      return shapeOfLines(lines, place.uncertaintyM);
    }
    case 'point':
      return shapeOfLines([[place.geometry.coordinates]], place.uncertaintyM);
    case 'polygon':
      return shapeOfPolygon(polygonToPlane(place.geometry), 0);
    case 'interval': {
      const route = register.routes.get(place.routeId);
      if (!route) throw unknownReference('tuyến', 'route', place.routeId);
      return shapeOfRouteInterval(route, place.fromM, place.toM);
    }
    case 'site': {
      const site = register.sites.get(place.siteId);
      if (!site) throw unknownReference('khu vực, điểm', 'site', place.siteId);
      return shapeOfSite(site);
    }
    case 'communes':
      return undefined;
  }
}

/** A site's extent, or its point, off by up to its accuracy. */
export function shapeOfSite(site: Pick<Site, 'point' | 'extent' | 'accuracyM'>): GroundShape {
  return site.extent
    ? shapeOfPolygon(polygonToPlane(site.extent), site.accuracyM)
    : shapeOfLines([[site.point]], site.accuracyM);
}

/**
 * The stretch of a route, each part as uncertain as the drawing of the route is
 * there. Cut in the plane, where the route's segments are straight, so that two
 * halves of a stretch lie exactly on the whole.
 */
function shapeOfRouteInterval(route: Route, fromM: number, toM: number): GroundShape {
  const { coordinates, measuresM, accuracyM } = route;
  const first = segmentAtM(route, Math.min(fromM, toM));
  const last = segmentAtM(route, Math.max(fromM, toM));
  const xy = lineToPlane(coordinates.slice(first, last + 2));
  const cut = (i: number, m: number, at: number) => {
    const t = Math.min(1, Math.max(0, (m - measuresM[i]) / (measuresM[i + 1] - measuresM[i])));
    const [ax, ay, bx, by] = xy.slice(2 * (i - first), 2 * (i - first) + 4);
    return [at, (1 - t) * ax + t * bx, (1 - t) * ay + t * by];
  };
  const ends = [cut(first, Math.min(fromM, toM), 0), cut(last, Math.max(fromM, toM), xy.length - 2)];
  for (const [at, x, y] of ends) xy.set([x, y], at);
  return shapeOfPlaneLine(xy, (i) => Math.max(accuracyM[first + i], accuracyM[first + i + 1]));
}

function shapeOfLines(lines: readonly (readonly LngLat[])[], uncertainty: number): GroundShape {
  const count = lines.reduce((sum, line) => sum + Math.max(1, line.length - 1), 0);
  const segments = new Float64Array(4 * count);
  let j = 0;
  for (const line of lines) {
    const last = line.length - 1;
    // Each position begins a segment, the last one only ends it (a line of one position does both).
    for (let i = 0; i < line.length; i++, j += 4) {
      if (i < last || last === 0) METRIC_PLANE.forward(line[i][0], line[i][1], segments, j);
      else METRIC_PLANE.forward(line[i][0], line[i][1], segments, j - 2);
      if (i === last) {
        if (last > 0) j -= 4;
        else segments.copyWithin(j + 2, j, j + 2);
      } else if (i > 0) {
        segments[j - 2] = segments[j];
        segments[j - 1] = segments[j + 1];
      }
    }
  }
  return withBox({
    segments,
    uncertaintyM: new Float64Array(count).fill(uncertainty),
    polygons: [],
    polygonUncertaintyM: 0,
  });
}

function shapeOfPlaneLine(xy: Float64Array, uncertaintyOf: (segment: number) => number): GroundShape {
  const count = Math.max(1, xy.length / 2 - 1);
  const segments = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    const next = Math.min(2 * i + 2, xy.length - 2);
    segments.set([xy[2 * i], xy[2 * i + 1], xy[next], xy[next + 1]], 4 * i);
  }
  const uncertaintyM = Float64Array.from({ length: count }, (_, i) => uncertaintyOf(i));
  return withBox({ segments, uncertaintyM, polygons: [], polygonUncertaintyM: 0 });
}

function shapeOfPolygon(polygon: PlanePolygon, uncertainty: number): GroundShape {
  const count = polygon.rings.reduce((sum, ring) => sum + ring.length / 2 - 1, 0);
  const segments = new Float64Array(4 * count);
  let n = 0;
  for (const ring of polygon.rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) segments.set(ring.subarray(i, i + 4), 4 * n++);
  }
  const uncertaintyM = new Float64Array(count).fill(uncertainty);
  return withBox({ segments, uncertaintyM, polygons: [polygon], polygonUncertaintyM: uncertainty });
}

type Shape = Pick<GroundShape, 'segments' | 'uncertaintyM' | 'polygons' | 'polygonUncertaintyM'>;

function withBox(shape: Shape): GroundShape {
  const { segments, uncertaintyM } = shape;
  let [minX, minY, maxX, maxY, maxUncertaintyM] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (let i = 0; i < segments.length; i += 2) {
    const x = segments[i];
    const y = segments[i + 1];
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  for (const u of uncertaintyM) if (u > maxUncertaintyM) maxUncertaintyM = u;
  return { ...shape, maxUncertaintyM, minX, minY, maxX, maxY };
}

function unknownReference(vi: string, en: string, id: string): DomainError {
  return new DomainError(
    'reference.unknown',
    { vi: `Không có ${vi} “${id}” trong danh mục.`, en: `There is no ${en} “${id}” in the register.` },
    { path: 'place' },
  );
}
