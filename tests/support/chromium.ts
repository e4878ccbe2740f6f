import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** What the browser needs to draw maps without a graphics card and to keep to itself. */
export const CHROMIUM_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  // Debian turns it on for every browser; without a card it paints pages on the slow road.
  '--disable-gpu-rasterization',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/**
 * The browser to test with: CHROMIUM_PATH, else where systems put it;
 * undefined when there is none, which is said aloud.
 * @throws when there is none and NOTHING_LEFT_OUT=1
 */
export function findChromium(): string | undefined {
  const found = [process.env.CHROMIUM_PATH ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
  if (found !== undefined) return found;
  const message = 'Chromium not found; to enable: apt-get install -y chromium (or set CHROMIUM_PATH)';
  if (process.env.NOTHING_LEFT_OUT === '1') throw new Error(message);
  console.warn(`\nBỎ QUA / LEFT OUT: trình duyệt / the browser. ${message}\n`);
  return undefined;
}
