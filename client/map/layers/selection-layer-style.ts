import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';
import { FONT_SEMIBOLD } from '../base-style.ts';

const isOf = (role: string): FilterSpecification => ['==', ['get', 'role'], role];

/** A broad soft line under the selected or hovered stretch. */
export function haloLayers(theme: Theme): LayerSpecification[] {
  const colour = BASE_COLOURS[theme].select;
  const halo = (role: string, opacity: number): LayerSpecification => ({
    id: `${role}-halo`,
    type: 'line',
    source: 'highlight',
    filter: ['all', ['==', ['geometry-type'], 'LineString'], isOf(role)] as FilterSpecification,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': 15, 'line-opacity': opacity },
  });
  return [halo('hovered', 0.25), halo('selected', 0.5)];
}

/** Drawn areas, 1 km cells and circles of uncertainty: a light wash with a firm edge. */
export function highlightAreaLayers(theme: Theme): LayerSpecification[] {
  const colour = BASE_COLOURS[theme].select;
  const isArea = (role: string): FilterSpecification =>
    ['all', ['==', ['geometry-type'], 'Polygon'], isOf(role)] as FilterSpecification;
  return ['hovered', 'selected'].flatMap((role): LayerSpecification[] => [
    {
      id: `${role}-wash`,
      type: 'fill',
      source: 'highlight',
      filter: isArea(role),
      paint: { 'fill-color': colour, 'fill-opacity': role === 'selected' ? 0.18 : 0.1 },
    },
    {
      id: `${role}-edge`,
      type: 'line',
      source: 'highlight',
      filter: isArea(role),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': 2, 'line-opacity': role === 'selected' ? 1 : 0.6 },
    },
  ]);
}

/** The line of a record itself, so that a track shows with its layer off: a thin core over the halo. */
export function recordLineLayers(theme: Theme): LayerSpecification[] {
  const { select, halo } = BASE_COLOURS[theme];
  const core = (role: string, id: string, colour: string, width: number): LayerSpecification => ({
    id: `${role}-${id}`,
    type: 'line',
    source: 'highlight',
    filter: ['all', ['==', ['geometry-type'], 'LineString'], isOf(role), ['get', 'isRecord']] as FilterSpecification,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': role === 'selected' ? 1 : 0.7 },
  });
  return ['hovered', 'selected'].flatMap((role) => [core(role, 'core-halo', halo, 5), core(role, 'core', select, 2.6)]);
}

/** Outlines of areas and communes; their filters name the ids. */
export function outlineLayers(theme: Theme): LayerSpecification[] {
  const colour = BASE_COLOURS[theme].select;
  const line = (role: string, source: string, width: number, opacity: number): LayerSpecification => ({
    id: `${role}-${source}`,
    type: 'line',
    source,
    filter: ['in', ['get', 'id'], ['literal', []]],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': opacity },
  });
  return [
    line('hovered', 'communes', 2, 0.6),
    line('hovered', 'areas', 2.5, 0.6),
    line('selected', 'communes', 2.5, 1),
    line('selected', 'areas', 3, 1),
  ];
}

/** Rings around a selected or hovered site; a pin with its name where a search led. */
export function pointRingLayers(theme: Theme): LayerSpecification[] {
  const colour = BASE_COLOURS[theme].select;
  const ring = (role: string, opacity: number): LayerSpecification => ({
    id: `${role}-ring`,
    type: 'circle',
    source: 'highlight',
    filter: ['all', ['==', ['geometry-type'], 'Point'], ['==', ['get', 'role'], role]],
    paint: {
      'circle-radius': 16,
      'circle-opacity': 0,
      'circle-stroke-color': colour,
      'circle-stroke-width': 2.5,
      'circle-stroke-opacity': opacity,
    },
  });
  const base = BASE_COLOURS[theme];
  const pin: LayerSpecification[] = [
    {
      id: 'pin-point',
      type: 'circle',
      source: 'highlight',
      filter: isOf('pin'),
      paint: {
        'circle-radius': 6,
        'circle-color': colour,
        'circle-stroke-color': base.halo,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'pin-label',
      type: 'symbol',
      source: 'highlight',
      filter: isOf('pin'),
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT_SEMIBOLD,
        'text-size': 12.5,
        'text-anchor': 'bottom',
        'text-offset': [0, -0.9],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': base.label, 'text-halo-color': base.halo, 'text-halo-width': 2 },
    },
  ];
  return [ring('hovered', 0.5), ring('selected', 1), ...pin];
}
