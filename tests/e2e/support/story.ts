import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest';
import type { IndicatorRun } from '#geo/domain/coverage.ts';
import { watchPage } from './page-watch.ts';
import type { Workbench } from './workbench-setup.ts';

export interface Story {
  /** A page in a fresh profile at `path`, watched for faults; 1366 × 768 and Vietnamese unless told otherwise. */
  open(path?: string, options?: PageOptions): Promise<Page>;
  url: string;
  /** Asks the API what the page should show. */
  api<T>(path: string, init?: RequestInit): Promise<T>;
  run(periodId?: string): Promise<IndicatorRun>;
}

export interface PageOptions {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  /** Faults that the story is about, such as a refusal; no others are forgiven. */
  expected?: RegExp;
}

/** Nothing on a page takes longer than this, even on a busy machine of two cores. */
export const PATIENCE_MS = 60_000;

/**
 * A user story in the real browser against the real server. After each test
 * every page it opened must have been quiet: no request to anyone else, no
 * failed one, nothing in the console, nothing refused by the content policy.
 */
export function story(name: string, body: (story: Story) => void): void {
  const workbench: Workbench | undefined = inject('workbenches')[Number(process.env.VITEST_POOL_ID) - 1];
  describe.skipIf(workbench === undefined)(name, () => {
    let browser: Browser;
    const contexts: BrowserContext[] = [];
    const watched: { faults: string[]; expected: RegExp | undefined }[] = [];
    beforeAll(async () => {
      browser = await chromium.connect(workbench!.browser);
    });
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      const pages = watched.splice(0);
      expect(pages.flatMap(({ faults, expected }) => faults.filter((fault) => !expected?.test(fault)))).toEqual([]);
    });
    afterAll(() => browser.close());

    const url = workbench?.url ?? '';
    const api = async <T>(path: string, init?: RequestInit): Promise<T> => {
      const answer = await fetch(url + path, init);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    };
    body({
      url,
      api,
      async open(path = '/', { width = 1366, height = 768, theme = 'light', expected } = {}) {
        const context = await browser.newContext({
          viewport: { width, height },
          colorScheme: theme,
          locale: 'vi-VN',
          reducedMotion: 'reduce',
        });
        context.setDefaultTimeout(PATIENCE_MS);
        contexts.push(context);
        const page = await context.newPage();
        const faults: string[] = [];
        watched.push({ faults, expected });
        await watchPage(page, new URL(url).origin, faults);
        await page.goto(url + path);
        return page;
      },
      async run(periodId) {
        const period = periodId ?? (await api<{ defaultId: string }>('/api/periods')).defaultId;
        return api<IndicatorRun>(`/api/indicators/1?period=${period}`);
      },
    });
  });
}

/** Waits until the map has drawn all it has. */
export async function mapIdle(page: Page): Promise<void> {
  await page.locator('[data-map-idle="true"]').waitFor({ state: 'attached' });
}
