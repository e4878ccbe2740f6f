import type { Bbox, LngLat } from '#geo/domain/geometry.ts';

/** The province with a little air; where the page begins and “home” goes. */
export const PROVINCE_BBOX: Bbox = [103.84, 18.53, 105.86, 20.02];
/** Room around the whole province, px: names of towns at the coast reach out to the right of it. */
export const HOME_PADDING = { top: 16, right: 56, bottom: 16, left: 12 };
/** The base map's data ends here, and so does panning. */
export const MAP_LIMITS: Bbox = [102.02, 17.02, 107.58, 21.28];
export const MAX_ZOOM = 16;

/** A bbox made wider until it is at least `minDegrees` on its longer side, about its centre. */
export function withRoom([west, south, east, north]: Bbox, minDegrees = 0.06): Bbox {
  const grow = Math.max(0, (minDegrees - Math.max(east - west, north - south)) / 2);
  return [west - grow, south - grow, east + grow, north + grow];
}

/** [west, south, east, north] around places; undefined when there are none. */
export function bboxOf(places: Iterable<LngLat>): Bbox | undefined {
  let bbox: Bbox | undefined;
  for (const [lng, lat] of places) {
    bbox ??= [lng, lat, lng, lat];
    bbox = [Math.min(bbox[0], lng), Math.min(bbox[1], lat), Math.max(bbox[2], lng), Math.max(bbox[3], lat)];
  }
  return bbox;
}

/** Room to leave at the map's edges so that nothing important lies under a control. */
export function flightPadding(width: number, height: number): number {
  return Math.round(Math.min(90, Math.min(width, height) * 0.14));
}

interface Size {
  width: number;
  height: number;
}

/**
 * Room to leave on each side of a map whose bottom left corner is covered by the
 * legend: beside it or above it, where more of the map is left.
 */
export function flightRoom({ width, height }: Size, cover: Size) {
  const pad = flightPadding(width, height);
  const even = { top: pad, right: pad, bottom: pad, left: pad };
  const left = Math.max(pad, cover.width);
  const bottom = Math.max(pad, cover.height);
  const beside = (width - left - pad) * (height - 2 * pad);
  const above = (width - 2 * pad) * (height - bottom - pad);
  return beside >= above ? { ...even, left } : { ...even, bottom };
}
