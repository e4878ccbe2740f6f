import type { Page } from 'playwright-core';

/** Opens a way in from the menu “Nhập” of the data section. */
export async function chooseImport(page: Page, name: 'Nhập tệp' | 'Nhập vết GPS'): Promise<void> {
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}
