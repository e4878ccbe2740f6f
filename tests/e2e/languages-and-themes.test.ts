import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { MESSAGES } from '#client/text/messages.ts';
import { textsOf } from './support/page-texts.ts';
import { mapIdle, story } from './support/story.ts';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every Vietnamese text of the client that has another English one, as a pattern with its places open. */
const VIETNAMESE = Object.entries(MESSAGES)
  .filter(([, [vi, en]]) => vi !== en && /\p{L}{2}/u.test(vi.replace(/\{\w+\}/g, '')))
  // The switch itself names the other language in that language.
  .filter(([key]) => key !== 'language.switch')
  .map(([key, [vi]]) => ({
    key,
    pattern: new RegExp(
      `^${vi
        .split(/\{\w+\}/)
        .map(escape)
        .join('.+')}$`,
      'u',
    ),
  }))
  // `{low} – {high}` and the like fit any text.
  .filter(({ pattern }) => /\p{L}{2}/u.test(pattern.source.replaceAll('.+', '')));

function vietnameseChrome(texts: string[]): string[] {
  return texts.flatMap((text) =>
    VIETNAMESE.filter(({ pattern }) => pattern.test(text)).map(({ key }) => `${key}: ${text}`),
  );
}

async function toEnglishAndDark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đổi ngôn ngữ: English' }).click();
  await page.getByRole('button', { name: 'Dark theme' }).click();
}

const look = (page: Page) =>
  page.evaluate(() => ({
    lang: document.documentElement.lang,
    theme: document.documentElement.dataset.theme,
    page: getComputedStyle(document.body).backgroundColor,
  }));
const lightness = (rgb: string) => Math.max(...rgb.match(/\d+/g)!.slice(0, 3).map(Number));

story('languages and themes', ({ open }) => {
  it('is wholly Vietnamese, then wholly English and dark, and stays so after a reload', async () => {
    const page = await open('/');
    await page.getByText('Chính thức', { exact: true }).first().waitFor();
    // The net catches: in Vietnamese it finds many.
    expect(vietnameseChrome(await textsOf(page)).length).toBeGreaterThan(40);
    const light = await look(page);
    expect(light).toMatchObject({ lang: 'vi', theme: 'light' });

    await toEnglishAndDark(page);
    await page.getByText('Official', { exact: true }).first().waitFor();
    for (const section of ['Indicator', 'Data', 'Map']) {
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: section }).click();
      expect(vietnameseChrome(await textsOf(page)), section).toEqual([]);
    }
    await page.reload();
    await page.getByText('Official', { exact: true }).first().waitFor();
    const dark = await look(page);
    expect(dark).toMatchObject({ lang: 'en', theme: 'dark' });
    expect(lightness(dark.page)).toBeLessThan(60);
    expect(lightness(light.page)).toBeGreaterThan(200);
  });

  it.each([
    [1366, 768],
    [1920, 1080],
  ])('fits %i × %i: nothing beyond the edge, nothing cut without its full text', async (width, height) => {
    const page = await open('/', { width, height });
    await page.getByText('Chính thức', { exact: true }).first().waitFor();
    await mapIdle(page);
    for (const section of ['Bản đồ', 'Chỉ tiêu', 'Dữ liệu']) {
      await page.getByRole('navigation', { name: 'Các phần' }).getByRole('button', { name: section }).click();
      await page.evaluate(() => document.fonts.ready);
      expect(await clippedOn(page), section).toEqual([]);
    }
  });
});

/** What sticks out of the window, and what is cut off without a title that says it whole. */
function clippedOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { clientWidth, scrollWidth, clientHeight, scrollHeight } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`page is ${scrollWidth} wide`);
    if (scrollHeight > clientHeight) faults.push(`page is ${scrollHeight} high`);
    const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflow) || scrolls(element.parentElement));
    for (const element of document.querySelectorAll('header, nav, aside, header button, nav button, header input')) {
      const box = element.getBoundingClientRect();
      if (!isShown(element) || scrolls(element.parentElement)) continue;
      if (box.right > clientWidth + 1 || box.bottom > clientHeight + 1 || box.left < -1) {
        faults.push(`${element.tagName} ${element.ariaLabel ?? element.textContent} sticks out`);
      }
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden';
      if (!isCut || !isShown(element) || !element.innerText?.trim() || element.closest('.maplibregl-map')) continue;
      // Words for screen readers only.
      if (element.clientWidth <= 1) continue;
      // A box that only holds others is not a cut text.
      if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim())) continue;
      const named = element.closest('[title], [aria-label]');
      if (style.textOverflow !== 'ellipsis' || !named) faults.push(`cut: ${element.innerText.slice(0, 60)}`);
    }
    return faults;
  });
}
