import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
// @ts-expect-error plain JavaScript: it runs before anything is installed
import { ensureClient } from '../../../scripts/setup/client.js';
import { CHROMIUM_ARGS, findChromium } from '#tests/support/chromium.ts';
import { PROJECT_DIR } from '#tests/support/paths.ts';
import { startServer } from './start-server.ts';

/** What every story gets: the address of the page and of the browser; null where there is no browser. */
export interface Workbench {
  url: string;
  browser: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    workbench: Workbench | null;
  }
}

/**
 * Once for all stories: the built client, the real server as a process of its
 * own on an empty data directory with the demo year, and one browser with an
 * empty profile that can reach this machine only.
 */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    provide('workbench', null);
    return undefined;
  }
  await ensureClient(PROJECT_DIR, process.execPath);
  const server = await startServer();
  // What the page opens with is computed once, before the first story.
  await server.firstRun();
  const browser = await chromium.launchServer({
    executablePath,
    args: [...CHROMIUM_ARGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  provide('workbench', { url: server.url, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    await server.stop();
  };
}
