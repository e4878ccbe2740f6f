import { describe, expect, it } from 'vitest';
import { readPlace, searchPlaces } from '#client/shell/search/read-place.ts';
import { buildSearchIndex, search } from '#client/shell/search/search-index.ts';
import { readRegister } from '#data/register/load-register.ts';
import { createCommuneIndex } from '#geo/geometry/commune-index.ts';
import { mOfKm, pointAtM } from '#geo/network/linear-referencing.ts';
import { createPlaceFinder } from '#geo/places/place-finder.ts';
import { sampleRegister } from '../../map/sample-register.ts';

const register = sampleRegister();
const index = buildSearchIndex(register);
const finder = createPlaceFinder({ ...register, communeIndex: createCommuneIndex(readRegister().communes) });
const TODAY = '2026-11-25';
const find = (text: string) => searchPlaces({ index, finder, register }, text, TODAY);
const first = (text: string) => find(text).hits[0];
const labels = (text: string) => find(text).hits.map(({ label }) => label.vi);

describe('search', () => {
  it('finds places without diacritics', () => {
    expect(first('muong xen')?.label.vi).toBe('Xã Mường Xén');
    expect(search(index, 'ky son')[0]?.selection).toEqual({ kind: 'unit', unitClass: 'area', unitId: 'ky-son' });
    expect(first('ky son')?.selection).toEqual({ kind: 'unit', unitClass: 'area', unitId: 'ky-son' });
    expect(first('xa ky son')?.key).toMatch(/^former:/);
    expect(first('nam can')?.label.vi).toMatch(/Nậm Cắn/);
  });
  it('finds while a name is being typed', () => {
    expect(labels('muong x')).toContain('Xã Mường Xén');
    expect(labels('bao na')).toContain('Xã Bảo Nam → Xã Hữu Kiệm');
  });
  it.each(['QL7', 'ql 7', 'ql7a', 'quốc lộ 7a', 'Quoc lo 7A'])('finds the route written “%s”', (text) => {
    expect(first(text)?.selection).toEqual({ kind: 'unit', unitClass: 'route', unitId: 'QL7' });
  });
  it.each(['QL7 Km 112+300', 'ql7 km112+300', 'QL7A 112+300', '7 km 112,3', 'quốc lộ 7a lý trình 112+300'])(
    'finds the post “%s”',
    (text) => {
      const ql7 = register.routes.find((route) => route.id === 'QL7')!;
      expect(first(text)).toMatchObject({ precision: 'route-km', label: { vi: 'Quốc lộ 7A ≈ Km 112+300' } });
      const [lng, lat] = pointAtM(ql7, mOfKm(ql7, 112.3));
      expect(first(text).place![0]).toBeCloseTo(lng, 9);
      expect(first(text).place![1]).toBeCloseTo(lat, 9);
      expect(find(text).hits).toHaveLength(1);
    },
  );
  it('finds a stretch, with where to look', () => {
    const hit = first('Km112 đến Km131 QL7');
    expect(hit).toMatchObject({ precision: 'route-km', selection: { unitId: 'QL7' } });
    expect(hit.bbox![2] - hit.bbox![0]).toBeGreaterThan(0.1);
  });
  it('says why a post beyond the route is none', () => {
    expect(find('QL7 Km 900')).toMatchObject({ hits: [], message: { vi: expect.stringMatching(/^Km 900 nằm ngoài/) } });
  });
  it('finds nothing for nothing', () => {
    expect(find('  – ').hits).toEqual([]);
    expect(find('').hits).toEqual([]);
  });
  it('offers names that look alike only where there is nothing else', () => {
    const [hit] = find('xã Mường Xénn').hits;
    expect(hit).toMatchObject({ label: { vi: 'Xã Mường Xén' }, insteadOf: 'xã Mường Xénn' });
    expect(find('muong xen').hits.some(({ insteadOf }) => insteadOf !== undefined)).toBe(false);
  });
});

