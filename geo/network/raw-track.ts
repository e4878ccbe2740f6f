/**
 * A track as a receiver recorded it, before anything is judged. One entry of
 * `timeMs` a position; `lngLat` holds lng0, lat0, lng1, lat1, … in degrees.
 */
export interface RawTrack {
  name: string;
  lngLat: Float64Array;
  /** Milliseconds since 1970 UTC; NaN where the file gives no time. */
  timeMs: Float64Array;
  /** Index of the first position of each recorded segment; the first is 0. */
  segmentStarts: readonly number[];
}

/** A run of positions without a long gap, in the metric plane, in the order of time. */
export interface TrackPart {
  /** x0, y0, x1, y1, … in metres. */
  xy: Float64Array;
  /** NaN where no time is known. */
  timeMs: Float64Array;
}
