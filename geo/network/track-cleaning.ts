import { SURROUNDINGS } from '../domain/geometry.ts';
import { addDays, dayOfInstant, startOfDayMs, type DayString } from '../domain/period.ts';
import { METRIC_PLANE } from '../geometry/projection.ts';
import type { RawTrack, TrackPart } from './raw-track.ts';
import { findSpikes } from './track-spikes.ts';
import { findStops, type TrackStop } from './track-stops.ts';

export interface CleaningOptions {
  /** Faster legs are a receiver's fault, m/s. */
  maxSpeedMps: number;
  /** Receivers wander by this much between two positions, metres: the speed test allows for it. */
  noiseM: number;
  stopRadiusM: number;
  minStopS: number;
  /** A longer silence ends a part, seconds; unless the receiver stood still. */
  maxGapS: number;
  /** Without times a longer leg ends a part, metres. */
  maxGapM: number;
}

export const CLEANING_DEFAULTS: CleaningOptions = {
  maxSpeedMps: 50,
  noiseM: 50,
  stopRadiusM: 50,
  minStopS: 300,
  maxGapS: 600,
  maxGapM: 2000,
};

/** Many receivers are silent while they stand; an hour without a word is not taken for standing. */
const LONGEST_SILENT_STOP_MS = 3_600_000;

/**
 * Why a position is not in the cleaned track: no number; outside the province's
 * surroundings; the same time (without times: the same place) as the one before;
 * an impossible leg that comes back; alone between two gaps.
 */
export const REMOVAL_REASONS = ['malformed', 'outside', 'duplicate', 'spike', 'alone'] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** What one day of one track leaves: parts without long gaps, and where it stood. */
export interface TrackDay {
  /** Null where the positions have no times. */
  dayOn: DayString | null;
  parts: TrackPart[];
  stops: TrackStop[];
}

export interface CleanTrack {
  days: TrackDay[];
  /** Indices into the raw track, with the reason's index in {@link REMOVAL_REASONS}. */
  removedIndex: Int32Array;
  removedReason: Uint8Array;
  /** Positions before which the file's times ran backwards; they are put in order. */
  outOfOrder: number;
  /** Kept positions without a time: no speed was tested there. */
  untimed: number;
  /** Positions of standing that a dwell stands for. */
  standing: number;
  /** Impossible legs that did not come back: the parts on both sides are kept, not joined. */
  jumps: number;
}

/**
 * Puts a recorded track in order and takes out what a receiver made up; says
 * of every position that is missing afterwards why. Days are those of
 * Asia/Ho_Chi_Minh: a leg over midnight is cut there. O(n log n), O(n) when the
 * file is in order.
 */
export function cleanTrack(raw: RawTrack, options: CleaningOptions = CLEANING_DEFAULTS): CleanTrack {
  const n = raw.timeMs.length;
  const { timeMs } = raw;
  const xy = new Float64Array(2 * n);
  const removed: number[] = [];
  const reasons: number[] = [];
  const remove = (index: number, reason: RemovalReason) => {
    removed.push(index);
    reasons.push(REMOVAL_REASONS.indexOf(reason));
  };

  // Positions that are none.
  const [west, south, east, north] = SURROUNDINGS;
  const kept = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const [lng, lat] = [raw.lngLat[2 * i], raw.lngLat[2 * i + 1]];
    if (!Number.isFinite(lng) || !Number.isFinite(lat)) remove(i, 'malformed');
    else if (lng < west || lng > east || lat < south || lat > north) remove(i, 'outside');
    else {
      METRIC_PLANE.forward(lng, lat, xy, 2 * i);
      kept[count++] = i;
    }
  }

  // Order of time; a position without one stays behind the one before it.
  const { order: sorted, outOfOrder } = inOrder(kept.subarray(0, count), timeMs);
  const unique = new Int32Array(count);
  let last = -1;
  let used = 0;
  for (const i of sorted) {
    const isRepeat =
      last >= 0 &&
      (timeMs[i] === timeMs[last] ||
        (Number.isNaN(timeMs[i]) &&
          Number.isNaN(timeMs[last]) &&
          xy[2 * i] === xy[2 * last] &&
          xy[2 * i + 1] === xy[2 * last + 1]));
    if (isRepeat) remove(i, 'duplicate');
    else unique[used++] = last = i;
  }
  const order = unique.subarray(0, used);

  const marks = findSpikes(xy, timeMs, order, options);
  let jumps = 0;
  const runs: Run[] = [];
  const segmentOf = segmentsOf(raw.segmentStarts, n);
  let run: Run | undefined;
  let before = -1;
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    if (marks[k] === 1) {
      remove(i, 'spike');
      continue;
    }
    if (marks[k] === 2) jumps++;
    const breaks = before < 0 || marks[k] === 2 || isGap(xy, timeMs, before, i, segmentOf, options);
    if (breaks) runs.push((run = { indices: [] }));
    run!.indices.push(i);
    before = i;
  }

  // Parts by day; standing kept as dwell.
  const days = new Map<string, TrackDay>();
  let untimed = 0;
  let standing = 0;
  for (const { indices } of runs) {
    if (indices.length === 1) {
      remove(indices[0], 'alone');
      continue;
    }
    for (const i of indices) if (Number.isNaN(timeMs[i])) untimed++;
    for (const { dayOn, part } of cutAtMidnight(indices, xy, timeMs)) {
      const key = dayOn ?? '';
      let day = days.get(key);
      if (!day) days.set(key, (day = { dayOn, parts: [], stops: [] }));
      const found = findStops(part, options);
      standing += found.dropped;
      day.parts.push(found.part);
      day.stops.push(...found.stops);
    }
  }
  return {
    days: [...days.values()],
    removedIndex: Int32Array.from(removed),
    removedReason: Uint8Array.from(reasons),
    outOfOrder,
    untimed,
    standing,
    jumps,
  };
}

