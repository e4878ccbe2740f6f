const EARTH_CIRCUMFERENCE_M = 40_075_016.686;
/** MapLibre's world is 512 px wide at zoom 0. */
const WORLD_PX = 512;

/** Ground metres of one screen pixel at a latitude and zoom (Web Mercator). */
export function metresPerPixel(lat: number, zoom: number): number {
  return (EARTH_CIRCUMFERENCE_M * Math.cos((lat * Math.PI) / 180)) / (WORLD_PX * 2 ** zoom);
}

/** The longest round length (1, 2 or 5 × 10ⁿ m) that fits into `maxPx`. */
export function scaleBar(lat: number, zoom: number, maxPx = 110): { lengthM: number; px: number } {
  const perPixel = metresPerPixel(lat, zoom);
  const most = perPixel * maxPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const lengthM = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { lengthM, px: lengthM / perPixel };
}
