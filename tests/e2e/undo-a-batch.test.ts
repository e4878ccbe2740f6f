import { afterAll, expect, it } from 'vitest';
import type { BatchPage } from '#geo/contract/batches.contract.ts';
import type { MeasurePage, MeasureView } from '#geo/contract/measures.contract.ts';
import { chooseImport } from './support/data-menu.ts';
import { story } from './support/story.ts';

const NOTE = 'Kiểm tra thử rút tệp';
const FILE_NAME = 'kiểm tra trùng.csv';
const HEAD = 'Loại biện pháp;Đơn vị chủ trì;Từ ngày;Đến ngày;Minh chứng;Tuyến;Từ km;Đến km;Ghi chú';
/** The same inspection entered twice, a day apart at its end. */
const ROWS = [
  `M09;BP;03/11/2026;05/11/2026;E2;QL7;Km 150+000;Km 154+000;${NOTE}`,
  `M09;BP;03/11/2026;06/11/2026;E2;QL7;Km 150+200;Km 154+000;${NOTE}`,
];
const CONTENT = `\uFEFF${[HEAD, ...ROWS].join('\r\n')}\r\n`;
const AS_VERIFIER = { 'X-Identity': 'verifier' };
const post = (json?: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...headers, ...(json ? { 'Content-Type': 'application/json' } : {}) },
  body: json && JSON.stringify(json),
});

story('take a file back', ({ open, run, api, url }) => {
  const stored = async () => {
    const { items } = await api<MeasurePage>('/api/measures?sort=-updatedAt&pageSize=50');
    return items.filter(({ note }) => note === NOTE);
  };
  const send = async () => {
    const form = new FormData();
    form.set('kind', 'measures');
    form.set('file', new Blob([CONTENT]), FILE_NAME);
    const { id } = await api<{ id: string }>('/api/imports', { method: 'POST', body: form });
    await api(`/api/imports/${id}/confirm`, post());
    return id;
  };

  /** Leaves the demo year as it was for the stories after this one. */
  afterAll(async () => {
    for (const { id, version, mergedFrom } of await stored()) {
      if (mergedFrom.length > 0) await api(`/api/measures/${id}/unmerge`, post({ version }));
    }
    for (const { id, version } of await stored()) {
      await api(`/api/measures/${id}?version=${version}`, { method: 'DELETE' }).catch(() => {});
    }
  });

  it('whole, unless others build on it; what stands in it twice is merged and counts once', async () => {
    const before = (await run()).inputs.measures;
    const page = await open('/?s=data');
    await chooseImport(page, 'Nhập tệp');
    const dialog = page.getByRole('dialog', { name: 'Nhập từ tệp' });
    await dialog
      .getByLabel('Chọn tệp…', { exact: true })
      .last()
      .setInputFiles({ name: FILE_NAME, mimeType: 'text/csv', buffer: Buffer.from(CONTENT) });
    await dialog.getByRole('button', { name: 'Lưu 2 bản ghi' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await stored()).toHaveLength(2);

    await page.getByRole('tab', { name: 'Tệp đã nhập' }).click();
    const files = page.getByRole('grid', { name: 'Tệp đã nhập' });
    await page.getByLabel('Tìm tên tệp').fill('kiem tra trung');
    await files.getByRole('row').filter({ hasText: FILE_NAME }).filter({ hasText: '2/2' }).click();
    const file = page.getByRole('region', { name: FILE_NAME });
    const rows = file.getByRole('grid', { name: 'Bản ghi của tệp' }).getByRole('row');
    await rows.nth(2).waitFor();
    expect(await rows.count()).toBe(3);
    await file.getByRole('button', { name: 'Rút lại tệp' }).click();
    const asked = page.getByRole('dialog', { name: 'Rút lại toàn bộ tệp?' });
    await asked.getByText(`Sẽ xóa 2 bản ghi còn lại của “${FILE_NAME}”`).waitFor();
    await asked.getByRole('button', { name: 'Rút lại tệp' }).click();
    await page.getByText(`Đã rút lại “${FILE_NAME}”: xóa 2 bản ghi.`).waitFor();
    await file.getByText(/^Rút lại lúc .*bởi/).waitFor();
    await files.getByRole('row').filter({ hasText: FILE_NAME }).filter({ hasText: '0/2' }).first().waitFor();
    expect(await stored()).toEqual([]);

    // Sent again; one of its records is verified: now it stays, and says why.
    const batchId = await send();
    const [first] = (await api<MeasurePage>(`/api/measures?batch=${batchId}&sort=row`)).items;
    await api<MeasureView>(`/api/measures/${first.id}/verify`, post({ version: 1 }, AS_VERIFIER));
    // What others did meanwhile is seen when the page is opened again.
    await page.goto(`${url}/?s=data&tab=batches&bf=${batchId}`);
    const dependent = file.getByRole('button', { name: 'Dòng 2: đã được người khác xác minh.' });
    await dependent.waitFor();
    expect(await file.getByRole('button', { name: 'Rút lại tệp' }).isDisabled()).toBe(true);
    await dependent.click();
    // Its record says where it came from.
    const panel = page.getByRole('complementary', { name: 'Bảng thông tin' });
    await panel.getByRole('button', { name: FILE_NAME }).waitFor();
    expect((await api<BatchPage>('/api/batches?state=confirmed&name=kiem%20tra%20trung')).items[0].left).toBe(2);

    // The two rows are one inspection.
    expect((await run()).inputs.measures).toBe(before + 2);
    await page.getByRole('tab', { name: 'Chất lượng' }).click();
    const finding = page.getByRole('grid', { name: 'Chất lượng' }).getByRole('row').filter({ hasText: 'Km 150' });
    await finding.click();
    await page.getByRole('button', { name: 'So sánh và gộp…' }).click();
    const merging = page.getByRole('dialog', { name: 'Gộp thành một biện pháp chung' });
    const days = merging.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Thời gian' }) });
    expect(await days.getByRole('cell').allInnerTexts()).toEqual([
      expect.stringMatching(/^03\/11 – 0[56]\/11\/2026$/),
      expect.stringMatching(/^03\/11 – 0[56]\/11\/2026$/),
      '03/11 – 06/11/2026',
    ]);
    await merging.getByRole('button', { name: 'Gộp thành một biện pháp chung' }).click();
    await page.getByText('Đã gộp thành một biện pháp chung, chờ xác minh.').waitFor();
    expect((await run()).inputs.measures).toBe(before + 1);
    await panel.getByText('Biện pháp chung, gộp từ 2 biện pháp.').waitFor();
  }, 240_000);
});
