import { expect, it } from 'vitest';
import { watchPage } from './support/page-watch.ts';
import { mapIdle, story } from './support/story.ts';

const EVERYTHING = '/?layers=.measures,.incidents,.heat&b=communes';

/*
 * Every story ends by asking that no request left the origin and that nothing
 * was refused or complained about; this one goes where the others do not, and
 * proves that the watch sees what it should.
 */
story('no third party', ({ open, url }) => {
  it('draws every layer, section, theme and dialog from its own server alone', async () => {
    const page = await open(EVERYTHING, { theme: 'dark' });
    await mapIdle(page);
    for (const key of ['2', '3', '1', '?']) await page.keyboard.press(key);
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Giao diện sáng' }).click();
    await page.getByRole('button', { name: 'Phóng to', exact: false }).first().click();
    await mapIdle(page);
    const origins = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
    );
    expect(origins.length).toBeGreaterThan(10);
    expect([...new Set(origins)]).toEqual([new URL(url).origin]);
    const stored = await page.context().cookies();
    expect(stored.filter(({ domain }) => domain !== '127.0.0.1')).toEqual([]);
  });

  it('is held by the content policy: what a page must not do is refused, and seen', async () => {
    const page = await (await open('/')).context().newPage();
    const faults: string[] = [];
    await watchPage(page, new URL(url).origin, faults);
    await page.goto(url);
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = 'https://example.org/pixel.png';
      const script = document.createElement('script');
      script.textContent = 'globalThis.hasRunInline = true';
      const style = document.createElement('link');
      Object.assign(style, { rel: 'stylesheet', href: 'https://example.org/a.css' });
      document.body.append(image, script, style);
    });
    await expect.poll(() => faults.filter((fault) => fault.includes('content policy: ')).length).toBeGreaterThan(2);
    const refused = faults.join('\n');
    for (const directive of ['img-src', 'script-src-elem', 'style-src-elem']) {
      expect(refused).toContain(`content policy: ${directive}`);
    }
    expect(await page.evaluate(() => 'hasRunInline' in globalThis)).toBe(false);
  });
});
