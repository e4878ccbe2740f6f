import { describe, expect, it } from 'vitest';
import { CommuneId, RouteId } from '#geo/domain/ids.ts';
import { cellCentre, groundGridOf, kernelDensity } from '#geo/statistics/kernel-density.ts';
import { incidentPositions } from '#geo/statistics/incident-positions.ts';
import { createRandom } from '#geo/statistics/random.ts';
import { toPlane } from '#geo/geometry/projection.ts';
import { at, sampleCommune, sampleRoute } from '../indicators/sample.ts';

const grid = { originX: 0, originY: 0, cellM: 500, columns: 80, rows: 60 };

function positionsOf(points: [x: number, y: number, incident: number, weight: number][]) {
  return {
    x: Float64Array.from(points, (p) => p[0]),
    y: Float64Array.from(points, (p) => p[1]),
    incident: Int32Array.from(points, (p) => p[2]),
    weight: Float64Array.from(points, (p) => p[3]),
  };
}

describe('quartic kernel density', () => {
  it('is (3/π)(1 − u²)² / h² at every cell, and 0 beyond the bandwidth', () => {
    const random = createRandom('kernel');
    const points = Array.from({ length: 60 }, (_, i): [number, number, number, number] => [
      random.between(-3000, 43_000),
      random.between(-3000, 33_000),
      i,
      1,
    ]);
    const h = 4000;
    const { density, support } = kernelDensity(positionsOf(points), grid, h);
    for (let cell = 0; cell < density.length; cell++) {
      const x = ((cell % 80) + 0.5) * 500;
      const y = (Math.floor(cell / 80) + 0.5) * 500;
      const u2 = points.map(([px, py]) => ((px - x) ** 2 + (py - y) ** 2) / h ** 2).filter((v) => v < 1);
      const expected = u2.reduce((sum, v) => sum + (3 / Math.PI) * (1 - v) ** 2, 0) / h ** 2;
      expect(Math.abs(density[cell] - expected)).toBeLessThan(1e-18 + 1e-12 * expected);
      expect(support[cell]).toBe(u2.length);
    }
  });

  it('keeps the mass of an incident whose support lies inside the grid', () => {
    const { density } = kernelDensity(
      positionsOf([[20_130, 14_870, 0, 1]]),
      { ...grid, cellM: 100, columns: 400, rows: 300 },
      5000,
    );
    const mass = density.reduce((sum, value) => sum + value * 100 * 100, 0);
    expect(mass).toBeCloseTo(1, 4);
  });

  it('counts an incident once in the support however many positions it has', () => {
    const spread: [number, number, number, number][] = [
      [20_000, 15_000, 0, 0.5],
      [20_600, 15_000, 0, 0.5],
      [20_300, 15_300, 1, 1],
    ];
    const { support } = kernelDensity(positionsOf(spread), grid, 3000);
    expect(Math.max(...support)).toBe(2);
  });

  it('refuses a bandwidth that is none', () => {
    expect(() => kernelDensity(positionsOf([]), grid, 0)).toThrow(RangeError);
    expect(() => kernelDensity(positionsOf([]), grid, NaN)).toThrow(RangeError);
  });

  it('lays the same cells whatever box is asked for', () => {
    const whole = groundGridOf([103.8, 18.5, 106, 20], 1000);
    const part = groundGridOf([104.9, 18.9, 105.4, 19.3], 1000);
    expect((part.originX - whole.originX) % 1000).toBe(0);
    const [x, y] = toPlane(cellCentre(part, part.columns * 3 + 5));
    expect(x).toBeCloseTo(part.originX + 5500, 4);
    expect(y).toBeCloseTo(part.originY + 3500, 4);
  });
});

describe('positions of incidents', () => {
  const route = sampleRoute('R', [
    [0, 0],
    [10_000, 0],
  ]);
  const commune = sampleCommune('10001', 20_000, 0, 10_000);
  const options = {
    routes: new Map([['R', route]]),
    communes: new Map([['10001', commune]]),
    spacingM: 1000,
  };

  it('spreads what is known to a commune or a range of km, evenly and without chance', () => {
    const places = [
      { kind: 'exact', geometry: { type: 'Point', coordinates: at(500, 700) } },
      { kind: 'route-km', routeId: RouteId.parse('R'), fromM: 2000, toM: 6000 },
      { kind: 'commune', communeId: CommuneId.parse('10001') },
      { kind: 'province' },
    ] as const;
    const { positions, unplaced } = incidentPositions([...places], options);
    expect(unplaced).toBe(1);
    expect([...new Set(positions.incident)]).toEqual([0, 1, 2]);
    for (const incident of [0, 1, 2]) {
      const own = [...positions.weight].filter((_, i) => positions.incident[i] === incident);
      expect(own.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
      expect(new Set(own).size).toBe(1);
    }
    expect([...positions.incident].filter((i) => i === 1)).toHaveLength(4);
    expect([...positions.incident].filter((i) => i === 2)).toHaveLength(100);
    const first = [...positions.incident].indexOf(1);
    expect(positions.x[first]).toBeCloseTo(502_500, 2);
  });

  it('names a route that is not in the register', () => {
    const place = { kind: 'route-km', routeId: RouteId.parse('X'), fromM: 0, toM: 1 } as const;
    expect(() => incidentPositions([place], options)).toThrow(expect.objectContaining({ code: 'reference.unknown' }));
  });
});
