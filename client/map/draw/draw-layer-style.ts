import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { FONT_SEMIBOLD } from '../base-style.ts';

/** The other version of a place, beside the accent of one's own; told apart by its dashes too. */
export const THEIRS_COLOUR: Readonly<Record<Theme, string>> = { light: '#a8480f', dark: '#f2a65f' };

/** A place as it was, beside the blue of what it becomes; dashed too, and not the red of a gap. */
export const OLD_COLOUR: Readonly<Record<Theme, string>> = { light: '#cf7a00', dark: '#ffb454' };

const has = (...roles: string[]): FilterSpecification => ['in', ['get', 'role'], ['literal', roles]];
const all = (type: string, ...roles: string[]): FilterSpecification =>
  ['all', ['==', ['geometry-type'], type], has(...roles)] as FilterSpecification;
/** A width that goes from the whole province to a road as it is drawn. */
const byZoom = (far: number, near: number) => ['interpolate', ['linear'], ['zoom'], 9, far, 12, near];
const ROUND = { 'line-cap': 'round', 'line-join': 'round' } as const;

/** Paint of communes chosen or compared; their filters name the ids. Under the routes. */
export function drawCommuneLayers(theme: Theme): LayerSpecification[] {
  const { select } = BASE_COLOURS[theme];
  const fill = (role: string, colour: string, opacity: number): LayerSpecification => ({
    id: `draw-communes-${role}`,
    type: 'fill',
    source: 'communes',
    filter: ['in', ['get', 'id'], ['literal', []]],
    paint: { 'fill-color': colour, 'fill-opacity': opacity, 'fill-outline-color': colour },
  });
  return [
    fill('old', OLD_COLOUR[theme], 0.34),
    fill('chosen', select, 0.32),
    fill('mine', select, 0.26),
    fill('theirs', THEIRS_COLOUR[theme], 0.26),
  ];
}

/** The drawing itself, over everything: halo, line, next segment, handles, km labels. */
export function drawLayers(theme: Theme): LayerSpecification[] {
  const { select, halo, label } = BASE_COLOURS[theme];
  const theirs = THEIRS_COLOUR[theme];
  const roles = ['match', ['get', 'role'], 'theirs', theirs, 'old', OLD_COLOUR[theme], select];
  const roleColour = roles as unknown as ExpressionSpecification;
  const line = (id: string, filter: FilterSpecification, paint: object): LayerSpecification => ({
    id,
    type: 'line',
    source: 'draw',
    filter,
    layout: ROUND,
    paint,
  });
  return [
    line('draw-candidate', has('candidate'), { 'line-color': select, 'line-width': 11, 'line-opacity': 0.28 }),
    {
      id: 'draw-area',
      type: 'fill',
      source: 'draw',
      filter: all('Polygon', 'area', 'mine', 'theirs', 'old'),
      paint: { 'fill-color': roleColour, 'fill-opacity': 0.16 },
    },
    line('draw-halo', has('shape', 'mine', 'theirs', 'old'), {
      'line-color': halo,
      'line-width': 8,
      'line-opacity': 0.9,
    }),
    line('draw-line', has('shape'), { 'line-color': select, 'line-width': 4 }),
    // Far out the old line lies on the new one: thin on wide there, so that both are seen.
    line('draw-mine', has('mine'), { 'line-color': select, 'line-width': byZoom(7, 4) }),
    line('draw-old', has('old'), {
      'line-color': OLD_COLOUR[theme],
      'line-width': byZoom(2, 3),
      'line-dasharray': [1.4, 1.6],
    }),
    line('draw-theirs', has('theirs'), { 'line-color': theirs, 'line-width': 4, 'line-dasharray': [1.6, 1.8] }),
    line('draw-rubber', has('rubber'), { 'line-color': select, 'line-width': 2, 'line-dasharray': [2, 2] }),
    {
      id: 'draw-compared-points',
      type: 'circle',
      source: 'draw',
      filter: all('Point', 'mine', 'theirs', 'old'),
      paint: {
        'circle-radius': 9,
        'circle-color': roleColour,
        'circle-stroke-color': halo,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'draw-midpoints',
      type: 'circle',
      source: 'draw',
      filter: has('midpoint'),
      paint: { 'circle-radius': 4, 'circle-color': halo, 'circle-stroke-color': select, 'circle-stroke-width': 1.4 },
    },
    {
      id: 'draw-vertices',
      type: 'circle',
      source: 'draw',
      filter: has('vertex', 'finish'),
      paint: {
        'circle-radius': ['case', ['get', 'isSelected'], 8, 6],
        'circle-color': ['case', ['get', 'isSelected'], select, halo],
        'circle-stroke-color': ['case', ['get', 'isSelected'], halo, select],
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'draw-labels',
      type: 'symbol',
      source: 'draw',
      filter: has('label'),
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT_SEMIBOLD,
        'text-size': 12.5,
        'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
        'text-radial-offset': 1,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 2.2 },
    },
  ];
}
