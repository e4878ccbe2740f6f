import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { normalizeIntervals, sizeOfIntervals } from '#geo/coverage/intervals.ts';
import { capsuleOnLine, capsuleOnSegment } from '#geo/geometry/capsule.ts';
import { pointSegmentDistance, segmentSegmentDistance } from '#geo/geometry/distance.ts';
import { RowCollector, polygonRows } from '#geo/geometry/scanlines.ts';
import { ringArea } from '#geo/geometry/polygon.ts';

const coordinate = fc.integer({ min: -3000, max: 3000 });
const point = fc.tuple(coordinate, coordinate);
const radius = fc.integer({ min: 1, max: 1500 });

describe('capsule and segment', () => {
  it('agrees with dense sampling of the distance', () => {
    fc.assert(
      fc.property(point, point, point, point, radius, ([px, py], [qx, qy], [ax, ay], [bx, by], r) => {
        fc.pre(px !== qx || py !== qy);
        const out = new Float64Array(2);
        const found = capsuleOnSegment(px, py, qx, qy, ax, ay, bx, by, r, out);
        const tolerance = 1e-6 * r;
        for (let i = 0; i <= 400; i++) {
          const t = i / 400;
          const d = pointSegmentDistance(px + t * (qx - px), py + t * (qy - py), ax, ay, bx, by);
          if (d < r - tolerance) expect(found && out[0] <= t + 1e-9 && t <= out[1] + 1e-9).toBe(true);
          if (d > r + tolerance) expect(found && out[0] < t - 1e-9 && t < out[1] - 1e-9).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ends exactly at the radius', () => {
    fc.assert(
      fc.property(point, point, point, point, radius, ([px, py], [qx, qy], [ax, ay], [bx, by], r) => {
        fc.pre(Math.hypot(px - qx, py - qy) > 1);
        const out = new Float64Array(2);
        if (!capsuleOnLine(px, py, qx - px, qy - py, ax, ay, bx, by, r, out)) return;
        for (const t of out) {
          const d = pointSegmentDistance(px + t * (qx - px), py + t * (qy - py), ax, ay, bx, by);
          expect(Math.abs(d - r)).toBeLessThan(1e-5 * r);
        }
      }),
    );
  });

  it('takes points as discs and refuses a negative radius', () => {
    const out = new Float64Array(2);
    expect(capsuleOnSegment(-10, 3, 10, 3, 0, 0, 0, 0, 5, out)).toBe(true);
    expect([...out]).toEqual([0.3, 0.7]);
    expect(capsuleOnSegment(-10, 3, 10, 3, 0, 0, 0, 0, -5, out)).toBe(false);
    expect(capsuleOnSegment(-10, 6, 10, 6, 0, 0, 0, 0, 5, out)).toBe(false);
  });
});

describe('distance between segments', () => {
  it('is the least over dense samples', () => {
    fc.assert(
      fc.property(point, point, point, point, ([ax, ay], [bx, by], [cx, cy], [dx, dy]) => {
        const exact = segmentSegmentDistance(ax, ay, bx, by, cx, cy, dx, dy);
        let least = Infinity;
        for (let i = 0; i <= 500; i++) {
          const t = i / 500;
          least = Math.min(least, pointSegmentDistance(ax + t * (bx - ax), ay + t * (by - ay), cx, cy, dx, dy));
        }
        expect(exact).toBeLessThanOrEqual(least + 1e-9);
        expect(least - exact).toBeLessThan(Math.hypot(bx - ax, by - ay) / 500 + 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});

describe('scanlines', () => {
  it('gives on every row what the capsule gives', () => {
    fc.assert(
      fc.property(point, point, radius, ([ax, ay], [bx, by], r) => {
        const collector = new RowCollector(50);
        collector.begin(Math.min(ay, by) - r, Math.max(ay, by) + r);
        collector.addCapsule(ax, ay, bx, by, r, false);
        const rows = collector.finish();
        const out = new Float64Array(2);
        for (let i = 0; i < rows.rowCount; i++) {
          const y = (rows.firstRow + i + 0.5) * 50;
          const found = capsuleOnLine(0, y, 1, 0, ax, ay, bx, by, r, out);
          const own = [...rows.xs.subarray(rows.rowStart[i], rows.rowStart[i + 1])];
          const size = own.reduce((sum, x, j) => sum + (j % 2 ? x : -x), 0);
          expect(Math.abs(size - (found ? out[1] - out[0] : 0))).toBeLessThan(1e-5 * r);
        }
      }),
    );
  });

  it('joins the capsules of a line on every row as intervals are joined', () => {
    const step = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), radius, (steps, r) => {
        const line = steps.reduce<[number, number][]>(
          (l, [dx, dy]) => [...l, [l[l.length - 1][0] + dx, l[l.length - 1][1] + dy]],
          [[0, 0]],
        );
        const collector = new RowCollector(35);
        collector.begin(-5000, 5000);
        const capsules = line.slice(1).map((b, i) => [...line[i], ...b] as const);
        capsules.forEach(([ax, ay, bx, by], i) => collector.addCapsule(ax, ay, bx, by, r, i > 0));
        const rows = collector.finish();
        const out = new Float64Array(2);
        for (let i = 0; i < rows.rowCount; i++) {
          const y = (rows.firstRow + i + 0.5) * 35;
          const found = capsules.flatMap(([ax, ay, bx, by]) =>
            capsuleOnLine(0, y, 1, 0, ax, ay, bx, by, r, out) ? [...out] : [],
          );
          const own = normalizeIntervals(rows.xs.subarray(rows.rowStart[i], rows.rowStart[i + 1]));
          expect(Math.abs(sizeOfIntervals(own) - sizeOfIntervals(normalizeIntervals(found)))).toBeLessThan(1e-5 * r);
        }
      }),
    );
  });

  it('adds up to the shoelace area of a polygon within 0.1 %', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 2000, max: 9000, noNaN: true }), { minLength: 5, maxLength: 30 }),
        (radii) => {
          const ring = new Float64Array(2 * radii.length + 2);
          [...radii, radii[0]].forEach((r, i) => {
            ring[2 * i] = r * Math.cos((2 * Math.PI * i) / radii.length);
            ring[2 * i + 1] = r * Math.sin((2 * Math.PI * i) / radii.length);
          });
          const rows = polygonRows({ rings: [ring], minX: -9000, minY: -9000, maxX: 9000, maxY: 9000 }, 20);
          const area = 20 * rows.xs.reduce((sum, x, j) => sum + (j % 2 ? x : -x), 0);
          expect(Math.abs(area / ringArea(ring) - 1)).toBeLessThan(1e-3);
        },
      ),
    );
  });
});
