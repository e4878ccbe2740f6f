import { afterAll, expect, it } from 'vitest';
import type { MeasurePage } from '#geo/contract/measures.contract.ts';
import { readRegister } from '#data/register/load-register.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { chooseImport } from './support/data-menu.ts';
import { mapIdle, story } from './support/story.ts';

const route = (id: string) => readRegister().routes.find((item) => item.id === id)!;

/** A drive on QL7, then on the HCM road, with a spike between. */
function gpx(): string {
  let s = 0;
  const along = (id: string, fromM: number, toM: number) =>
    Array.from({ length: (toM - fromM) / 50 + 1 }, (_, i) => pointAtM(route(id), fromM + 50 * i));
  const positions = [...along('QL7', 40_000, 44_000), ...along('HCM', 60_000, 63_000)];
  positions[20] = [105.9, 19.3];
  const points = positions.map(([lng, lat], i) => {
    s += i === 81 ? 7200 : 5;
    const time = new Date(Date.parse('2026-11-10T01:00:00Z') + s * 1000).toISOString();
    return `<trkpt lat="${lat}" lon="${lng}"><time>${time}</time></trkpt>`;
  });
  return `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`;
}

story('import a GPS track', ({ open, api, run }) => {
  const stored = async () => {
    const { items } = await api<MeasurePage>('/api/measures?sort=-updatedAt&pageSize=20');
    return items.filter(({ place, origin }) => place.kind === 'track' && place.matched && origin === 'imported');
  };

  afterAll(async () => {
    for (const { id, version } of await stored()) {
      await api(`/api/measures/${id}?version=${version}`, { method: 'DELETE' }).catch(() => {});
    }
  });

  it('is corrected in its table and on the map, stored and undone; stored again, Indicator 1 counts it', async () => {
    const before = (await run()).inputs;
    const page = await open('/?s=data');
    const panel = page.getByRole('dialog', { name: 'Nhập vết GPS' });
    const rows = panel.getByRole('table', { name: 'Đoạn đã đi trên tuyến' }).locator('tbody tr');
    const choose = async () => {
      await chooseImport(page, 'Nhập vết GPS');
      await panel
        .locator('input[type=file]')
        .setInputFiles({ name: 'vết.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpx()) });
      await rows.nth(1).waitFor();
      expect(await rows.count()).toBe(2);
    };
    const store = async () => {
      await panel.getByRole('button', { name: 'Lưu 1 chuyến' }).click();
      await page.getByText('Đã lưu 1 biện pháp từ vết “vết.gpx”').waitFor();
    };

    await choose();
    await panel.getByText('1 nhảy xa').waitFor();
    await mapIdle(page);
    // One is removed; the other trimmed in its field, put back by the key, and its end moved by the keys of the map.
    await rows.nth(1).getByRole('button', { name: 'Bỏ đoạn' }).click();
    const from = rows.nth(0).getByLabel('Từ km');
    const found = await from.inputValue();
    await from.fill('43+500');
    await from.press('Enter');
    await from.fill('49+000');
    await panel.getByText('Hai đầu ngược').waitFor();
    await from.press('Control+z');
    expect(await from.inputValue()).toBe('43+500');
    await page.getByText('Km 43+500', { exact: false }).first().waitFor();
    await from.press('Control+z');
    expect(await from.inputValue()).toBe(found);
    // Enter ends the typing; only the button stores.
    await from.press('Enter');
    await panel.getByRole('button', { name: 'Lưu 1 chuyến' }).waitFor();
    expect(await stored()).toEqual([]);
    await page.locator('canvas.maplibregl-canvas').focus();
    await page.keyboard.press('.');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => from.inputValue()).not.toBe(found);
    // Leaving lets go of the end, then of the stretch, then asks; a tooltip under the pointer would take a key.
    await page.mouse.move(1100, 700);
    for (let key = 0; key < 3; key++) await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Tiếp tục sửa' }).click();

    await store();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã hoàn tác: gỡ 1 biện pháp của “vết.gpx”').waitFor();
    expect(await stored()).toEqual([]);

    await choose();
    await rows.nth(1).getByRole('button', { name: 'Bỏ đoạn' }).click();
    await store();
    const [measure] = await stored();
    expect(measure.place).toMatchObject({ kind: 'track', matched: [{ routeId: 'QL7', uncertain: false }] });
    const after = (await run()).inputs;
    expect([after.measures, after.pending]).toEqual([before.measures + 1, before.pending + 1]);
    await page.getByText(`${after.pending} chờ xác minh`).first().waitFor();
  });
});
