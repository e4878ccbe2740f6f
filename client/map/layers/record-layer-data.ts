import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Route } from '#geo/domain/route.ts';
import { sliceRoute } from '#geo/network/linear-referencing.ts';
import type { RecordFilters } from '../../state/view-url.ts';

/** An empty list of a filter lets everything through. */
const passes = <V>(chosen: readonly V[], value: V) => chosen.length === 0 || chosen.includes(value);

export function matchesMeasure(measure: Pick<MeasureView, 'type' | 'status'>, filters: RecordFilters): boolean {
  return passes(filters.measureTypes, measure.type) && passes(filters.measureStatuses, measure.status);
}

export function matchesIncident(incident: Pick<IncidentView, 'type' | 'howFound'>, filters: RecordFilters): boolean {
  return passes(filters.incidentTypes, incident.type) && passes(filters.howFound, incident.howFound);
}

/** Incidents as points; those known only to the province have no place on the map. */
export function incidentPoints(incidents: readonly IncidentView[]): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: incidents.flatMap((incident) =>
      incident.labelPoint
        ? [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: incident.labelPoint },
              properties: {
                id: incident.id,
                type: incident.type,
                day: incident.firstOn,
                placeVi: incident.placeVi,
                placeEn: incident.placeEn,
                // Known to a commune or a stretch only: drawn lighter.
                isCoarse: incident.masked || incident.place.kind !== 'exact',
              },
            },
          ]
        : [],
    ),
  };
}

const describe = (measure: MeasureView) => ({
  id: measure.id,
  type: measure.type,
  status: measure.status,
  day: measure.lastOn,
  placeVi: measure.placeVi,
  placeEn: measure.placeEn,
});

/** A symbol for every measure that has a place. */
export function measurePoints(measures: readonly MeasureView[]): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: measures.flatMap((measure) =>
      measure.labelPoint
        ? [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: measure.labelPoint },
              properties: { ...describe(measure), icon: `${measure.type}-${measure.status}` },
            },
          ]
        : [],
    ),
  };
}

/** Tracks, drawn lines and km stretches as thin lines. */
export function measureLines(
  measures: readonly MeasureView[],
  routes: readonly Route[],
): GeoJSON.FeatureCollection<GeoJSON.LineString | GeoJSON.MultiLineString> {
  const byId = new Map<string, Route>(routes.map((route) => [route.id, route]));
  const geometryOf = (measure: MeasureView): GeoJSON.LineString | GeoJSON.MultiLineString | undefined => {
    const { place } = measure;
    if (place.kind === 'track' || place.kind === 'line') return place.geometry;
    const route = place.kind === 'interval' ? byId.get(place.routeId) : undefined;
    return route && place.kind === 'interval'
      ? { type: 'LineString', coordinates: sliceRoute(route, place.fromM, place.toM) }
      : undefined;
  };
  return {
    type: 'FeatureCollection',
    features: measures.flatMap((measure) => {
      const geometry = geometryOf(measure);
      return geometry ? [{ type: 'Feature' as const, geometry, properties: describe(measure) }] : [];
    }),
  };
}
