import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { FONT_SEMIBOLD } from '../base-style.ts';

/** Colours that tell the routes of a track apart; away from those that say how well a route is covered. */
export const TRACK_TINTS: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#1d5fb4', '#8a2f9e', '#5b6b00', '#b3245b', '#7a4a12', '#3a3f8f'],
  dark: ['#7db4ff', '#d79be8', '#c3cf5a', '#ff9dbd', '#e3b27a', '#a9adff'],
};

/** Over the routes and under the drawing's handles. */
export function trackLayers(theme: Theme): LayerSpecification[] {
  const { halo, label, labelSoft } = BASE_COLOURS[theme];
  const tints = TRACK_TINTS[theme];
  const is = (role: string): FilterSpecification => ['==', ['get', 'role'], role];
  const tint = [
    'to-color',
    ['at', ['%', ['get', 'tint'], tints.length], ['literal', tints]],
  ] as unknown as ExpressionSpecification;
  const wide = (plain: number, hovered: number): ExpressionSpecification => [
    'case',
    ['==', ['get', 'isHovered'], true],
    hovered,
    plain,
  ];
  const line = (id: string, filter: FilterSpecification, paint: object): LayerSpecification => ({
    id,
    type: 'line',
    source: 'track',
    filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint,
  });
  return [
    line('track-halo', is('stretch'), { 'line-color': halo, 'line-width': wide(8, 12), 'line-opacity': 0.92 }),
    line('track-stretch', ['all', is('stretch'), ['!', ['get', 'uncertain']]] as FilterSpecification, {
      'line-color': tint,
      'line-width': wide(4.5, 7),
    }),
    line('track-uncertain', ['all', is('stretch'), ['get', 'uncertain']] as FilterSpecification, {
      'line-color': tint,
      'line-width': wide(4.5, 7),
      'line-dasharray': [0.9, 1.5],
    }),
    line('track-off', is('off'), { 'line-color': label, 'line-width': wide(2.2, 4), 'line-dasharray': [1.4, 1.6] }),
    line('track-raw', is('raw'), { 'line-color': labelSoft, 'line-width': 1.1 }),
    {
      id: 'track-removed',
      type: 'symbol',
      source: 'track',
      filter: is('removed'),
      layout: {
        'text-field': '×',
        'text-font': FONT_SEMIBOLD,
        'text-size': 15,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': theme === 'light' ? '#a8480f' : '#f2a65f', 'text-halo-color': halo, 'text-halo-width': 1 },
    },
    {
      id: 'track-dwell',
      type: 'circle',
      source: 'track',
      filter: is('dwell'),
      paint: {
        'circle-radius': wide(5.5, 8),
        'circle-color': label,
        'circle-stroke-color': halo,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'track-dwell-label',
      type: 'symbol',
      source: 'track',
      filter: is('dwell'),
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT_SEMIBOLD,
        'text-size': 12,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.8,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 2 },
    },
  ];
}
