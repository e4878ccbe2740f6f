import { HowFound, IncidentType } from '#geo/domain/incident.ts';
import { MeasureStatus, MeasureType } from '#geo/domain/measure.ts';
import { parsePeriodId } from '#geo/domain/period.ts';
import {
  dataFilterParameters,
  readBatchFilter,
  readQualityFilter,
  readTableAgency,
  type BatchFilter,
  type QualityFilter,
  type TableAgency,
} from './data-filters.ts';
import { DEFAULT_LAYERS, LAYER_IDS, type LayerVisibility } from './layers.ts';
import { selectionFromText, selectionToText, type Selection } from './selection.ts';

export const SECTIONS = ['map', 'indicator', 'data', 'admin'] as const;
export type Section = (typeof SECTIONS)[number];
export type Boundaries = 'districts' | 'communes';
export const DATA_TABS = ['measures', 'incidents', 'batches', 'quality'] as const;
export type DataTab = (typeof DATA_TABS)[number];

/** Which records the map and the tables show; an empty list means all. */
export interface RecordFilters {
  measureTypes: MeasureType[];
  measureStatuses: MeasureStatus[];
  incidentTypes: IncidentType[];
  howFound: HowFound[];
}

export interface Camera {
  lng: number;
  lat: number;
  zoom: number;
}

/** What a link carries. */
export interface ViewState {
  section: Section;
  /** Null until chosen: the server's default period. */
  periodId: string | null;
  boundaries: Boundaries;
  layers: LayerVisibility;
  filters: RecordFilters;
  dataTab: DataTab;
  agency: TableAgency;
  quality: QualityFilter;
  batches: BatchFilter;
  selection: Selection;
  /** Null: the whole province. */
  camera: Camera | null;
}

export const NO_FILTERS: Readonly<RecordFilters> = {
  measureTypes: [],
  measureStatuses: [],
  incidentTypes: [],
  howFound: [],
};

const listOf = <T extends string>(text: string | null, known: readonly T[]): T[] =>
  (text ?? '').split(',').filter((part): part is T => (known as readonly string[]).includes(part));

function readLayers(text: string | null): LayerVisibility {
  const layers = { ...DEFAULT_LAYERS };
  for (const change of (text ?? '').split(',')) {
    const id = LAYER_IDS.find((known) => known === change.slice(1));
    if (id) layers[id] = !change.startsWith('-');
  }
  return layers;
}

function readCamera(text: string | null): Camera | null {
  const [lng, lat, zoom] = (text ?? '').split(',').map(Number);
  if (lng === undefined || lat === undefined || zoom === undefined) return null;
  const isPlace = Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && zoom >= 0 && zoom <= 24;
  return isPlace ? { lng, lat, zoom } : null;
}

/** Reads a link; what is absent or unknown takes its default, never an error. */
export function viewFromSearch(search: string): ViewState {
  const query = new URLSearchParams(search);
  const period = query.get('period');
  return {
    section: SECTIONS.find((section) => section === query.get('s')) ?? 'map',
    periodId: period && parsePeriodId(period) ? period : null,
    boundaries: query.get('b') === 'communes' ? 'communes' : 'districts',
    layers: readLayers(query.get('layers')),
    filters: {
      measureTypes: listOf(query.get('mt'), MeasureType.options),
      measureStatuses: listOf(query.get('ms'), MeasureStatus.options),
      incidentTypes: listOf(query.get('it'), IncidentType.options),
      howFound: listOf(query.get('hf'), HowFound.options),
    },
    dataTab: DATA_TABS.find((tab) => tab === query.get('tab')) ?? 'measures',
    agency: readTableAgency(query),
    quality: readQualityFilter(query),
    batches: readBatchFilter(query),
    selection: selectionFromText(query.get('sel') ?? ''),
    camera: readCamera(query.get('at')),
  };
}

/** Writes a link; defaults are left out, so that the plain address stays plain. */
export function viewToSearch(view: ViewState): string {
  const query = new URLSearchParams();
  const put = (key: string, value: string) => value !== '' && query.set(key, value);
  put('s', view.section === 'map' ? '' : view.section);
  put('period', view.periodId ?? '');
  put('b', view.boundaries === 'districts' ? '' : view.boundaries);
  const changed = LAYER_IDS.filter((id) => view.layers[id] !== DEFAULT_LAYERS[id]);
  // `.` for on: a plus sign would be read back as a space.
  put('layers', changed.map((id) => `${view.layers[id] ? '.' : '-'}${id}`).join(','));
  put('mt', view.filters.measureTypes.join(','));
  put('ms', view.filters.measureStatuses.join(','));
  put('it', view.filters.incidentTypes.join(','));
  put('hf', view.filters.howFound.join(','));
  put('tab', view.dataTab === 'measures' ? '' : view.dataTab);
  for (const [key, value] of dataFilterParameters(view.agency, view.quality, view.batches)) put(key, value);
  put('sel', selectionToText(view.selection));
  if (view.camera) {
    const { lng, lat, zoom } = view.camera;
    put('at', `${lng.toFixed(4)},${lat.toFixed(4)},${zoom.toFixed(2)}`);
  }
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%7E', '~');
  return text === '' ? '' : `?${text}`;
}

/** Whether going from `a` to `b` is a step that the back button should undo. */
export function isStep(a: ViewState, b: ViewState): boolean {
  return (
    a.section !== b.section ||
    a.periodId !== b.periodId ||
    a.boundaries !== b.boundaries ||
    selectionToText(a.selection) !== selectionToText(b.selection)
  );
}
