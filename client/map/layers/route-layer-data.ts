import type { RoutePiece } from '#geo/domain/coverage.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { nearestOnRoute, pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import { coverageClass, type CoverageClass } from '../coverage-colours.ts';
import type { MapHit } from '../map-hit.ts';

/** A stretch of a route in one colour, with the pieces of the run that it joins. */
export interface RouteStroke {
  path: LngLat[];
  route: Route;
  pieces: RoutePiece[];
  coverage: CoverageClass;
  /** Class that it may reach at most; above `coverage` it is drawn as a hatch inside. */
  coverageHigh: CoverageClass;
  isSchematic: boolean;
  isRailway: boolean;
  /** The very piece at a place on the stroke, for the preview. */
  hitAt: (lngLat: LngLat) => MapHit;
}

/**
 * Pieces that look alike and touch are one stroke, so that dashes run on: a
 * year of measures cuts a route into thousands of pieces of five colours, and
 * a computer without a graphics card draws a frame ten times sooner.
 */
export function routeStrokes(
  routes: readonly Route[],
  piecesOf: readonly { routeId: string; pieces: readonly RoutePiece[] }[],
): RouteStroke[] {
  const byId = new Map<string, Route>(routes.map((route) => [route.id, route]));
  return piecesOf.flatMap(({ routeId, pieces }) => {
    const route = byId.get(routeId);
    return route ? runsOf(pieces, looksAlike).flatMap((run) => strokeOf(route, run)) : [];
  });
}

/** What is drawn as surveyed, one line a stretch whatever its colours, for the casing under it. */
export function routeCasings(strokes: readonly RouteStroke[]): { path: LngLat[]; isRailway: boolean }[] {
  const surveyed = strokes.filter((stroke) => !stroke.isSchematic);
  return runsOf(surveyed, (a, b) => a.route === b.route && a.pieces.at(-1)!.toM === b.pieces[0].fromM).map((run) => ({
    path: sliceRoute(run[0].route, run[0].pieces[0].fromM, run.at(-1)!.pieces.at(-1)!.toM),
    isRailway: run[0].isRailway,
  }));
}

/** Splits a list into its longest runs of neighbours that belong together. */
function runsOf<T>(items: readonly T[], belong: (a: T, b: T) => boolean): T[][] {
  const runs: T[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && belong(last.at(-1)!, item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

const looksAlike = (a: RoutePiece, b: RoutePiece): boolean =>
  a.toM === b.fromM &&
  a.schematic === b.schematic &&
  coverageClass(a.fresh) === coverageClass(b.fresh) &&
  coverageClass(a.freshHigh) === coverageClass(b.freshHigh);

function strokeOf(route: Route, pieces: RoutePiece[]): RouteStroke[] {
  const path = sliceRoute(route, pieces[0].fromM, pieces.at(-1)!.toM);
  if (path.length < 2) return [];
  return [
    {
      path,
      route,
      pieces,
      coverage: coverageClass(pieces[0].fresh),
      coverageHigh: coverageClass(pieces[0].freshHigh),
      isSchematic: pieces[0].schematic,
      isRailway: route.kind === 'railway',
      hitAt: (lngLat) => {
        const { m } = nearestOnRoute(route, lngLat);
        const piece = pieces.find(({ toM }) => m < toM) ?? pieces.at(-1)!;
        return { kind: 'piece', route, piece };
      },
    },
  ];
}

/** The short sign of a route as on its posts: QL.7A, HCM, ĐS for the railway; its name where it has none. */
export function routeSign(route: Pick<Route, 'id' | 'kind' | 'nameVi'>): string {
  if (route.kind === 'railway') return 'ĐS';
  if (/[a-z]/.test(route.id)) return route.nameVi;
  const road = /^(QL|CT|TL)(\d.*?)(?:_.*)?$/.exec(route.id);
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
