import type { FilterSpecification, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { restyle } from './restyle.ts';

/** Puts data under a source id, making the source when it is new. */
export function putData(map: MapLibreMap, id: string, data: GeoJSON.FeatureCollection, options: object = {}): void {
  const source = map.getSource(id);
  if (source) (source as unknown as { setData(data: GeoJSON.FeatureCollection): void }).setData(data);
  else map.addSource(id, { type: 'geojson', data, ...options });
}

/** Adds the layers before `beforeId`, or brings those already there to the new specification. */
export function putLayers(map: MapLibreMap, layers: readonly LayerSpecification[], beforeId?: string): void {
  restyle(map, layers);
  for (const layer of layers) if (!map.getLayer(layer.id)) map.addLayer(layer, beforeId);
}

export function showLayers(map: MapLibreMap, ids: readonly string[], isOn: boolean): void {
  for (const id of ids) if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', isOn ? 'visible' : 'none');
}

export function filterLayer(map: MapLibreMap, id: string, filter: FilterSpecification): void {
  if (map.getLayer(id)) map.setFilter(id, filter);
}
