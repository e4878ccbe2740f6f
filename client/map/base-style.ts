import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../state/preferences.svelte.ts';
import type { Lang } from '../text/translate.ts';
import { BASE_COLOURS } from './base-colours.ts';

/** Addresses of the base map's files, as the build names them. */
export interface BaseSources {
  land: string;
  lines: string;
  rivers: string;
  sea: string;
  labels: string;
}

/**
 * Invisible layers that mark places in the drawing order, bottom first:
 * ground · native areas · GROUND_TOP · heat (deck.gl) · HEAT_TOP · borders ·
 * routes and gaps (deck.gl) · ROUTES_TOP · native lines · LABEL_ANCHOR · labels.
 * What is added “before” a mark stands right under it; deck.gl and native
 * layers have marks of their own, so that neither can slip under the other.
 */
export const GROUND_TOP = 'ground-top';
export const HEAT_TOP = 'heat-top';
export const ROUTES_TOP = 'routes-top';
export const LABEL_ANCHOR = 'label-anchor';

const mark = (id: string): LayerSpecification => ({ id, type: 'background', layout: { visibility: 'none' } });

export const FONT_REGULAR = ['Noto Sans Variable'];
/** MapLibre reads the weight from the first name; the browser finds the family by the second. */
export const FONT_MEDIUM = ['Trong Diem Medium', 'Noto Sans Variable'];
export const FONT_SEMIBOLD = ['Trong Diem Semibold', 'Noto Sans Variable'];

const kindIs = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];

/** The name in the language in use; Vietnamese where a record has no other. */
export const nameField = (lang: Lang): ExpressionSpecification =>
  lang === 'vi' ? ['get', 'nameVi'] : ['coalesce', ['get', 'nameEn'], ['get', 'nameVi']];

/** Every layer of the base map, in drawing order. The same ids in both themes and languages. */
export function baseLayers(theme: Theme, lang: Lang): LayerSpecification[] {
  const c = BASE_COLOURS[theme];
  const label = (size: ExpressionSpecification | number) => ({
    'text-field': nameField(lang),
    'text-font': FONT_REGULAR,
    'text-size': size,
    'text-max-width': 9,
    'text-line-height': 1.3,
  });
  const halo = { 'text-halo-color': c.halo, 'text-halo-width': 1.4 };
  return [
    { id: 'background', type: 'background', paint: { 'background-color': c.sea } },
    { id: 'sea', type: 'fill', source: 'sea', paint: { 'fill-color': c.sea, 'fill-antialias': false } },
    { id: 'land', type: 'fill', source: 'land', filter: kindIs('country'), paint: { 'fill-color': c.land } },
    { id: 'province', type: 'fill', source: 'land', filter: kindIs('province'), paint: { 'fill-color': c.province } },
    {
      id: 'river',
      type: 'line',
      source: 'rivers',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': c.river, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 1.2, 11, 3.5] },
    },
    mark(GROUND_TOP),
    mark(HEAT_TOP),
    {
      id: 'coast',
      type: 'line',
      source: 'lines',
      filter: kindIs('coast', 'province-coast'),
      paint: { 'line-color': c.coast, 'line-width': 0.9 },
    },
    {
      id: 'country-border',
      type: 'line',
      source: 'lines',
      filter: kindIs('country-border'),
      paint: { 'line-color': c.countryBorder, 'line-width': 1.1, 'line-dasharray': [4, 2, 1, 2] },
    },
    {
      id: 'province-edge',
      type: 'line',
      source: 'lines',
      filter: kindIs('province-edge'),
      paint: { 'line-color': c.provinceEdge, 'line-width': 1.2 },
    },
    {
      id: 'lao-border',
      type: 'line',
      source: 'lines',
      filter: kindIs('lao-border'),
      paint: { 'line-color': c.border, 'line-width': 1.7, 'line-dasharray': [5, 2, 1, 2] },
    },
    mark(ROUTES_TOP),
    mark(LABEL_ANCHOR),
    {
      id: 'river-label',
      type: 'symbol',
      source: 'rivers',
      minzoom: 8,
      layout: { ...label(11), 'symbol-placement': 'line', 'text-letter-spacing': 0.06, 'symbol-spacing': 420 },
      paint: { ...halo, 'text-color': c.labelWater },
    },
    {
      id: 'commune-label',
      type: 'symbol',
      source: 'labels',
      filter: kindIs('commune'),
      minzoom: 9.4,
      layout: label(11),
      paint: { ...halo, 'text-color': c.labelSoft },
    },
    {
      id: 'town-label',
      type: 'symbol',
      source: 'labels',
      filter: kindIs('town'),
      layout: {
        ...label(['interpolate', ['linear'], ['zoom'], 7, ['match', ['get', 'rank'], 1, 13, 11], 11, 14]),
        'text-font': FONT_MEDIUM,
        'icon-image': 'town',
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.55,
        'text-justify': 'auto',
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { ...halo, 'text-color': c.label },
    },
    {
      id: 'region-label',
      type: 'symbol',
      source: 'labels',
      filter: kindIs('country', 'province', 'sea'),
      layout: {
        ...label(['match', ['get', 'kind'], 'country', 15, 'sea', 13, 11.5]),
        'text-letter-spacing': ['match', ['get', 'kind'], 'country', 0.3, 'sea', 0.12, 0.04],
      },
      paint: {
        ...halo,
        'text-halo-color': ['match', ['get', 'kind'], 'sea', c.sea, c.land],
        'text-color': ['match', ['get', 'kind'], 'sea', c.labelWater, c.labelSoft],
      },
    },
  ];
}

export function baseStyle(theme: Theme, lang: Lang, files: BaseSources): StyleSpecification {
  const source = (file: string) => ({ type: 'geojson' as const, data: file });
  return {
    version: 8,
    sources: {
      land: source(files.land),
      lines: source(files.lines),
      rivers: source(files.rivers),
      sea: source(files.sea),
      labels: source(files.labels),
    },
    layers: baseLayers(theme, lang),
    transition: { duration: 0, delay: 0 },
  };
}