describe('units of before 1 July 2025', () => {
  it('are shown with what became of them, once', () => {
    const [hit, ...others] = find('xã Bảo Nam').hits;
    expect(hit).toMatchObject({
      label: { vi: 'Xã Bảo Nam → Xã Hữu Kiệm' },
      detail: { vi: 'từ 1/7/2025; trước đó thuộc Huyện Kỳ Sơn', en: 'since 1/7/2025; before in Huyện Kỳ Sơn' },
      precision: 'commune',
      selection: { kind: 'commune', communeId: '16849' },
    });
    expect(others.map(({ label }) => label.vi)).not.toContain('Xã Bảo Nam → Xã Hữu Kiệm');
  });
  it('of one name are all offered, each by its district', () => {
    const hits = find('Đồng Văn').hits.slice(0, 3);
    expect(hits.map(({ label }) => label.vi)).toEqual([
      'Xã Đồng Văn → Xã Thông Thụ',
      'Xã Đồng Văn → Xã Tiên Đồng',
      'Xã Đồng Văn → Xã Đại Đồng',
    ]);
    expect(hits.map(({ detail }) => detail!.vi)).toEqual([
      'từ 1/7/2025; trước đó thuộc huyện Quế Phong',
      'từ 1/7/2025; trước đó thuộc huyện Tân Kỳ',
      'từ 1/7/2025; trước đó thuộc huyện Thanh Chương',
    ]);
  });
  it('districts: the plan’s are selected, the others flown to', () => {
    expect(first('huyện Kỳ Sơn')).toMatchObject({
      label: { vi: 'Huyện Kỳ Sơn' },
      detail: { vi: 'cấp huyện cũ, nay là 12 xã, phường' },
      selection: { kind: 'unit', unitClass: 'area', unitId: 'ky-son' },
    });
    const tanKy = first('huyen Tan Ky');
    expect(tanKy).toMatchObject({ label: { vi: 'Huyện Tân Kỳ' }, precision: 'district' });
    expect(tanKy.selection).toBeUndefined();
    expect(tanKy.bbox![0]).toBeGreaterThan(104.9);
    expect(labels('tan ky')).toContain('Huyện Tân Kỳ');
  });
});

it.each([
  ['CK Nậm Cắn', 'gate-nam-can'],
  ['san bay vinh', 'airport-vinh'],
  ['Ga Vinh', 'station-319'],
  ['nhà ga Vinh', 'station-319'],
])('a site is found as people call it: %s', (text, siteId) => {
  expect(first(text).selection).toMatchObject(
    register.sites.find(({ id }) => id === siteId)!.inRegister ? { unitId: siteId } : { siteId },
  );
});

it('a site that is known roughly says so', () => {
  expect(first('đồn BP Mỹ Lý').detail?.vi).toBe('Vị trí trong danh mục chỉ biết trong ± 8 km.');
});

describe('coordinates', () => {
  it.each([
    '18,6734 105,6922',
    '18.6734, 105.6922',
    '105.6922 18.6734',
    '18,6734° B 105,6922° Đ',
    '18.6734N 105.6922E',
  ])('are read as “%s”, and it is said how', (text) => {
    const { hits } = readPlace(finder, register, text, TODAY);
    expect(hits.map(({ place }) => place)).toEqual([[105.6922, 18.6734]]);
    expect(hits[0].detail?.vi).toBe('đọc là 18,67340° B, 105,69220° Đ, Phường Trường Vinh');
  });
  it('in metres without a zone are offered in each', () => {
    const { hits } = find('599195.422 2065680.790');
    expect(hits.length).toBeGreaterThan(2);
    expect(hits[0].detail?.vi).toMatch(/^đọc là VN-2000 \/ TM-3 104°45′ \(EPSG:9208\): 18,67340° B/);
  });
  it('outside the surroundings, or with words, are none', () => {
    expect(find('21.03 105.85').hits.some(({ place }) => place)).toBe(false);
    expect(find('QL7 18.6 105.7').hits.some(({ precision }) => precision === 'position')).toBe(false);
    expect(find('18.67').hits.some(({ place }) => place)).toBe(false);
  });
});
