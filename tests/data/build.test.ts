import { describe, expect, it } from 'vitest';
import { distanceM, ringAreaM2 } from '#geo/geometry/ellipsoid.ts';
import { stretchesInside } from '#geo/network/inside.ts';
import { splice } from '#data/build/neighbours.ts';
import { poleOfInaccessibility } from '#geo/geometry/pole.ts';
import { dissolve, type Polygons } from '#geo/geometry/rings.ts';
import type { LngLat } from '#geo/domain/geometry.ts';

const square = (x: number, y: number, size = 1): Polygons => [
  [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
];

describe('the ellipsoid', () => {
  it('a degree of the meridian at 19° N is 110.69 km, of the parallel 105.29 km', () => {
    expect(distanceM([105, 18.5], [105, 19.5])).toBeCloseTo(110_692, -2);
    expect(distanceM([104.5, 19], [105.5, 19])).toBeCloseTo(105_292, -2);
  });
  it('the cell of one degree at 18–19° N has 11,682 km², signed by its winding', () => {
    const [[ring]] = square(105, 18);
    // Closed form of the authalic strip, checked against a sum of 10⁶ thin strips.
    let strips = 0;
    for (let i = 0; i < 1000; i++) {
      const lat = 18 + (i + 0.5) / 1000;
      strips += distanceM([105, lat], [106, lat]) * distanceM([105, lat - 0.0005], [105, lat + 0.0005]);
    }
    expect(ringAreaM2(ring) / strips).toBeCloseTo(1, 6);
    expect(ringAreaM2([...ring].reverse())).toBe(-ringAreaM2(ring));
  });
});

describe('dissolve', () => {
  it('two neighbours become one outline without the edge between', () => {
    const [[ring]] = dissolve([square(0, 0), square(1, 0)]);
    expect(ring).toHaveLength(7);
    expect(ring).not.toContainEqual([0.5, 0.5]);
  });
  it('a ring of eight squares keeps its hole', () => {
    const around = [
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [2, 1],
      [0, 2],
      [1, 2],
      [2, 2],
    ];
    const polygons = dissolve(around.map(([x, y]) => square(x, y)));
    expect(polygons).toHaveLength(1);
    expect(polygons[0]).toHaveLength(2);
  });
  it('squares that touch at a corner stay two outlines', () => {
    expect(dissolve([square(0, 0), square(1, 1)])).toHaveLength(2);
  });
});

describe('stretches inside an outline', () => {
  const measures = [0, 10_000];
  it('cuts a line at the outline', () => {
    expect(
      stretchesInside(
        [
          [-1, 0.5],
          [2, 0.5],
        ],
        [0, 3000],
        square(0, 0),
      ),
    ).toEqual([[1000, 2000]]);
  });
  it('joins what leaves it for less than a sliver', () => {
    const line: LngLat[] = [
      [0.1, 0.9],
      [0.5, 1.01],
      [0.9, 0.9],
    ];
    expect(stretchesInside(line, [0, 1000, 2000], square(0, 0))).toEqual([[0, 2000]]);
    expect(stretchesInside(line, [0, 1000, 2000], square(0, 0), 10)).toHaveLength(2);
  });
  it('is empty for a line outside', () => {
    expect(
      stretchesInside(
        [
          [2, 2],
          [3, 3],
        ],
        measures,
        square(0, 0),
      ),
    ).toEqual([]);
  });
});

describe('pole of inaccessibility', () => {
  it('lies inside a crescent whose centroid does not', () => {
    const u: Polygons = [
      [
        [
          [105, 19],
          [105.3, 19],
          [105.3, 19.3],
          [105.2, 19.3],
          [105.2, 19.1],
          [105.1, 19.1],
          [105.1, 19.3],
          [105, 19.3],
          [105, 19],
        ],
      ],
    ];
    const [x, y] = poleOfInaccessibility(u);
    expect(y < 19.1 || x < 105.1 || x > 105.2).toBe(true);
  });
});

describe('splice', () => {
  it('puts a finer line in place of the ring’s own course', () => {
    const [[ring]] = square(105, 19, 0.1);
    const line: LngLat[] = [
      [105.1, 19],
      [105.12, 19.05],
      [105.1, 19.1],
    ];
    const spliced = splice(ring, line, 100);
    expect(spliced).toContainEqual([105.12, 19.05]);
    expect(Math.abs(ringAreaM2(spliced))).toBeGreaterThan(Math.abs(ringAreaM2(ring)));
  });
});
