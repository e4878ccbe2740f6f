import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LAYERS, LAYER_IDS, type LayerVisibility } from '#client/state/layers.ts';
import { DATA_TABS, isStep, viewFromSearch, viewToSearch, type ViewState } from '#client/state/view-url.ts';
import { HowFound, IncidentType } from '#geo/domain/incident.ts';
import { MeasureStatus, MeasureType } from '#geo/domain/measure.ts';
import { FindingKind } from '#geo/domain/quality.ts';

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,12}$/);
const unitClass = fc.constantFrom('route' as const, 'area' as const, 'site' as const);
/** Gap ids are the server's: any text must survive a link. */
const anyText = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((text) => text.normalize('NFC'));

const selection = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.constant({ kind: 'indicator' as const }),
  fc.record({ kind: fc.constant('class' as const), unitClass }),
  fc.record({ kind: fc.constant('unit' as const), unitClass, unitId: id }),
  fc.record({ kind: fc.constant('gap' as const), unitClass, unitId: id, gapId: anyText }),
  fc.record({ kind: fc.constant('measure' as const), measureId: id }),
  fc.record({ kind: fc.constant('measure' as const), measureId: id, within: fc.record({ unitClass, unitId: id }) }),
  fc.record({ kind: fc.constant('incident' as const), incidentId: id }),
  fc.record({ kind: fc.constant('commune' as const), communeId: id }),
  fc.record({ kind: fc.constant('site' as const), siteId: id }),
  fc.record({ kind: fc.constant('route' as const), routeId: id }),
);

const view: fc.Arbitrary<ViewState> = fc.record({
  section: fc.constantFrom('map' as const, 'indicator' as const, 'data' as const),
  periodId: fc.constantFrom(null, 'half-2025-12-15', 'plan-2025-12-15', '2026-01-01..2026-03-31'),
  boundaries: fc.constantFrom('districts' as const, 'communes' as const),
  layers: fc.record(
    Object.fromEntries(LAYER_IDS.map((layer) => [layer, fc.boolean()])) as Record<
      keyof LayerVisibility,
      fc.Arbitrary<boolean>
    >,
  ),
  filters: fc.record({
    measureTypes: fc.subarray([...MeasureType.options]),
    measureStatuses: fc.subarray([...MeasureStatus.options]),
    incidentTypes: fc.subarray([...IncidentType.options]),
    howFound: fc.subarray([...HowFound.options]),
  }),
  dataTab: fc.constantFrom(...DATA_TABS),
  agency: fc.record({ measures: fc.constantFrom('', 'BP'), incidents: fc.constantFrom('', 'CA') }),
  quality: fc.record({
    senderId: fc.constantFrom('', 'CA'),
    kind: fc.constantFrom('' as const, ...FindingKind.options),
    state: fc.constantFrom('open' as const, 'aside' as const, 'all' as const),
    batchId: fc.constantFrom('', 'f1'),
  }),
  batches: fc.record({
    senderId: fc.constantFrom('', 'BP'),
    kind: fc.constantFrom('' as const, 'measures' as const, 'incidents' as const),
    state: fc.constantFrom('' as const, 'confirmed' as const, 'undone' as const),
    inPeriod: fc.boolean(),
    name: fc.oneof(fc.constant(''), anyText),
    openId: fc.constantFrom('', 'f2'),
  }),
  selection,
  // As many digits as a link keeps.
  camera: fc.option(
    fc.record({
      lng: fc.integer({ min: 1020200, max: 1075800 }).map((n) => n / 1e4),
      lat: fc.integer({ min: 170200, max: 212800 }).map((n) => n / 1e4),
      zoom: fc.integer({ min: 500, max: 1600 }).map((n) => n / 100),
    }),
    { nil: null },
  ),
});

describe('a link', () => {
  it('carries the whole state there and back', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(viewFromSearch(viewToSearch(state))).toEqual(state);
      }),
      {
        numRuns: 500,
      },
    );
  });

  it('is empty for the page as it opens', () => {
    expect(viewToSearch(viewFromSearch(''))).toBe('');
  });

  it('reads what is unknown or broken as the default', () => {
    const broken = viewFromSearch(
      '?s=nowhere&period=half-2025-01-01&b=x&layers=-nothing,?&mt=M77&sel=unit~moon~1&at=1,2',
    );
    expect(broken).toEqual(viewFromSearch(''));
    expect(viewFromSearch('?at=105.1,99,8').camera).toBeNull();
    expect(viewFromSearch('?period=2026-03-31..2026-01-01').periodId).toBeNull();
  });

  it('names only the layers that differ from the default', () => {
    const state = viewFromSearch('');
    state.layers = { ...DEFAULT_LAYERS, heat: true, labels: false };
    expect(viewToSearch(state)).toBe('?layers=.heat,-labels');
  });
});

describe('a step of the back button', () => {
  const base = viewFromSearch('');
  it('is a new selection, section, period or boundary', () => {
    expect(isStep(base, { ...base, selection: { kind: 'indicator' } })).toBe(true);
    expect(isStep(base, { ...base, section: 'data' })).toBe(true);
    expect(isStep(base, { ...base, periodId: 'half-2025-12-15' })).toBe(true);
  });
  it('is not a camera, layer or filter', () => {
    expect(isStep(base, { ...base, camera: { lng: 105, lat: 19, zoom: 9 } })).toBe(false);
    expect(isStep(base, { ...base, layers: { ...base.layers, heat: true } })).toBe(false);
  });
});
