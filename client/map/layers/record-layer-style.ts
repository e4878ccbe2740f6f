import type { LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { FONT_SEMIBOLD } from '../base-style.ts';
import { MEANING_COLOURS } from '../coverage-colours.ts';

/** Beyond this zoom incidents stand alone. */
export const CLUSTER_MAX_ZOOM = 11;

export function incidentLayers(theme: Theme): LayerSpecification[] {
  const colour = MEANING_COLOURS[theme].incident;
  const { halo } = BASE_COLOURS[theme];
  return [
    {
      id: 'incident-points',
      type: 'circle',
      source: 'incidents',
      filter: ['!', ['has', 'point_count']],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 3, 12, 4.5],
        'circle-color': halo,
        'circle-opacity': 0.55,
        'circle-stroke-color': colour,
        'circle-stroke-width': 1.4,
        'circle-stroke-opacity': ['case', ['get', 'isCoarse'], 0.65, 1],
      },
    },
    {
      id: 'incident-clusters',
      type: 'circle',
      source: 'incidents',
      filter: ['has', 'point_count'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'point_count']], 1, 8, 12, 19],
        'circle-color': halo,
        'circle-opacity': 0.8,
        'circle-stroke-color': colour,
        'circle-stroke-width': 1.4,
      },
    },
    {
      id: 'incident-counts',
      type: 'symbol',
      source: 'incidents',
      filter: ['has', 'point_count'],
      layout: {
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': FONT_SEMIBOLD,
        'text-size': 11,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': colour },
    },
  ];
}

export function measureLineLayers(theme: Theme): LayerSpecification[] {
  const { measure, pending } = MEANING_COLOURS[theme];
  return [
    {
      id: 'measure-lines',
      type: 'line',
      source: 'measure-lines',
      filter: ['==', ['get', 'status'], 'verified'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': measure, 'line-width': 1.4, 'line-opacity': 0.8 },
    },
    {
      id: 'measure-lines-pending',
      type: 'line',
      source: 'measure-lines',
      filter: ['!=', ['get', 'status'], 'verified'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': pending, 'line-width': 1.4, 'line-dasharray': [2, 2] },
    },
  ];
}

export function measurePointLayers(): LayerSpecification[] {
  return [
    {
      id: 'measure-points',
      type: 'symbol',
      source: 'measure-points',
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 7, 0.72, 11, 1],
        'icon-padding': 0,
        // Those done last win where there is no room; zooming in shows the rest.
        'symbol-sort-key': ['-', 0, ['to-number', ['slice', ['get', 'day'], 5, 7]]],
      },
    },
  ];
}
