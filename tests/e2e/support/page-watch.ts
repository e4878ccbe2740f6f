import type { ConsoleMessage, Page } from 'playwright-core';

/** What the software renderer says of itself; nothing to do with the page. */
const RENDERER_NOTES = /GL Driver Message .*GPU stall due to ReadPixels/;

/**
 * Writes into `faults` whatever a page does that it must not: a request that
 * leaves `origin`, an answer of 400 or more, a failed request, an error or
 * warning in the console, an uncaught error, a violation of the content policy.
 */
export async function watchPage(page: Page, origin: string, faults: string[]): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) {
      faults.push(`request to someone else: ${request.url()}`);
    }
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400) faults.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Cancelled by the page itself (a newer question, a page that closes), not refused.
    if (why !== 'net::ERR_ABORTED') faults.push(`${why} ${request.url()}`);
  });
  page.on('console', (message: ConsoleMessage) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !RENDERER_NOTES.test(text)) {
      faults.push(`console ${message.type()}: ${text} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
}
