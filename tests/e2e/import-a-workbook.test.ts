import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { BatchPage } from '#geo/contract/batches.contract.ts';
import { chooseImport } from './support/data-menu.ts';
import { story } from './support/story.ts';

const NAME = 'bao-cao-thang-11.xlsx';
const WORKBOOK = {
  name: NAME,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: readFileSync(new URL(`../fixtures/imports-story/${NAME}`, import.meta.url)),
};

async function choose(page: Page) {
  await chooseImport(page, 'Nhập tệp');
  const dialog = page.getByRole('dialog', { name: 'Nhập từ tệp' });
  await dialog.locator('input[type=file]').setInputFiles(WORKBOOK);
  return dialog;
}

story('import a unit’s workbook', ({ open, api }) => {
  const batches = async () =>
    (await api<BatchPage>('/api/batches?pageSize=20')).items.filter(
      ({ fileName, state }) => fileName === NAME && state === 'confirmed',
    );

  /** Leaves the demo year as it was for the stories after this one. */
  afterAll(async () => {
    for (const { id } of await batches()) await api(`/api/batches/${id}/undo`, { method: 'POST' });
  });

  it('asks what it cannot know, shows each row in words and on the map, and remembers the columns', async () => {
    const page = await open('/?s=data');
    const dialog = await choose(page);

    // The sheet with records, not the one with instructions; a heading in the unit's own words.
    await dialog.getByText('Biện pháp T11', { exact: true }).waitFor();
    await dialog.getByText('Loại biện pháp: chưa có').waitFor();
    const meaning = dialog.getByRole('combobox', { name: 'Cột “Việc đã làm” nghĩa là' });
    await meaning.click();
    await page.keyboard.type('loai bien');
    await page.keyboard.press('Enter');

    // Three districts had a commune of that name: asked, not guessed.
    await dialog.getByRole('radio', { name: /^Xã Đồng Văn, huyện Tân Kỳ/ }).check();
    await dialog.getByText('đã trả lời, áp dụng cho 1 dòng').waitFor();
    await dialog.getByRole('button', { name: 'Tiếp: kiểm tra' }).click();
    await dialog.getByRole('tab', { name: '9 dòng tốt' }).waitFor();

    const table = dialog.getByRole('grid', { name: 'Các dòng tốt, như sẽ được lưu' });
    const rows = (await table.getByRole('row').allInnerTexts()).slice(1);
    expect(rows.map((row) => row.trim().replace(/\s*\n\s*/g, ' | '))).toEqual([
      '6 | 03/11/2026 | Tuần tra, kiểm soát | Công an tỉnh | QL7 ≈ Km 112+300 (±25 m), Xã Châu Khê | lý trình trên tuyến · tệp ghi “QL7A Km 112+300”',
      '7 | 05/11 – 06/11/2026 | Tuần tra, kiểm soát | Công an tỉnh | QL7 ≈ Km 112+000 – Km 131+000 | lý trình trên tuyến · tệp ghi “Km112 đến Km131 QL7”',
      '8 | 09/11/2026 | Kiểm tra, khảo sát, giám sát | Biên phòng tỉnh | Ga Vinh | khu vực có tên',
      '9 | 09/11/2026 | Tuần tra, kiểm soát | Biên phòng tỉnh | Xã Mường Xén | trong xã, phường',
      '10 | 12/06/2025 | Nắm tình hình, rà soát | Biên phòng tỉnh | Xã Hữu Kiệm | trong xã, phường · tệp ghi “xã Bảo Nam”',
      '11 | 20/05/2025 | Nắm tình hình, rà soát | Công an tỉnh | Xã Mường Xén, Xã Mỹ Lý và 10 xã, phường khác | trong nhiều xã, phường · tệp ghi “huyện Kỳ Sơn”',
      '12 | 10/11/2026 | Kiểm tra, khảo sát, giám sát | Công an tỉnh | Phường Trường Vinh | tọa độ · tệp ghi “2065680.79 599195.4220”',
      '13 | 11/11/2026 | Kiểm tra, khảo sát, giám sát | Công an tỉnh | Phường Trường Vinh | tọa độ · tệp ghi “2065912.5 599340.25”',
      '14 | 12/11/2026 | Tuần tra, kiểm soát | Công an tỉnh | Xã Tiên Đồng | trong xã, phường · tệp ghi “xã Đồng Văn”',
    ]);
    expect(await batches()).toEqual([]);

    // A row is found on the map, and a place of the map in the table.
    await table.getByText('Xã Tiên Đồng').click();
    await dialog.getByText('Dòng 14:').waitFor();
    const map = dialog.locator('[data-import-map-idle="true"]');
    await map.waitFor({ state: 'attached' });
    await table.getByText('Ga Vinh').click();
    await dialog.getByText('Dòng 8:').waitFor();
    await map.waitFor({ state: 'attached' });
    await table.getByText('Xã Hữu Kiệm').hover();
    const box = (await map.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await dialog.getByText('Dòng 8:').waitFor();

    await dialog.getByRole('button', { name: 'Lưu 9 bản ghi' }).click();
    await page.getByText(`Đã lưu 9 bản ghi từ “${NAME}”. Chưa xác minh.`).waitFor();
    await page.getByRole('button', { name: 'Mở', exact: true }).click();
    const file = page.getByRole('region', { name: NAME });
    await file.getByText('Xã Tiên Đồng').waitFor();
    const [batch] = await batches();
    expect(batch).toMatchObject({ fileName: NAME, left: 9 });

    // The same layout again: the unit's own word is known, and that the file was stored before.
    await choose(page);
    await dialog.getByText('nhớ từ lần trước').waitFor();
    expect(await meaning.inputValue()).toBe('Loại biện pháp');
    await dialog.getByRole('button', { name: 'Tiếp: kiểm tra' }).click();
    await dialog.getByText('Tệp này đã được nhập lúc').waitFor();
  });
});
