import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatcher } from '#geo/network/map-matching.ts';
import type { RawTrack } from '#geo/network/raw-track.ts';
import { createRouteNetwork, type NetworkRoute } from '#geo/network/route-network.ts';
import { cleanTrack } from '#geo/network/track-cleaning.ts';
import { intervalsOfDay, type CatchmentSite, type DayIntervals } from '#geo/network/track-intervals.ts';
import { drive, joined, ORIGIN, planeRoute, reversed } from './track-sample.ts';
import '#tests/support/property-seed.ts';

function match(routes: readonly NetworkRoute[], raw: RawTrack, sites: readonly CatchmentSite[] = []): DayIntervals {
  const matcher = createMatcher(createRouteNetwork(routes));
  const [day] = cleanTrack(raw).days;
  return intervalsOfDay(matcher, day, sites);
}

const short = ({ intervals }: DayIntervals) =>
  intervals.map(({ routeId, fromM, toM, direction }) => [routeId, Math.round(fromM), Math.round(toM), direction]);

const straight = planeRoute('QL1', [
  [0, 0],
  [10_000, 0],
]);

describe('intervals of a track', () => {
  it('of a drive along a route are what was driven', () => {
    const found = match(
      [straight],
      drive([
        [1234, 0],
        [8765, 0],
      ]),
    );
    expect(short(found)).toEqual([['QL1', 1234, 8765, 'forward']]);
    expect(found.offRoute).toEqual([]);
    expect(found.intervals[0]).toMatchObject({
      firstMs: Date.parse('2026-03-02T02:00:00Z'),
      lastMs: Date.parse('2026-03-02T02:00:00Z') + 753_100,
      matchedShare: 1,
      uncertain: false,
    });
  });

  it('speak in the route’s own metres where its drawing is shorter than the road', () => {
    const redrawn = { ...straight, measuresM: [0, 12_000] };
    expect(
      short(
        match(
          [redrawn],
          drive([
            [1000, 0],
            [9000, 0],
          ]),
        ),
      ),
    ).toEqual([['QL1', 1200, 10_800, 'forward']]);
  });

  it('stay on their own of two parallel roads 60 m apart', () => {
    const other = planeRoute('CT01', [
      [0, 60],
      [10_000, 60],
    ]);
    const found = match(
      [straight, other],
      drive(
        [
          [500, 60],
          [9500, 60],
        ],
        { noiseM: 8, seed: 7 },
      ),
    );
    expect(found.intervals.map(({ routeId }) => routeId)).toEqual(['CT01']);
  });

  it('turn at a crossing, and a crossed road is not driven', () => {
    const cross = planeRoute('QL48', [
      [4000, -5000],
      [4000, 5000],
    ]);
    const across = planeRoute('QL15', [
      [7000, -5000],
      [7000, 5000],
    ]);
    const turning = match(
      [straight, cross, across],
      drive([
        [1000, 0],
        [4000, 0],
        [4000, 3000],
      ]),
    );
    expect(short(turning)).toEqual([
      ['QL1', 1000, 4000, 'forward'],
      ['QL48', 5000, 8000, 'forward'],
    ]);
    expect(turning.offRoute).toEqual([]);
    const crossing = match(
      [straight, cross, across],
      drive(
        [
          [1000, 0],
          [9000, 0],
        ],
        { noiseM: 5 },
      ),
    );
    expect(crossing.intervals.map(({ routeId }) => routeId)).toEqual(['QL1']);
  });

  it('follow both arms of a hairpin', () => {
    const hairpin = planeRoute('QL7', [
      [0, 0],
      [3000, 0],
      [3080, 40],
      [3000, 80],
      [0, 80],
    ]);
    const found = match(
      [hairpin],
      drive([
        [500, 0],
        [3000, 0],
        [3080, 40],
        [3000, 80],
        [1000, 80],
      ]),
    );
    const total = hairpin.measuresM[4];
    expect(short(found)).toEqual([['QL7', 500, Math.round(total - 1000), 'forward']]);
  });

  it('go through a tunnel without a signal, and stop at a long silence', () => {
    const tunnel = joined(
      drive([
        [1000, 0],
        [3000, 0],
      ]),
      drive(
        [
          [6000, 0],
          [8000, 0],
        ],
        { startMs: Date.parse('2026-03-02T02:00:00Z') + 500_000 },
      ),
    );
    expect(short(match([straight], tunnel))).toEqual([['QL1', 1000, 8000, 'forward']]);
    const silence = joined(
      drive([
        [1000, 0],
        [3000, 0],
      ]),
      drive(
        [
          [6000, 0],
          [8000, 0],
        ],
        { startMs: Date.parse('2026-03-02T05:00:00Z') },
      ),
    );
    expect(short(match([straight], silence))).toEqual([
      ['QL1', 1000, 3000, 'forward'],
      ['QL1', 6000, 8000, 'forward'],
    ]);
  });

  it('reach the turning point of a U-turn, once, in both directions', () => {
    expect(
      short(
        match(
          [straight],
          drive([
            [2000, 0],
            [6000, 0],
            [3000, 0],
          ]),
        ),
      ),
    ).toEqual([['QL1', 2000, 6000, 'both']]);
  });

  it('pass a roundabout off the line without a hole, and say what was off it', () => {
    const round = Array.from({ length: 13 }, (_, i): [number, number] => [
      5000 - 60 * Math.cos((i * Math.PI) / 12),
      60 * Math.sin((i * Math.PI) / 12),
    ]);
    const found = match([straight], drive([[3000, 0], ...round, [7000, 0]]));
    expect(short(found)).toEqual([['QL1', 3000, 7000, 'forward']]);
    expect(found.intervals[0].matchedShare).toBeGreaterThan(0.95);
    expect(found.intervals[0].matchedShare).toBeLessThan(1);
    expect(found.offRoute).toHaveLength(1);
    expect(found.offRoute[0].lengthM).toBeGreaterThan(60);
    expect(found.offRoute[0].lengthM).toBeLessThan(Math.PI * 60 + 20);
  });

  it('keep a loop of the route that meets itself', () => {
    const loop = planeRoute('QL46', [
      [0, 0],
      [2000, 0],
      [2000, 400],
      [1600, 400],
      [1600, -2000],
    ]);
    const found = match(
      [loop],
      drive([
        [500, 0],
        [2000, 0],
        [2000, 400],
        [1600, 400],
        [1600, -1500],
      ]),
    );
    expect(short(found)).toEqual([['QL46', 500, 2000 + 400 + 400 + 1900, 'forward']]);
    // Straight on at its crossing leaves the loop out.
    const short2 = match(
      [loop],
      drive([
        [500, 0],
        [1600, 0],
        [1600, -1500],
      ]),
    );
    expect(short(short2)).toEqual([
      ['QL46', 500, 1600, 'forward'],
      ['QL46', 3200, 4700, 'forward'],
    ]);
  });

  it('leave alone what is on no route, and never force it', () => {
    const found = match(
      [straight],
      drive([
        [1000, 0],
        [4000, 0],
        [4000, 2000],
        [6000, 2000],
        [6000, 0],
        [9000, 0],
      ]),
    );
    expect(found.intervals.map(({ routeId }) => routeId)).toEqual(['QL1', 'QL1']);
    const [first, second] = found.intervals;
    expect(Math.abs(first.toM - 4000)).toBeLessThan(30);
    expect(Math.abs(second.fromM - 6000)).toBeLessThan(30);
    expect(found.offRoute).toHaveLength(1);
    expect(Math.abs(found.offRoute[0].lengthM - 6000)).toBeLessThan(60);
    expect(
      short(
        match(
          [straight],
          drive([
            [0, 700],
            [9000, 700],
          ]),
        ),
      ),
    ).toEqual([]);
  });

  it('are uncertain where the route is schematic, and found further from it there', () => {
    const rough = planeRoute(
      'QL48',
      [
        [0, 0],
        [4000, 0],
        [5000, 0],
        [9000, 0],
      ],
      [20, 20, 2500, 2500],
    );
    const found = match(
      [rough],
      drive([
        [1000, 10],
        [4000, 10],
        [5000, 600],
        [8000, 900],
      ]),
    );
    expect(found.intervals.map(({ uncertain }) => uncertain)).toEqual([false, true]);
    expect(found.intervals[0].toM).toBeCloseTo(4000, 3);
    expect(found.intervals[1].fromM).toBeCloseTo(4000, 3);
    expect(found.intervals[1].toM).toBeCloseTo(8000, 0);
  });

  it('are uncertain where the track runs beside a rough drawing, though it may be the road', () => {
    const rough = planeRoute(
      'HCM',
      [
        [0, 0],
        [20_000, 0],
      ],
      300,
    );
    const beside = match(
      [rough],
      drive(
        [
          [1000, 10],
          [8000, 20],
          [8500, 400],
          [12_000, 400],
          [12_500, 20],
          [16_000, 0],
        ],
        { noiseM: 8 },
      ),
    );
    expect(beside.intervals.map(({ uncertain }) => uncertain)).toEqual([false, true, false]);
    const [first, unsure, last] = beside.intervals;
    expect(Math.abs(unsure.fromM - 8050)).toBeLessThan(60);
    expect(Math.abs(unsure.toM - 12_450)).toBeLessThan(60);
    expect([unsure.fromM, unsure.toM]).toEqual([first.toM, last.fromM]);
    // A bend that the drawing cuts off is no other road.
    const bend = drive([
      [1000, 0],
      [5000, 0],
      [5150, 150],
      [5300, 0],
      [9000, 0],
    ]);
    expect(match([rough], bend).intervals.map(({ uncertain }) => uncertain)).toEqual([false]);
    const all = drive([
      [1000, 200],
      [9000, 200],
    ]);
    expect(match([rough], all).intervals.map(({ uncertain }) => uncertain)).toEqual([true]);
  });

  it('never change from a railway to a road', () => {
    const rail = planeRoute(
      'RAIL',
      [
        [5000, -4000],
        [5000, 4000],
      ],
      4,
      'railway',
    );
    const found = match(
      [straight, rail],
      drive([
        [2000, 0],
        [5000, 0],
        [5000, 3000],
      ]),
    );
    expect(found.breaks).toBeLessThanOrEqual(1);
    expect(createRouteNetwork([straight, rail]).nodeS).toHaveLength(0);
  });

  it('name a dwell by the site that reaches it, and by the kilometre', () => {
    const post: CatchmentSite = { id: 'gate', x: ORIGIN[0] + 4000, y: ORIGIN[1] + 300, extent: null, catchmentM: 500 };
    const far: CatchmentSite = { ...post, id: 'far', x: ORIGIN[0] + 4600 };
    const pause = joined(
      drive([
        [1000, 0],
        [4000, 0],
      ]),
      drive(
        [
          [4000, 0],
          [7000, 0],
        ],
        { startMs: Date.parse('2026-03-02T02:00:00Z') + 300_000 + 1_500_000 },
      ),
    );
    const [dwell] = match([straight], pause, [far, post]).dwells;
    expect(dwell).toMatchObject({ siteId: 'gate', routeId: 'QL1' });
    expect(Math.abs(dwell.atM! - 4000)).toBeLessThan(51);
    expect(Math.abs((dwell.untilMs - dwell.fromMs) / 1000 - 1500)).toBeLessThan(11);
  });
});

