import type { TrackPart } from './raw-track.ts';

export interface StopOptions {
  /** Standing means staying within this of where the stop began, metres. */
  stopRadiusM: number;
  /** Shorter standing is not kept as dwell, seconds. */
  minStopS: number;
}

/** Standing still: where (mean position in the plane), from when until when. */
export interface TrackStop {
  x: number;
  y: number;
  fromMs: number;
  untilMs: number;
}

/**
 * Stay points of a part and the part without the receiver's wandering while it
 * stood: of each stop only the first and the last position remain, where they
 * were. After Li, Zheng, Xie, Chen, Liu & Ma (2008), “Mining user similarity
 * based on location history”, ACM GIS. A part without times has no stops.
 * O(n · k), k positions within the radius and the least duration.
 */
export function findStops(
  part: TrackPart,
  { stopRadiusM, minStopS }: StopOptions,
): { part: TrackPart; stops: TrackStop[]; dropped: number } {
  const { xy, timeMs } = part;
  const n = timeMs.length;
  const keep = new Uint8Array(n).fill(1);
  const stops: TrackStop[] = [];
  const limit2 = stopRadiusM * stopRadiusM;
  for (let i = 0; i + 1 < n;) {
    let j = i + 1;
    let [sumX, sumY] = [xy[2 * i], xy[2 * i + 1]];
    for (; j < n && !Number.isNaN(timeMs[j]); j++) {
      const dx = xy[2 * j] - xy[2 * i];
      const dy = xy[2 * j + 1] - xy[2 * i + 1];
      if (dx * dx + dy * dy > limit2) break;
      sumX += xy[2 * j];
      sumY += xy[2 * j + 1];
    }
    // NaN compares false: a stop needs both times.
    if (timeMs[j - 1] - timeMs[i] >= minStopS * 1000) {
      stops.push({ x: sumX / (j - i), y: sumY / (j - i), fromMs: timeMs[i], untilMs: timeMs[j - 1] });
      keep.fill(0, i + 1, j - 1);
      i = j;
    } else i++;
  }
  let kept = 0;
  for (let i = 0; i < n; i++) kept += keep[i];
  if (kept === n) return { part, stops, dropped: 0 };
  const out: TrackPart = { xy: new Float64Array(2 * kept), timeMs: new Float64Array(kept) };
  for (let i = 0, k = 0; i < n; i++) {
    if (!keep[i]) continue;
    out.xy[2 * k] = xy[2 * i];
    out.xy[2 * k + 1] = xy[2 * i + 1];
    out.timeMs[k++] = timeMs[i];
  }
  return { part: out, stops, dropped: n - kept };
}
