import type { Page } from 'playwright-core';

/** Every text a person can meet on a page: shown, named for a reader, in a tooltip or placeholder. */
export function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>();
    const add = (text: string | null) => {
      const clean = text?.replace(/\s+/g, ' ').trim();
      if (clean) texts.add(clean);
    };
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) add(element.getAttribute(name));
      if (element.matches('script, style')) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) add(node.textContent);
    }
    return [...texts];
  });
}
