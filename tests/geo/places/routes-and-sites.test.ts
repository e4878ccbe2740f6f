import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatKm, intervalLabel, kmLabel, kmOfM, mOfKm } from '#geo/network/linear-referencing.ts';
import { namesOfRoute } from '#geo/places/route-names.ts';
import { namesOfSite } from '#geo/places/site-names.ts';
import { found, find, REGISTER, valuesOf } from './finder.ts';

const routeOf = (id: string) => REGISTER.routes.find((route) => route.id === id)!;
const at = (id: string, ...kms: number[]) => {
  const ms = kms.map((km) => Math.round(mOfKm(routeOf(id), km))).sort((a, b) => a - b);
  return `stretch:${id}:${ms[0]}-${ms[ms.length - 1]}`;
};

describe('km posts', () => {
  it.each([
    ['QL7A Km 112+300', at('QL7', 112.3)],
    ['Km 112+300 QL7', at('QL7', 112.3)],
    ['quốc lộ 7a lý trình 112+300', at('QL7', 112.3)],
    ['QL.7 km112,3', at('QL7', 112.3)],
    ['7A 112+300', at('QL7', 112.3)],
    ['7 km 112.3', at('QL7', 112.3)],
    ['Km112 đến Km131 QL7', at('QL7', 112, 131)],
    ['Km 112+300 - Km 131 quốc lộ 7A', at('QL7', 112.3, 131)],
    ['từ Km131 đến Km112+300 trên tuyến QL7A', at('QL7', 112.3, 131)],
    ['QL7 Km112 → Km131', at('QL7', 112, 131)],
    ['Km112 QL7 - Km131 QL7', at('QL7', 112, 131)],
    ['QL48A Km 40', at('QL48', 40)],
    ['QL48 km 40-45', at('QL48', 40, 45)],
    ['đường HCM km 12 → 20', at('HCM', 12, 20)],
    ['đường mòn Hồ Chí Minh Km 20 đến 12', at('HCM', 12, 20)],
    ['đường sắt km 261', at('RAIL_NS', 261)],
    ['đường sắt Thống Nhất, Km 319+000', at('RAIL_NS', 319)],
    ['Lý trình 34+200 QL46', at('QL46', 34.2)],
    ['quoc lo 46 ly trinh 34+200', at('QL46', 34.2)],
    ['National Road 46, km 34.2', at('QL46', 34.2)],
    ['QL1A cũ qua Vinh Km 5', at('QL1A_VINH', 5)],
    ['QL1A Km 5', at('QL1A', 5)],
  ])('“%s”', (text, value) => {
    expect(found(text)).toMatchObject({ kind: 'found', value, precision: 'route-km' });
  });

  it('of every route come back from their own labels, under each of its names', () => {
    const cases = REGISTER.routes.flatMap((route) => namesOfRoute(route).map((name) => ({ route, name })));
    for (const { route, name } of cases) {
      const last = route.measuresM[route.measuresM.length - 1];
      // To the metre: official posts; others are printed to 100 m.
      const km = Math.round(kmOfM(route, last * 0.4) * 1000) / 1000;
      const value = `stretch:${route.id}:${Math.round(mOfKm(route, km))}-${Math.round(mOfKm(route, km))}`;
      expect(found(`${name} ${formatKm(km)}`)).toMatchObject({ kind: 'found', value });
    }
  });

  it('and stretches of every route come back from the labels that the map prints', () => {
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...REGISTER.routes), ratio, ratio, (route, a, b) => {
        const [first, last] = [route.measuresM[0], route.measuresM[route.measuresM.length - 1]];
        const [from, to] = [a, b].map((t) => first + t * (last - first)).sort((x, y) => x - y);
        const spot = found(`${route.nameVi} ${kmLabel(route, from)}`);
        const stretch = found(`${intervalLabel(route, from, to)} ${route.nameVi}`);
        // Posts that are not official are printed to 100 m of the post, which may be 1.6 % longer than our metre.
        const toleranceM = route.kmIsOfficial ? 0.8 : 60;
        for (const [{ place }, ends] of [
          [spot, [from, from]],
          [stretch, [from, to]],
        ] as const) {
          if (place?.kind !== 'stretch') throw new Error(`${route.id} ${from} ${to}: ${JSON.stringify(place)}`);
          expect(place.routeId).toBe(route.id);
          expect(Math.abs(place.fromM - ends[0])).toBeLessThanOrEqual(toleranceM);
          expect(Math.abs(place.toM - ends[1])).toBeLessThanOrEqual(toleranceM);
        }
      }),
    );
  });

  it('beyond the route are a fault that tells its range', () => {
    const result = find('QL 1A, km 430');
    expect(result).toMatchObject({ kind: 'fault', code: 'field.out_of_range' });
    if (result.kind !== 'fault') return;
    expect(result.message.vi).toContain('Km 430 nằm ngoài tuyến Quốc lộ 1A (≈ Km −10+600 – Km 91+300)');
    expect(result.message.vi).toContain('Cột km chính thức của tuyến chưa có trong danh mục');
    expect(result.message.en).toContain('official posts are not in the register');
    expect(find('đường sắt km 500')).toMatchObject({ kind: 'fault' });
    expect(find('QL46 Km 34+2000')).toMatchObject({ kind: 'fault', code: 'field.malformed' });
  });

  it.each(['QL7B Km 3', 'QL48C', 'QL 46 B km 2', 'QL9 km 3', 'TL 534 km 3'])(
    'of other roads are unknown: “%s”',
    (text) => expect(find(text).kind).toBe('unknown'),
  );

  it('are asked where only a part was understood', () => {
    expect(find('cách Km 112 QL7 500 m')).toMatchObject({ kind: 'ambiguous', candidates: [{ value: at('QL7', 112) }] });
    expect(valuesOf('Km 12, Km 20 QL7')).toEqual([at('QL7', 12), at('QL7', 20)]);
    expect(valuesOf('QL7 giao QL1A')).toEqual(['route:QL7', 'route:QL1A']);
  });

  it('stand beside a commune where they agree, and are asked where they do not', () => {
    expect(found('Km 200 QL7A, huyện Kỳ Sơn', '2024-06-01')).toMatchObject({ kind: 'found', value: at('QL7', 200) });
    expect(valuesOf('Km 12 QL7A, xã Mường Xén')).toEqual([at('QL7', 12), 'commune:16813']);
  });

  it('may be left out: the whole route, and said', () => {
    expect(found('QL7')).toMatchObject({ kind: 'found', value: 'route:QL7' });
    expect(found('QL7').notes).toHaveLength(1);
  });
});

