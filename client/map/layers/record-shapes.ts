import type { Register } from '#geo/contract/register.contract.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { IncidentPlace } from '#geo/domain/incident.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import { maskCellRing } from '#geo/domain/precision.ts';
import { pointAtM, sliceRoute } from '#geo/network/linear-referencing.ts';
import { NO_SHAPES, type SelectionShapes } from './selection-shapes.ts';
import { circleRing } from './site-layer-data.ts';

/** A record as far as drawing its place needs it. */
export interface PlacedRecord {
  place: MeasurePlace | IncidentPlace;
  /** The place is a commune, whole kilometres or the centre of a 1 km cell. */
  masked: boolean;
}

/**
 * Where a measure or an incident took place, as this viewer may see it: its
 * line, stretch, polygon, communes or site; a point with the circle it may lie
 * in; the 1 km cell of a coarsened point. Nothing for “in the province”.
 */
export function shapesOfRecord(
  { place, masked }: PlacedRecord,
  register: Pick<Register, 'routes' | 'sites'>,
): SelectionShapes {
  switch (place.kind) {
    case 'track':
    case 'line': {
      const { geometry } = place;
      return {
        ...NO_SHAPES,
        paths: geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates,
      };
    }
    case 'interval':
    case 'route-km': {
      const route = register.routes.find((item) => item.id === place.routeId);
      if (!route) return NO_SHAPES;
      // A spot of a route is no line: nothing would be drawn.
      if (place.fromM === place.toM) return { ...NO_SHAPES, points: [pointAtM(route, place.fromM)] };
      return { ...NO_SHAPES, paths: [sliceRoute(route, place.fromM, place.toM)] };
    }
    case 'polygon':
      return {
        ...NO_SHAPES,
        rings:
          place.geometry.type === 'Polygon'
            ? [place.geometry.coordinates]
            : place.geometry.coordinates.map((polygon) => polygon),
      };
    case 'communes':
      return { ...NO_SHAPES, polygonIds: [...place.communeIds] };
    case 'commune':
      return { ...NO_SHAPES, polygonIds: [place.communeId] };
    case 'site': {
      const site = register.sites.find((item) => item.id === place.siteId);
      return site ? { ...NO_SHAPES, points: [site.point] } : NO_SHAPES;
    }
    case 'point':
      return masked ? cellOf(place.geometry.coordinates) : pointWithin(place.geometry.coordinates, place.uncertaintyM);
    case 'exact':
      return masked ? cellOf(place.geometry.coordinates) : pointWithin(place.geometry.coordinates, 0);
    case 'province':
      return NO_SHAPES;
  }
}

const cellOf = (centre: LngLat): SelectionShapes => ({ ...NO_SHAPES, rings: [[maskCellRing(centre)]] });

const pointWithin = (point: LngLat, uncertaintyM: number): SelectionShapes => ({
  ...NO_SHAPES,
  points: [point],
  rings: uncertaintyM > 0 ? [[circleRing(point, uncertaintyM)]] : [],
});
