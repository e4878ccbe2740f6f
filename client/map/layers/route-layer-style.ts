import type { LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { FONT_MEDIUM } from '../base-style.ts';

/** Roads and the closed railway that help to find one's way but are not counted. */
export function contextRouteLayers(theme: Theme): LayerSpecification[] {
  const c = BASE_COLOURS[theme];
  return [
    {
      id: 'context-roads',
      type: 'line',
      source: 'route-lines',
      filter: ['all', ['==', ['get', 'inRegister'], false], ['==', ['get', 'kind'], 'road']],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': c.road, 'line-width': 1.6 },
    },
    {
      id: 'context-rail',
      type: 'line',
      source: 'route-lines',
      filter: ['all', ['==', ['get', 'inRegister'], false], ['==', ['get', 'kind'], 'railway']],
      paint: { 'line-color': c.road, 'line-width': 1.4, 'line-dasharray': [3, 2] },
    },
  ];
}

export function routeSignLayers(theme: Theme): LayerSpecification[] {
  const c = BASE_COLOURS[theme];
  const sign = (id: string, inRegister: boolean, size: number): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'route-lines',
    filter: ['==', ['get', 'inRegister'], inRegister],
    minzoom: inRegister ? 0 : 9,
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': ['get', 'sign'],
      'text-font': FONT_MEDIUM,
      'text-size': size,
      'text-rotation-alignment': 'viewport',
      'icon-rotation-alignment': 'viewport',
      'icon-image': 'shield',
      'icon-text-fit': 'both',
      'text-padding': 6,
    },
    paint: { 'text-color': inRegister ? c.label : c.labelSoft },
  });
  return [sign('context-signs', false, 9.5), sign('route-signs', true, 10.5)];
}
