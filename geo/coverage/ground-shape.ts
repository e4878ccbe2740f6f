import type { LngLat } from '../domain/geometry.ts';
import { DomainError } from '../domain/errors.ts';
import type { MeasurePlace } from '../domain/measure.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import { polygonToPlane, type PlanePolygon } from '../geometry/polygon.ts';
import { lineToPlane } from '../geometry/projection.ts';
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
  /** minX, minY, maxX, maxY of each {@link BLOCK} segments one after the other, to pass over those far off. */
  blocks: Float64Array;
}
/** Segments of a block. */
export const BLOCK = 16;

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
      return shapeOfLines(lines, () => place.uncertaintyM);
    }
    case 'point':
      return shapeOfLines([[place.geometry.coordinates]], () => place.uncertaintyM);
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
    : shapeOfLines([[site.point]], () => site.accuracyM);
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
  return shapeOfPlaneLines([xy], (i) => Math.max(accuracyM[first + i], accuracyM[first + i + 1]));
}

function shapeOfLines(lines: readonly (readonly LngLat[])[], uncertaintyOf: (segment: number) => number): GroundShape {
  return shapeOfPlaneLines(lines.map(lineToPlane), uncertaintyOf);
}

/** @param lines x0, y0, x1, y1, … of each */
function shapeOfPlaneLines(lines: readonly Float64Array[], uncertaintyOf: (segment: number) => number): GroundShape {
  const count = lines.reduce((sum, xy) => sum + Math.max(1, xy.length / 2 - 1), 0);
  const segments = new Float64Array(4 * count);
  const uncertaintyM = new Float64Array(count);
  let n = 0;
  for (const xy of lines) {
    const points = xy.length / 2;
    for (let i = 0; i < Math.max(1, points - 1); i++) {
      const next = Math.min(i + 1, points - 1);
      segments[4 * n] = xy[2 * i];
      segments[4 * n + 1] = xy[2 * i + 1];
      segments[4 * n + 2] = xy[2 * next];
      segments[4 * n + 3] = xy[2 * next + 1];
      uncertaintyM[n] = uncertaintyOf(i);
      n++;
    }
  }
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
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let i = 0; i < shape.segments.length; i += 2) {
    box.minX = Math.min(box.minX, shape.segments[i]);
    box.maxX = Math.max(box.maxX, shape.segments[i]);
    box.minY = Math.min(box.minY, shape.segments[i + 1]);
    box.maxY = Math.max(box.maxY, shape.segments[i + 1]);
  }
  const maxUncertaintyM = shape.uncertaintyM.reduce((most, u) => Math.max(most, u), 0);
  return { ...shape, maxUncertaintyM, ...box, blocks: blocksOf(shape.segments) };
}

function blocksOf(segments: Float64Array): Float64Array {
  const blocks = new Float64Array(4 * Math.ceil(segments.length / (4 * BLOCK)));
  for (let b = 0; b < blocks.length; b += 4) {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    const until = Math.min(segments.length, (b + 4) * BLOCK);
    for (let i = b * BLOCK; i < until; i += 2) {
      minX = Math.min(minX, segments[i]);
      maxX = Math.max(maxX, segments[i]);
      minY = Math.min(minY, segments[i + 1]);
      maxY = Math.max(maxY, segments[i + 1]);
    }
    blocks.set([minX, minY, maxX, maxY], b);
  }
  return blocks;
}

function unknownReference(vi: string, en: string, id: string): DomainError {
  return new DomainError(
    'reference.unknown',
    { vi: `Không có ${vi} “${id}” trong danh mục.`, en: `There is no ${en} “${id}” in the register.` },
    { path: 'place' },
  );
}
