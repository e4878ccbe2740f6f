import { describe, expect, it } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import { keysOfRoute, matchedBy, onewayOf, roadCode } from '#geo/network/osm-names.ts';

const { routes } = readRegister();
const matched = (id: string, tags: Record<string, string>) =>
  matchedBy({ tags }, keysOfRoute(routes.find((route) => route.id === id)!));

describe('the code of a road', () => {
  it.each([
    ...['QL7', 'QL.7', 'QL 7', 'QL-7A', 'ql7a', 'Quốc lộ 7', 'Quốc lộ 7A', 'Quoc lo 7', 'Đường Quốc lộ 7A'],
    ...['National Highway 7', 'National Road 7A', 'NH 7', 'Highway 7', 'QL.07'],
  ])('of %s is that of Quốc lộ 7', (text) => expect(roadCode(text)).toBe('ql7'));

  it.each([
    ['QL7B', 'ql7b'],
    ['QL.48C', 'ql48c'],
    ['CT.01', 'ct1'],
    ['Cao tốc CT01', 'ct1'],
    ['ĐT.541', 'dt541'],
    ['Tỉnh lộ 541', 'dt541'],
    ['TL541', 'dt541'],
    ['Đường tỉnh 543D', 'dt543d'],
    ['AH15', 'ah15'],
  ])('of %s is %s', (text, code) => expect(roadCode(text)).toBe(code));

  it.each(['7A', '', 'Quốc lộ 1 cũ qua Vinh', 'Đường tránh Quốc lộ 1', 'QL', 'Đường Hồ Chí Minh', 'QL123456', 'QL7AB'])(
    'there is none in “%s”',
    (text) => expect(roadCode(text)).toBeUndefined(),
  );
});

describe('a way and a route', () => {
  it('match by number, among several, by name in either language, and weakly by what was', () => {
    expect(matched('QL7', { highway: 'trunk', ref: 'QL.7' })).toBe('ref');
    expect(matched('QL7', { highway: 'trunk', ref: 'QL7A;AH15' })).toBe('ref');
    expect(matched('QL48', { highway: 'trunk', ref: 'QL.7 - QL.48' })).toBe('ref');
    expect(matched('QL7', { highway: 'primary', name: 'Quốc lộ 7A' })).toBe('name');
    expect(matched('QL46', { highway: 'primary', 'name:en': 'National Road 46' })).toBe('name');
    expect(matched('QL48', { highway: 'primary', ref: 'ĐT.598', old_ref: 'QL48' })).toBe('old');
    expect(matched('CT01', { highway: 'motorway', ref: 'CT.01' })).toBe('ref');
    expect(matched('QL1A', { highway: 'trunk', ref: 'QL.1' })).toBe('ref');
  });

  it('Hồ Chí Minh road and the railway match by all their names', () => {
    for (const name of ['Đường Hồ Chí Minh', 'Duong Ho Chi Minh', 'Đường mòn Hồ Chí Minh', 'Ho Chi Minh Highway']) {
      expect([name, matched('HCM', { highway: 'trunk', name })]).toEqual([name, 'name']);
    }
    expect(matched('HCM', { highway: 'trunk', ref: 'QL.15;QL.HCM' })).toBe('ref');
    for (const name of ['Đường sắt Bắc Nam', 'Đường sắt Bắc – Nam', 'Đường sắt Thống Nhất', 'North–South Railway']) {
      expect([name, matched('RAIL_NS', { railway: 'rail', name })]).toEqual([name, 'name']);
    }
  });

  it('other roads, streets, sidings and what is not built do not', () => {
    expect(matched('QL7', { highway: 'trunk', ref: 'QL.7B' })).toBeUndefined();
    expect(matched('QL48', { highway: 'trunk', ref: 'QL.4;8' })).toBeUndefined();
    expect(matched('QL7', { highway: 'construction', ref: 'QL.7' })).toBeUndefined();
    expect(matched('QL7', { highway: 'pedestrian', area: 'yes', ref: 'QL.7' })).toBeUndefined();
    expect(matched('QL7', { waterway: 'river', ref: 'QL.7' })).toBeUndefined();
    expect(matched('HCM', { highway: 'residential', name: 'Đường Hồ Xuân Hương' })).toBeUndefined();
    expect(matched('HCM', { highway: 'primary', name: 'Quảng trường Hồ Chí Minh' })).toBeUndefined();
    expect(matched('RAIL_NS', { railway: 'rail', service: 'siding', name: 'Đường sắt Bắc Nam' })).toBeUndefined();
    expect(matched('RAIL_NS', { highway: 'trunk', name: 'Đường sắt Bắc Nam' })).toBeUndefined();
  });

  it('every route of the register matches a way that carries its own name, and no other route does but its branches', () => {
    for (const route of routes) {
      const tags = { highway: 'trunk', railway: 'rail', name: route.nameVi };
      const found = routes.filter((one) => matchedBy({ tags }, keysOfRoute(one)) !== undefined);
      expect(found.map(({ id }) => id.split('_').slice(0, 1)[0])).toContain(route.id.split('_')[0]);
      const alike = found.filter(({ id }) => id.split('_')[0] !== route.id.split('_')[0]);
      expect([route.id, alike]).toEqual([route.id, []]);
    }
  });

  it('a road registered later matches by the code in its name, a trail by its name and kind', () => {
    const dt = { ...routes[0], id: 'DUONG_TINH' as never, nameVi: 'Đường tỉnh 543D', nameEn: 'Provincial Road 543D' };
    expect(matchedBy({ tags: { highway: 'secondary', ref: 'ĐT.543D' } }, keysOfRoute(dt))).toBe('ref');
    const trail = { ...dt, nameVi: 'Lối mòn Ta Đo', nameEn: 'Ta Đo trail', kind: 'border-trail' as const };
    expect(matchedBy({ tags: { highway: 'path', name: 'Lối mòn Ta Đo' } }, keysOfRoute(trail))).toBe('name');
    expect(matchedBy({ tags: { highway: 'path', name: 'Lối mòn Ta Đo' } }, keysOfRoute(dt))).toBeUndefined();
  });
});

it('one-way streets are those that say so, roundabouts and motorways', () => {
  const of = (tags: Record<string, string>) => onewayOf({ tags });
  expect([of({ oneway: 'yes' }), of({ oneway: '-1' }), of({ oneway: 'no', highway: 'motorway' }), of({})]).toEqual([
    1, -1, 0, 0,
  ]);
  expect([of({ highway: 'primary', junction: 'roundabout' }), of({ highway: 'motorway' })]).toEqual([1, 1]);
});
