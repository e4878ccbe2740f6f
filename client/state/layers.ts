/** The layers a person can switch; `on` as the page opens. */
export const LAYER_IDS = [
  'routes',
  'gaps',
  'areas',
  'sites',
  'measures',
  'incidents',
  'heat',
  'communes',
  'context',
  'labels',
] as const;
export type LayerId = (typeof LAYER_IDS)[number];
export type LayerVisibility = Record<LayerId, boolean>;

export const DEFAULT_LAYERS: Readonly<LayerVisibility> = {
  routes: true,
  gaps: true,
  areas: true,
  sites: true,
  measures: false,
  incidents: false,
  heat: false,
  communes: true,
  context: true,
  labels: true,
};

export const LAYER_GROUPS: readonly { id: 'coverage' | 'records' | 'base'; layers: readonly LayerId[] }[] = [
  { id: 'coverage', layers: ['routes', 'gaps', 'areas', 'sites'] },
  { id: 'records', layers: ['measures', 'incidents', 'heat'] },
  { id: 'base', layers: ['communes', 'context', 'labels'] },
];
