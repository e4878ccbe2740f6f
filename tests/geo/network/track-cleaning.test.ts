import { describe, expect, it } from 'vitest';
import { fromPlane } from '#geo/geometry/projection.ts';
import { cleanTrack, REMOVAL_REASONS, type CleanTrack } from '#geo/network/track-cleaning.ts';
import type { RawTrack } from '#geo/network/raw-track.ts';
import { drive, joined, ORIGIN } from './track-sample.ts';

const START = Date.parse('2026-03-02T02:00:00Z');

/** Reasons with the positions removed for them. */
function removedOf(clean: CleanTrack): Record<string, number[]> {
  const out: Record<string, number[]> = {};
  for (const [k, index] of clean.removedIndex.entries()) {
    (out[REMOVAL_REASONS[clean.removedReason[k]]] ??= []).push(index);
  }
  return out;
}

function moved(track: RawTrack, index: number, dx: number, dy: number): RawTrack {
  const lngLat = track.lngLat.slice();
  const [lng, lat] = fromPlane(ORIGIN[0] + dx, ORIGIN[1] + dy);
  lngLat.set([lng, lat], 2 * index);
  return { ...track, lngLat };
}

const positions = (clean: CleanTrack) =>
  clean.days.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.timeMs.length, 0);

describe('cleaning a track', () => {
  it('leaves a clean drive as it is', () => {
    const raw = drive([
      [0, 0],
      [3000, 0],
    ]);
    const clean = cleanTrack(raw);
    expect(removedOf(clean)).toEqual({});
    expect(clean.days.map(({ dayOn, parts, stops }) => [dayOn, parts.length, stops.length])).toEqual([
      ['2026-03-02', 1, 0],
    ]);
    expect(positions(clean)).toBe(raw.timeMs.length);
  });

  it('takes out a spike that comes back, of one position and of three', () => {
    let raw = drive([
      [0, 0],
      [3000, 0],
    ]);
    raw = moved(raw, 50, 500, 4000);
    for (const i of [100, 101, 102]) raw = moved(raw, i, 1000, 9000 + i);
    const clean = cleanTrack(raw);
    expect(removedOf(clean)).toEqual({ spike: [50, 100, 101, 102] });
    expect(clean.jumps).toBe(0);
  });

  it('takes out a spike within the possible speed that comes back at once', () => {
    // 150 m out and back in 4 s each: 37 m/s, and 40 m on in between.
    const raw = moved(
      drive(
        [
          [0, 0],
          [3000, 0],
        ],
        { everyS: 4, speedMps: 5 },
      ),
      20,
      400,
      150,
    );
    expect(removedOf(cleanTrack(raw))).toEqual({ spike: [20] });
  });

  it('does not join what a jump parts, and removes nothing for it', () => {
    const far = drive(
      [
        [20_000, 0],
        [21_000, 0],
      ],
      { startMs: START + 101_000 },
    );
    const clean = cleanTrack(
      joined(
        drive([
          [0, 0],
          [1000, 0],
        ]),
        far,
      ),
    );
    expect(removedOf(clean)).toEqual({});
    expect(clean.jumps).toBe(1);
    expect(clean.days[0].parts).toHaveLength(2);
  });

  it('says which position was no number, outside, a repeat or alone', () => {
    const raw = drive([
      [0, 0],
      [1000, 0],
    ]);
    raw.lngLat[2 * 3] = NaN;
    raw.lngLat.set([0, 0], 2 * 5);
    raw.timeMs[8] = raw.timeMs[7];
    const alone = drive(
      [
        [900, 0],
        [1000, 0],
      ],
      { startMs: START + 5_000_000 },
    );
    const last = { ...alone, lngLat: alone.lngLat.slice(0, 2), timeMs: alone.timeMs.slice(0, 1) };
    expect(removedOf(cleanTrack(joined(raw, last)))).toEqual({
      malformed: [3],
      outside: [5],
      duplicate: [8],
      alone: [raw.timeMs.length],
    });
  });

  it('puts positions in the order of time', () => {
    const raw = drive([
      [0, 0],
      [1000, 0],
    ]);
    const shuffled = joined(
      { ...raw, lngLat: raw.lngLat.slice(100), timeMs: raw.timeMs.slice(50) },
      { ...raw, lngLat: raw.lngLat.slice(0, 100), timeMs: raw.timeMs.slice(0, 50) },
    );
    const clean = cleanTrack(shuffled);
    expect(clean.outOfOrder).toBe(1);
    expect(clean.days).toEqual(cleanTrack(raw).days);
  });

  it('keeps standing as dwell, with its place and duration, and not as wandering', () => {
    const wandering = Array.from({ length: 60 }, (_, i) =>
      fromPlane(ORIGIN[0] + 1000 + 8 * Math.sin(i), ORIGIN[1] + 8 * Math.cos(2 * i)),
    );
    const standing: RawTrack = {
      name: '',
      segmentStarts: [0],
      timeMs: Float64Array.from({ length: 60 }, (_, i) => START + 101_000 + i * 10_000),
      lngLat: Float64Array.from(wandering.flat()),
    };
    const after = drive(
      [
        [1000, 0],
        [2000, 0],
      ],
      { startMs: START + 101_000 + 600_000 },
    );
    const clean = cleanTrack(
      joined(
        drive([
          [0, 0],
          [1000, 0],
        ]),
        standing,
        after,
      ),
    );
    const [{ stops, parts }] = clean.days;
    expect(stops).toHaveLength(1);
    expect(stops[0].x - ORIGIN[0]).toBeCloseTo(1000, -1.5);
    expect(stops[0].y - ORIGIN[1]).toBeCloseTo(0, -1.5);
    // 590 s of standing and the few positions within 50 m on the way in and out.
    expect((stops[0].untilMs - stops[0].fromMs) / 1000).toBeGreaterThanOrEqual(590);
    expect((stops[0].untilMs - stops[0].fromMs) / 1000).toBeLessThanOrEqual(612);
    expect(parts).toHaveLength(1);
    expect(clean.standing).toBeGreaterThan(57);
  });

  it('takes half an hour of silence at one spot for standing, a night for a gap', () => {
    const silent = (ms: number) =>
      cleanTrack(
        joined(
          drive([
            [0, 0],
            [1000, 0],
          ]),
          drive(
            [
              [1010, 0],
              [2000, 0],
            ],
            { startMs: START + 100_000 + ms },
          ),
        ),
      );
    const [pause] = silent(1_800_000).days;
    expect(pause.parts).toHaveLength(1);
    expect(pause.stops.map(({ fromMs, untilMs }) => (untilMs - fromMs) / 1000)).toEqual([expect.closeTo(1800, -1.5)]);
    const [night] = silent(5 * 3_600_000).days;
    expect(night.parts).toHaveLength(2);
    expect(night.stops).toEqual([]);
  });

  it('splits at midnight in Vietnam, where the track was then', () => {
    const clean = cleanTrack(
      drive(
        [
          [0, 0],
          [4000, 0],
        ],
        { startMs: Date.parse('2026-03-02T16:58:20.500Z') },
      ),
    );
    expect(clean.days.map(({ dayOn }) => dayOn)).toEqual(['2026-03-02', '2026-03-03']);
    const [before, after] = clean.days.map(({ parts }) => parts[0]);
    const last = before.xy.length - 2;
    expect(before.xy[last] - ORIGIN[0]).toBeCloseTo(995, 5);
    expect([...after.xy.subarray(0, 2)]).toEqual([...before.xy.subarray(last)]);
    expect(after.timeMs[0]).toBe(Date.parse('2026-03-02T17:00:00Z'));
  });

  it('does not test speeds without times, and says how many positions that were', () => {
    const raw = drive([
      [0, 0],
      [3000, 0],
    ]);
    raw.timeMs.fill(NaN);
    const clean = cleanTrack(moved(raw, 50, 500, 1000));
    expect(removedOf(clean)).toEqual({});
    expect(clean.untimed).toBe(raw.timeMs.length);
    expect(clean.days.map(({ dayOn, stops }) => [dayOn, stops.length])).toEqual([[null, 0]]);
  });

  it('has nothing to say of an empty track', () => {
    const nothing = { name: '', lngLat: new Float64Array(0), timeMs: new Float64Array(0), segmentStarts: [] };
    expect(cleanTrack(nothing)).toMatchObject({ days: [], outOfOrder: 0, untimed: 0, standing: 0, jumps: 0 });
  });
});
