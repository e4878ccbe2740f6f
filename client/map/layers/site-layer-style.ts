import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import type { Lang } from '../../text/translate.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { FONT_MEDIUM, FONT_REGULAR, nameField } from '../base-style.ts';

const registered = (inRegister: boolean): FilterSpecification => ['==', ['get', 'inRegister'], inRegister];

export function siteCircleLayers(theme: Theme): LayerSpecification[] {
  const c = BASE_COLOURS[theme];
  const pair = (name: string, inRegister: boolean, minzoom: number): LayerSpecification[] => [
    {
      id: `${name}-fill`,
      type: 'fill',
      source: 'site-circles',
      filter: registered(inRegister),
      minzoom,
      paint: { 'fill-color': c.label, 'fill-opacity': inRegister ? 0.06 : 0.025 },
    },
    {
      id: `${name}-line`,
      type: 'line',
      source: 'site-circles',
      filter: registered(inRegister),
      minzoom,
      paint: {
        'line-color': c.labelSoft,
        'line-width': 1,
        'line-opacity': inRegister ? 0.9 : 0.5,
        'line-dasharray': [3, 3],
      },
    },
  ];
  return [...pair('site-context', false, 9), ...pair('site-circles', true, 0)];
}

export function sitePointLayers(theme: Theme, lang: Lang): LayerSpecification[] {
  const c = BASE_COLOURS[theme];
  const points = (id: string, inRegister: boolean): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'sites',
    filter: registered(inRegister),
    minzoom: inRegister ? 0 : 8.4,
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': inRegister,
      'icon-padding': 1,
      'text-field': inRegister ? nameField(lang) : ['step', ['zoom'], '', 10, nameField(lang)],
      'text-font': inRegister ? FONT_MEDIUM : FONT_REGULAR,
      'text-size': inRegister ? 11.5 : 10.5,
      'text-optional': true,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 1.25,
      'text-justify': 'auto',
      'text-max-width': 10,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: {
      'icon-opacity': ['case', ['all', ['get', 'isUncertain'], ['!', ['get', 'inRegister']]], 0.55, 1],
      'text-color': inRegister ? c.label : c.labelSoft,
      'text-halo-color': c.halo,
      'text-halo-width': 1.5,
    },
  });
  return [points('sites-context', false), points('sites', true)];
}
