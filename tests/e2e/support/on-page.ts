import type { Page } from 'playwright-core';
import type { LngLat } from '#geo/domain/geometry.ts';

export interface Camera {
  lng: number;
  lat: number;
  zoom: number;
}

/** Where a place lies on the page, by Web Mercator about the camera in the link. */
export async function onPage(page: Page, camera: Camera, [lng, lat]: LngLat): Promise<[number, number]> {
  const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
  const world = 512 * 2 ** camera.zoom;
  const x = (degrees: number) => ((degrees + 180) / 360) * world;
  const y = (degrees: number) =>
    ((1 - Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / Math.PI) / 2) * world;
  return [box.x + box.width / 2 + x(lng) - x(camera.lng), box.y + box.height / 2 + y(lat) - y(camera.lat)];
}
