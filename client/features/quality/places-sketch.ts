import type { LngLat } from '#geo/domain/geometry.ts';

/** What one record draws: lines, points and rings in degrees. */
export interface SketchShapes {
  paths: readonly (readonly LngLat[])[];
  points: readonly LngLat[];
  rings: readonly (readonly LngLat[])[];
}

/** A small map of a few places: SVG paths in pixels, and how long its scale bar is. */
export interface Sketch {
  /** For each record: lines and rings as SVG path data, points as centres. */
  records: { lines: string; rings: string; points: [x: number, y: number][] }[];
  /** What lies around them, layer by layer. */
  around: string[];
  scaleM: number;
  scalePx: number;
}

const METRES_PER_DEGREE = 111_320;
/** What is shown is never smaller than this, so that two points on one spot are not a void. */
const LEAST_M = 2_000;
const ROOM = 1.25;

/**
 * Draws places beside one another, north up, in an equirectangular projection
 * about their middle (for a few tens of kilometres its error is well below a
 * pixel). Null where none has a place. O(vertices).
 */
export function sketchPlaces(
  records: readonly SketchShapes[],
  around: readonly (readonly (readonly LngLat[])[])[],
  width: number,
  height: number,
): Sketch | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { paths, points, rings } of records) {
    for (const part of [...paths, points, ...rings]) {
      for (const [lng, lat] of part) {
        west = Math.min(west, lng);
        east = Math.max(east, lng);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
    }
  }
  if (west > east) return null;
  const [midLng, midLat] = [(west + east) / 2, (south + north) / 2];
  const mPerLng = METRES_PER_DEGREE * Math.cos((midLat * Math.PI) / 180);
  const spanX = Math.max(LEAST_M, (east - west) * mPerLng) * ROOM;
  const spanY = Math.max(LEAST_M, (north - south) * METRES_PER_DEGREE) * ROOM;
  const pxPerM = Math.min(width / spanX, height / spanY);
  const place = ([lng, lat]: LngLat): [number, number] => [
    width / 2 + (lng - midLng) * mPerLng * pxPerM,
    height / 2 - (lat - midLat) * METRES_PER_DEGREE * pxPerM,
  ];
  const draw = (parts: readonly (readonly LngLat[])[], close: '' | 'Z' = '') =>
    parts
      .filter((part) => part.length > 1)
      .map((part) => `M${part.map((at) => place(at).map(tenth).join(',')).join('L')}${close}`)
      .join('');
  const scaleM = roundDown((width * 0.3) / pxPerM);
  return {
    records: records.map(({ paths, points, rings }) => ({
      lines: draw(paths),
      rings: draw(rings, 'Z'),
      points: points.map(place),
    })),
    around: around.map((lines) => draw(lines.filter((line) => line.some((at) => isNear(place(at), width, height))))),
    scaleM,
    scalePx: scaleM * pxPerM,
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const isNear = ([x, y]: [number, number], width: number, height: number): boolean =>
  x > -width && x < 2 * width && y > -height && y < 2 * height;

/** The greatest of 1, 2, 5 · 10ⁿ that is not more than `value`. */
export function roundDown(value: number): number {
  const nearest = 10 ** Math.floor(Math.log10(value));
  // The logarithm of what is just below a power of ten may be that power's.
  const unit = nearest > value ? nearest / 10 : nearest;
  return value >= 5 * unit ? 5 * unit : value >= 2 * unit ? 2 * unit : unit;
}
