import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { MEANING_COLOURS } from '../coverage-colours.ts';

/** Quiet enough to leave routes and labels in front. */
export const AREA_OPACITY = { light: 0.3, dark: 0.26 } as const;

export function areaLayers(theme: Theme, isByCommune: boolean): LayerSpecification[] {
  const base = BASE_COLOURS[theme];
  const ramp = MEANING_COLOURS[theme].coverage.flatMap((colour, index) => [index, colour]);
  return [
    {
      id: 'areas-fill',
      type: 'fill',
      source: 'areas',
      paint: {
        'fill-color': ['match', ['get', 'coverage'], ...ramp, 'rgba(0,0,0,0)'] as unknown as ExpressionSpecification,
        'fill-opacity': AREA_OPACITY[theme],
        'fill-antialias': false,
      },
    },
    {
      id: 'areas-line',
      type: 'line',
      source: 'areas',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': base.district,
        'line-width': isByCommune ? 0.6 : ['interpolate', ['linear'], ['zoom'], 7, 0.9, 11, 1.8],
      },
    },
  ];
}

export function communeOutlineLayers(theme: Theme): LayerSpecification[] {
  return [
    // Invisible: where the pointer finds a commune.
    { id: 'communes-hit', type: 'fill', source: 'communes', paint: { 'fill-color': '#000', 'fill-opacity': 0 } },
    {
      id: 'communes-line',
      type: 'line',
      source: 'communes',
      paint: {
        'line-color': BASE_COLOURS[theme].commune,
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.4, 11, 1.1],
      },
    },
  ];
}
