import type { Position } from 'geojson';

/** A stretch of positions received one after another: degrees, and milliseconds (NaN where unknown). */
export interface Segment {
  lngLat: number[];
  timeMs: number[];
}
export const emptySegment = (): Segment => ({ lngLat: [], timeMs: [] });

/**
 * Segments as one geometry: a line each, repeated positions (a receiver at
 * rest) once, stretches of a single position left out; one spot where nothing
 * moves, undefined where there is nothing.
 */
export function geometryOfSegments(segments: readonly Segment[]): unknown {
  const lines: Position[][] = [];
  let spot: Position | undefined;
  for (const { lngLat } of segments) {
    const line: Position[] = [];
    for (let i = 0; i < lngLat.length; i += 2) {
      const last = line.at(-1);
      if (last === undefined || last[0] !== lngLat[i] || last[1] !== lngLat[i + 1]) {
        line.push([lngLat[i], lngLat[i + 1]]);
      }
    }
    spot ??= line[0];
    if (line.length > 1) lines.push(line);
  }
  if (lines.length === 0) return spot && { type: 'Point', coordinates: spot };
  return lines.length === 1
    ? { type: 'LineString', coordinates: lines[0] }
    : { type: 'MultiLineString', coordinates: lines };
}

/** `18.6734`, or `18,6734` as receivers set to Vietnamese write it; NaN for anything else. */
export function degreesOf(text: string | undefined): number {
  const plain = (text ?? '').trim().replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** A position that a receiver can have had: on the globe, and not the 0,0 that stands for “no fix”. */
export const isPosition = (lng: number, lat: number): boolean =>
  Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && !(lng === 0 && lat === 0);
