import { afterAll, expect, it } from 'vitest';
import type { MeasurePage } from '#geo/contract/measures.contract.ts';
import { readRegister } from '#data/register/load-register.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { story } from './support/story.ts';

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

story('import a GPS track', ({ open, api }) => {
  const stored = async () => {
    const { items } = await api<MeasurePage>('/api/measures?sort=-updatedAt&pageSize=20');
    return items.filter(({ place, origin }) => place.kind === 'track' && place.matched && origin === 'imported');
  };
  afterAll(async () => {
    for (const { id, version } of await stored()) {
      await api(`/api/measures/${id}?version=${version}`, { method: 'DELETE' }).catch(() => {});
    }
  });

  it('shows its stretches, lets one be removed and stores the rest as a measure', async () => {
    const page = await open('/?s=data');
    await page.getByRole('button', { name: 'Nhập vết GPS' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'vết.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(gpx()) });
    const rows = dialog.locator('tbody tr');
    await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(2);
    expect(await dialog.getByText('Đã bỏ 1 điểm').count()).toBe(1);
    await rows.nth(1).getByRole('button', { name: 'Bỏ đoạn' }).click();
    await dialog.getByLabel('Đơn vị chủ trì').selectOption('BP');
    await dialog.getByRole('button', { name: 'Lưu 1 chuyến' }).click();
    await page.getByText('Đã lưu 1 biện pháp từ vết GPS').waitFor();
    const [measure] = await stored();
    expect(measure.place).toMatchObject({ kind: 'track', matched: [{ routeId: 'QL7', uncertain: false }] });
  });
});
