import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fromPlane, lineToPlane, METRIC_PLANE_PARAMETERS, planeScaleAt, toPlane } from '#geo/geometry/projection.ts';
import { createTransverseMercator } from '#geo/geometry/transverse-mercator.ts';
import { vn2000DegreesToWgs84, vn2000ToWgs84, wgs84ToVn2000, wgs84ToVn2000Degrees } from '#geo/geometry/vn2000.ts';

const lng = fc.double({ min: 103.5, max: 106.6, noNaN: true });
const lat = fc.double({ min: 18.2, max: 20.3, noNaN: true });

describe('metric plane', () => {
  it('comes back to the same place within a hundredth of a millimetre', () => {
    fc.assert(
      fc.property(lng, lat, (x, y) => {
        const [backLng, backLat] = fromPlane(...toPlane([x, y]));
        expect(Math.abs(backLng - x)).toBeLessThan(1e-10);
        expect(Math.abs(backLat - y)).toBeLessThan(1e-10);
      }),
    );
  });

  it('is the series on its patch and beyond within ten nanometres', () => {
    const exact = createTransverseMercator(METRIC_PLANE_PARAMETERS);
    const point = fc.tuple(
      fc.double({ min: 102.5, max: 107, noNaN: true }),
      fc.double({ min: 17, max: 21, noNaN: true }),
    );
    const corners = [-1.5, 0, 1.5].flatMap((x) => [-1.5, 1.5].map((y) => [104.75 + x, 19.25 + y] as [number, number]));
    const check = ([x, y]: [number, number]) => {
      const own = toPlane([x, y]);
      const series: [number, number] = [0, 0];
      exact.forward(x, y, series, 0);
      expect(Math.hypot(own[0] - series[0], own[1] - series[1])).toBeLessThan(1e-8);
    };
    corners.forEach(check);
    fc.assert(fc.property(point, check), { numRuns: 500 });
  });

  it('has the scale it says, and within 1e-4 of the truth in the province', () => {
    for (const x of [103.9, 104.75, 105.8]) {
      // A true metre eastwards on the parallel, from the ellipsoid's prime-vertical radius.
      const phi = (19 * Math.PI) / 180;
      const e2 = 0.0066943799901413165;
      const metresPerDegree = ((6378137 / Math.sqrt(1 - e2 * Math.sin(phi) ** 2)) * Math.cos(phi) * Math.PI) / 180;
      const a = toPlane([x, 19]);
      const b = toPlane([x + 1e-4, 19]);
      const scale = Math.hypot(b[0] - a[0], b[1] - a[1]) / (metresPerDegree * 1e-4);
      expect(scale).toBeCloseTo(planeScaleAt(a[0]), 6);
      expect(Math.abs(scale - 1)).toBeLessThan(1.001e-4);
    }
  });

  it('projects a line as it projects its points', () => {
    const line: [number, number][] = [
      [104.087, 19.4692],
      [105.6922, 18.6734],
    ];
    expect([...lineToPlane(line)]).toEqual([...toPlane(line[0]), ...toPlane(line[1])]);
  });
});

describe('VN-2000', () => {
  // The golden point of the domain notes, from PROJ 9 with EPSG:6960; 3406 and 4756 by the same pipeline.
  const golden = [
    [9208, 599195.422, 2065680.79],
    [5897, 572822.127, 2065560.613],
    [3405, 572800.278, 2064940.883],
    [3406, -60560.905, 2073133.918],
  ] as const;

  it.each(golden)('gives the known coordinates in EPSG:%i within a centimetre', (epsg, easting, northing) => {
    const [x, y] = wgs84ToVn2000([105.6922, 18.6734], epsg);
    expect(Math.abs(x - easting)).toBeLessThan(0.01);
    expect(Math.abs(y - northing)).toBeLessThan(0.01);
  });

  it.each(golden)('reads them back from EPSG:%i', (epsg, easting, northing) => {
    const [x, y] = vn2000ToWgs84(easting, northing, epsg);
    expect(Math.abs(x - 105.6922)).toBeLessThan(1e-7);
    expect(Math.abs(y - 18.6734)).toBeLessThan(1e-7);
  });

  it('has degrees of its own (EPSG:4756), both ways within a centimetre', () => {
    const there = wgs84ToVn2000Degrees([105.6922, 18.6734]);
    expect(Math.abs(there[0] - 105.690344761996)).toBeLessThan(5e-8);
    expect(Math.abs(there[1] - 18.6743935803694)).toBeLessThan(5e-8);
    const back = vn2000DegreesToWgs84([105.690344761996, 18.6743935803694]);
    expect(Math.abs(back[0] - 105.6922)).toBeLessThan(5e-8);
    expect(Math.abs(back[1] - 18.6734)).toBeLessThan(5e-8);
  });
});