describe('sites', () => {
  it.each([
    ['Ga Vinh', 'station-319'],
    ['ga vinh', 'station-319'],
    ['cửa khẩu Nậm Cắn', 'gate-nam-can'],
    ['CK quốc tế Nậm Cắn', 'gate-nam-can'],
    ['CK Thanh Thủy', 'gate-thanh-thuy'],
    ['cửa khẩu Thanh Thuỷ', 'gate-thanh-thuy'],
    ['sân bay Vinh', 'airport-vinh'],
    ['cảng Cửa Lò', 'port-cua-lo'],
    ['bãi biển Cửa Lò', 'tourist-cua-lo'],
    ['KDL Cửa Lò', 'tourist-cua-lo'],
    ['đồn BP Mỹ Lý', 'bp-my-ly'],
    ['Đồn biên phòng Tri Lễ', 'bp-tri-le'],
    ['cầu Bến Thủy', 'port-ben-thuy'],
    ['Ta Đo', 'trail-ta-do'],
    ['trung tâm Mường Xén', 'town-muong-xen'],
    ['Cửa khẩu Nậm Cắn, xã Nậm Cắn, huyện Kỳ Sơn', 'gate-nam-can'],
  ])('“%s”', (text, id) =>
    expect(found(text)).toMatchObject({ kind: 'found', value: `site:${id}`, precision: 'site' }),
  );

  it('are found by every name of theirs', () => {
    for (const site of REGISTER.sites) {
      for (const name of namesOfSite(site)) expect(valuesOf(name), name).toContain(`site:${site.id}`);
    }
  });

  it('share a bare name with a commune: asked', () => {
    expect(valuesOf('Nậm Cắn')).toEqual(['commune:16837', 'site:gate-nam-can']);
    expect(valuesOf('Cửa khẩu Thanh Thủy, huyện Quỳ Châu')).toEqual(['site:gate-thanh-thuy', 'district:quy-chau']);
  });

  it('tell how far off they may be', () => {
    expect(found('CK Thanh Thủy').notes?.[0].vi).toContain('± 3 km');
    expect(found('Ga Vinh').notes).toEqual([]);
  });
});
