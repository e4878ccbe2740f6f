import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areaSpaceOf, reachOfShape, ROW_HEIGHT_M, rowsOnArea } from '#geo/coverage/area-space.ts';
import { groundShapeOf } from '#geo/coverage/ground-shape.ts';
import { normalizeIntervals, sizeOfIntervals } from '#geo/coverage/intervals.ts';
import { routeSpaceOf, shapeOnRoute } from '#geo/coverage/route-space.ts';
import type { ArealGeometry, LngLat } from '#geo/domain/geometry.ts';
import { polygonToPlane } from '#geo/geometry/polygon.ts';
import { lineToPlane } from '#geo/geometry/projection.ts';
import { RowCollector } from '#geo/geometry/scanlines.ts';
import { sampleArea, sampleCommune, sampleRoute } from '../indicators/sample.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/coverage-postgis/${file}`, import.meta.url), 'utf8'));
const input: { tracks: LngLat[][]; areas: Record<string, ArealGeometry[]>; routes: Record<string, LngLat[]> } =
  read('input.json');
const expected: {
  areas: { id: string; areaM2: number; coveredM2: number }[];
  routes: { id: string; lengthM: number; share: number }[];
} = read('expected.json');

const shapes = input.tracks.map((coordinates) => {
  const geometry = { type: 'LineString' as const, coordinates };
  return groundShapeOf({ kind: 'track', geometry, uncertaintyM: 0 }, { routes: new Map(), sites: new Map() })!;
});

describe('against PostGIS', () => {
  it.each(expected.areas)('finds the ground of $id within 1 km of the tracks', ({ id, areaM2, coveredM2 }) => {
    const communes = input.areas[id].map((geometry, i) => ({ ...sampleCommune(`1000${i}`, 0, 0, 1), geometry }));
    const area = sampleArea(
      id,
      communes.map((commune) => commune.id),
    );
    const space = areaSpaceOf(area, new Map(communes.map((commune) => [commune.id as string, commune])));
    const polygons = communes.map((commune) => polygonToPlane(commune.geometry));
    const minY = Math.min(...polygons.map((polygon) => polygon.minY));
    const maxY = Math.max(...polygons.map((polygon) => polygon.maxY));
    const collector = new RowCollector(ROW_HEIGHT_M);
    const reached = shapes.flatMap((shape) => [
      ...rowsOnArea(space, reachOfShape(shape, 1000, collector, minY, maxY)).certain,
    ]);
    const share = sizeOfIntervals(normalizeIntervals(reached)) / space.areaM2;
    // Shares, since ours are m² on the ground and theirs in the plane (2e-4 apart at most).
    expect(Math.abs(space.areaM2 / areaM2 - 1)).toBeLessThan(2.1e-4);
    expect(Math.abs(share - coveredM2 / areaM2)).toBeLessThanOrEqual(5e-4 * (coveredM2 / areaM2));
  });

  it.each(expected.routes)('finds the metres of $id within 500 m of the tracks', ({ id, lengthM, share }) => {
    const coordinates = input.routes[id];
    const xy = lineToPlane(coordinates);
    const points = coordinates.map((_, i): [number, number] => [xy[2 * i], xy[2 * i + 1]]);
    const route = { ...sampleRoute(id, points), coordinates };
    const space = routeSpaceOf(route, 500);
    const reached = shapes.flatMap((shape) => [...shapeOnRoute(space, shape).certain]);
    expect(space.lengthM).toBeCloseTo(lengthM, 3);
    const coveredM = sizeOfIntervals(normalizeIntervals(reached));
    expect(Math.abs(coveredM - share * lengthM)).toBeLessThan(2 * shapes.length);
    expect(coveredM).toBeGreaterThan(10_000);
  });
});
