import { describe, expect, it } from 'vitest';
import { areaClasses, colouredShapes, communeClasses } from '#client/map/layers/area-layer-data.ts';
import { heatCells, heatColours, heatStep } from '#client/map/layers/heat-layer-data.ts';
import {
  incidentPoints,
  matchesIncident,
  matchesMeasure,
  measureLines,
  measurePoints,
} from '#client/map/layers/record-layer-data.ts';
import { highlightFeatures, shapesOfSelection } from '#client/map/layers/selection-layer-data.ts';
import { circleRing, gradeOn, sitePoints, siteUncertainty } from '#client/map/layers/site-layer-data.ts';
import type { IncidentView } from '#geo/contract/incidents.contract.ts';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { UnitCoverage } from '#geo/domain/coverage.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { sampleRegister } from '../sample-register.ts';

const register = sampleRegister();

describe('density', () => {
  it('takes its class from the fixed legend, the last one being open', () => {
    expect([0.5, 1, 1.01, 4, 900].map((value) => heatStep(value, [1, 2, 4]))).toEqual([0, 0, 1, 2, 2]);
  });
  it('draws a cell as the server measured it', () => {
    const heat = {
      cellM: 2000,
      bandwidthM: 8000,
      incidents: 9,
      unplaced: 0,
      suppressedCells: 0,
      legend: [1, 2],
      halfLng: 0.01,
      halfLat: 0.009,
      cells: [[105, 19, 1.5]] as [number, number, number][],
    };
    const [cell] = heatCells(heat);
    expect(cell.step).toBe(1);
    expect(cell.polygon[0]).toEqual([104.99, 18.991]);
    expect(cell.polygon[2]).toEqual([105.01, 19.009]);
  });
  it('spreads the ramp over the classes, ends included', () => {
    expect(heatColours(['a', 'b', 'c', 'd', 'e'], 3)).toEqual(['a', 'c', 'e']);
    expect(heatColours(['a', 'b'], 1)).toEqual(['b']);
  });
});

describe('areas', () => {
  const unit = (unitClass: string, unitId: string, low: number, total: number) =>
    ({ unitClass, unitId, extent: { low, total } }) as UnitCoverage;
  it('take the class of the share reached; other units and empty ones have none', () => {
    const classes = areaClasses([unit('area', 'ky-son', 3, 4), unit('area', 'vinh', 0, 0), unit('route', 'QL7', 1, 1)]);
    expect([...classes]).toEqual([['ky-son', 4]]);
  });
  it('of today’s communes are touched, perhaps touched, or a gap, whether their agency has reported or not', () => {
    // Not reported: the upper bound holds for every commune.
    const commune = (communeId: string, touched: boolean) => ({ communeId, touched, touchedHigh: true, last: null });
    const detail = {
      communes: [commune('1', true), commune('2', false), commune('3', false)],
      gaps: [
        { kind: 'unpositioned', communeIds: ['2'] },
        { kind: 'gap', communeIds: ['3'] },
      ],
    };
    const other = { communes: [commune('1', false)], gaps: [{ kind: 'gap', communeIds: ['1'] }] };
    expect([...communeClasses([detail, other] as never)]).toEqual([
      ['1', 4],
      ['2', 2],
      ['3', 0],
    ]);
  });
  it('without a class are drawn without colour', () => {
    const shape = { geometry: { type: 'Polygon' as const, coordinates: [] }, properties: { id: 'a', nameVi: 'A' } };
    expect(colouredShapes([shape], new Map()).features[0].properties!.coverage).toBe(-1);
  });
});

