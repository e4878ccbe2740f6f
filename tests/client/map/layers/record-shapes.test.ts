import { describe, expect, it } from 'vitest';
import { shapesOfRecord, type PlacedRecord } from '#client/map/layers/record-shapes.ts';
import { highlightFeatures } from '#client/map/layers/selection-layer-data.ts';
import { NO_SHAPES } from '#client/map/layers/selection-shapes.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { maskCellCentre } from '#geo/domain/precision.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { sampleRegister } from '../sample-register.ts';

const register = sampleRegister();
const shapes = (place: unknown, masked = false) => shapesOfRecord({ place, masked } as PlacedRecord, register);

describe('the place of a record', () => {
  const line: LngLat[] = [
    [104.9, 19.1],
    [104.91, 19.12],
  ];

  it('is a track’s own line, every part of it', () => {
    expect(shapes({ kind: 'track', geometry: { type: 'LineString', coordinates: line } }).paths).toEqual([line]);
    const parts = shapes({ kind: 'line', geometry: { type: 'MultiLineString', coordinates: [line, line] } });
    expect(parts.paths).toHaveLength(2);
  });

  it('is the stretch of route between two kilometres', () => {
    const route = register.routes.find(({ id }) => id === 'QL7')!;
    const [path] = shapes({ kind: 'interval', routeId: 'QL7', fromM: 10_000, toM: 20_000 }).paths;
    expect(path[0]).toEqual(pointAtM(route, 10_000));
    expect(path.at(-1)).toEqual(pointAtM(route, 20_000));
    const spot = shapes({ kind: 'route-km', routeId: 'QL7', fromM: 10_000, toM: 10_000 });
    expect(spot).toEqual({ ...NO_SHAPES, points: [pointAtM(route, 10_000)] });
    expect(shapes({ kind: 'route-km', routeId: 'nowhere', fromM: 0, toM: 1 })).toEqual(NO_SHAPES);
  });

  it('is its communes, its site, or nothing where only the province is known', () => {
    expect(shapes({ kind: 'communes', communeIds: ['16837', '16813'] }).polygonIds).toEqual(['16837', '16813']);
    expect(shapes({ kind: 'commune', communeId: '16837' }).polygonIds).toEqual(['16837']);
    const gate = register.sites.find(({ id }) => id === 'gate-nam-can')!;
    expect(shapes({ kind: 'site', siteId: 'gate-nam-can' }).points).toEqual([gate.point]);
    expect(shapes({ kind: 'province' })).toEqual(NO_SHAPES);
  });

  it('of a coarsened point is the 1 km cell, never a spot', () => {
    const centre = maskCellCentre([105.69, 18.67]);
    for (const place of [
      { kind: 'exact', geometry: { type: 'Point', coordinates: centre } },
      { kind: 'point', geometry: { type: 'Point', coordinates: centre }, uncertaintyM: 1000 },
    ]) {
      const { points, rings } = shapes(place, true);
      expect(points).toEqual([]);
      for (const corner of rings[0][0]) {
        // A hair inside each corner lies in the same cell.
        const inside = corner.map((value, axis) => value + (centre[axis] - value) * 0.001) as LngLat;
        expect(maskCellCentre(inside)).toEqual(centre);
      }
    }
  });

  it('of a point seen exactly is the point, with the circle it may lie in', () => {
    const geometry = { type: 'Point', coordinates: [105, 19] };
    expect(shapes({ kind: 'exact', geometry }).points).toEqual([[105, 19]]);
    expect(shapes({ kind: 'point', geometry, uncertaintyM: 0 }).rings).toEqual([]);
    expect(shapes({ kind: 'point', geometry, uncertaintyM: 500 }).rings).toHaveLength(1);
  });

  it('is drawn as a line of its own, which a unit’s stretch is not', () => {
    const record = {
      ...shapes({ kind: 'track', geometry: { type: 'LineString', coordinates: line } }),
      isRecord: true,
    };
    const stretch = { ...NO_SHAPES, paths: [line] };
    const { features } = highlightFeatures(record, stretch, null);
    expect(features.map(({ properties }) => [properties!.role, properties!.isRecord])).toEqual([
      ['hovered', false],
      ['selected', true],
    ]);
  });
});
