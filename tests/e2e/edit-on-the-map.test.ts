import { expect, it } from 'vitest';
import type { MeasureView } from '#geo/contract/measures.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import { mOfKm, parseKm, pointAtM } from '#geo/network/linear-referencing.ts';
import { onPage } from './support/on-page.ts';
import { mapIdle, story } from './support/story.ts';

const CAMERA = { lng: 104.7, lat: 19.1, zoom: 9.5 };

story('edit on the map', ({ open, api, url }) => {
  it('draws a stretch by dragging along a route, undoes and redoes it, and settles a conflict', async () => {
    const { routes } = await api<Register>('/api/register');
    const ql7 = routes.find(({ id }) => id === 'QL7')!;
    // The server refuses the older version: that is what this story is about.
    const expected = /^409 PUT |status of 409/;
    const page = await open(`/?s=data&at=${CAMERA.lng},${CAMERA.lat},${CAMERA.zoom}`, { expected });
    await mapIdle(page);
    await page.getByRole('button', { name: 'Thêm biện pháp' }).first().click();
    const form = page.getByRole('dialog', { name: 'Thêm biện pháp' });
    await form.waitFor();
    await mapIdle(page);

    // Along QL7 from Km 100 to Km 125, by way of Km 115.
    const [from, middle, to] = await Promise.all(
      [100, 115, 125].map((km) => onPage(page, CAMERA, pointAtM(ql7, mOfKm(ql7, km)))),
    );
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...middle, { steps: 6 });
    await page.mouse.move(...to, { steps: 6 });
    await page.mouse.up();
    const km = () =>
      Promise.all(['Từ km', 'Đến km'].map(async (label) => parseKm(await form.getByLabel(label).inputValue())));
    // A pixel is 140 m here: the hand is as exact as that.
    await expect.poll(async () => (await km()).every((value) => value !== undefined)).toBe(true);
    const drawn = await km();
    expect(Math.abs(drawn[0]! - 100)).toBeLessThan(0.5);
    expect(Math.abs(drawn[1]! - 125)).toBeLessThan(0.5);
    await page.getByRole('status').getByText('Quốc lộ 7A').first().waitFor();

    await page.keyboard.press('Control+z');
    await expect.poll(km).toEqual([undefined, undefined]);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(km).toEqual(drawn);

    await form.locator('select').first().selectOption('M02');
    await form.getByLabel('Ngày bắt đầu').fill('10/03/2026');
    await form.getByRole('textbox', { name: 'Số văn bản' }).fill('12/KH-BP');
    await form.getByRole('textbox', { name: 'Ghi chú ngắn' }).fill('Tuần tra ban đêm');
    await form.getByRole('button', { name: 'Lưu', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    const id = /measure~([^~&]+)/.exec(decodeURIComponent(page.url()))![1];
    const stored = await api<MeasureView>(`/api/measures/${id}`);
    expect(stored.place).toMatchObject({ kind: 'interval', routeId: 'QL7' });

    // This page changes the document's number and the note; meanwhile another client changes note and evidence.
    await page.getByRole('button', { name: 'Sửa', exact: true }).click();
    const edit = page.getByRole('dialog', { name: 'Sửa biện pháp' });
    await edit.getByRole('textbox', { name: 'Số văn bản' }).fill('34/KH-BP');
    await edit.getByRole('textbox', { name: 'Ghi chú ngắn' }).fill('Hai tổ tuần tra');
    const { type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, place, subScheme, version } = stored;
    const other = await fetch(`${url}/api/measures/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ type, leadOrgUnitId, orgUnitIds, firstOn, lastOn, place, subScheme, version },
        ...{ status: 'done', evidence: 'E2', documentNumber: stored.documentNumber, note: 'Ba tổ tuần tra' },
      }),
    });
    expect(other.status).toBe(200);
    await edit.getByRole('button', { name: 'Lưu', exact: true }).click();
    const conflict = page.getByRole('dialog', { name: 'Hai bản khác nhau của một bản ghi' });
    await conflict.getByText('cả hai cùng sửa').waitFor();
    const save = conflict.getByRole('button', { name: 'Lưu bản đã chọn' });
    expect(await save.isDisabled()).toBe(true);
    await conflict
      .getByRole('group', { name: /Ghi chú ngắn/ })
      .getByRole('radio')
      .nth(0)
      .check();
    await save.click();
    await conflict.waitFor({ state: 'detached' });
    // Mine where I chose and where only I changed; theirs where only they did.
    expect(await api<MeasureView>(`/api/measures/${id}`)).toMatchObject({
      documentNumber: '34/KH-BP',
      note: 'Hai tổ tuần tra',
      evidence: 'E2',
      version: 3,
    });
  });
});
