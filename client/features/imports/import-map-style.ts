import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { BASE_COLOURS } from '../../map/base-colours.ts';
import { MEANING_COLOURS } from '../../map/coverage-colours.ts';
import type { Theme } from '../../state/preferences.svelte.ts';

const is = (type: 'Point' | 'LineString' | 'Polygon'): FilterSpecification => ['==', ['geometry-type'], type];

/** The layers that a click asks, smallest things first. */
export const ROW_LAYERS = ['rows-points', 'rows-marks', 'rows-lines', 'rows-areas'];

/** What would be stored by how well its place is known, and the row that is looked at over it. */
export function rowLayers(theme: Theme): LayerSpecification[] {
  const base = BASE_COLOURS[theme];
  const ramp = MEANING_COLOURS[theme].precision.flatMap((colour, index) => [index, colour]);
  const colour = ['match', ['get', 'precision'], ...ramp, base.label] as unknown as ExpressionSpecification;
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'rows-areas',
      type: 'fill',
      source: 'rows',
      filter: is('Polygon'),
      paint: { 'fill-color': colour, 'fill-opacity': 0.3 },
    },
    {
      id: 'rows-edges',
      type: 'line',
      source: 'rows',
      filter: is('Polygon'),
      paint: { 'line-color': colour, 'line-width': 1.2 },
    },
    {
      id: 'rows-lines-halo',
      type: 'line',
      source: 'rows',
      filter: is('LineString'),
      layout: round,
      paint: { 'line-color': base.halo, 'line-width': 6 },
    },
    {
      id: 'rows-lines',
      type: 'line',
      source: 'rows',
      filter: is('LineString'),
      layout: round,
      paint: { 'line-color': colour, 'line-width': 3.6 },
    },
    {
      id: 'rows-marks',
      type: 'circle',
      source: 'rows',
      maxzoom: 10,
      filter: ['get', 'isMark'],
      paint: { 'circle-radius': 4, 'circle-color': colour, 'circle-stroke-color': base.halo, 'circle-stroke-width': 1 },
    },
    {
      id: 'rows-points',
      type: 'circle',
      source: 'rows',
      filter: ['all', is('Point'), ['!', ['get', 'isMark']]] as FilterSpecification,
      paint: {
        'circle-radius': 5.5,
        'circle-color': colour,
        'circle-stroke-color': base.halo,
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'row-wash',
      type: 'fill',
      source: 'row',
      filter: is('Polygon'),
      paint: { 'fill-color': base.select, 'fill-opacity': 0.22 },
    },
    {
      id: 'row-line',
      type: 'line',
      source: 'row',
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: round,
      paint: { 'line-color': base.select, 'line-width': 3, 'line-gap-width': 4 },
    },
    {
      id: 'row-ring',
      type: 'circle',
      source: 'row',
      filter: is('Point'),
      paint: {
        'circle-radius': 11,
        'circle-opacity': 0,
        'circle-stroke-color': base.select,
        'circle-stroke-width': 3,
      },
    },
  ];
}

/** Routes and communes, to find one's way by. */
export function groundLayers(theme: Theme): LayerSpecification[] {
  const base = BASE_COLOURS[theme];
  return [
    {
      id: 'commune-edges',
      type: 'line',
      source: 'communes',
      paint: { 'line-color': base.commune, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.4, 11, 1.1] },
    },
    {
      id: 'routes',
      type: 'line',
      source: 'routes',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': base.provinceEdge, 'line-width': ['case', ['get', 'inRegister'], 2, 1.1] },
    },
  ];
}