describe('sites', () => {
  const site = (id: string) => register.sites.find((item) => item.id === id)!;
  it('have the grade of the day', () => {
    expect(gradeOn(site('gate-thanh-thuy'), '2024-01-01')).toBe('main');
    expect(gradeOn(site('gate-thanh-thuy'), '2026-11-23')).toBe('auxiliary');
    expect(gradeOn(site('airport-vinh'), '2026-11-23')).toBeUndefined();
  });
  it('badly known are circles of their accuracy', () => {
    const [lng, lat] = site('gate-thanh-thuy').point;
    const ring = circleRing([lng, lat], 3000);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [x, y] of ring) {
      const dx = (x - lng) * 111_195 * Math.cos((lat * Math.PI) / 180);
      expect(Math.hypot(dx, (y - lat) * 111_195)).toBeCloseTo(3000, -1);
    }
    const ids = siteUncertainty(register.sites).features.map((feature) => feature.properties!.id);
    expect(ids).toContain('gate-thanh-thuy');
    expect(ids).not.toContain('airport-vinh');
  });
  it('of the register show whether a measure was there; towns are not sites', () => {
    const units = [{ unitClass: 'site', unitId: 'port-cua-lo', official: { low: 0 } }] as UnitCoverage[];
    const points = sitePoints(register.sites, units).features.map((feature) => feature.properties!);
    expect(points.find((point) => point.id === 'port-cua-lo')!.icon).toBe('seaport-uncovered');
    expect(points.find((point) => point.id === 'airport-vinh')!.icon).toBe('airport-plain');
    expect(points.some((point) => point.id === 'town-vinh')).toBe(false);
  });
});

describe('records', () => {
  const measure = (place: object, labelPoint: [number, number] | null) =>
    ({
      id: 'm',
      type: 'M02',
      status: 'done',
      lastOn: '2026-05-01',
      place,
      labelPoint,
      placeVi: '',
      placeEn: '',
    }) as MeasureView;
  it('have a symbol where a place is known, a line where they ran along one', () => {
    const onRoute = measure({ kind: 'interval', routeId: 'QL7', fromM: 1000, toM: 2000 }, [105, 19]);
    const nowhere = measure({ kind: 'communes', communeIds: ['16813'], extent: 'somewhere' }, null);
    expect(measurePoints([onRoute, nowhere]).features.map((feature) => feature.properties!.icon)).toEqual(['M02-done']);
    const [line] = measureLines([onRoute, nowhere], register.routes).features;
    const ql7 = register.routes.find((route) => route.id === 'QL7')!;
    expect(line.geometry.coordinates[0]).toEqual(pointAtM(ql7, 1000));
  });
  it('known to a commune are marked as coarse', () => {
    const incident = {
      id: 'i',
      type: 'other',
      firstOn: '2026-05-01',
      labelPoint: [105, 19],
      masked: false,
      place: { kind: 'commune' },
    };
    expect(incidentPoints([incident as unknown as IncidentView]).features[0].properties!.isCoarse).toBe(true);
  });
  it('pass an empty filter and only what a filter names', () => {
    const filters = { measureTypes: [], measureStatuses: [], incidentTypes: [], howFound: [] };
    expect(matchesMeasure({ type: 'M02', status: 'done' }, filters)).toBe(true);
    expect(matchesMeasure({ type: 'M02', status: 'done' }, { ...filters, measureStatuses: ['verified'] })).toBe(false);
    expect(matchesIncident({ type: 'other', howFound: 'patrol' }, { ...filters, howFound: ['patrol'] })).toBe(true);
  });
});

describe('a selection', () => {
  it('outlines an area, rings a site, follows a gap', () => {
    expect(shapesOfSelection({ kind: 'unit', unitClass: 'area', unitId: 'vinh' }, register, []).polygonIds).toEqual([
      'vinh',
    ]);
    const site = shapesOfSelection({ kind: 'unit', unitClass: 'site', unitId: 'airport-vinh' }, register, []);
    expect(site.points).toHaveLength(1);
    const gap = { id: 'g', unitClass: 'route', unitId: 'QL7', fromM: 0, toM: 5000 };
    const shapes = shapesOfSelection({ kind: 'gap', unitClass: 'route', unitId: 'QL7', gapId: 'g' }, register, [
      gap as never,
    ]);
    expect(shapes.paths).toHaveLength(1);
    expect(
      highlightFeatures(shapes, site, { place: [105, 19], label: 'QL7 Km 1' }).features.map(
        (feature) => feature.properties!.role,
      ),
    ).toEqual(['hovered', 'selected', 'pin']);
  });
  it('of something unknown draws nothing', () => {
    expect(shapesOfSelection({ kind: 'site', siteId: 'x' }, register, [])).toEqual({
      paths: [],
      points: [],
      rings: [],
      polygonIds: [],
    });
  });
});
