import type { CommuneWithGeometry } from '../domain/area.ts';
import { DomainError } from '../domain/errors.ts';
import type { IncidentPlace } from '../domain/incident.ts';
import type { Route } from '../domain/route.ts';
import { isInside, polygonToPlane } from '../geometry/polygon.ts';
import { toPlane } from '../geometry/projection.ts';
import { pointAtM } from '../network/linear-referencing.ts';
import type { IncidentPositions } from './kernel-density.ts';

export interface PositionOptions {
  routes: ReadonlyMap<string, Route>;
  communes: ReadonlyMap<string, CommuneWithGeometry>;
  /** Distance between the positions over which a place is spread; half the bandwidth is fine enough. */
  spacingM: number;
}

/**
 * Incidents as weighted positions on the ground (METHODS §2, location
 * uncertainty). One known to a commune or a range of km is spread evenly over
 * it, never put at a centroid: over the points of a fixed lattice inside the
 * commune, or over equal steps of the range. Nothing is drawn at random, so the
 * same records give the same map. Incidents known to the province only have no
 * place here; they are counted in `unplaced`.
 *
 * @throws DomainError reference.unknown for a route or commune that is not in the register
 */
export function incidentPositions(
  places: readonly IncidentPlace[],
  options: PositionOptions,
): { positions: IncidentPositions; unplaced: number } {
  const xs: number[] = [];
  const ys: number[] = [];
  const weights: number[] = [];
  const owners: number[] = [];
  const spread = new Map<string, [number, number][]>();
  let unplaced = 0;
  places.forEach((place, incident) => {
    if (place.kind === 'province') {
      unplaced++;
      return;
    }
    const points = pointsOf(place, options, spread);
    for (const [x, y] of points) {
      xs.push(x);
      ys.push(y);
      weights.push(1 / points.length);
      owners.push(incident);
    }
  });
  return {
    positions: {
      x: Float64Array.from(xs),
      y: Float64Array.from(ys),
      weight: Float64Array.from(weights),
      incident: Int32Array.from(owners),
    },
    unplaced,
  };
}

function pointsOf(
  place: Exclude<IncidentPlace, { kind: 'province' }>,
  { routes, communes, spacingM }: PositionOptions,
  spread: Map<string, [number, number][]>,
): [number, number][] {
  switch (place.kind) {
    case 'exact':
      return [toPlane(place.geometry.coordinates)];
    case 'route-km': {
      const route = routes.get(place.routeId);
      if (!route) throw unknown('tuyến', 'route', place.routeId);
      const steps = Math.max(1, Math.ceil(Math.abs(place.toM - place.fromM) / spacingM));
      return Array.from({ length: steps }, (_, i) =>
        toPlane(pointAtM(route, place.fromM + ((i + 0.5) / steps) * (place.toM - place.fromM))),
      );
    }
    case 'commune': {
      let points = spread.get(place.communeId);
      if (!points) {
        const commune = communes.get(place.communeId);
        if (!commune) throw unknown('xã, phường', 'commune', place.communeId);
        points = latticeIn(commune, spacingM);
        spread.set(place.communeId, points);
      }
      return points;
    }
  }
}

/** Points of the plane's lattice inside a commune; its label point where it is smaller than the spacing. */
function latticeIn(commune: CommuneWithGeometry, spacingM: number): [number, number][] {
  const polygon = polygonToPlane(commune.geometry);
  const points: [number, number][] = [];
  const first = (least: number) => Math.ceil(least / spacingM - 0.5);
  for (let j = first(polygon.minY); (j + 0.5) * spacingM <= polygon.maxY; j++) {
    for (let i = first(polygon.minX); (i + 0.5) * spacingM <= polygon.maxX; i++) {
      const [x, y] = [(i + 0.5) * spacingM, (j + 0.5) * spacingM];
      if (isInside(polygon, x, y)) points.push([x, y]);
    }
  }
  return points.length > 0 ? points : [toPlane(commune.labelPoint)];
}

function unknown(vi: string, en: string, id: string): DomainError {
  return new DomainError(
    'reference.unknown',
    { vi: `Không có ${vi} “${id}” trong danh mục.`, en: `There is no ${en} “${id}” in the register.` },
    { path: 'place' },
  );
}
