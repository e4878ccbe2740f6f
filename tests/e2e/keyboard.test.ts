import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { mapIdle, story } from './support/story.ts';

const heading = (page: Page) =>
  page.getByRole('complementary', { name: 'Bảng thông tin' }).getByRole('heading').first();
const sectionOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Các phần' }).locator('[aria-current="page"]').innerText();

story('keyboard', ({ open, run }) => {
  it('finds a place without diacritics and goes there', async () => {
    const page = await open('/');
    await mapIdle(page);
    await page.keyboard.press('/');
    await page.keyboard.type('ky son');
    await page.getByRole('option', { name: /Huyện Kỳ Sơn/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => heading(page).innerText()).toBe('Huyện Kỳ Sơn');
    await expect.poll(() => new URL(page.url()).searchParams.get('at')).not.toBeNull();
    const [lng, lat] = new URL(page.url()).searchParams.get('at')!.split(',').map(Number);
    expect(Math.hypot(lng - 104.1, lat - 19.4)).toBeLessThan(0.4);
    await page.keyboard.press('Escape');
    await expect.poll(() => heading(page).innerText()).toBe('Địa bàn');
  });

  it('lists its keys, which do what they say', async () => {
    const page = await open('/');
    await heading(page).waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Phím tắt' });
    await dialog.getByText('Tìm kiếm').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    for (const [key, name] of [
      ['2', 'Chỉ tiêu'],
      ['3', 'Dữ liệu'],
      ['1', 'Bản đồ'],
    ]) {
      await page.keyboard.press(key);
      await expect.poll(() => sectionOf(page)).toBe(name);
    }
    await page.keyboard.press('[');
    await page.getByRole('complementary', { name: 'Bảng bên trái' }).waitFor({ state: 'detached' });
    await page.keyboard.press('[');
    await page.getByRole('complementary', { name: 'Bảng bên trái' }).waitFor();
  });

  it('opens a gap by arrows and Enter', async () => {
    const { gaps } = await run();
    const page = await open('/?s=indicator');
    await page.getByRole('tab', { name: /^Khoảng trống/ }).press('Enter');
    const grid = page.getByRole('grid', { name: 'Khoảng trống' });
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading(page).innerText()).not.toBe('Chỉ tiêu 1');
    expect(gaps.map(({ labelVi }) => labelVi)).toContain(await heading(page).innerText());
  });

  it('reaches every control of the page by Tab, each with a visible focus', async () => {
    const page = await open('/?s=indicator');
    await page
      .getByRole('button', { name: /Quốc lộ 7A/ })
      .first()
      .waitFor();
    const expected = await page.evaluate(() => {
      const controls = [
        ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]'),
      ];
      const reachable = controls.filter(
        (element) => element.tabIndex >= 0 && !(element as HTMLButtonElement).disabled && element.checkVisibility(),
      );
      reachable.forEach((element, index) => (element.dataset.tabTest = String(index)));
      return reachable.map((element) => element.ariaLabel ?? element.innerText.slice(0, 40));
    });
    expect(expected.length).toBeGreaterThan(30);
    const reached = new Set<number>();
    const unseen = new Set<string>();
    for (let i = 0; i < expected.length + 5; i++) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(async () => {
        const element = document.activeElement as HTMLElement;
        // Even without motion a change of colour is a transition, if a short one.
        await new Promise((resolve) => requestAnimationFrame(resolve));
        await Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished));
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        // A splitter is too thin for an outline: a broad bar around it lights up.
        const bar = getComputedStyle(element, '::after');
        const isBarLit = bar.content !== 'none' && bar.backgroundColor !== 'rgba(0, 0, 0, 0)';
        const isSeen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || isBarLit;
        return { index: Number(element.dataset.tabTest ?? -1), isSeen };
      });
      if (focus.index >= 0) reached.add(focus.index);
      if (focus.index >= 0 && !focus.isSeen) unseen.add(expected[focus.index]);
    }
    expect(expected.filter((_, index) => !reached.has(index))).toEqual([]);
    expect([...unseen]).toEqual([]);
  });
});
