import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { RegisterVersionList } from '#geo/contract/register-versions.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { PROJECT_DIR } from '#tests/support/paths.ts';
import { onPage } from './support/on-page.ts';
import { mapIdle, story } from './support/story.ts';

const [EARLIER, LATER] = ['plan-2024-12-15', 'plan-2025-12-15'];
const ROADS = join(PROJECT_DIR, 'tests/fixtures/osm/roads.osm.pbf');

/** Who keeps the register, before the page asks who it is. */
async function asKeeper(page: Page, url: string, path: string): Promise<void> {
  await page.context().addCookies([{ name: 'trong-diem-identity', value: 'admin', url }]);
  await page.goto(url + path);
}

story('change the register', ({ open, api, url, run }) => {
  it('redraws a part of a route from a day on: earlier figures stay, later ones differ; then takes it back', async () => {
    const lengthIn = async (period: string) => {
      const { units } = await run(period);
      return units.find(({ unitId }) => unitId === 'HCM')!.extent.total;
    };
    const before = { earlier: await lengthIn(EARLIER), later: await lengthIn(LATER) };
    expect(before.later).toBe(before.earlier);
    const { routes } = await api<Register>('/api/register');
    const hcm = routes.find(({ id }) => id === 'HCM')!;
    const k = Math.floor(hcm.coordinates.length / 2);
    const camera = { lng: hcm.coordinates[k][0], lat: hcm.coordinates[k][1], zoom: 10.5 };

    const page = await open('/');
    await asKeeper(page, url, `/?s=admin&sel=unit~route~HCM&at=${camera.lng},${camera.lat},${camera.zoom}`);
    await mapIdle(page);
    await page.getByRole('button', { name: 'Sửa…' }).click();
    const form = page.getByRole('dialog', { name: 'Sửa Đường Hồ Chí Minh' });
    await form.waitFor();
    await mapIdle(page);
    // Choose the stretch along the route, then pull one of its vertices aside.
    const along = [-4000, 0, 4000].map((m) => pointAtM(hcm, hcm.measuresM[k] + m));
    const [from, middle, to] = await Promise.all(along.map((at) => onPage(page, camera, at)));
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...middle, { steps: 4 });
    await page.mouse.move(...to, { steps: 4 });
    await page.mouse.up();
    await form.getByRole('button', { name: 'Sửa từng đỉnh' }).click();
    await form.getByText(/\d đỉnh · /).waitFor();
    await page.mouse.move(...middle);
    await page.mouse.down();
    await page.mouse.move(middle[0] + 60, middle[1] + 40, { steps: 4 });
    await page.mouse.up();
    await form.getByLabel('Có hiệu lực từ ngày').fill('15/12/2025');
    await form.getByLabel('Căn cứ pháp lý').fill('Quyết định 12/QĐ-UBND ngày 05/12/2025');
    await form.getByRole('button', { name: 'Xem trước' }).click();

    const preview = page.getByRole('dialog', { name: /sẽ thay đổi gì/ });
    await preview.getByText('Chưa lưu gì.').waitFor();
    await preview.getByText(/^Giữ bản cũ: .*Năm kế hoạch 2025/).waitFor();
    await preview.getByText(/bản ghi được quy lại lý trình|bản ghi trên tuyến, không/).waitFor();
    expect((await api<RegisterVersionList>('/api/register/route/HCM/versions')).newestVersion).toBe(1);
    await preview.getByRole('button', { name: 'Lưu phiên bản' }).click();
    await preview.waitFor({ state: 'detached' });

    const history = page.getByRole('region', { name: 'Bảng thông tin' });
    await history.getByText('Quyết định 12/QĐ-UBND ngày 05/12/2025').waitFor();
    expect(await lengthIn(EARLIER)).toBe(before.earlier);
    expect(await lengthIn(LATER)).toBeGreaterThan(before.later + 500);

    await history.getByRole('button', { name: 'Rút lại bản mới nhất' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rút lại bản mới nhất' }).click();
    await page.getByText('Đã rút lại bản 2.').waitFor();
    expect(await lengthIn(LATER)).toBe(before.later);
    expect((await api<RegisterVersionList>('/api/register/route/HCM/versions')).newestVersion).toBe(1);
  });

  it('takes better lines from a file of roads: old and new compared, one route chosen, stored, taken back', async () => {
    const page = await open('/');
    await asKeeper(page, url, '/?s=admin');
    await page.getByRole('button', { name: 'Cập nhật hình học' }).click();
    const form = page.getByRole('dialog', { name: /Cập nhật hình học/ });
    await form.locator('input[type=file]').setInputFiles(ROADS);
    // Read from the file: what it would do to each route, and to the records on it.
    await form.getByText(/Đọc 25 đường, 6 không thuộc tuyến nào/).waitFor();
    await form.getByRole('button', { name: 'Chi tiết Quốc lộ 46', exact: true }).click();
    await form.getByText('± 3,0 km → ± 25 m').waitFor();
    for (const box of await form.getByRole('checkbox').all()) {
      if ((await box.getAttribute('aria-label')) !== 'Thay hình học Quốc lộ 46') await box.uncheck();
    }
    await form.getByRole('button', { name: 'Thay hình học 1 tuyến' }).click();
    await form.getByText('Đã thay hình học 1 tuyến').waitFor();
    await form.getByText(/bản ghi được quy lại lý trình/).waitFor();
    const versions = () => api<RegisterVersionList>('/api/register/route/QL46/versions');
    expect((await versions()).newestVersion).toBe(2);

    await form.getByRole('button', { name: 'Rút lại' }).click();
    const asked = page.getByRole('dialog', { name: 'Rút lại hình học của “roads.osm.pbf”?' });
    await asked.getByRole('button', { name: 'Rút lại' }).click();
    await page.getByText('Đã rút lại hình học của 1 tuyến.').waitFor();
    expect((await versions()).newestVersion).toBe(1);
    await form.getByText('đã rút lại').waitFor();
  });
});
