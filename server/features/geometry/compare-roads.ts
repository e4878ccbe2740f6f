import type { GeometryFormat } from '#geo/contract/geometry-updates.contract.ts';
import type { ArealGeometry } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { conflate, type Conflation } from '#geo/network/conflation.ts';
import { createRouteFilter, isRoundabout, keysOfRoute } from '#geo/network/osm-names.ts';
import { readOsmRoads, type WayFilter } from './osm-roads.ts';

export interface RoadsFile {
  bytes: Uint8Array;
  fileName: string;
}

export interface ComparedRoads {
  format: GeometryFormat;
  extractOn: string | null;
  wayCount: number;
  otherWayCount: number;
  /** Routes of which some way speaks. */
  routes: { routeId: string; conflation: Conflation }[];
}

/** Reading takes about this share of the work. */
export const READING_SHARE = 0.5;

/**
 * Reads a file and conflates its roads with the chosen routes.
 * @throws DomainError file.*
 */
export function compareRoads(
  file: RoadsFile,
  routes: readonly Route[],
  chosen: ReadonlySet<string>,
  options: { replace: 'schematic' | 'less-accurate'; province: ArealGeometry },
  onProgress: (share: number) => void,
): ComparedRoads {
  const isOfRoute = createRouteFilter(routes.map(keysOfRoute));
  let ofRoutes = 0;
  const isWanted: WayFilter = (way) => {
    const speaks = isOfRoute(way);
    if (speaks) ofRoutes++;
    return speaks || isRoundabout(way);
  };
  const { format, extractOn, ways, wayCount } = readOsmRoads(file.bytes, file.fileName, isWanted, (share) => {
    onProgress(share * READING_SHARE);
  });
  onProgress(READING_SHARE);
  const found = routes.flatMap((route, i) => {
    const conflation = chosen.has(route.id) ? conflate(route, ways, options) : undefined;
    onProgress(READING_SHARE + ((1 - READING_SHARE) * (i + 1)) / routes.length);
    return conflation ? [{ routeId: route.id as string, conflation }] : [];
  });
  return { format, extractOn, wayCount, otherWayCount: wayCount - ofRoutes, routes: found };
}
