/**
 * `npm run screenshots -- <outDir>`: the standard set of pictures of the
 * workbench, to be looked at; with `--readme` also docs/workbench.png.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { IndicatorRun } from '#geo/domain/coverage.ts';
import { CHROMIUM_ARGS, findChromium } from '#tests/support/chromium.ts';
import { PROJECT_DIR } from '#tests/support/paths.ts';
import { chooseImport } from './support/data-menu.ts';
import { startServer } from './support/start-server.ts';

interface Picture {
  name: string;
  path: string;
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  prepare?: (page: Page) => Promise<void>;
}

const WALL = { width: 1920, height: 1080 };

function picturesOf({ gaps }: IndicatorRun): Picture[] {
  const gap = gaps
    .filter(({ kind, unitClass }) => kind === 'gap' && unitClass === 'route')
    .reduce((a, b) => (b.sizeM > a.sizeM ? b : a));
  const [west, south, east, north] = gap.bbox;
  const at = `${((west + east) / 2).toFixed(4)},${((south + north) / 2).toFixed(4)},10.5`;
  return [
    { name: 'main-1366-light-vi', path: '/' },
    { name: 'main-1920-dark-vi', path: '/?theme=dark', theme: 'dark', ...WALL },
    { name: 'main-1366-light-en', path: '/?lang=en' },
    { name: 'main-1920-dark-en', path: '/?lang=en&theme=dark', theme: 'dark', ...WALL },
    { name: 'gap-1366-light-vi', path: `/?s=indicator&sel=gap~route~${gap.unitId}~${gap.id}&at=${at}` },
    { name: 'route-1366-light-vi', path: `/?s=indicator&sel=unit~route~${gap.unitId}` },
    { name: 'area-1366-dark-vi', path: '/?sel=unit~area~ky-son&b=communes&theme=dark', theme: 'dark' },
    { name: 'import-1366-light-vi', path: '/?s=data', prepare: previewImport },
    { name: 'data-1366-light-vi', path: '/?s=data&layers=.measures' },
    { name: 'heat-1366-light-vi', path: '/?layers=.heat,.incidents,-areas' },
  ];
}

async function previewImport(page: Page): Promise<void> {
  await chooseImport(page, 'Nhập tệp');
  await page.locator('input[type=file]').setInputFiles(join(PROJECT_DIR, 'data/samples/measures-bad.csv'));
  await page
    .getByText(/dòng có lỗi/)
    .first()
    .waitFor();
}

async function take(browser: Browser, url: string, picture: Picture, file: string): Promise<void> {
  const { width = 1366, height = 768, theme = 'light' } = picture;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: 'vi-VN' });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.goto(url + picture.path);
  await page.locator('[data-map-idle="true"]').waitFor({ state: 'attached' });
  await page.locator('footer').first().waitFor();
  await picture.prepare?.(page);
  // Layers that still load draw after the first idle.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1500);
  await page.locator('[data-map-idle="true"]').waitFor({ state: 'attached' });
  await page.screenshot({ path: file });
  await context.close();
  console.log(`  ${file}`);
}

const args = process.argv.slice(2);
const outDir = args.find((arg) => !arg.startsWith('--')) ?? 'screenshots';
const executablePath = findChromium();
if (!executablePath) process.exit(1);
mkdirSync(outDir, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
try {
  const pictures = picturesOf(await server.firstRun());
  for (const picture of pictures) await take(browser, server.url, picture, join(outDir, `${picture.name}.png`));
  if (args.includes('--readme')) {
    await take(browser, server.url, pictures[0], join(PROJECT_DIR, 'docs/workbench.png'));
  }
} finally {
  await browser.close();
  await server.stop();
}
