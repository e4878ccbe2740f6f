import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';

/**
 * Brings the layers on the map to new specifications of the same ids, one
 * changed property at a time: no reload of the style, so no white flash and
 * the layers of deck.gl stay.
 */
export function restyle(map: MapLibreMap, layers: readonly LayerSpecification[]): void {
  for (const layer of layers) {
    if (!map.getLayer(layer.id)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      if (JSON.stringify(map.getPaintProperty(layer.id, name as never)) !== JSON.stringify(value))
        map.setPaintProperty(layer.id, name as never, value as never);
    }
    for (const [name, value] of Object.entries(layer.layout ?? {})) {
      if (
        name !== 'visibility' &&
        JSON.stringify(map.getLayoutProperty(layer.id, name as never)) !== JSON.stringify(value)
      )
        map.setLayoutProperty(layer.id, name as never, value as never);
    }
  }
}
