import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
// @ts-expect-error plain JavaScript: it runs before anything is installed
import { ensureClient } from '../../../scripts/setup/client.js';
import { CHROMIUM_ARGS, findChromium } from '#tests/support/chromium.ts';
import { PROJECT_DIR } from '#tests/support/paths.ts';
import { startServer } from './start-server.ts';

/** What a story gets: the address of the page and of the browser. */
export interface Workbench {
  url: string;
  browser: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker, so that two stories at once do not meet; none where there is no browser. */
    workbenches: Workbench[];
  }
}

/** Once for all stories: the built client, and a workbench for each worker. */
export default async function setup({ provide, config }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    provide('workbenches', []);
    return undefined;
  }
  await ensureClient(PROJECT_DIR, process.execPath);
  const started = await Promise.all(Array.from({ length: config.maxWorkers }, () => startWorkbench(executablePath)));
  provide(
    'workbenches',
    started.map(({ url, browser }) => ({ url, browser })),
  );
  return async () => void (await Promise.all(started.map(({ stop }) => stop())));
}

/**
 * The real server as a process of its own on an empty data directory with the
 * demo year, and a browser with an empty profile that can reach this machine only.
 */
async function startWorkbench(executablePath: string) {
  const server = await startServer();
  // What the page opens with is computed once, before the first story.
  await server.firstRun();
  const browser = await chromium.launchServer({
    executablePath,
    args: [...CHROMIUM_ARGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  const stop = async () => {
    await browser.close();
    await server.stop();
  };
  return { url: server.url, browser: browser.wsEndpoint(), stop };
}
