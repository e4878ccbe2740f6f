import type { UnitClass } from '#geo/domain/coverage.ts';
import { isSameSelection, NOTHING, parentOf, type Selection } from './selection.ts';
import type { BatchFilter, QualityFilter, TableAgency } from './data-filters.ts';
import type { LayerId, LayerVisibility } from './layers.ts';
import {
  type Boundaries,
  type Camera,
  type DataTab,
  type RecordFilters,
  type Section,
  type ViewState,
} from './view-url.ts';

/** A dialog over the page; not part of a link. */
export type OpenDialog =
  | { kind: 'none' }
  | { kind: 'import'; files?: readonly File[] }
  | { kind: 'track-form'; file?: File; resume?: object }
  /** `resume`: what a form that was left unsaved said, as its feature keeps it. */
  | { kind: 'measure-form'; measureId: string | null; resume?: object }
  | { kind: 'incident-form'; incidentId: string | null; resume?: object }
  /** Routes against a file of roads, beside the map. */
  | { kind: 'geometry-form' }
  /** `unitId` is null for a new member. */
  | {
      kind: 'register-form';
      unitClass: UnitClass;
      unitId: string | null;
      work: 'change' | 'retire' | 'add';
      resume?: object;
    };

/** What is on the page; reactive, kept in the address by `view-sync`. */
export class View {
  section: Section = $state('map');
  /** As chosen; null follows the server's default. Read `period` instead. */
  periodId: string | null = $state(null);
  defaultPeriodId: string | null = $state(null);
  boundaries: Boundaries = $state('districts');
  layers: LayerVisibility = $state() as LayerVisibility;
  filters: RecordFilters = $state() as RecordFilters;
  dataTab: DataTab = $state('measures');
  agency: TableAgency = $state() as TableAgency;
  quality: QualityFilter = $state() as QualityFilter;
  batches: BatchFilter = $state() as BatchFilter;
  camera: Camera | null = $state.raw(null);
  selection: Selection = $state.raw(NOTHING);
  /** Under the pointer anywhere (table row, map, strip): previewed everywhere. */
  hovered: Selection = $state.raw(NOTHING);
  dialog: OpenDialog = $state.raw({ kind: 'none' });
  /** The list of keys stands over everything; a form under it stays as it is. */
  isKeysOpen: boolean = $state(false);
  /** A form stands beside the map, which stays in use. */
  readonly hasForm: boolean = $derived(this.dialog.kind.endsWith('-form'));

  /** The period in use; null until the list of periods has loaded. */
  readonly period: string | null = $derived(this.periodId ?? this.defaultPeriodId);

  /** What the density layer and its legend ask for. */
  readonly heatFilter = $derived({
    period: this.period ?? '',
    type: this.filters.incidentTypes,
    howFound: this.filters.howFound,
  });

  constructor(state: ViewState) {
    this.restore(state);
  }

  select(selection: Selection): void {
    if (!isSameSelection(this.selection, selection)) this.selection = selection;
  }

  hover(selection: Selection): void {
    if (!isSameSelection(this.hovered, selection)) this.hovered = selection;
  }

  /** One step back, as Esc does: closes the dialog, else goes to the selection's parent. True when it did something. */
  back(): boolean {
    if (this.dialog.kind !== 'none') {
      this.dialog = { kind: 'none' };
      return true;
    }
    if (this.selection.kind === 'none') return false;
    this.select(parentOf(this.selection));
    return true;
  }

  toggleLayer(id: LayerId): void {
    this.layers[id] = !this.layers[id];
  }

  isSelected(selection: Selection): boolean {
    return isSameSelection(this.selection, selection);
  }

  snapshot(): ViewState {
    return {
      section: this.section,
      periodId: this.periodId,
      boundaries: this.boundaries,
      layers: $state.snapshot(this.layers),
      filters: $state.snapshot(this.filters),
      dataTab: this.dataTab,
      agency: $state.snapshot(this.agency),
      quality: $state.snapshot(this.quality),
      batches: $state.snapshot(this.batches),
      selection: this.selection,
      camera: this.camera,
    };
  }

  restore(state: ViewState): void {
    this.section = state.section;
    this.periodId = state.periodId;
    this.boundaries = state.boundaries;
    this.layers = { ...state.layers };
    this.filters = structuredClone(state.filters);
    this.dataTab = state.dataTab;
    this.agency = { ...state.agency };
    this.quality = { ...state.quality };
    this.batches = { ...state.batches };
    this.selection = state.selection;
    this.camera = state.camera;
  }
}
