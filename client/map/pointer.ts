import type { MapGeoJSONFeature } from 'maplibre-gl';
import { CLUSTER_MAX_ZOOM } from './layers/record-layer-style.ts';
import type { MapHit } from './map-hit.ts';
import type { MapScope } from './map-scope.ts';

/** Symbols above the data are asked before deck.gl's layers; then thin lines, then the ground. */
const SYMBOL_LAYERS = ['sites', 'incident-points', 'incident-clusters', 'measure-points', 'sites-context'];
const LINE_LAYERS = ['measure-lines', 'measure-lines-pending', 'context-roads', 'context-rail'];
/** A key area goes before the commune under the pointer; communes outside the areas answer for themselves. */
const GROUND_LAYERS = ['areas-fill', 'communes-hit'];

function hitOfFeature(feature: MapGeoJSONFeature, { map, periodRegister }: MapScope): MapHit | undefined {
  const { properties } = feature;
  switch (feature.source) {
    case 'sites': {
      const site = periodRegister.sites.find((item) => item.id === properties.id);
      return site && { kind: 'site', site };
    }
    case 'incidents':
      if (properties.point_count === undefined)
        return { kind: 'incident', incidentId: properties.id, type: properties.type, day: properties.day };
      return {
        kind: 'cluster',
        count: properties.point_count,
        lngLat: (feature.geometry as GeoJSON.Point).coordinates as [number, number],
        zoom: Math.min(CLUSTER_MAX_ZOOM + 1, map.getZoom() + 2),
      };
    case 'measure-points':
    case 'measure-lines':
      return {
        kind: 'measure',
        measureId: properties.id,
        type: properties.type,
        status: properties.status,
        day: properties.day,
      };
    case 'route-lines': {
      const route = periodRegister.routes.find((item) => item.id === properties.id);
      return route && { kind: 'road', route };
    }
    case 'communes':
      return { kind: 'commune', communeId: properties.id };
    case 'areas':
      return /^\d{5}$/.test(properties.id)
        ? { kind: 'commune', communeId: properties.id }
        : { kind: 'area', areaId: properties.id };
    default:
      return undefined;
  }
}

/** What lies under a place of the screen: symbols first, then routes and gaps, then the ground. */
export function findHit(scope: MapScope, x: number, y: number): MapHit | undefined {
  const { map, deck } = scope;
  const among = (ids: string[], reach: number) => {
    const layers = ids.filter((id) => map.getLayer(id));
    const box: [[number, number], [number, number]] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ];
    const found = map.queryRenderedFeatures(box, { layers })[0];
    return found && hitOfFeature(found, scope);
  };
  const ground = () => GROUND_LAYERS.map((id) => among([id], 0)).find((hit) => hit !== undefined);
  return among(SYMBOL_LAYERS, 2) ?? deck.pick(x, y) ?? among(LINE_LAYERS, 3) ?? ground();
}
