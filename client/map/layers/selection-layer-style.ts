import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';

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

/** A ring around a selected site or record. */
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
  return [ring('hovered', 0.5), ring('selected', 1)];
}
