import type { LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../../state/preferences.svelte.ts';
import { BASE_COLOURS } from '../base-colours.ts';

/** Outlines around selected and hovered areas and communes; their filters name the ids. */
export function highlightLayers(theme: Theme): LayerSpecification[] {
  const colour = BASE_COLOURS[theme].select;
  const line = (id: string, source: string, width: number, opacity: number): LayerSpecification => ({
    id,
    type: 'line',
    source,
    filter: ['in', ['get', 'id'], ['literal', []]],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': opacity },
  });
  return [
    line('highlight-hovered', 'communes', 2, 0.6),
    line('highlight-hovered-area', 'areas', 2.5, 0.6),
    line('highlight-selected', 'communes', 2.5, 1),
    line('highlight-selected-area', 'areas', 3, 1),
  ];
}
