import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Theme } from '../state/preferences.svelte.ts';
import type { Camera } from '../state/view-url.ts';
import type { Lang } from '../text/translate.ts';
import { BASE_FILES } from './base-files.ts';
import { baseStyle } from './base-style.ts';
import { HOME_PADDING, MAP_LIMITS, MAX_ZOOM, PROVINCE_BBOX } from './camera.ts';
import { putIcons } from './icons.ts';

const SAMPLE = 'aAăâđêôơưẠẤỆỮ0–≈';

/** Labels are drawn from the page's own fonts, so these must be there first. */
async function loadFonts(): Promise<void> {
  await Promise.all(
    [400, 500, 600].map((weight) => document.fonts.load(`${weight} 16px 'Noto Sans Variable'`, SAMPLE)),
  );
}

/** The map with its base style and icons loaded. Rejects where the browser has no WebGL 2. */
export async function createMap(
  container: HTMLElement,
  { theme, lang, camera, label }: { theme: Theme; lang: Lang; camera: Camera | null; label: string },
): Promise<MapLibreMap> {
  await loadFonts();
  setWorkerUrl(workerUrl);
  const absolute = Object.fromEntries(
    Object.entries(BASE_FILES).map(([name, file]) => [name, new URL(file, document.baseURI).href]),
  ) as unknown as typeof BASE_FILES;
  const map = new MapLibreMap({
    container,
    style: baseStyle(theme, lang, absolute),
    ...(camera
      ? { center: [camera.lng, camera.lat] as [number, number], zoom: camera.zoom }
      : { bounds: PROVINCE_BBOX, fitBoundsOptions: { padding: HOME_PADDING } }),
    maxBounds: MAP_LIMITS,
    maxZoom: MAX_ZOOM,
    // followCamera does, and keeps the whole province in view.
    trackResize: false,
    renderWorldCopies: false,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: 100,
    locale: { 'Map.Title': label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  putIcons(map, theme);
  await new Promise<void>((resolve) => map.once('load', () => resolve()));
  return map;
}
