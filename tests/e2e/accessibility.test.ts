import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PROJECT_DIR } from '#tests/support/paths.ts';
import { chooseImport } from './support/data-menu.ts';
import { story } from './support/story.ts';

const INSPECTOR = 'aside[aria-label="Bảng thông tin"]';
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const DIALOG = 'dialog, [role="dialog"]';

/**
 * Serious and critical findings, each with the first element it is about; with
 * `within` only in what the step before has changed: the rest was looked at already.
 * The dark theme changes colours and nothing else.
 */
async function findings(page: Page, theme: Theme, state: string, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (theme === 'dark') axe.withRules(['color-contrast']);
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${state}: ${id} (${help}) × ${nodes.length}: ${nodes[0].html.slice(0, 160)}`);
}

story('accessibility', ({ open, run }) => {
  it.each(THEMES)('has nothing serious in any main state, %s', async (theme) => {
    const { gaps } = await run();
    const gap = gaps.find(({ kind }) => kind === 'gap')!;
    const found: string[] = [];
    const page = await open('/', { theme });
    const panel = page.getByRole('complementary', { name: 'Bảng thông tin' });
    await panel.getByRole('region', { name: 'Chính thức', exact: true }).waitFor();
    found.push(...(await findings(page, theme, 'main')));

    await page.keyboard.press('2');
    await page.getByRole('tab', { name: /^Khoảng trống/ }).click();
    await page.getByRole('grid', { name: 'Khoảng trống' }).getByText(gap.labelVi).first().click();
    await panel.getByRole('heading', { name: gap.labelVi }).waitFor();
    found.push(...(await findings(page, theme, 'gap', INSPECTOR)));

    await page.keyboard.press('Escape');
    await panel.getByRole('heading', { name: 'Biện pháp làm nên con số' }).waitFor();
    found.push(...(await findings(page, theme, 'unit', INSPECTOR)));

    await page.getByRole('button', { name: /^Kỳ báo cáo: / }).click();
    await page.getByText('Dùng kỳ này').waitFor();
    found.push(...(await findings(page, theme, 'period', '[data-popover-content]')));
    await page.keyboard.press('Escape');

    await page.keyboard.press('3');
    await page.getByRole('grid', { name: 'Biện pháp' }).getByRole('row').nth(1).waitFor();
    found.push(...(await findings(page, theme, 'data')));
    await page.getByRole('button', { name: 'Thêm biện pháp' }).click();
    await page.getByRole('dialog', { name: 'Thêm biện pháp' }).waitFor();
    found.push(...(await findings(page, theme, 'form', DIALOG)));
    await page.keyboard.press('Escape');
    await chooseImport(page, 'Nhập tệp');
    await page.getByRole('dialog', { name: 'Nhập từ tệp' }).waitFor();
    found.push(...(await findings(page, theme, 'import', DIALOG)));
    expect(found).toEqual([]);
  });

  it.each(THEMES)('has nothing serious in a search and an import, %s', async (theme) => {
    const found: string[] = [];
    const page = await open('/?s=data', { theme });
    await page.keyboard.press('/');
    await page.keyboard.type('xã Bảo Nam');
    await page.getByRole('option', { name: /Xã Bảo Nam → Xã Hữu Kiệm/ }).waitFor();
    found.push(...(await findings(page, theme, 'search', 'header')));
    await page.keyboard.press('Escape');

    await chooseImport(page, 'Nhập tệp');
    await page.locator('dialog input[type=file]').setInputFiles(join(PROJECT_DIR, 'data/samples/measures-good.csv'));
    await page.getByRole('tab', { name: '6 dòng tốt' }).waitFor();
    found.push(...(await findings(page, theme, 'import-check', DIALOG)));
    await page.getByRole('button', { name: 'Xem lại cột' }).click();
    await page.getByText('Ghi chung cho mọi dòng').waitFor();
    found.push(...(await findings(page, theme, 'import-understand', DIALOG)));
    expect(found).toEqual([]);
  });
});
