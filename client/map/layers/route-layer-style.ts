import type { LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { FONT_MEDIUM } from '../base-style.ts';

/** Roads and the closed railway that help to find one's way but are not counted. */
export function contextRouteLayers(theme: Theme): LayerSpecification[] {
  const c = BASE_COLOURS[theme];
  return [
    {
      // Under the coverage: shows while that is being computed.
      id: 'register-routes',
      type: 'line',
      source: 'route-lines',
      filter: ['==', ['get', 'inRegister'], true],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': c.provinceEdge, 'line-width': 2.6 },
    },
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
    source: 'route-signs',
    filter: [
      'all',
      ['==', ['get', 'inRegister'], inRegister],
      // Few from afar, twice as many with every step nearer.
      ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 7.6, 1, 9, 2, 10.5, 3]],
    ],
    minzoom: inRegister ? 0 : 9,
    layout: {
      'text-field': ['get', 'sign'],
      'text-font': FONT_MEDIUM,
      'text-size': size,
      'icon-image': 'shield',
      'icon-text-fit': 'both',
      'text-padding': 5,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': inRegister ? c.label : c.labelSoft },
  });
  return [sign('context-signs', false, 9.5), sign('route-signs', true, 10.5)];
}
