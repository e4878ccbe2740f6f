import type { RoutePiece } from '#geo/domain/coverage.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import { coverageClass, type CoverageClass } from '../coverage-colours.ts';
import type { MapHit } from '../map-hit.ts';

/** A stretch of a route in one colour. */
export interface RouteStroke {
  path: LngLat[];
  routeId: string;
  coverage: CoverageClass;
  /** Class that it may reach at most; above `coverage` it is drawn as a hatch inside. */
  coverageHigh: CoverageClass;
  isSchematic: boolean;
  isRailway: boolean;
  hit: Extract<MapHit, { kind: 'piece' }>;
}

/** Pieces of one colour that touch are joined, so that dashes run on and there is less to draw. */
export function routeStrokes(
  routes: readonly Route[],
  piecesOf: readonly { routeId: string; pieces: readonly RoutePiece[] }[],
): RouteStroke[] {
  const byId = new Map<string, Route>(routes.map((route) => [route.id, route]));
  return piecesOf.flatMap(({ routeId, pieces }) => {
    const route = byId.get(routeId);
    return route ? pieces.map((piece) => strokeOf(route, piece)).filter((stroke) => stroke.path.length > 1) : [];
  });
}

function strokeOf(route: Route, piece: RoutePiece): RouteStroke {
  return {
    path: sliceRoute(route, piece.fromM, piece.toM),
    routeId: route.id,
    coverage: coverageClass(piece.fresh),
    coverageHigh: coverageClass(piece.freshHigh),
    isSchematic: piece.schematic,
    isRailway: route.kind === 'railway',
    hit: { kind: 'piece', route, piece },
  };
}

/** The short sign of a route as on its posts: QL.7A, HCM, ĐS for the railway. */
export function routeSign(route: Pick<Route, 'id' | 'kind'>): string {
  if (route.kind === 'railway') return 'ĐS';
  const road = /^(QL|CT)(\d.*?)(?:_.*)?$/.exec(route.id);
  return road ? `${road[1]}.${road[2]}` : route.id.replace(/_.*/, '');
}

/** The parts of every route inside the province, as lines. */
export function routeLines(routes: readonly Route[]): GeoJSON.FeatureCollection<GeoJSON.LineString> {
  return {
    type: 'FeatureCollection',
    features: routes.flatMap((route) =>
      route.insideM.map(([fromM, toM]) => ({
        type: 'Feature' as const,
        geometry: { type: 'LineString' as const, coordinates: sliceRoute(route, fromM, toM) },
        properties: {
          id: route.id,
          nameVi: route.nameVi,
          nameEn: route.nameEn,
          kind: route.kind,
          inRegister: route.inRegister,
        },
      })),
    ),
  };
}

/**
 * Places for a route's signs, `everyM` apart along each stretch inside the
 * province. `rank` lets few of them win where there is little room: 0 for the
 * middle of the route, then by halves.
 */
export function routeSigns(routes: readonly Route[], everyM = 12_000): GeoJSON.FeatureCollection<GeoJSON.Point> {
  const features = routes.flatMap((route) =>
    route.insideM.flatMap(([fromM, toM]) => {
      const count = Math.max(1, Math.round((toM - fromM) / everyM));
      return Array.from({ length: count }, (_, index) => ({
        type: 'Feature' as const,
        geometry: {
          type: 'Point' as const,
          coordinates: pointAtM(route, fromM + ((index + 0.5) / count) * (toM - fromM)),
        },
        properties: {
          id: route.id,
          sign: routeSign(route),
          inRegister: route.inRegister,
          rank: halvingRank(index, count),
        },
      }));
    }),
  );
  return { type: 'FeatureCollection', features };
}

/** 0 for the middle of `count` places, 1 for the quarters, 2 for the eighths … */
export function halvingRank(index: number, count: number): number {
  let [low, high, rank] = [0, count - 1, 0];
  for (;;) {
    const middle = (low + high) >> 1;
    if (index === middle) return rank;
    if (index < middle) high = middle - 1;
    else low = middle + 1;
    rank++;
  }
}