interface Run {
  indices: number[];
}

function inOrder(indices: Int32Array, timeMs: Float64Array): { order: Int32Array; outOfOrder: number } {
  const keys = new Float64Array(timeMs.length);
  let outOfOrder = 0;
  let latest = -Infinity;
  for (const i of indices) {
    if (timeMs[i] < latest) outOfOrder++;
    if (!Number.isNaN(timeMs[i])) latest = timeMs[i];
    keys[i] = latest;
  }
  if (outOfOrder === 0) return { order: indices, outOfOrder };
  return { order: Int32Array.from(indices).sort((a, b) => keys[a] - keys[b] || a - b), outOfOrder };
}

function segmentsOf(starts: readonly number[], n: number): Int32Array {
  const out = new Int32Array(n);
  let at = -1;
  const isStart = new Uint8Array(n);
  for (const start of starts) if (start < n) isStart[start] = 1;
  for (let i = 0; i < n; i++) {
    if (isStart[i]) at++;
    out[i] = at;
  }
  return out;
}

/** Whether the way between two positions is unknown. Receivers begin a new segment at every pause: that alone is no gap. */
function isGap(
  xy: Float64Array,
  timeMs: Float64Array,
  a: number,
  b: number,
  segmentOf: Int32Array,
  { maxGapS, maxGapM, stopRadiusM }: CleaningOptions,
): boolean {
  const distanceM = Math.hypot(xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1]);
  const silenceMs = timeMs[b] - timeMs[a];
  if (Number.isNaN(silenceMs)) return distanceM > maxGapM || (segmentOf[a] !== segmentOf[b] && distanceM > stopRadiusM);
  if (silenceMs <= maxGapS * 1000) return false;
  return distanceM > stopRadiusM || silenceMs > LONGEST_SILENT_STOP_MS;
}

/** The days of a run; a leg over midnight ends and begins where it was at midnight, straight between its ends. */
function cutAtMidnight(
  indices: readonly number[],
  xy: Float64Array,
  timeMs: Float64Array,
): { dayOn: DayString | null; part: TrackPart }[] {
  const out: { dayOn: DayString | null; part: TrackPart }[] = [];
  let x: number[] = [];
  let times: number[] = [];
  let dayOn: DayString | null = null;
  let midnight = Infinity;
  const close = () => {
    if (times.length > 1) out.push({ dayOn, part: { xy: Float64Array.from(x), timeMs: Float64Array.from(times) } });
  };
  let before = -1;
  for (const i of indices) {
    const t = timeMs[i];
    if (dayOn === null && !Number.isNaN(t)) {
      dayOn = dayOfInstant(t);
      midnight = startOfDayMs(addDays(dayOn, 1));
    }
    while (t >= midnight) {
      const from = timeMs[before];
      const share = t > from ? (midnight - from) / (t - from) : 1;
      const atX = xy[2 * before] + share * (xy[2 * i] - xy[2 * before]);
      const atY = xy[2 * before + 1] + share * (xy[2 * i + 1] - xy[2 * before + 1]);
      const isKnown = !Number.isNaN(from);
      if (isKnown) {
        x.push(atX, atY);
        times.push(midnight);
      }
      close();
      // Nobody knows where it was at midnight after a position without time: the leg belongs to the new day.
      x = t === midnight ? [] : isKnown ? [atX, atY] : [xy[2 * before], xy[2 * before + 1]];
      times = t === midnight ? [] : [isKnown ? midnight : NaN];
      dayOn = dayOfInstant(midnight);
      midnight = startOfDayMs(addDays(dayOn, 1));
    }
    x.push(xy[2 * i], xy[2 * i + 1]);
    times.push(t);
    before = i;
  }
  close();
  return out;
}