/** A winding road of 30 km to drive parts of. */
const winding = planeRoute(
  'QL7',
  Array.from({ length: 61 }, (_, i): [number, number] => [i * 500, 900 * Math.sin(i / 3) + 250 * Math.sin(i * 1.7)]),
);

/** Positions of the road from m to m, by arithmetic on its own numbers. */
function stretch(from: number, to: number): [number, number][] {
  const { measuresM } = winding;
  const vertex = (i: number): [number, number] => [i * 500, 900 * Math.sin(i / 3) + 250 * Math.sin(i * 1.7)];
  const at = (m: number): [number, number] => {
    const i = Math.min(
      measuresM.length - 2,
      measuresM.findLastIndex((x) => x <= m),
    );
    const t = (m - measuresM[i]) / (measuresM[i + 1] - measuresM[i]);
    const [a, b] = [vertex(i), vertex(i + 1)];
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  };
  const between = measuresM.flatMap((m, i) => (m > from && m < to ? [vertex(i)] : []));
  return [at(from), ...between, at(to)];
}

const ends = fc
  .tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 300, max: 20_000 }))
  .map(([from, length]): [number, number] => [from, Math.min(from + length, winding.measuresM[60])])
  .filter(([from, to]) => to - from >= 300);

describe('any drive along a winding road', () => {
  it('without noise gives the driven interval to 1 m', () => {
    fc.assert(
      fc.property(ends, fc.constantFrom(1, 5, 20), fc.constantFrom(3, 12, 25), ([from, to], everyS, speedMps) => {
        const found = match([winding, straight], drive(stretch(from, to), { everyS, speedMps }));
        const own = found.intervals.filter(({ routeId }) => routeId === 'QL7');
        expect(own).toHaveLength(1);
        expect(Math.abs(own[0].fromM - from)).toBeLessThan(1);
        expect(Math.abs(own[0].toM - to)).toBeLessThan(1);
        expect(own[0].direction).toBe('forward');
      }),
      { numRuns: 60 },
    );
  });

  it('driven the other way differs in direction only', () => {
    fc.assert(
      fc.property(ends, fc.constantFrom(0, 6), fc.integer(), ([from, to], noiseM, seed) => {
        const raw = drive(stretch(from, to), { everyS: 3, noiseM, seed });
        const there = match([winding], raw).intervals;
        const back = match([winding], reversed(raw)).intervals;
        expect(there).toHaveLength(1);
        expect(back).toHaveLength(1);
        expect(there[0].direction).toBe('forward');
        expect(back[0].direction).toBe('backward');
        expect(Math.abs(there[0].fromM - back[0].fromM)).toBeLessThan(noiseM > 0 ? 25 : 1e-6);
        expect(Math.abs(there[0].toM - back[0].toM)).toBeLessThan(noiseM > 0 ? 25 : 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps its route with noise of up to 10 m, each end within 40 m', () => {
    fc.assert(
      fc.property(ends, fc.integer({ min: 0, max: 10 }), fc.integer(), ([from, to], noiseM, seed) => {
        const { intervals } = match([winding], drive(stretch(from, to), { noiseM, seed, everyS: 2 }));
        expect(intervals).toHaveLength(1);
        expect(Math.abs(intervals[0].fromM - from)).toBeLessThan(40);
        expect(Math.abs(intervals[0].toM - to)).toBeLessThan(40);
        expect(intervals[0].direction).toBe('forward');
      }),
      { numRuns: 60 },
    );
  });
});

describe('drawings of different accuracy', () => {
  it('leave no hole where a route’s own drawing becomes rough', () => {
    const seam = planeRoute(
      'QL48',
      [
        [0, 0],
        [5000, 0],
        [5100, 0],
        [9000, 0],
      ],
      [250, 250, 6000, 6000],
    );
    const found = match(
      [seam],
      drive(
        [
          [1000, 0],
          [8000, 0],
        ],
        { noiseM: 5 },
      ),
    );
    expect(found.intervals.map(({ uncertain }) => uncertain)).toEqual([false, true]);
    expect(found.intervals[0].toM).toBe(found.intervals[1].fromM);
    expect(found.offRoute).toEqual([]);
  });

  it('count a shared carriageway on both routes', () => {
    const first = planeRoute(
      'QL46',
      [
        [0, 0],
        [4000, 0],
        [7000, 0],
        [9000, 0],
      ],
      250,
    );
    const second = planeRoute(
      'QL1A_VINH',
      [
        [4000, -3000],
        [4000, 0],
        [7000, 0],
        [7000, 3000],
      ],
      20,
    );
    const found = match(
      [first, second],
      drive(
        [
          [500, 0],
          [8500, 0],
        ],
        { noiseM: 5 },
      ),
    );
    const own = found.intervals.filter(({ routeId }) => routeId === 'QL46');
    expect(own).toHaveLength(1);
    expect(Math.abs(own[0].fromM - 500)).toBeLessThan(30);
    expect(Math.abs(own[0].toM - 8500)).toBeLessThan(30);
    const shared = found.intervals.filter(({ routeId }) => routeId === 'QL1A_VINH');
    expect(shared).toHaveLength(1);
    expect(Math.abs(shared[0].toM - shared[0].fromM - 3000)).toBeLessThan(60);
  });

  it('do not lead a track away at a fork and back', () => {
    const main = planeRoute(
      'QL1A',
      [
        [0, 0],
        [4000, 0],
        [9000, -2200],
      ],
      [250, 250, 600],
    );
    const fork = planeRoute(
      'QL46',
      [
        [4000, 0],
        [9000, 0],
      ],
      250,
    );
    const found = match(
      [main, fork],
      drive(
        [
          [500, 0],
          [4000, 0],
          [8500, -1980],
        ],
        { noiseM: 8 },
      ),
    );
    expect(found.intervals.map(({ routeId }) => routeId)).toEqual(['QL1A', 'QL1A']);
    expect(found.intervals[0].toM).toBe(found.intervals[1].fromM);
  });
});
