import { describe, expect, it } from 'vitest';
import { areaSpaceOf, reachOfShape, rowsOnArea } from '#geo/coverage/area-space.ts';
import { computeCells, EXACT_ENDS, type CellCoverage, type Layer } from '#geo/coverage/cell-coverage.ts';
import { groundShapeOf } from '#geo/coverage/ground-shape.ts';
import type { MeasurePlace } from '#geo/domain/measure.ts';
import { RowCollector } from '#geo/geometry/scanlines.ts';
import { createRandom } from '#geo/statistics/random.ts';
import { at, sampleArea, sampleCommune, sampleMeasure } from '../indicators/sample.ts';

const commune = sampleCommune('10001', 0, 0, 30_000);
const space = areaSpaceOf(sampleArea('A', ['10001']), new Map([['10001', commune]]));

/** Random walks of 8 km, a third of them at an uncertain place, a quarter not verified. */
function walks(count: number): Layer[] {
  const random = createRandom('lattice');
  const collector = new RowCollector(25);
  return Array.from({ length: count }, (_, i) => {
    let [x, y, heading] = [random.between(0, 30_000), random.between(0, 30_000), random.between(0, 6)];
    const coordinates = Array.from({ length: 40 }, () => {
      heading += random.between(-0.5, 0.5);
      x += 200 * Math.cos(heading);
      y += 200 * Math.sin(heading);
      return at(x, y);
    });
    const place: MeasurePlace = {
      kind: 'track',
      geometry: { type: 'LineString', coordinates },
      uncertaintyM: i % 3 === 0 ? 200 : 0,
    };
    const begin = random.int(-100, 300);
    const shape = groundShapeOf(place, { routes: new Map(), sites: new Map() })!;
    const reached = rowsOnArea(space, reachOfShape(shape, 1000, collector, -1e9, 1e9));
    const measure = sampleMeasure(place, '2026-01-01', '2026-01-01');
    const counted = { measure, begin, end: begin + 1, weight: 0.8, halfLife: 30, group: i };
    return { counted: { ...counted, excluded: undefined, verified: i % 4 !== 0, inPeriod: begin >= 0 }, ...reached };
  });
}

const times = { freshAt: 365, meanFrom: 0, meanTo: 365 };
function share(cells: CellCoverage, of: 'fresh' | 'mean', way: number): number {
  const { overlay, [of]: values } = cells;
  return overlay.cellSize.reduce((sum, size, cell) => sum + size * values[4 * cell + way], 0) / space.areaM2;
}

describe('a crowded area', () => {
  const layers = walks(150);
  const ends = layers.reduce((sum, { certain, possible }) => sum + certain.length + possible.length, 0);
  const lattice = computeCells(layers, times, { lattice: space.lattice });
  const exact = computeCells(layers, times, {});

  it('falls back on the lattice, with the same extent to the digit', () => {
    expect(ends).toBeGreaterThan(EXACT_ENDS);
    expect(lattice.overlay.cellCount).toBe(space.lattice.length);
    expect(exact.overlay.cellCount).toBeGreaterThan(2 * space.lattice.length);
    expect(lattice.extent).toEqual(exact.extent);
    const all = exact.overlay.cellSize.reduce((sum, size, cell) => sum + size * exact.covered[4 * cell + 3], 0);
    expect(Math.abs(exact.extent[3] / all - 1)).toBeLessThan(1e-9);
  });

  it('integrates fresh and the mean within 0.2 % of the area, bounds in order', () => {
    for (const of of ['fresh', 'mean'] as const) {
      for (const way of [0, 1, 2, 3]) {
        expect(Math.abs(share(lattice, of, way) - share(exact, of, way))).toBeLessThan(0.002);
      }
      expect(share(lattice, of, 1)).toBeGreaterThanOrEqual(share(lattice, of, 0));
      expect(share(lattice, of, 3)).toBeGreaterThanOrEqual(share(lattice, of, 2));
    }
  });

  it('is exact for measures that lie in the same place', () => {
    const [one] = layers.slice(1);
    const many = Array.from({ length: 200 }, (_, group) => ({ ...one, counted: { ...one.counted, group } }));
    const same = computeCells(many, times, { lattice: space.lattice });
    const cells = computeCells(many, times, {});
    expect(same.overlay.cellCount).toBe(space.lattice.length);
    expect(Math.abs(share(same, 'mean', 0) / share(cells, 'mean', 0) - 1)).toBeLessThan(1e-9);
  });
});
