import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { numberAsRead } from './support/figures-as-read.ts';
import { mapIdle, story } from './support/story.ts';

const heading = (page: Page) =>
  page.getByRole('complementary', { name: 'Bảng thông tin' }).getByRole('heading').first();
const cameraOf = (page: Page) => (new URL(page.url()).searchParams.get('at') ?? '').split(',').map(Number);

story('open a gap', ({ open, run }) => {
  it('flies to the longest gap of the routes and says what it is; Esc goes back step by step', async () => {
    const { gaps } = await run();
    const gap = gaps
      .filter(({ kind, unitClass }) => kind === 'gap' && unitClass === 'route')
      .reduce((a, b) => (b.sizeM > a.sizeM ? b : a));
    expect(gap.labelVi).toMatch(/^(≈ )?Km \d+\+\d{3} – Km \d+\+\d{3}$/);

    const page = await open('/?s=indicator');
    await mapIdle(page);
    await page.getByRole('tab', { name: /^Khoảng trống/ }).click();
    await page.getByRole('grid', { name: 'Khoảng trống' }).getByText(gap.labelVi).click();
    await expect.poll(() => heading(page).innerText()).toBe(gap.labelVi);
    const text = await page.getByRole('complementary', { name: 'Bảng thông tin' }).innerText();
    expect(text).toContain(gap.unitNameVi);
    expect(text).toContain(`${numberAsRead(gap.sizeM / 1000, 1)}\u00a0km`);
    expect(text).toMatch(/chịu trách nhiệm/i);

    await expect.poll(() => cameraOf(page).length).toBe(3);
    await mapIdle(page);
    const [lng, lat, zoom] = cameraOf(page);
    const [west, south, east, north] = gap.bbox;
    expect(lng).toBeGreaterThan(west - 0.2);
    expect(lng).toBeLessThan(east + 0.2);
    expect(lat).toBeGreaterThan(south - 0.2);
    expect(lat).toBeLessThan(north + 0.2);
    expect(zoom).toBeGreaterThan(9);
    expect(new URL(page.url()).searchParams.get('sel')).toBe(`gap~route~${gap.unitId}~${gap.id}`);

    for (const name of [gap.unitNameVi, 'Tuyến', 'Chỉ tiêu 1']) {
      await page.keyboard.press('Escape');
      await expect.poll(() => heading(page).innerText()).toBe(name);
    }
    // The link of the gap opens it anew.
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect.poll(() => heading(page).innerText()).toBe(gap.labelVi);
  });

  it('opens from a link, with the measures behind its unit one step away', async () => {
    const { gaps, units } = await run();
    const gap = gaps.find(({ kind, unitClass }) => kind === 'gap' && unitClass === 'area')!;
    const unit = units.find(({ unitId }) => unitId === gap.unitId)!;
    const page = await open(`/?sel=gap~area~${gap.unitId}~${gap.id}`);
    await expect.poll(() => heading(page).innerText()).toBe(gap.labelVi);
    await page.getByRole('navigation', { name: 'Đường dẫn' }).getByRole('button', { name: unit.nameVi }).click();
    await expect.poll(() => heading(page).innerText()).toBe(unit.nameVi);
    await page.getByRole('heading', { name: 'Biện pháp làm nên con số' }).waitFor();
  });
});
